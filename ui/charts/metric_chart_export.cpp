// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures and tables of a MetricChart as files.
#include "ui/charts/chart_legend.h"
#include "ui/charts/metric_chart.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QDrag>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QTemporaryDir>
#include <QUrl>

#include <cmath>

namespace retort {
namespace {

constexpr int kHeader = 36;

QByteArray number(double value) {
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value > 0 ? "inf" : "-inf";
    return QByteArray::number(value, 'g', 17);
}

QByteArray quoted(const QString &text) {
    QByteArray bytes = text.toUtf8();
    if (bytes.contains(',') || bytes.contains('"') || bytes.contains('\n'))
        bytes = '"' + bytes.replace("\"", "\"\"") + '"';
    return bytes;
}

} // namespace

void MetricChart::paintWhole(QPaintDevice *device, QSize size, bool dark, bool vector) const {
    const QSize plane(size.width() - 2 * space::s, size.height() - kHeader - space::s);
    const auto copy = m_plot->copyFor(plane, dark);
    const auto before = [&](QPainter &p) {
        p.fillRect(QRect(QPoint(), size), roleColour(Role::surface, dark));
        const QFont font = Theme::instance().font(FontRole::cardTitle);
        p.setFont(font);
        p.setPen(roleColour(Role::text, dark));
        const QString title = chartTitle(m_info);
        const double width = QFontMetricsF(font).horizontalAdvance(title);
        p.drawText(QRectF(space::l, 0, width + 2, kHeader), Qt::AlignVCenter, title);
        const double left = space::l + width + space::l;
        ChartLegend::paintEntries(p, m_legend->entries(),
                                  QRectF(left, 0, size.width() - left - space::l, kHeader), dark);
    };
    const auto after = [&](QPainter &p) {
        p.translate(space::s, kHeader);
        ChartMarks whole = marks();
        for (ChartStar &star : whole.stars)
            star.faded = false; // nor are the curves of a copy
        paintMarks(p, *copy, whole);
    };
    copy->paintOn(device, QPointF(space::s, kHeader), vector, before, after);
}

QImage MetricChart::picture(QSize size, double scale, bool dark) const {
    QImage image(size * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(roleColour(Role::surface, dark));
    paintWhole(&image, size, dark, false);
    return image;
}

std::function<QByteArray()> MetricChart::csv() const {
    std::vector<std::pair<QByteArray, MetricSeries>> lines; // how each row begins, and a copy of the points
    for (const auto &line : m_lines)
        if (const ChartRun *run = findRun(line->run); run && run->visible)
            lines.emplace_back(QByteArray::number(run->id) + ',' + quoted(run->name) + ','
                                   + m_info.metrics[size_t(line->metric)].name.c_str() + ',',
                               line->data);
    return [lines = std::move(lines)] {
        QByteArray out = "run,run_name,metric,step,wall_time_s,value,smoothed,smoothing_weight,orphaned\n";
        for (const auto &[head, data] : lines) {
            const auto row = [&](const SeriesPoint &p, const char *orphaned) {
                out += head + QByteArray::number(qint64(p.step)) + ','
                       + QByteArray::number(p.wallTime_s, 'f', 6) + ',' + number(p.value) + ','
                       + number(p.smooth) + ',' + number(data.weight()) + ',' + orphaned + '\n';
            };
            for (const auto &piece : data.orphans())
                for (std::size_t i = 1; i < piece.size(); ++i) // its first point is listed with the run
                    row(piece[i], "1");
            for (const SeriesPoint &p : data.points())
                row(p, "0");
        }
        return out;
    };
}

QString MetricChart::exportTo(const QString &path, QSize size, bool dark) const {
    const QString suffix = QFileInfo(path).suffix().toLower();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return tr("%1 cannot be written: %2").arg(formatPath(path), file.errorString());
    bool right = true;
    if (suffix == QLatin1String("png")) {
        right = picture(size, 2, dark).save(&file, "PNG");
    } else if (suffix == QLatin1String("svg")) {
        QSvgGenerator svg;
        svg.setOutputDevice(&file);
        svg.setSize(size);
        svg.setViewBox(QRect(QPoint(), size));
        svg.setTitle(chartTitle(m_info));
        paintWhole(&svg, size, dark, true);
    } else if (suffix == QLatin1String("pdf")) {
        QPdfWriter pdf(&file);
        pdf.setResolution(96);
        pdf.setPageSize(QPageSize(QSizeF(size) * 72 / 96, QPageSize::Point));
        pdf.setPageMargins(QMarginsF(0, 0, 0, 0));
        pdf.setTitle(chartTitle(m_info));
        paintWhole(&pdf, size, dark, true);
    } else {
        file.cancelWriting();
        return tr("“.%1” is none of png, svg and pdf.").arg(suffix);
    }
    if (!right || !file.commit())
        return tr("%1 cannot be written: %2").arg(formatPath(path), file.errorString());
    return {};
}

// The header (title) is the handle: the plane itself is for zooming.
void MetricChart::mousePressEvent(QMouseEvent *event) {
    m_dragFrom = event->button() == Qt::LeftButton ? event->pos() : QPoint();
    Card::mousePressEvent(event);
}

void MetricChart::mouseMoveEvent(QMouseEvent *event) {
    const bool far = (event->pos() - m_dragFrom).manhattanLength() >= QApplication::startDragDistance();
    if ((event->buttons() & Qt::LeftButton) && !m_dragFrom.isNull() && far)
        dragOut();
}

// As an image for editors and as a file for folders.
void MetricChart::dragOut() {
    m_dragFrom = {};
    const QImage image = picture();
    auto *mime = new QMimeData;
    mime->setImageData(image);
    m_dragFolder = std::make_unique<QTemporaryDir>();
    const QString file = m_dragFolder->filePath(QStringLiteral("%1.png").arg(QLatin1String(m_info.id)));
    if (m_dragFolder->isValid() && image.save(file))
        mime->setUrls({QUrl::fromLocalFile(file)});
    auto *drag = new QDrag(this); // Qt deletes it after the drop
    drag->setMimeData(mime);
    drag->setPixmap(QPixmap::fromImage(image.scaledToWidth(240, Qt::SmoothTransformation)));
    drag->exec(Qt::CopyAction);
}

void MetricChart::exportByDialog(const QString &filter, const QString &suffix) {
    const QString name = QStringLiteral("%1.%2").arg(QLatin1String(m_info.id), suffix);
    QString path = QFileDialog::getSaveFileName(this, tr("Save chart"), name, filter);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QLatin1Char('.') + suffix;
    if (suffix == QLatin1String("csv")) { // of a long run it takes a while
        Q_EMIT tableSaveAsked(path, csv());
        return;
    }
    const QString fault = exportTo(path);
    if (fault.isEmpty())
        ToastHost::of(this)->post({MessageKind::ok, tr("Saved as %1").arg(formatPath(path))});
    else
        ToastHost::of(this)->post({MessageKind::bad, fault});
}

} // namespace retort
