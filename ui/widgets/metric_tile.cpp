// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/metric_tile.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"

#include <QHBoxLayout>

namespace retort {

MetricTile::MetricTile(const QString &name, QWidget *parent)
    : QWidget(parent),
      m_name(new ElidedLabel(name, this)),
      m_value(new ElidedLabel(QStringLiteral("–"), this)),
      m_remark(new ElidedLabel({}, this)) {
    setFontRole(m_name, FontRole::caption);
    setTextRole(m_name, Role::text2);
    setFontRole(m_value, FontRole::metric);
    setFontRole(m_remark, FontRole::caption);
    setTextRole(m_remark, Role::text3);
    columnIn(this, {m_name, m_value, m_remark, stretch}, 0)
        ->setContentsMargins(space::l, space::s, space::l, space::s);
    m_remark->hide();
    updateAccessible();
}

void MetricTile::setValue(const QString &value, Role role) {
    m_value->setText(value);
    setTextRole(m_value, role);
    updateAccessible();
}

void MetricTile::setRemark(const QString &remark, Role role) {
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
    setTextRole(m_remark, role);
    updateAccessible();
}

QString MetricTile::value() const {
    return m_value->text();
}

void MetricTile::updateAccessible() {
    QString all = QStringLiteral("%1: %2").arg(m_name->text(), m_value->text());
    if (!m_remark->text().isEmpty())
        all += QStringLiteral(", ") + m_remark->text();
    setAccessibleName(all);
}

MetricStrip::MetricStrip(QWidget *parent) : Card(parent), m_row(new QHBoxLayout) {
    setFlush(true);
    m_row->setSpacing(0);
    body()->addLayout(m_row);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

MetricTile *MetricStrip::addTile(const QString &id, const QString &name) {
    auto *tile = new MetricTile(name, this);
    tile->setObjectName(id);
    m_row->addWidget(tile, 1);
    return tile;
}

MetricTile *MetricStrip::tile(const QString &id) const {
    return findChild<MetricTile *>(id, Qt::FindDirectChildrenOnly);
}

} // namespace retort
