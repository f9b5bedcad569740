// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/page.h"

#include "ui/actions/action_table.h"
#include "ui/models/kind_info.h"
#include "ui/state/pending_marks.h"
#include "ui/state/refresh_when_shown.h"
#include "ui/widgets/empty_state.h"

#include <QLineEdit>
#include <QScrollArea>

#include <algorithm>

namespace retort {
namespace {
constexpr const char *searchProperty = "retortSearch";

// A key that controls and fields use themselves: no function key, not Esc, without Ctrl, Alt and Meta.
bool hasSingleKey(const QAction *action) {
    const auto keys = action->shortcuts();
    return std::ranges::any_of(keys, [](const QKeySequence &keys) {
        const QKeyCombination first = keys[0];
        const bool function = first.key() >= Qt::Key_F1 && first.key() <= Qt::Key_F35;
        return !(first.keyboardModifiers() & ~Qt::ShiftModifier) && !function
               && first.key() != Qt::Key_Escape;
    });
}

// As high as its place: what a layout inside would have taller at this width does not make the page scroll.
class PageBody final : public QWidget {
public:
    explicit PageBody(QWidget *shown) : m_shown(shown) { shown->setParent(this); }
    QSize minimumSizeHint() const override { return m_shown->minimumSizeHint(); }

protected:
    void resizeEvent(QResizeEvent *) override { m_shown->resize(size()); }

private:
    QWidget *m_shown;
};
} // namespace

Page::Page(AppState &app, const char *id, QWidget *parent)
    : QWidget(parent),
      m_app(&app),
      m_info(findPage(QLatin1String(id))) {
    Q_ASSERT_X(m_info, "Page", "the page is not in pages.def");
    setObjectName(QStringLiteral("page_") + QLatin1String(id));
    m_header = new PageHeader(title(), this);
    m_layout = columnIn(this, {m_header}, 0);
}

Page::~Page() = default;

void Page::setBody(QWidget *body) {
    auto *area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("page_body"));
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setWidget(new PageBody(body));
    m_layout->addWidget(area, 1);
}

// What was made last may stand first, and comes and goes: the order is that of the layouts now.
bool Page::focusNextPrevChild(bool next) {
    orderTabs(this);
    return QWidget::focusNextPrevChild(next);
}

void Page::showEvent(QShowEvent *event) {
    orderTabs(this);
    QWidget::showEvent(event);
}

void Page::refreshOn(const Kinds &kinds, std::function<void()> refresh) {
    refreshWhenShown(app(), this, kinds, std::move(refresh));
}

InputPicker *Page::addPicker(ArtifactKind kind) {
    auto *picker = new InputPicker(app(), kind, id(), m_header);
    m_header->addInput(picker);
    return picker;
}

QLineEdit *Page::searchField(const QString &placeholder) {
    QLineEdit *edit = m_header->search(placeholder);
    markSearch(edit);
    return edit;
}

bool Page::focusSearch() {
    for (auto *edit : findChildren<QLineEdit *>()) {
        if (!edit->property(searchProperty).toBool() || !edit->isVisible() || !edit->isEnabled())
            continue;
        edit->setFocus(Qt::ShortcutFocusReason);
        edit->selectAll();
        return true;
    }
    return false;
}

void markSearch(QLineEdit *edit) {
    edit->setProperty(searchProperty, true);
}

EmptyState *missing(AppState &app, ArtifactKind kind, const char *icon, const QString &title,
                    const QString &sentence, QWidget *parent) {
    auto *empty = new EmptyState(QLatin1String(icon), title, sentence, parent);
    empty->setLink(QCoreApplication::translate("kinds", kindInfo(kind).make));
    QObject::connect(empty, &EmptyState::linkActivated, &app,
                     [&app, kind] { app.goTo(QLatin1String(kindInfo(kind).page)); });
    return empty;
}

bool Page::canUndo() const {
    return showsMarks() && canUndoMark(app());
}

bool Page::canRedo() const {
    return showsMarks() && canRedoMark(app());
}

void Page::undo() {
    undoMark(app());
}

void Page::redo() {
    redoMark(app());
}

QAction *Page::action(const char *id, std::function<void()> handler) {
    const ActionSpec *spec = findActionSpec(QLatin1String(id));
    Q_ASSERT_X(spec && QLatin1String(spec->page) == this->id(), id,
               "no such row of this page in the action table");
    QAction *made = addCommand(this, id, std::move(handler));
    if (spec->writes && app().readOnly()) { // whatever the page thinks of it
        const auto hold = [made, why = tr("This project is open for reading only.")] {
            made->setEnabled(false);
            made->setToolTip(why);
        };
        hold();
        connect(made, &QAction::changed, this, hold);
    }
    if (hasSingleKey(made))
        removeAction(made); // until keysActIn() says where
    else if (!made->shortcuts().contains(QKeySequence(Qt::Key_Escape)))
        made->setShortcutContext(Qt::WindowShortcut); // while the page is in sight, wherever the focus is
    return made;
}

void Page::keysActIn(std::initializer_list<QWidget *> areas) {
    for (QAction *action : findChildren<QAction *>(QString(), Qt::FindDirectChildrenOnly))
        if (hasSingleKey(action))
            for (QWidget *area : areas)
                area->addAction(action);
}

QAction *Page::findAction(const QString &id) const {
    return findChild<QAction *>(id);
}

void Page::setNext(bool shown) {
    const auto &table = pageTable();
    const auto next = std::find_if(table.begin() + (m_info - table.data()) + 1, table.end(),
                                   [](const PageInfo &page) { return page.stage != nullptr; });
    if (!m_next && next != table.end() && shown) {
        m_next = new ActionButton(tr("Next: %1 →").arg(pageTitle(*next)), ButtonKind::secondary, m_header);
        connect(m_next, &QAbstractButton::clicked, this,
                [this, target = QString::fromLatin1(next->id)] { app().goTo(target); });
        m_header->addTrailing(m_next);
    }
    if (m_next)
        m_next->setVisible(shown);
}

} // namespace retort
