// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icon.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QRegularExpression>
#include <QSvgRenderer>

#include <cmath>

namespace retort {
namespace {

// :/icons holds the 22 px drawing of every name, :/icons16 the 16 px one where breeze has it
// (packaging/cmake).
QByteArray sourceSvg(const QString &name, int size) {
    static QHash<std::pair<QString, bool>, QByteArray> cache;
    QByteArray &svg = cache[{name, size < 20}];
    if (!svg.isNull())
        return svg;
    QFile small(QStringLiteral(":/icons16/%1.svg").arg(name)),
        large(QStringLiteral(":/icons/%1.svg").arg(name));
    QFile &file = size < 20 && small.exists() ? small : large;
    if (file.open(QIODevice::ReadOnly)) {
        svg = file.readAll();
    } else {
        svg = QByteArray("");
        qWarning("icon \"%s\" is not in resources/icons.txt", qPrintable(name));
    }
    return svg;
}

// Also breeze's NegativeText and PositiveText: who wants a red cross asks for Role::bad.
QByteArray recoloured(const QByteArray &svg, Role role) {
    static const QRegularExpression rule(
        QStringLiteral(R"(\.ColorScheme-(\w+)\s*\{\s*color\s*:\s*#[0-9a-fA-F]+\s*;?\s*\})"));
    return QString::fromUtf8(svg)
        .replace(rule, QStringLiteral(".ColorScheme-\\1{color:%1;}").arg(colour(role).name()))
        .toUtf8();
}

QPixmap render(const QString &name, QSize pixels, qreal scale, Role role) {
    const QColor c = colour(role);
    const QString key = QStringLiteral("retort-icon/%1/%2x%3@%4/%5/%6")
                            .arg(name)
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(scale)
                            .arg(c.rgb())
                            .arg(Theme::instance().isDark());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    const int side = static_cast<int>(std::lround(std::min(pixels.width(), pixels.height()) / scale));
    const QByteArray svg = sourceSvg(name, side);
    if (!svg.isEmpty()) {
        const bool hasScheme = svg.contains("current-color-scheme");
        QSvgRenderer renderer(hasScheme ? recoloured(svg, role) : svg);
        QPainter painter(&pixmap);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(&painter, QRectF(QPointF(), QSizeF(pixels)));
        if (!hasScheme) {
            painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
            painter.fillRect(pixmap.rect(), c);
        }
    }
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class ThemeIconEngine final : public QIconEngine {
public:
    ThemeIconEngine(QString name, Role role, Role onRole)
        : m_name(std::move(name)),
          m_role(role),
          m_onRole(onRole) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override {
        const qreal scale = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
        QPixmap pixmap = scaledPixmap(rect.size() * scale, mode, state, scale);
        pixmap.setDevicePixelRatio(scale);
        painter->drawPixmap(rect.topLeft(), pixmap);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override {
        return render(m_name, size, scale, roleFor(mode, state));
    }

    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }
    QList<QSize> availableSizes(QIcon::Mode, QIcon::State) override { return {{16, 16}, {22, 22}}; }
    QIconEngine *clone() const override { return new ThemeIconEngine(*this); }
    QString iconName() override { return m_name; }
    bool isNull() override { return sourceSvg(m_name, 22).isEmpty(); }

private:
    Role roleFor(QIcon::Mode mode, QIcon::State state) const {
        if (mode == QIcon::Disabled)
            return m_role == Role::onAccent || m_role == Role::onBad ? m_role : Role::text3;
        return state == QIcon::On ? m_onRole : m_role;
    }

    QString m_name;
    Role m_role;
    Role m_onRole;
};

} // namespace

QIcon themeIcon(const QString &name, Role role, std::optional<Role> onRole) {
    return QIcon(new ThemeIconEngine(name, role, onRole.value_or(role)));
}

QPixmap themePixmap(const QString &name, int size, Role role, qreal devicePixelRatio) {
    const int side = static_cast<int>(std::ceil(size * devicePixelRatio));
    QPixmap pixmap = render(name, {side, side}, devicePixelRatio, role);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

} // namespace retort
