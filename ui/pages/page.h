// SPDX-License-Identifier: GPL-3.0-or-later
// Base of every page: header (title, input pickers … secondary, primary), body, actions, view state. A page
// is one folder ui/pages/<id>/ and one line in ui/state/pages.def. Pages are made when first shown and made
// anew on a language switch or for another project, so: no retranslate code, build everything in the
// constructor, keep what must survive in viewState(). GUI thread; a page is a view of AppState, stores and
// runners and owns no truth.
#pragma once

#include "ui/pages/input_picker.h"
#include "ui/state/app_state.h"
#include "ui/state/page_info.h"

#include <QString>
#include <QVariantMap>
#include <QWidget>

#include <functional>
#include <initializer_list>
#include <vector>

class QAction;
class QLineEdit;
class QVBoxLayout;

namespace retort {

class ActionButton;
class PageHeader;

// Makes it what Ctrl+F goes to while it is in sight; done by searchField().
void markSearch(QLineEdit *edit);

class Page : public QWidget {
    Q_OBJECT

public:
    Page(AppState &app, const char *id, QWidget *parent);
    ~Page() override;

    QString id() const { return QString::fromLatin1(m_info->id); }
    QString title() const { return pageTitle(*m_info); }

    // --- for the window
    virtual void activated() {} // shown; also after open()
    virtual void deactivated() {}
    virtual void open(const QVariantMap &args) { Q_UNUSED(args); } // AppState::goTo with arguments
    virtual QVariantMap viewState() const { return {}; } // plain values only: it is saved in the session
    virtual void setViewState(const QVariantMap &state) { Q_UNUSED(state); }
    // Edit ▸ Undo and Redo; asked anew after each change of the lists and undoChanged().
    virtual bool canUndo() const { return false; }
    virtual bool canRedo() const { return false; }
    virtual void undo() {}
    virtual void redo() {}
    QAction *findAction(const QString &id) const; // one made by action() or addCommand(); or null
    bool focusSearch(); // Ctrl+F: the search field in sight (markSearch), false where there is none

Q_SIGNALS:
    void undoChanged();

protected:
    AppState &app() const { return *m_app; }

    void setBody(QWidget *body); // takes the whole space below the header, no margins
    // Brings the page up to date when it is first shown, and when a list or chosen input of `kinds` has
    // changed: at once in sight, else once when it is shown again.
    void refreshOn(const Kinds &kinds, std::function<void()> refresh);
    // A picker in the header; inputs are shared by all pages through AppState::selected().
    InputPicker *addPicker(ArtifactKind kind);
    void addHeaderWidget(QWidget *widget);              // beside the pickers
    void addHeaderTrailing(QWidget *widget);            // at the right, before the primary button
    QLineEdit *searchField(const QString &placeholder); // left of the buttons; made by the first call
    // A QAction from the table row `id` (its page must be this one). Its shortcut is active on this page; one
    // with a single key (Return, J, Del …) only where keysActIn() says, for controls need such keys
    // themselves.
    QAction *action(const char *id, std::function<void()> handler);
    // Single keys act while the focus is in one of these: what shows the thing that the actions are about.
    void keysActIn(std::initializer_list<QWidget *> areas);
    ActionButton *addSecondary(QAction *action); // button that follows the action
    ActionButton *setPrimary(QAction *action);   // the one filled button; again to exchange its action
    // "Next: Clean →", the way to the next stage; stays hidden while that page is not registered.
    void setNext(const char *pageId, bool shown);
    PageHeader *header() const { return m_header; }

private:
    AppState *m_app;
    const PageInfo *m_info;
    QVBoxLayout *m_layout;
    PageHeader *m_header;
    QWidget *m_body = nullptr;
    ActionButton *m_next = nullptr;
};

} // namespace retort
