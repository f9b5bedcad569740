// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_view.h"

#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/tabs.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace retort {
namespace {

constexpr int kCopyRows = 100'000;
constexpr int kToolTipChars = 1500;
constexpr int kKeptRanges = 20'000; // a selection of more rows, scattered, costs seconds

constexpr int rowHeights[] = {size::rowCompact, size::row, size::rowComfortable}; // by Density

QString oneLine(QString text) {
    return text.replace(u'\n', u' ').replace(u'\t', u' ');
}

// Behind the text, which is painted again over them.
void paintMatches(QPainter *p, const QStyleOptionViewItem &o, const QString &searched) {
    const QStyle *style = o.widget ? o.widget->style() : QApplication::style();
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &o, o.widget) + 1;
    const QRect text =
        style->subElementRect(QStyle::SE_ItemViewItemText, &o, o.widget).adjusted(margin, 0, -margin, 0);
    const QString shown = o.fontMetrics.elidedText(o.text, o.textElideMode, text.width());
    p->save();
    p->setFont(o.font);
    for (qsizetype at = shown.indexOf(searched, 0, Qt::CaseInsensitive); at >= 0;
         at = shown.indexOf(searched, at + searched.size(), Qt::CaseInsensitive)) {
        const int left = o.fontMetrics.horizontalAdvance(shown.left(at));
        const QString match = shown.mid(at, searched.size());
        const QRect mark(text.left() + left, text.top(), o.fontMetrics.horizontalAdvance(match),
                         text.height());
        paint::box(p, mark, colour(Role::warnTint), {}, 2);
        p->setPen(colour(Role::warn));
        p->drawText(mark, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, match);
    }
    p->restore();
}

} // namespace

void TableDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    option->displayAlignment |= Qt::AlignVCenter;
    option->state &= ~QStyle::State_MouseOver;
    const auto *table = qobject_cast<const TableView *>(option->widget);
    if (table && table->hoveredRow() == index.row())
        option->state |= QStyle::State_MouseOver;
    // QTableView leaves the position open; only the leftmost cell carries the accent bar.
    if (table) {
        const QHeaderView *header = table->horizontalHeader();
        const bool first = header->sectionPosition(index.column()) == 0;
        option->viewItemPosition = first ? QStyleOptionViewItem::Beginning : QStyleOptionViewItem::Middle;
    }
    // The bar marks the row; a ring around one cell of it would only add noise.
    if (option->state & QStyle::State_Selected)
        option->state &= ~QStyle::State_HasFocus;
}

void TableDelegate::paint(QPainter *p, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    QStyleOptionViewItem o(option);
    initStyleOption(&o, index);
    const QWidget *view = option.widget;
    QStyle *style = view ? view->style() : QApplication::style();
    const QVariant loaded = index.data(loadedRole);
    const bool waiting = loaded.isValid() && !loaded.toBool();
    const auto chips = waiting ? QVector<ChipSpec>() : index.data(chipsRole).value<QVector<ChipSpec>>();
    if (waiting || !chips.isEmpty())
        o.text.clear();
    else
        o.text = oneLine(o.text.left(2000));
    style->drawControl(QStyle::CE_ItemViewItem, &o, p, view);
    const QRect &r = option.rect;
    if (const QString searched = index.data(searchRole).toString(); !searched.isEmpty() && !o.text.isEmpty())
        paintMatches(p, o, searched);
    if (waiting) {
        const double share = .35 + .5 * ((index.row() * 7 + index.column() * 3) % 10) / 10.0;
        paint::box(p, QRectF(r.left() + space::s, r.center().y() - 4, (r.width() - 2 * space::s) * share, 8),
                   colour(Role::sunken), {}, 4);
    } else if (!chips.isEmpty()) {
        paintChips(p, o, chips);
    }
    paint::hairline(p, QPointF(r.left(), r.bottom()), QPointF(r.right(), r.bottom()), colour(Role::border));
}

