// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/page_info.h"

#include <QCoreApplication>

#include <algorithm>

namespace retort {

#define RETORT_PAGE(id) PageInfo id##PageInfo();
#include "ui/state/pages.def"
#undef RETORT_PAGE

const std::vector<PageInfo> &pageTable() {
    static const std::vector<PageInfo> table{
#define RETORT_PAGE(id) id##PageInfo(),
#include "ui/state/pages.def"
#undef RETORT_PAGE
    };
    return table;
}

const PageInfo *findPage(QAnyStringView id) {
    const auto &table = pageTable();
    const auto it = std::ranges::find_if(table, [&](const PageInfo &p) { return id == QLatin1String(p.id); });
    return it == table.end() ? nullptr : &*it;
}

QString pageTitle(const PageInfo &info) {
    return QCoreApplication::translate("pages", info.title);
}

} // namespace retort
