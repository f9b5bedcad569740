// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of families and blocks put together, and a student from them and back.
#include "core/base/plug_ins.h"
#include "core/learn/block_info.h"
#include "core/learn/family_info.h"

#include <algorithm>

namespace retort {
namespace {

// The kind of block of every layer, and where StudentConfig keeps its id; null: in each LayerConfig.
struct Slot {
    BlockKind kind;
    const char *id;
    std::string StudentConfig::*field;
    const char *defaultBlock;
    Text label, help;
};
const std::vector<Slot> &slots() {
    static const std::vector<Slot> list = {
        {BlockKind::Attention, "attention", nullptr, "gqa_attention", RETORT_TR("core", "Attention"),
         RETORT_TR("core", "The kind of attention in every layer.")},
        {BlockKind::FeedForward, "feed_forward", nullptr, "swiglu", RETORT_TR("core", "Feed-forward"),
         RETORT_TR("core", "The kind of feed-forward in every layer.")},
        {BlockKind::Norm, "norm", &StudentConfig::norm, "rms_norm", RETORT_TR("core", "Norm"),
         RETORT_TR("core", "How vectors are scaled before each block.")},
        {BlockKind::Position, "position", &StudentConfig::position, "rotary", RETORT_TR("core", "Positions"),
         RETORT_TR("core", "How a token knows its place in the text.")},
    };
    return list;
}

const char *slotOf(BlockKind kind) {
    for (const Slot &slot : slots())
        if (slot.kind == kind)
            return slot.id;
    return "";
}

OptionValue valueOf(const StudentConfig &c, const StudentField &field) {
    return std::visit(
        [&](auto member) -> OptionValue {
            if constexpr (std::is_same_v<decltype(member), std::monostate>)
                return false;
            else
                return c.*member;
        },
        field);
}

// A whole number where a float is wanted becomes one, so that equal settings compare equal.
OptionValue typedValue(const OptionSpec &spec, const OptionValues &values) {
    return spec.type == OptionType::Float ? OptionValue(optionFloat({spec}, values, spec.id))
                                          : values.at(spec.id);
}

void setValue(StudentConfig &c, const StudentOption &option, const OptionValues &values) {
    const OptionTable table{option.spec};
    const std::string &id = option.spec.id;
    if (const auto *whole = std::get_if<std::int64_t StudentConfig::*>(&option.field))
        c.**whole = optionInt(table, values, id);
    else if (const auto *real = std::get_if<double StudentConfig::*>(&option.field))
        c.**real = optionFloat(table, values, id);
    else if (const auto *flag = std::get_if<bool StudentConfig::*>(&option.field))
        c.**flag = optionBool(table, values, id);
    else if (const auto *word = std::get_if<std::string StudentConfig::*>(&option.field))
        c.**word = optionText(table, values, id);
    else if (const OptionValue value = typedValue(option.spec, values); value != option.spec.defaultValue)
        c.extra[id] = value;
}

bool known(const StudentOptions &options, const std::string &id) {
    return std::ranges::any_of(options, [&](const StudentOption &o) { return o.spec.id == id; });
}

// A setting that only one of several blocks reads is grey while another one is chosen.
void addBlockOptions(StudentOptions &options) {
    for (const BlockInfo &block : blockInfos()) {
        if (!block.options)
            continue;
        for (StudentOption option : block.options()) {
            if (known(options, option.spec.id))
                continue;
            int rivals = 0, readers = 0;
            for (const BlockInfo &other : blockInfos())
                if (other.kind == block.kind) {
                    ++rivals;
                    readers += other.options && known(other.options(), option.spec.id) ? 1 : 0;
                }
            if (readers == 1 && rivals > 1 && option.spec.enabledWhen.empty())
                option.spec.enabledWhen = std::string(slotOf(block.kind)) + "=" + block.id;
            options.push_back(std::move(option));
        }
    }
}

StudentOptions makeSettings() {
    using namespace option_make;
    StudentOptions options = {
        {choiceOption("preset", "demo", sizeGroup(), RETORT_TR("core", "Preset"),
                      RETORT_TR("core", "A proven set of sizes; every size below can then be changed."))
             .choices(plugInChoices(studentPresets(), [](const StudentPreset &) { return true; })),
         &StudentConfig::preset}};
    for (const FamilyInfo &family : familyInfos())
        for (StudentOption &option : family.options())
            if (!known(options, option.spec.id))
                options.push_back(std::move(option));
    addBlockOptions(options);
    for (const Slot &slot : slots()) {
        StudentField field;
        if (slot.field)
            field = slot.field;
        options.push_back({choiceOption(slot.id, slot.defaultBlock, blockGroup(), slot.label, slot.help)
                               .choices(blockChoices(slot.kind))
                               .advanced(),
                           field});
    }
    const std::vector<std::string> order = {sizeGroup().pattern, detailGroup().pattern, blockGroup().pattern};
    std::ranges::stable_sort(options, [&](const StudentOption &a, const StudentOption &b) {
        return std::ranges::find(order, a.spec.group.pattern)
               < std::ranges::find(order, b.spec.group.pattern);
    });
    for (StudentOption &option : options)
        if (!std::holds_alternative<std::monostate>(option.field))
            option.spec.defaultValue = valueOf(studentPresets().front().config, option.field);
    return options;
}

bool isSlot(const std::string &id) {
    return id == "attention" || id == "feed_forward";
}

} // namespace

const StudentOptions &studentSettings() {
    static const StudentOptions options = makeSettings();
    return options;
}

const std::vector<StudentPreset> &studentPresets() {
    static const std::vector<StudentPreset> presets = [] {
        std::vector<StudentPreset> all;
        for (const FamilyInfo &family : familyInfos())
            for (StudentPreset &preset : family.presets()) {
                preset.config.family = family.id;
                all.push_back(std::move(preset));
            }
        return all;
    }();
    return presets;
}

const StudentPreset *findStudentPreset(std::string_view id) {
    return findPlugIn(studentPresets(), id);
}

const OptionTable &studentOptions() {
    static const OptionTable table = [] {
        OptionTable t;
        for (const StudentOption &option : studentSettings())
            t.push_back(option.spec);
        return t;
    }();
    return table;
}

StudentConfig studentFromOptions(const OptionValues &values, std::int64_t vocabSize) {
    const OptionTable &table = studentOptions();
    const std::string presetId = optionText(table, values, "preset");
    const StudentPreset *preset = findStudentPreset(presetId);
    if (!preset)
        throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "There is no student preset “%1”."),
                    presetId);
    StudentConfig c = preset->config;
    for (const StudentOption &option : studentSettings())
        if (values.contains(option.spec.id) && option.spec.id != "preset" && !isSlot(option.spec.id))
            setValue(c, option, values);
    if (c.headDim == 0 && c.heads > 0 && c.hidden % c.heads == 0)
        c.headDim = c.hidden / c.heads;
    const LayerConfig layer{optionText(table, values, "attention"),
                            optionText(table, values, "feed_forward")};
    c.blocks.assign(std::size_t(std::clamp<std::int64_t>(c.layers, 0, 256)), layer);
    if (!(c == preset->config))
        c.preset.clear();
    c.vocabSize = vocabSize;
    return c;
}

OptionValues studentToOptions(const StudentConfig &c) {
    OptionValues values = c.extra;
    for (const StudentOption &option : studentSettings())
        if (!std::holds_alternative<std::monostate>(option.field))
            values[option.spec.id] = valueOf(c, option.field);
    if (!findStudentPreset(c.preset))
        for (const StudentPreset &preset : studentPresets())
            if (preset.config.family == c.family) {
                values["preset"] = preset.id;
                break;
            }
    if (!c.blocks.empty()) {
        values["attention"] = c.blocks.front().attention;
        values["feed_forward"] = c.blocks.front().feedForward;
    }
    return values;
}

} // namespace retort