bool TableDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index) {
    if (event->type() != QEvent::ToolTip || !index.isValid() || index.data(Qt::ToolTipRole).isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStyleOptionViewItem o(option);
    initStyleOption(&o, index);
    const int room = option.rect.width() - 2 * space::s;
    const QString text = index.data(Qt::DisplayRole).toString();
    const bool cut =
        QFontMetrics(o.font).horizontalAdvance(oneLine(text.left(400))) > room || text.size() > 400;
    const bool chips = index.data(chipsRole).isValid();
    if (!cut && !chips) {
        QToolTip::hideText();
        return true;
    }
    const QString shown =
        text.size() > kToolTipChars ? text.left(kToolTipChars) + QStringLiteral(" …") : text;
    QToolTip::showText(event->globalPos(),
                       QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(shown.toHtmlEscaped()),
                       view);
    return true;
}

TableView::TableView(QWidget *parent) : QTableView(parent) {
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setTextElideMode(Qt::ElideRight);
    horizontalHeader()->setStretchLastSection(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(16);
    setItemDelegate(new TableDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    setTextElideMode(Qt::ElideRight);
    setTabKeyNavigation(false); // Tab leaves the table; arrows move in it
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setCornerButtonEnabled(false);
    viewport()->setAttribute(Qt::WA_Hover);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        if (!m_filling && column == m_fill && QGuiApplication::mouseButtons() != Qt::NoButton)
            m_fill = -1; // dragged: from now on it keeps its width
        fillWidth();
    });
    applyHeight();
}

TableView::TableView(QAbstractItemModel *model, const QString &accessibleName, const QString &emptyText,
                     const QList<int> &widths, QWidget *parent)
    : TableView(parent) {
    setModel(model);
    setAccessibleName(accessibleName);
    setEmptyText(emptyText);
    setColumnWidths(widths);
}

void TableView::setDensity(Density density) {
    if (density == m_density)
        return;
    m_density = density;
    applyHeight();
    Q_EMIT densityChanged(density);
}

int TableView::rowHeight() const {
    return Theme::instance().scaled(rowHeights[int(m_density)]);
}

void TableView::applyHeight() {
    // Keep the first visible row where it is.
    const int top = rowAt(0);
    verticalHeader()->setDefaultSectionSize(rowHeight());
    verticalScrollBar()->setSingleStep(rowHeight());
    if (top > 0)
        scrollTo(model()->index(top, 0), QAbstractItemView::PositionAtTop);
}

void TableView::setEmptyText(const QString &text) {
    m_emptyText = text;
    viewport()->update();
}

void TableView::setColumnWidths(const QList<int> &characters) {
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    m_fill = -1;
    for (int i = 0; i < characters.size() && model() && i < model()->columnCount(); ++i) {
        const int wanted =
            std::max(std::abs(characters[i]) * digit + 2 * space::s, horizontalHeader()->sectionSizeHint(i));
        if (characters[i] != 0)
            setColumnWidth(i, wanted);
        if (characters[i] < 0) {
            m_fill = i;
            m_fillAtLeast = wanted;
        }
    }
    horizontalHeader()->setStretchLastSection(m_fill < 0);
    fillWidth();
}

void TableView::fillWidth() {
    if (m_fill < 0 || m_filling || horizontalHeader()->isSectionHidden(m_fill))
        return;
    m_filling = true;
    const int others = horizontalHeader()->length() - columnWidth(m_fill);
    setColumnWidth(m_fill, std::max(m_fillAtLeast, viewport()->width() - others));
    m_filling = false;
}

void TableView::resizeEvent(QResizeEvent *event) {
    QTableView::resizeEvent(event);
    fillWidth();
}

void TableView::setModel(QAbstractItemModel *model) {
    if (QAbstractItemModel *old = this->model()) {
        disconnect(old, &QAbstractItemModel::modelAboutToBeReset, this, &TableView::rememberSelection);
        disconnect(old, &QAbstractItemModel::modelReset, this, &TableView::restoreSelection);
    }
    QTableView::setModel(model);
    m_hovered = -1;
    if (model) { // behind Qt's own connections, which clear the selection
        connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &TableView::rememberSelection);
        connect(model, &QAbstractItemModel::modelReset, this, &TableView::restoreSelection);
    }
    applyHeight();
}

void TableView::rememberSelection() {
    const QModelIndexList rows = selectionModel()->selectedRows();
    m_keptAll = rows.size() > 1 && rows.size() == model()->rowCount();
    m_keptIds.clear();
    if (!m_keptAll)
        for (const QModelIndex &row : rows)
            if (const QVariant id = row.data(idRole); id.isValid())
                m_keptIds.insert(id.toLongLong());
    if (!rows.isEmpty())
        m_goneIds.clear();
    m_keptCurrent = currentIndex().data(idRole);
    m_keptInSight = viewport()->rect().intersects(visualRect(currentIndex()));
}

void TableView::restoreSelection() {
    if (m_keptAll) {
        selectAll();
        m_keptIds.clear();
    }
    selectRowsOf(m_keptIds, m_keptCurrent, m_keptInSight);
    if (!m_goneIds.isEmpty())
        selectIds(QList<qint64>(m_goneIds.begin(), m_goneIds.end()));
    if (selectionModel()->hasSelection())
        m_goneIds.clear();
    else if (!m_keptIds.isEmpty())
        m_goneIds = m_keptIds;
}

std::vector<std::int64_t> TableView::selectedIds() const {
    std::vector<std::int64_t> ids;
    for (const QModelIndex &index : selectionModel()->selectedRows()) {
        const bool first = index.row() == currentIndex().row();
        ids.insert(first ? ids.begin() : ids.end(), index.data(idRole).toLongLong());
    }
    return ids;
}

