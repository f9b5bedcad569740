// SPDX-License-Identifier: GPL-3.0-or-later
// Rows and columns of widgets, one that scrolls, and file dialogs, each said in one call. GUI thread.
#pragma once

#include "ui/theme/metrics.h"

#include <QBoxLayout>
#include <QScrollArea>

#include <functional>
#include <initializer_list>

namespace retort {

struct Stretch {};
inline constexpr Stretch stretch; // takes the room that is left

struct LayoutItem {
    LayoutItem(QWidget *shown, int share = 0, Qt::Alignment at = {})
        : widget(shown),
          factor(share),
          alignment(at) {}
    LayoutItem(QLayout *inner, int share = 0) : layout(inner), factor(share) {}
    LayoutItem(Stretch) : factor(1) {}

    QWidget *widget = nullptr;
    QLayout *layout = nullptr;
    int factor = 0;
    Qt::Alignment alignment = {};
};
using LayoutItems = std::initializer_list<LayoutItem>;

void addTo(QBoxLayout *layout, LayoutItems items);
/// For another layout.
QHBoxLayout *rowOf(LayoutItems items, int spacing = space::s);
/// All that is in `holder`, without margins.
QHBoxLayout *rowIn(QWidget *holder, LayoutItems items = {}, int spacing = space::s);
QVBoxLayout *columnIn(QWidget *holder, LayoutItems items = {}, int spacing = space::cardGap);
/// With the margins of a page.
QVBoxLayout *pageColumn(QWidget *holder, LayoutItems items = {});

struct SplitItem {
    QWidget *widget;
    int share = 0;
    int size = 0; // at first, in pixels
};
/// Its sizes are kept under `name`.
QWidget *splitterOf(const char *name, Qt::Orientation direction, std::initializer_list<SplitItem> items);

/// Tab goes through what is in `holder` as one reads it: by its layouts, whatever was made first.
void orderTabs(QWidget *holder);

/// Asks for a file to write, or to read, and gives its path to `chosen`; `filter` as QFileDialog has it.
void chooseFile(QWidget *parent, bool save, const QString &title, const QString &filter, const QString &name,
                std::function<void(const QString &)> chosen);

/// A scroll area for a column of things on a card or page: shows the ground behind it, scrolls only up and
/// down, is as wide as its content needs, and brings what gets the focus into sight.
class ScrollColumn final : public QScrollArea {
    Q_OBJECT

public:
    explicit ScrollColumn(QWidget *content, QWidget *parent = nullptr);
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
};

} // namespace retort
