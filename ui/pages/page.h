// SPDX-License-Identifier: GPL-3.0-or-later
// Base of every page: header (title, input pickers … secondary, primary), body, actions, view state. A page
// is one folder ui/pages/<id>/ and one line in ui/state/pages.def. Pages are made when first shown and made
// anew on a language switch or for another project, so: no retranslate code, build everything in the
// constructor, keep what must survive in viewState(). GUI thread; a page is a view of AppState, stores and
// runners and owns no truth.
#pragma once

#include "ui/jobs/task_center.h"
#include "ui/pages/input_picker.h"
#include "ui/state/app_state.h"
#include "ui/state/page_info.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kept_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/page_header.h"

#include <QAction>
#include <QString>
#include <QVariantMap>
#include <QWidget>

#include <functional>
#include <initializer_list>

class QLineEdit;

namespace retort {

class EmptyState;

// Makes it what Ctrl+F goes to while it is in sight; done by searchField().
void markSearch(QLineEdit *edit);
// In the place of what needs a `kind` while there is none, with a link to the page that makes one.
EmptyState *missing(AppState &app, ArtifactKind kind, const char *icon, const QString &title,
                    const QString &sentence, QWidget *parent = nullptr);

class Page : public QWidget {
    Q_OBJECT

public:
    Page(AppState &app, const char *id, QWidget *parent);
    ~Page() override;

    QString id() const { return QString::fromLatin1(m_info->id); }
    QString title() const { return pageTitle(*m_info); }

    // --- for the window
    virtual void activated() {}                                    // shown; also after open()
    virtual void open(const QVariantMap &args) { Q_UNUSED(args); } // AppState::goTo with arguments
    virtual QVariantMap viewState() const { return m_kept.values(); }
    virtual void setViewState(const QVariantMap &state) { m_kept.restore(state); }
    // Edit ▸ Undo and Redo; asked anew after each change of the lists and undoChanged(). Of the marks on
    // samples, where the page shows them.
    virtual bool canUndo() const;
    virtual bool canRedo() const;
    virtual void undo();
    virtual void redo();
    QAction *findAction(const QString &id) const; // one made by action() or addCommand(); or null
    bool focusSearch(); // Ctrl+F: the search field in sight (markSearch), false where there is none

Q_SIGNALS:
    void undoChanged();

protected:
    AppState &app() const { return *m_app; }
    KeptState &kept() { return m_kept; }
    virtual bool showsMarks() const { return false; }
    bool focusNextPrevChild(bool next) override;
    void showEvent(QShowEvent *event) override;

    void setBody(QWidget *body); // all below the header, no margins; where it needs more it scrolls
    // Brings the page up to date when it is first shown, and when a list or chosen input of `kinds` has
    // changed: at once in sight, else once when it is shown again.
    void refreshOn(const Kinds &kinds, std::function<void()> refresh);
    // A picker in the header; inputs are shared by all pages through AppState::selected().
    InputPicker *addPicker(ArtifactKind kind);
    QLineEdit *searchField(const QString &placeholder); // left of the buttons; made by the first call
    // A QAction from the table row `id` (its page must be this one). Its shortcut is active on this page; one
    // with a single key (Return, J, Del …) only where keysActIn() says, for controls need such keys
    // themselves.
    QAction *action(const char *id, std::function<void()> handler);
    // Single keys act while the focus is in one of these: what shows the thing that the actions are about.
    void keysActIn(std::initializer_list<QWidget *> areas);
    void setNext(bool shown);                       // "Next: Clean →", the way to the next stage
    PageHeader *header() const { return m_header; } // tabs beside the pickers, buttons at the right

private:
    AppState *m_app;
    const PageInfo *m_info;
    QVBoxLayout *m_layout;
    PageHeader *m_header;
    KeptState m_kept;
    ActionButton *m_next = nullptr;
};

template <class Made>
PageInfo pageInfo(const char *id, const char *title, const char *icon, PageGroup group,
                  const StageInfo *stage = nullptr) {
    const bool needsProject = group != PageGroup::Home && group != PageGroup::Foot;
    const auto create = [](AppState &app, QWidget *parent) -> Page * { return new Made(app, parent); };
    return {id, title, icon, group, needsProject, create, stage};
}

} // namespace retort
