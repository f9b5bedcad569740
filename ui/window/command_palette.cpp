// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/command_palette.h"

#include "ui/theme/icon.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/window/window_actions.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QTreeWidget>

#include <algorithm>

namespace retort {
namespace {

enum Column { Name, Where, Keys, columns };
constexpr int width_px = 560, rowsShown = 11;

} // namespace

int matchScore(QStringView query, QStringView text) {
    int score = 0;
    qsizetype at = 0, last = -2;
    for (const QChar c : query) {
        if (c.isSpace())
            continue;
        qsizetype found = -1;
        for (qsizetype i = at; i < text.size(); ++i) {
            if (text[i].toCaseFolded() != c.toCaseFolded())
                continue;
            const bool wordStart = i == 0 || !text[i - 1].isLetterOrNumber();
            if (found < 0 || (wordStart && found != last + 1))
                found = i;
            if (found == last + 1 || wordStart)
                break;
        }
        if (found < 0)
            return -1;
        score += 1;
        if (found == last + 1)
            score += 7;
        if (found == 0 || !text[found - 1].isLetterOrNumber())
            score += 6;
        last = found;
        at = found + 1;
    }
    return score * 100 - int(std::min<qsizetype>(text.size(), 99));
}

CommandPalette::CommandPalette(WindowActions &actions, QWidget *window)
    : QFrame(window, Qt::Popup),
      m_actions(actions),
      m_query(new QLineEdit(this)),
      m_list(new QTreeWidget(this)) {
    columnIn(this, {m_query, m_list}, space::s)->setContentsMargins(space::s, space::s, space::s, space::s);
    m_query->setPlaceholderText(tr("Type a few letters of a command"));
    m_query->setAccessibleName(tr("Command"));
    m_query->installEventFilter(this);
    m_list->setColumnCount(columns);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformRowHeights(true);
    m_list->setAccessibleName(tr("Commands"));
    connect(m_query, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_list, &QTreeWidget::itemClicked, this, &CommandPalette::run);
}

void CommandPalette::popUp() {
    m_query->clear();
    fill({});
    const QWidget *window = parentWidget();
    const int rowHeight = Theme::instance().scaled(size::row);
    const QSize wanted(std::min(Theme::instance().scaled(width_px), window->width() - 2 * space::xl),
                       std::min(rowHeight * (rowsShown + 1) + 3 * space::s, window->height() - 120));
    resize(wanted);
    move(window->mapToGlobal(QPoint((window->width() - wanted.width()) / 2, 72)));
    show();
    m_query->setFocus();
}

void CommandPalette::fill(const QString &query) {
    struct Hit {
        int score;
        const ActionSpec *spec;
    };
    std::vector<Hit> hits;
    for (const ActionSpec *spec : WindowActions::listed()) {
        if (spec->menu == MenuId::None && !*spec->page)
            continue; // doubles
        const int shown = matchScore(query, actionText(*spec) + u' ' + placeTitle(*spec));
        const int english = matchScore(query, QString::fromLatin1(spec->text));
        const int id = matchScore(query, QString::fromLatin1(spec->id).replace(u'_', u' ')); // "theme"
        if (const int best = std::max({shown, english, id}); best > -1 || query.isEmpty())
            hits.push_back({query.isEmpty() ? 0 : best, spec});
    }
    std::ranges::stable_sort(hits, [](const Hit &a, const Hit &b) { return a.score > b.score; });
    m_list->clear();
    for (const Hit &hit : hits) {
        const ActionSpec &spec = *hit.spec;
        auto *item = new QTreeWidgetItem(m_list, {actionText(spec), placeTitle(spec), actionKeysText(spec)});
        if (*spec.icon)
            item->setIcon(Name, themeIcon(QLatin1String(spec.icon)));
        item->setData(Name, Qt::UserRole, QVariant::fromValue(static_cast<const void *>(&spec)));
        item->setSizeHint(Name, {0, Theme::instance().scaled(size::row)});
        for (const Column column : {Where, Keys}) {
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
            item->setForeground(column, colour(Role::text3));
            item->setFont(column, Theme::instance().font(FontRole::caption));
        }
        item->setToolTip(Name, actionTip(spec));
        item->setDisabled(!m_actions.enabled(spec));
        if (!m_list->currentItem() && !item->isDisabled())
            m_list->setCurrentItem(item);
    }
}

void CommandPalette::run() {
    const QTreeWidgetItem *item = m_list->currentItem();
    if (!item || item->isDisabled())
        return;
    const auto *spec = static_cast<const ActionSpec *>(item->data(Name, Qt::UserRole).value<const void *>());
    close();
    m_actions.trigger(*spec);
}

bool CommandPalette::eventFilter(QObject *object, QEvent *event) {
    if (object != m_query || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(object, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: {
        QKeyEvent copy(QEvent::KeyPress, key->key(), key->modifiers());
        QCoreApplication::sendEvent(m_list, &copy);
        return true;
    }
    default:
        return false;
    }
}

void CommandPalette::paintEvent(QPaintEvent *) {
    QPainter p(this);
    // Square: round corners need a compositor, and are black without one.
    paint::box(&p, rect(), colour(Role::surface), colour(Role::borderS), 0);
}

} // namespace retort
