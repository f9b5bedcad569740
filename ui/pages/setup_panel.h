// SPDX-License-Identifier: GPL-3.0-or-later
// What a page with one long task is made of: a banner that tells how the last one failed, a card with the
// form of the settings and the progress of what goes at the left, and at the right what the page shows of it.
// GUI thread.
#pragma once

#include "core/base/option.h"

#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace retort {

class AppState;
class Banner;
class Card;
class OptionForm;
class ProgressLine;
struct Task;

class SetupPanel final : public QWidget {
    Q_OBJECT

public:
    // `width` of the card, at zoom 1.
    SetupPanel(AppState &app, const QString &title, const OptionTable &options, int width,
               QWidget *parent = nullptr);

    Card *card() const { return m_card; } // the form takes the room that is left in it
    OptionForm *form() const { return m_form; }
    Banner *banner() const { return m_banner; }
    QHBoxLayout *columns() const { return m_columns; } // card, monitor
    QWidget *monitor() const { return m_monitor; }
    void addToMonitor(QWidget *widget, int stretch = 0);
    void showProgressInMonitor(); // where the card folds away; else it stands in the card

    bool busy() const { return m_busy; }
    // Of what goes in another process: none with a negative share.
    void showOther(double share, const QString &phase);
    // Else the first wrong field is shown.
    bool valid() const;
    // Shows the tasks of that key; `news` is called after it.
    void follow(const QString &key, std::function<void(const Task &)> news);

Q_SIGNALS:
    void busyChanged();

private:
    AppState &m_app;
    Card *m_card;
    OptionForm *m_form;
    Banner *m_banner;
    QLabel *m_phase;
    ProgressLine *m_progress;
    QHBoxLayout *m_columns;
    QWidget *m_monitor;
    QVBoxLayout *m_results;
    bool m_busy = false;
};

} // namespace retort
