// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include "ui/theme/icon.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"

#include <QAbstractButton>
#include <QEvent>
#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QPainter>
#include <QPropertyAnimation>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace retort {
namespace {

constexpr int kMostToasts = 3, tallestControl = 140; // what is taller is a list or a text to read

class Toast final : public QWidget {
public:
    Toast(const ToastSpec &spec, QWidget *parent) : QWidget(parent), m_spec(spec) {
        setFixedWidth(size::toast);
        const QString words = spec.detail.isEmpty() ? spec.text : spec.text + u'\n' + spec.detail;
        setAccessibleName(words);
        auto *icon = new QLabel(this);
        icon->setPixmap(themePixmap(iconOf(spec.kind), iconSide(), roleOf(spec.kind), devicePixelRatioF()));
        auto *text = makeLabel(words, FontRole::body, Role::text, this);
        text->setWordWrap(true);
        text->setTextFormat(Qt::PlainText);
        icon->setFixedHeight(Theme::instance().scaled(size::controlDense));
        QHBoxLayout *row = rowIn(this, {{icon, 0, Qt::AlignTop}, {text, 1}});
        row->setContentsMargins(space::m + size::accentBar, space::s, space::s, space::s);
        if (!spec.actionText.isEmpty()) {
            auto *button = new QPushButton(spec.actionText, this);
            setButtonKind(button, ButtonKind::ghost);
            setDense(button, true);
            row->addWidget(button, 0, Qt::AlignTop);
            connect(button, &QPushButton::clicked, this, [this] { act(); });
        }
        auto *close = new QToolButton(this);
        setDense(close, true);
        setIconButton(close, QStringLiteral("window-close"), ToastHost::tr("Close"));
        row->addWidget(close, 0, Qt::AlignTop);
        connect(close, &QToolButton::clicked, this, [this] { leave(); });
        if (!isError()) {
            m_stay.setSingleShot(true);
            connect(&m_stay, &QTimer::timeout, this, [this] { leave(); });
            m_stay.start(motion::toastStay_ms);
        }
        fade(0, 1, {});
    }

    std::function<void()> onGone;

    void act() {
        if (m_spec.action)
            std::exchange(m_spec.action, {})(); // once, also while it fades
        leave();
    }

    bool holds() const { return !m_spec.holds || m_spec.holds(); }
    bool isError() const { return m_spec.kind == MessageKind::bad; }

    void leave() {
        m_stay.stop();
        fade(1, 0, [this] { onGone(); });
    }

protected:
    // Reading takes time: under the mouse it stays.
    void enterEvent(QEnterEvent *) override { m_stay.stop(); }
    void leaveEvent(QEvent *) override {
        if (!isError())
            m_stay.start(motion::toastStay_ms);
    }

    void paintEvent(QPaintEvent *) override {
        QPainter p(this);
        paint::box(&p, rect(), colour(Role::surface), colour(Role::borderS), size::radiusCard);
        paint::box(&p, QRectF(5, 8, size::accentBar, height() - 16), colour(roleOf(m_spec.kind)), {}, 1.5);
    }

private:
    void fade(double from, double to, std::function<void()> then) {
        const int ms = Theme::instance().duration_ms(motion::toast_ms);
        if (ms == 0) {
            if (then)
                then();
            return;
        }
        auto *effect = new QGraphicsOpacityEffect(this);
        effect->setOpacity(from);
        setGraphicsEffect(effect);
        auto *run = new QPropertyAnimation(effect, "opacity", this);
        run->setDuration(ms);
        run->setStartValue(from);
        run->setEndValue(to);
        connect(run, &QPropertyAnimation::finished, this, [this, to, done = std::move(then)] {
            // The effect costs an offscreen pass on every repaint, so it goes as soon as it is opaque.
            if (to >= 1)
                setGraphicsEffect(nullptr);
            if (done)
                done();
        });
        run->start(QAbstractAnimation::DeleteWhenStopped);
    }

