// SPDX-License-Identifier: GPL-3.0-or-later
// Shows one page at a time: makes pages when first wanted, throws them away on a language switch or for
// another project and makes them anew with their view state, keeps the way back and forward. GUI thread.
#pragma once

#include <QHash>
#include <QStackedWidget>
#include <QVariantMap>

namespace retort {

class AppState;
class Page;
struct PageInfo;

class PageStack final : public QStackedWidget {
    Q_OBJECT

public:
    explicit PageStack(AppState &app, QWidget *parent = nullptr);
    ~PageStack() override;

    // Those of the shown page alone: a hidden one must not make it scroll.
    QSize minimumSizeHint() const override;

    void showPage(const QString &id, const QVariantMap &args = {}); // unknown ids are ignored
    QString currentId() const { return m_current; }
    Page *currentPage() const; // null while a placeholder stands in its place
    void goBack();
    void goForward();
    bool canGoBack() const { return !m_back.isEmpty(); }
    bool canGoForward() const { return !m_forward.isEmpty(); }

    void rebuild();        // language: every page anew, views kept
    void projectChanged(); // pages that need a project anew, with the views it was left with
    void keepViews();      // for the next time the project is opened
    void setRemembers(bool on) { m_remembers = on; } // views of earlier sessions; on at first

Q_SIGNALS:
    void shown(const QString &id);

private:
    void display(const QString &id, const QVariantMap &args);
    QVariantMap viewStates() const; // page id → view state
    QString viewsKey() const;
    QWidget *make(const PageInfo &info);
    QWidget *makePlaceholder(const PageInfo &info);
    void dropAll(bool onlyProjectPages, bool keepViews);

    AppState &m_app;
    QHash<QString, QWidget *> m_made;
    QVariantMap m_views;
    QString m_current;
    QString m_project; // its uuid; empty: none
    bool m_remembers = true;
    QStringList m_back, m_forward;
};

} // namespace retort
