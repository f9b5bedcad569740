// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/mapping_row.h"

#include "core/import/format.h"
#include "ui/text.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace retort {
namespace {

constexpr int tileWidth = 150;
const QString severalData = QStringLiteral("+"); // an item that only tells what a format does

QString placeLabel(const std::string &target) {
    if (const auto *spec = findOption(requireImportFormat("mapping").options, target))
        return retort::render(spec->label);
    return target == "faults" ? MappingRow::tr("Faults") : fromUtf8(target);
}

Role placeRole(const std::vector<std::string> &targets) {
    if (targets.empty())
        return Role::border;
    const std::string &target = targets.front();
    return target == "question"    ? Role::accent
           : target == "reasoning" ? Role::think
           : target == "answer"    ? Role::ok
           : target == "reference" ? Role::warn
                                   : Role::borderS;
}

} // namespace

// Combo, name, example; the bar at the top has the colour of the part.
class MappingRow::Tile final : public QWidget {
public:
    Tile(const FieldColumn &column, MappingRow *row) : QWidget(row->widget()), m_path(fromUtf8(column.path)) {
        setFixedWidth(Theme::instance().scaled(tileWidth));
        auto *box = new QVBoxLayout(this);
        box->setContentsMargins(space::s, space::s, space::s, space::s);
        box->setSpacing(space::xs);
        m_combo = new QComboBox(this);
        setDense(m_combo, true);
        m_combo->setAccessibleName(MappingRow::tr("Place of %1").arg(m_path));
        m_combo->setFocusPolicy(Qt::StrongFocus);
        m_combo->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        m_combo->installEventFilter(row);
        for (const std::string &target : mappingTargets())
            m_combo->addItem(placeLabel(target), fromUtf8(target));
        m_combo->addItem(MappingRow::tr("Metadata"), QString());
        m_combo->setItemData(m_combo->count() - 1, MappingRow::tr("Kept with the row, not used for training"),
                             Qt::ToolTipRole);
        box->addWidget(m_combo);
        auto *name = new ElidedLabel(m_path, this);
        setFontRole(name, FontRole::monoCaption);
        name->setElideMode(Qt::ElideLeft); // the end tells the field
        box->addWidget(name);
        m_example = new ElidedLabel({}, this);
        m_example->setTextFormat(Qt::PlainText);
        setFontRole(m_example, FontRole::caption);
        setTextRole(m_example, Role::text2);
        box->addWidget(m_example);
        box->addStretch(1);
        QObject::connect(m_combo, &QComboBox::activated, row, [this, row] {
            const QString target = m_combo->currentData().toString();
            if (target != severalData)
                Q_EMIT row->placed(m_path, target);
        });
    }

    void show(const MappedColumn &mapped) {
        m_role = placeRole(mapped.targets);
        m_example->setText(mapped.column.example.empty() ? MappingRow::tr("no text")
                                                         : fromUtf8(mapped.column.example).simplified());
        if (const int extra = m_combo->findData(severalData); extra >= 0)
            m_combo->removeItem(extra);
        int index = mapped.targets.size() > 1
                        ? -1
                        : m_combo->findData(mapped.targets.empty() ? QString() : fromUtf8(mapped.targets[0]));
        if (index < 0) {
            QStringList words;
            for (const std::string &target : mapped.targets)
                words << placeLabel(target);
            m_combo->insertItem(0, words.join(QStringLiteral(" + ")), severalData);
            index = 0;
        }
        m_combo->setCurrentIndex(index);
        m_combo->setToolTip(m_combo->currentText());
        update();
    }

    QComboBox *combo() const { return m_combo; }
    const QString &path() const { return m_path; }

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter p(this);
        paint::box(&p, rect(), colour(Role::sunken), {}, size::radiusControl);
        if (m_role != Role::border)
            paint::box(&p, QRect(0, 0, width(), size::accentBar), colour(m_role), {}, size::accentBar / 2.0);
    }

private:
    QString m_path;
    QComboBox *m_combo;
    ElidedLabel *m_example;
    Role m_role = Role::border;
};

MappingRow::MappingRow(QWidget *parent) : QScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Fields of the file and their places"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *content = new QWidget;
    m_row = new QHBoxLayout(content);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space::s);
    m_row->addStretch(1);
    setWidget(content);
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
}

void MappingRow::setColumns(const std::vector<MappedColumn> &columns) {
    bool same = columns.size() == m_tiles.size();
    for (std::size_t i = 0; same && i < columns.size(); ++i)
        same = m_tiles[i]->path() == fromUtf8(columns[i].column.path);
    if (!same) {
        for (Tile *tile : m_tiles)
            delete tile;
        m_tiles.clear();
        for (const MappedColumn &column : columns) {
            auto *tile = new Tile(column.column, this);
            m_row->insertWidget(int(m_tiles.size()), tile);
            tile->QWidget::show();
            m_tiles.push_back(tile);
        }
    }
    for (std::size_t i = 0; i < columns.size(); ++i)
        m_tiles[i]->show(columns[i]);
    updateGeometry();
}

QComboBox *MappingRow::combo(const QString &path) const {
    for (const Tile *tile : m_tiles)
        if (tile->path() == path)
            return tile->combo();
    return nullptr;
}

QSize MappingRow::sizeHint() const {
    return {Theme::instance().scaled(3 * tileWidth),
            widget()->sizeHint().height() + horizontalScrollBar()->sizeHint().height()};
}

QSize MappingRow::minimumSizeHint() const {
    return {Theme::instance().scaled(tileWidth), sizeHint().height()};
}

// The wheel over a combo scrolls the row and changes no place.
bool MappingRow::eventFilter(QObject *object, QEvent *event) {
    if (event->type() != QEvent::Wheel)
        return QScrollArea::eventFilter(object, event);
    const QPoint delta = static_cast<QWheelEvent *>(event)->angleDelta();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (delta.x() ? delta.x() : delta.y()));
    return true;
}

} // namespace retort