void TableView::selectIds(const QList<qint64> &ids) {
    clearSelection();
    selectRowsOf({ids.begin(), ids.end()}, ids.isEmpty() ? QVariant() : QVariant(ids.first()), true);
}

void TableView::selectRowsOf(const QSet<qint64> &ids, const QVariant &currentId, bool show) {
    if (ids.isEmpty() && !currentId.isValid())
        return;
    QModelIndex current;
    QItemSelection selection;
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        const QVariant id = index.data(idRole);
        if (!current.isValid() && id == currentId)
            current = index;
        if (ids.contains(id.toLongLong()))
            selection.append({index, model()->index(row, model()->columnCount() - 1)});
    }
    if (selection.size() <= kKeptRanges)
        selectionModel()->select(selection, QItemSelectionModel::Select);
    if (!current.isValid())
        return;
    selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    if (show)
        scrollTo(current);
}

QString TableView::selectionText(bool withHeaders) const {
    if (!selectionModel())
        return {};
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    if (rows.size() > kCopyRows)
        rows.resize(kCopyRows);
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual)
        if (const int logical = horizontalHeader()->logicalIndex(visual); !isColumnHidden(logical))
            columns << logical;
    QStringList lines;
    const auto join = [&columns](auto cell) {
        QStringList parts;
        for (int column : columns)
            parts << oneLine(cell(column));
        return parts.join(QLatin1Char('\t'));
    };
    if (withHeaders)
        lines << join([this](int c) { return model()->headerData(c, Qt::Horizontal).toString(); });
    for (const QModelIndex &row : rows)
        lines << join([&row](int c) { return row.siblingAtColumn(c).data().toString(); });
    return lines.join(QLatin1Char('\n'));
}

void TableView::copy() {
    QApplication::clipboard()->setText(selectionText(false));
}

void TableView::copyWithHeaders() {
    QApplication::clipboard()->setText(selectionText(true));
}

void TableView::keyPressEvent(QKeyEvent *event) {
    if (event->matches(QKeySequence::Copy))
        return copy();
    QTableView::keyPressEvent(event);
}

QModelIndex TableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) {
    // With whole rows selected, Home and End mean the first and the last row, not the first and last column.
    if ((action == MoveHome || action == MoveEnd) && model() && model()->rowCount() > 0)
        return model()->index(action == MoveHome ? 0 : model()->rowCount() - 1,
                              std::max(0, currentIndex().column()));
    return QTableView::moveCursor(action, modifiers);
}

bool TableView::viewportEvent(QEvent *event) {
    if (event->type() == QEvent::HoverMove || event->type() == QEvent::HoverEnter)
        setHovered(indexAt(static_cast<QHoverEvent *>(event)->position().toPoint()).row());
    else if (event->type() == QEvent::HoverLeave)
        setHovered(-1);
    return QTableView::viewportEvent(event);
}

void TableView::setHovered(int row) {
    if (row == m_hovered)
        return;
    for (int r : {m_hovered, row})
        if (r >= 0)
            viewport()->update(0, rowViewportPosition(r), viewport()->width(), rowHeight());
    m_hovered = row;
}

void TableView::paintEvent(QPaintEvent *event) {
    QTableView::paintEvent(event);
    if (m_emptyText.isEmpty() || (model() && model()->rowCount() > 0))
        return;
    QPainter p(viewport());
    p.setPen(colour(Role::text2));
    p.drawText(viewport()->rect().adjusted(space::l, 0, -space::l, 0), Qt::AlignCenter | Qt::TextWordWrap,
               m_emptyText);
}

void TableView::changeEvent(QEvent *event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        applyHeight();
}

int heightWith(const QWidget *holder, const TableView *table, int rows) {
    return holder->sizeHint().height() - table->sizeHint().height()
           + table->horizontalHeader()->sizeHint().height() + rows * table->rowHeight()
           + table->horizontalScrollBar()->sizeHint().height();
}

Tabs *makeDensitySwitch(TableView *table, QWidget *parent) {
    auto *control = new Tabs(parent);
    setDense(control, true);
    control->setAccessibleName(TableView::tr("Row height"));
    // In the order of the enum.
    control->add(QStringLiteral("compact"), TableView::tr("Compact rows"),
                 QStringLiteral("format-line-spacing-normal"));
    control->add(QStringLiteral("normal"), TableView::tr("Normal rows"),
                 QStringLiteral("format-line-spacing-double"));
    control->add(QStringLiteral("comfortable"), TableView::tr("Comfortable rows"),
                 QStringLiteral("format-line-spacing-triple"));
    control->setCurrentIndex(int(table->density()));
    QObject::connect(control, &Tabs::currentChanged, table,
                     [table](int index) { table->setDensity(TableView::Density(index)); });
    QObject::connect(table, &TableView::densityChanged, control,
                     [control](TableView::Density d) { control->setCurrentIndex(int(d)); });
    return control;
}

} // namespace retort
