// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icon.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
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
QString sourcePath(const QString &name, int size) {
    const QString small = QStringLiteral(":/icons16/%1.svg").arg(name);
    if (size < 20 && QFile::exists(small))
        return small;
    const QString large = QStringLiteral(":/icons/%1.svg").arg(name);
    return QFile::exists(large) ? large : QString();
}

QByteArray sourceSvg(const QString &name, int size) {
    static QHash<QString, QByteArray> cache;
    const QString path = sourcePath(name, size);
    if (path.isEmpty()) {
        if (!cache.contains(name))
            qWarning("icon \"%s\" is not in resources/icons.txt", qPrintable(name));
        cache.insert(name, {});
        return {};
    }
    const auto found = cache.constFind(path);
    if (found != cache.constEnd())
        return *found;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return *cache.insert(path, file.readAll());
}

// Also breeze's NegativeText and PositiveText: who wants a red cross asks for Role::bad.
QByteArray recoloured(const QByteArray &svg, Role role) {
    static const QRegularExpression rule(
        QStringLiteral(R"(\.ColorScheme-(\w+)\s*\{\s*color\s*:\s*#[0-9a-fA-F]+\s*;?\s*\})"));
    const QString text = QString::fromUtf8(svg);
    QString out;
    qsizetype from = 0;
    auto matches = rule.globalMatch(text);
    while (matches.hasNext()) {
        const auto m = matches.next();
        out += QStringView(text).mid(from, m.capturedStart() - from);
        out += QStringLiteral(".ColorScheme-%1{color:%2;}").arg(m.captured(1), colour(role).name());
        from = m.capturedEnd();
    }
    out += QStringView(text).mid(from);
    return out.toUtf8();
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
    QString key() const override { return QStringLiteral("RetortIcon"); }
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

QIcon themeIcon(const QString &name, Role role) {
    return themeIcon(name, role, role);
}

QIcon themeIcon(const QString &name, Role role, Role onRole) {
    return QIcon(new ThemeIconEngine(name, role, onRole));
}

QPixmap themePixmap(const QString &name, int size, Role role, qreal devicePixelRatio) {
    const int side = static_cast<int>(std::ceil(size * devicePixelRatio));
    QPixmap pixmap = render(name, {side, side}, devicePixelRatio, role);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QStringList iconNames() {
    QStringList names =
        QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(4);
    return names;
}

} // namespace retort
