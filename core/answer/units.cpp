// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answer/units.h"

#include "core/base/utf8.h"

#include <array>

namespace retort {
namespace {

struct Unit {
    std::string_view names; // separated by blanks
    std::string_view measure;
    std::int64_t factor;
    std::int64_t divisor = 1;
};

constexpr auto units = std::to_array<Unit>({
    {"微米 um", "length", 1},
    {"毫米 mm", "length", 1'000},
    {"厘米 公分 cm", "length", 10'000},
    {"分米 dm", "length", 100'000},
    {"米 公尺 m meter meters metre metres", "length", 1'000'000},
    {"里 华里", "length", 500'000'000},
    {"千米 公里 km kilometer kilometers", "length", 1'000'000'000},
    {"英寸 inch inches", "length", 25'400},
    {"英尺 foot feet ft", "length", 304'800},
    {"英里 mile miles", "length", 1'609'344'000},

    {"平方毫米 mm^2", "area", 1},
    {"平方厘米 cm^2", "area", 100},
    {"平方分米 dm^2", "area", 10'000},
    {"平方米 平米 m^2", "area", 1'000'000},
    {"亩", "area", 2'000'000'000, 3},
    {"公顷 ha", "area", 10'000'000'000},
    {"平方千米 平方公里 km^2", "area", 1'000'000'000'000},

    {"立方毫米 mm^3", "volume", 1},
    {"立方厘米 毫升 cm^3 ml mL", "volume", 1'000},
    {"立方分米 升 dm^3 L l liter liters", "volume", 1'000'000},
    {"立方米 m^3", "volume", 1'000'000'000},

    {"毫克 mg", "mass", 1},
    {"克 g gram grams", "mass", 1'000},
    {"两", "mass", 50'000},
    {"斤 市斤", "mass", 500'000},
    {"千克 公斤 kg kilogram kilograms", "mass", 1'000'000},
    {"吨 t ton tons", "mass", 1'000'000'000},

    {"秒 秒钟 s sec second seconds", "time", 1},
    {"分 分钟 min minute minutes", "time", 60},
    {"时 小时 个小时 钟头 点 点钟 h hr hour hours", "time", 3'600},
    {"天 日 day days", "time", 86'400},
    {"周 星期 个星期 week weeks", "time", 604'800},
    {"月 个月 month months", "months", 1},
    {"季度 个季度", "months", 3},
    {"年 year years", "months", 12},

    {"分 分钱", "money", 1},
    {"角 毛 角钱 毛钱", "money", 10},
    {"元 块 圆 元钱 块钱 人民币 yuan", "money", 100},
    {"美元 dollar dollars", "dollars", 100},
    {"美分 cent cents", "dollars", 1},

    {"度 摄氏度", "degrees", 1},
    {"弧度 rad", "radians", 1},
    {"瓦 W", "power", 1},
    {"千瓦 kW", "power", 1'000},

    {"个 只 本 支 枝 张 颗 粒 辆 棵 株 页 袋 名 人 位 条 头 件 双 套 次 台 朵 块 盒 箱 瓶 杯 把 间 层 排 组 "
     "种 根 片 匹 架 艘 座 家 户 岁 题 道 分 倍 桶 筐 篮 包 卷 场 圈 遍 段 份 对 群 捆 串 束 幅 面 扇 盏 顶 "
     "节 列 班 句 字 行 票 封 副 枚 口 盆 碗 盘 车 平方 人次 周岁",
     "count", 1},
});

void addNamed(std::string_view name, std::vector<UnitMeaning> &found) {
    for (const Unit &unit : units) {
        for (std::size_t start = 0; start < unit.names.size();) {
            const std::size_t end = std::min(unit.names.find(' ', start), unit.names.size());
            if (unit.names.substr(start, end - start) == name)
                found.push_back({std::string(unit.measure), *Rational::fraction(unit.factor, unit.divisor)});
            start = end + 1;
        }
    }
}

void addRates(std::string_view name, std::string_view separator, std::vector<UnitMeaning> &found) {
    const std::size_t at = name.find(separator);
    if (at == std::string_view::npos || at == 0)
        return;
    std::vector<UnitMeaning> above, below;
    addNamed(trimWhiteSpace(name.substr(0, at)), above);
    addNamed(trimWhiteSpace(name.substr(at + separator.size())), below);
    for (const UnitMeaning &a : above)
        for (const UnitMeaning &b : below)
            if (const auto factor = divide(a.factor, b.factor))
                found.push_back({a.measure + "/" + b.measure, *factor});
}

} // namespace

std::vector<UnitMeaning> unitMeanings(std::string_view name) {
    std::vector<UnitMeaning> found;
    addNamed(name, found);
    if (found.empty()) {
        addRates(name, "/", found);
        addRates(name, "每", found);
    }
    return found;
}

bool isKnownUnit(std::string_view name) {
    return !unitMeanings(name).empty();
}

} // namespace retort
