// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/nav_rail.h"

#include "ui/theme/icon.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/layouts.h"

#include <QAction>
#include <QButtonGroup>
#include <QPainter>

namespace retort {
namespace {

constexpr int kIconGap = 3;

} // namespace

class NavRail::Item final : public QAbstractButton {
public:
    Item(const QString &id, QAction *action, const QString &iconName, QWidget *parent)
        : QAbstractButton(parent),
          m_iconName(iconName),
          m_action(action) {
        setObjectName(id);
        setCheckable(true);
        setFocusPolicy(Qt::NoFocus);
        // Tab comes to the page that is shown; a click leaves the focus to the page.
        connect(this, &QAbstractButton::toggled, this,
                [this](bool on) { setFocusPolicy(on ? Qt::TabFocus : Qt::NoFocus); });
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
        setAttribute(Qt::WA_Hover);
        setFontRole(this, FontRole::caption);
        connect(action, &QAction::changed, this, [this] { follow(); });
        follow();
    }

    void setBadge(bool on) {
        if (std::exchange(m_badge, on) != on)
            update();
    }

    QSize sizeHint() const override {
        return {Theme::instance().scaled(size::rail), Theme::instance().scaled(size::railItem)};
    }
    // A short window squeezes the items before it cuts one off.
    QSize minimumSizeHint() const override {
        return {Theme::instance().scaled(size::rail), size::iconRail + kIconGap + fontMetrics().height() + 2};
    }

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter p(this);
        const bool hover = underMouse() && isEnabled();
        if (isChecked())
            p.fillRect(rect(), colour(Role::soft));
        else if (hover)
            p.fillRect(rect(), mixColours(colour(Role::sunken), colour(Role::text), .07));
        if (isChecked())
            p.fillRect(QRect(0, 0, size::accentBar, height()), colour(Role::accent));
        const Role role = !isEnabled() ? Role::text3 : isChecked() ? Role::accent : Role::text2;
        const int textHeight = fontMetrics().height();
        const int gap = kIconGap, block = size::iconRail + gap + textHeight;
        const int top = (height() - block) / 2;
        const QPixmap icon = themePixmap(m_iconName, size::iconRail, role, devicePixelRatioF());
        const int iconLeft = (width() - size::iconRail) / 2;
        p.drawPixmap(iconLeft, top, icon);
        if (m_badge)
            paint::box(&p, QRectF(iconLeft + size::iconRail - 3, top - 2, 8, 8), colour(Role::accent), {}, 4);
        p.setPen(colour(!isEnabled() ? Role::text3 : isChecked() || hover ? Role::text : Role::text2));
        const QRect words(space::xs, top + size::iconRail + gap, width() - 2 * space::xs, textHeight);
        p.drawText(words, Qt::AlignCenter, fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
        if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
            paint::focusRing(&p, rect().adjusted(size::accentBar + 1, 1, -2, -1), size::radiusControl);
    }

private:
    void follow() {
        QString word = m_action->text();
        word.remove(QLatin1Char('&'));
        setText(word);
        setAccessibleName(word);
        setToolTip(toolTipWithKeys(m_action));
        setEnabled(m_action->isEnabled());
        setVisible(m_action->isVisible());
        update();
    }

    QString m_iconName;
    QAction *m_action;
    bool m_badge = false;
};

NavRail::NavRail(QWidget *parent)
    : QWidget(parent),
      m_top(new QVBoxLayout),
      m_foot(new QVBoxLayout),
      m_group(new QButtonGroup(this)) {
    const auto fit = [this] { setFixedWidth(Theme::instance().scaled(size::rail)); };
    fit();
    connect(&Theme::instance(), &Theme::changed, this, fit);
    setAccessibleName(tr("Pages"));
    m_top->setSpacing(0);
    m_foot->setSpacing(0);
    columnIn(this, {m_top, stretch, m_foot}, 0);
    m_group->setExclusive(true);
}

void NavRail::addPage(const QString &id, QAction *action, const QString &iconName, bool atFoot) {
    auto *item = new Item(id, action, iconName, this);
    m_group->addButton(item);
    connect(item, &QAbstractButton::clicked, this, [this, id] { Q_EMIT activated(id); });
    (atFoot ? m_foot : m_top)->addWidget(item);
}

void NavRail::addGroupGap() {
    m_top->addSpacing(space::s);
}

NavRail::Item *NavRail::find(const QString &id) const {
    for (QAbstractButton *button : m_group->buttons())
        if (button->objectName() == id)
            return static_cast<Item *>(button);
    return nullptr;
}

void NavRail::setCurrent(const QString &id) {
    if (Item *item = find(id))
        item->setChecked(true);
}

QString NavRail::current() const {
    const QAbstractButton *button = m_group->checkedButton();
    return button ? button->objectName() : QString();
}

void NavRail::setBadge(const QString &id, bool on) {
    if (Item *item = find(id))
        item->setBadge(on);
}

void NavRail::paintEvent(QPaintEvent *) {
    QPainter p(this);
    p.fillRect(rect(), colour(Role::sunken));
    paint::hairline(&p, rect().topRight(), rect().bottomRight(), colour(Role::border));
}

} // namespace retort