    ToastSpec m_spec;
    QTimer m_stay;
};

} // namespace

ToastHost *ToastHost::of(QWidget *widget) {
    QWidget *window = widget->window();
    if (auto *host = window->findChild<ToastHost *>(QString(), Qt::FindDirectChildrenOnly))
        return host;
    return new ToastHost(window);
}

ToastHost::ToastHost(QWidget *window) : QWidget(window), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::s);
    m_column->addStretch(1);
    window->installEventFilter(this);
    hide();
}

void ToastHost::post(const ToastSpec &spec) {
    auto *toast = new Toast(spec, this);
    toast->onGone = [this, toast] { drop(toast); };
    m_column->addWidget(toast);
    // The oldest that is no error makes room; errors only when nothing else is left.
    while (count() > kMostToasts) {
        Toast *victim = nullptr;
        for (int i = 1; i < m_column->count() - 1 && !victim; ++i)
            if (auto *t = static_cast<Toast *>(m_column->itemAt(i)->widget()); t && !t->isError())
                victim = t;
        if (!victim)
            victim = static_cast<Toast *>(m_column->itemAt(1)->widget());
        drop(victim);
    }
    toast->show();
    place();
    announce(toast);
    if (spec.undoes) {
        m_undo = toast;
        Q_EMIT undoChanged();
    }
}

void ToastHost::undo() {
    if (m_undo)
        static_cast<Toast *>(m_undo)->act();
    forgetUndo();
}

void ToastHost::forgetUndo() {
    if (std::exchange(m_undo, nullptr))
        Q_EMIT undoChanged();
}

void ToastHost::clear() {
    while (count() > 0)
        drop(m_column->itemAt(1)->widget());
}

void ToastHost::dropOutdated() {
    for (int i = m_column->count() - 1; i > 0; --i)
        if (auto *toast = static_cast<Toast *>(m_column->itemAt(i)->widget()); !toast->holds())
            drop(toast);
}

void ToastHost::drop(QWidget *toast) {
    if (toast == m_undo)
        forgetUndo();
    m_column->removeWidget(toast);
    toast->hide();
    toast->deleteLater();
    place();
}

int ToastHost::count() const {
    return m_column->count() - 1;
}

bool ToastHost::eventFilter(QObject *object, QEvent *event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        place();
    return QWidget::eventFilter(object, event);
}

void ToastHost::place() {
    if (count() == 0) {
        hide();
        return;
    }
    const int width = std::min(size::toast, parentWidget()->width() - 2 * space::l);
    m_column->activate();
    const int height = std::max(sizeHint().height(), m_column->heightForWidth(width));
    const int foot = size::statusBar + space::m;
    setGeometry(clearOfControls({parentWidget()->width() - width - space::l,
                                 parentWidget()->height() - height - foot, width, height}));
    show();
    raise();
}

// Above the buttons and fields that stand in the corner. Where they stand over one another up to the middle
// of the window, the corner itself.
QRect ToastHost::clearOfControls(const QRect &corner) const {
    std::vector<QRect> controls;
    for (const auto *control : parentWidget()->findChildren<QWidget *>())
        if (control->isVisible() && control->window() == parentWidget() && !isAncestorOf(control)
            && (control->focusPolicy() & Qt::TabFocus || qobject_cast<const QAbstractButton *>(control))
            && control->height() < tallestControl && !control->visibleRegion().isEmpty())
            controls.emplace_back(control->mapTo(parentWidget(), QPoint()), control->size());
    std::ranges::sort(controls, [](const QRect &a, const QRect &b) { return a.bottom() > b.bottom(); });
    QRect place = corner;
    for (const QRect &control : controls) // from the lowest up
        if (control.intersects(place))
            place.moveBottom(control.top() - space::s);
    return place.top() > parentWidget()->height() / 2 - place.height() ? place : corner;
}

} // namespace retort
