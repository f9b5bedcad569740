// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_line.h"

#include "ui/jobs/task_center.h"
#include "ui/text.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"

#include <QHelpEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace retort {
namespace {

constexpr double kBarHeight = 10;

} // namespace

ProgressLine::ProgressLine(QWidget *parent) : QWidget(parent) {
    setFixedHeight(size::progressLine);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setValue(0);
}

void ProgressLine::setValue(double fraction) {
    m_value = fraction < 0 || !std::isfinite(fraction) ? -1 : std::min(fraction, 1.0);
    setAccessibleName(m_value < 0 ? tr("Progress not known")
                                  : tr("Progress %1").arg(formatShare(m_value, 0)));
    update();
}

QSize ProgressLine::sizeHint() const {
    return {160, size::progressLine};
}

void ProgressLine::paintEvent(QPaintEvent *) {
    QPainter p(this);
    const QRectF r(rect());
    const double radius = r.height() / 2;
    paint::box(&p, r, colour(Role::sunken), colour(Role::border), radius);
    QPainterPath track;
    track.addRoundedRect(r, radius, radius);
    p.setRenderHint(QPainter::Antialiasing);
    p.setClipPath(track);
    if (m_value < 0) {
        p.setPen(QPen(colour(Role::accent), 3));
        for (double x = -r.height(); x < r.width() + r.height(); x += 10)
            p.drawLine(QPointF(x, r.bottom() + 2), QPointF(x + r.height() + 2, r.top() - 2));
    } else if (m_value > 0) {
        p.fillRect(QRectF(0, 0, std::max(r.width() * m_value, r.height()), r.height()), colour(Role::accent));
    }
}

Skeleton::Skeleton(int rows, QWidget *parent) : QWidget(parent), m_rows(rows) {
    setAccessibleName(tr("Loading"));
    m_wait.setSingleShot(true);
    m_wait.setInterval(motion::skeletonAfter_ms);
    connect(&m_wait, &QTimer::timeout, this, [this] {
        m_visible = true;
        update();
    });
}

QSize Skeleton::sizeHint() const {
    return {200, m_rows * size::row};
}

void Skeleton::showEvent(QShowEvent *) {
    m_visible = false;
    m_wait.start();
}

void Skeleton::paintEvent(QPaintEvent *) {
    if (!m_visible)
        return;
    QPainter p(this);
    static constexpr double share[] = {.82, .64, .74, .5, .7};
    for (int i = 0; i < m_rows; ++i) {
        const double y = i * size::row + (size::row - 12) / 2.0;
        if (y > height())
            break;
        paint::box(&p, QRectF(0, y, width() * share[i % 5], 12), colour(Role::sunken), {}, 4);
    }
}

namespace {
QString amountText(const SplitBar::Part &part) {
    return part.amount.isEmpty() ? formatCount(part.count) : part.amount;
}
} // namespace

SplitBar::SplitBar(QWidget *parent) : QWidget(parent) {
    auto *legend = new FlowLayout(this);
    legend->setContentsMargins(0, int(kBarHeight) + space::xs, 0, 0);
    connect(&Theme::instance(), &Theme::changed, this, [this] { setParts(std::exchange(m_parts, {})); });
}

void SplitBar::setParts(const std::vector<Part> &parts) {
    m_parts = parts;
    qDeleteAll(findChildren<QLabel *>());
    QStringList words;
    for (const Part &part : parts) {
        words << part.name + u' ' + amountText(part);
        layout()->addWidget(
            makeLabel(QStringLiteral("<font color=\"%1\">■</font> %2 <font color=\"%3\">%4</font>")
                          .arg(colour(part.role).name(), part.name.toHtmlEscaped(), colour(Role::text).name(),
                               amountText(part)),
                      FontRole::caption, Role::text2, this));
        layout()->itemAt(layout()->count() - 1)->widget()->setContentsMargins(0, 0, space::m, 0);
    }
    setAccessibleName(words.join(QStringLiteral(", ")));
    update();
}

// A part that is there is seen: at least 3 px, taken from the largest.
std::vector<double> SplitBar::widths(double total) const {
    qint64 sum = 0;
    for (const Part &part : m_parts)
        sum += std::max<qint64>(part.count, 0);
    std::vector<double> w(m_parts.size(), 0.0);
    if (sum == 0)
        return w;
    double over = 0;
    for (size_t i = 0; i < w.size(); ++i) {
        const double exact =
            total * static_cast<double>(std::max<qint64>(m_parts[i].count, 0)) / static_cast<double>(sum);
        w[i] = m_parts[i].count > 0 ? std::max(exact, 3.0) : 0.0;
        over += w[i] - exact;
    }
    *std::ranges::max_element(w) -= over;
    return w;
}

void SplitBar::paintEvent(QPaintEvent *) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF bar(0, 0, width(), kBarHeight);
    QPainterPath round;
    round.addRoundedRect(bar, 4, 4);
    p.setClipPath(round);
    p.fillRect(bar, colour(Role::sunken));
    const auto w = widths(bar.width());
    double x = 0;
    for (size_t i = 0; i < w.size(); ++i) {
        if (w[i] > 0)
            p.fillRect(QRectF(x, 0, std::max(1.0, w[i] - 1), bar.height()), colour(m_parts[i].role));
        x += w[i];
    }
}

bool SplitBar::event(QEvent *event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    qint64 sum = 0;
    for (const Part &part : m_parts)
        sum += part.count;
    const auto w = widths(width());
    double x = 0;
    for (size_t i = 0; i < w.size() && sum > 0; ++i) {
        x += w[i];
        if (help->pos().x() > x || help->pos().y() > kBarHeight)
            continue;
        QToolTip::showText(help->globalPos(),
                           QStringLiteral("%1 %2 · %3")
                               .arg(m_parts[i].name, amountText(m_parts[i]),
                                    formatShare(double(m_parts[i].count) / double(sum))),
                           this);
        return true;
    }
    QToolTip::hideText();
    return true;
}

void showProgress(const Task &task, ProgressLine *line, QLabel *phase) {
    const Progress &now = task.info.progress;
    line->setVisible(task.going());
    line->setValue(now.total > 0 ? double(now.done) / double(now.total) : -1);
    if (!phase)
        return;
    phase->setVisible(task.going());
    phase->setText(render(now.phase));
}

} // namespace retort
