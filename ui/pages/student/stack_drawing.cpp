// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/student/stack_drawing.h"

#include "ui/text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace retort {
namespace {
constexpr int mostDrawn = 14; // deeper stacks show their ends and "… n more" between

std::int64_t partCount(const ParameterCount &count, const std::string &id) {
    for (const auto &part : count.parts)
        if (part.id == id)
            return part.count;
    return 0;
}
} // namespace

StackDrawing::StackDrawing(QWidget *parent) : QWidget(parent) {
    setAccessibleName(tr("Layers of the student"));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StackDrawing::setStudent(const StudentConfig &config) {
    m_blocks.clear();
    const auto count = parameterCount(config);
    const auto parameters = [](std::int64_t n) { return tr("%1 parameters").arg(formatCount(n)); };
    m_blocks.push_back(
        {{},
         tr("Embedding %1 × %2").arg(formatCount(config.vocabSize), formatCount(config.hidden)),
         parameters(partCount(count, "embedding")),
         false});
    const int layers = int(config.blocks.size());
    for (int i = 0; i < layers; ++i) {
        if (layers > mostDrawn && i == mostDrawn / 2) {
            const int left = layers - mostDrawn;
            m_blocks.push_back({{}, tr("… %Ln more layer(s)", nullptr, left), {}, false});
            i += left - 1;
            continue;
        }
        m_blocks.push_back({QStringLiteral("F"), tr("Layer %1 · attention + feed-forward").arg(i + 1),
                            parameters(layerParameters(config, i)), true});
    }
    m_blocks.push_back(
        {{},
         config.tieEmbeddings ? tr("Norm and head (tied to the embedding)") : tr("Norm and head"),
         parameters(partCount(count, "head") + (config.tieEmbeddings ? config.hidden : 0)),
         false});
    QStringList words;
    for (const auto &block : m_blocks)
        words << block.title + QStringLiteral(" ") + block.detail;
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

int StackDrawing::blockHeight() const {
    return Theme::instance().scaled(size::control);
}

QSize StackDrawing::sizeHint() const {
    return {Theme::instance().scaled(320), int(m_blocks.size()) * (blockHeight() + space::xs)};
}

QSize StackDrawing::minimumSizeHint() const {
    return {Theme::instance().scaled(240), sizeHint().height()};
}

void StackDrawing::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int h = blockHeight(), most = Theme::instance().scaled(460);
    const int w = std::min(width(), most), left = (width() - w) / 2;
    int top = 0;
    for (auto it = m_blocks.rbegin(); it != m_blocks.rend(); ++it, top += h + space::xs) {
        const QRectF box(left + .5, top + .5, w - 1, h - 1);
        painter.setPen(colour(it->layer ? Role::accent : Role::border));
        painter.setBrush(colour(it->layer ? Role::soft : Role::sunken));
        painter.drawRoundedRect(box, size::radiusControl, size::radiusControl);
        QRect inner = box.toRect().adjusted(space::m, 0, -space::m, 0);
        painter.setFont(Theme::instance().font(FontRole::bodyBold));
        painter.setPen(colour(it->layer ? Role::accent : Role::text2));
        if (it->layer) {
            painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft, it->letter);
            inner.setLeft(inner.left() + space::xl);
        }
        painter.setFont(Theme::instance().font(FontRole::caption));
        painter.setPen(colour(Role::text2));
        const int detailWidth = painter.fontMetrics().horizontalAdvance(it->detail);
        painter.drawText(inner, Qt::AlignVCenter | Qt::AlignRight, it->detail);
        painter.setFont(Theme::instance().font(FontRole::body));
        painter.setPen(colour(Role::text));
        const QRect titleBox = inner.adjusted(0, 0, -detailWidth - space::m, 0);
        painter.drawText(titleBox, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(it->title, Qt::ElideRight, titleBox.width()));
    }
}

} // namespace retort
