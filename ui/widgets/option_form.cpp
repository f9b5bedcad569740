// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/option_form.h"

#include "core/base/error.h"
#include "ui/text.h"
#include "ui/widgets/fold_section.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/option_field.h"

#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace retort {
namespace {

constexpr int kSearchFrom = 8; // fewer advanced fields need no search box

} // namespace

OptionForm::OptionForm(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
}

OptionForm::OptionForm(const OptionTable &table, QWidget *parent) : OptionForm(parent) {
    setTable(table);
}

void OptionForm::setTable(const OptionTable &table) {
    m_table = table;
    m_base = withDefaults(table, {});
    delete m_content;
    m_content = new QWidget(this);
    m_column->addWidget(m_content);
    m_fields.clear();
    m_headlines.clear();
    m_hidden.clear();
    m_advanced = nullptr;
    m_search = nullptr;
    build();
    updateEnabled();
    updateRemarks();
    updateValid();
}

void OptionForm::build() {
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::formRow);
    addFields(OptionLevel::Basic, column);
    const auto advancedCount = std::ranges::count(m_table, OptionLevel::Advanced, &OptionSpec::level);
    if (advancedCount > 0) {
        m_advanced = new FoldSection({}, m_content);
        QVBoxLayout *inside = m_advanced->body();
        inside->setSpacing(space::formRow);
        if (advancedCount >= kSearchFrom) {
            m_search = makeSearchField(tr("Search options"), m_content);
            connect(m_search, &QLineEdit::textChanged, this, &OptionForm::search);
            inside->addWidget(m_search);
        }
        addFields(OptionLevel::Advanced, inside);
        column->addWidget(m_advanced);
    }
    column->addStretch(1);
}

// The same groups may come in both levels; a headline stands where the group changes within a level.
void OptionForm::addFields(OptionLevel level, QVBoxLayout *column) {
    Text group;
    bool headed = false;
    for (const OptionSpec &spec : m_table) {
        if (spec.level != level)
            continue;
        if (!spec.group.empty() && spec.group != group) {
            auto *label = makeLabel(retort::render(spec.group), FontRole::bodyBold, Role::text, m_content);
            label->setContentsMargins(0, column->count() > 0 ? space::s : 0, 0, 0);
            column->addWidget(label);
            m_headlines.push_back(Headline{label, {}});
            headed = true;
        }
        group = spec.group;
        OptionField *field = addField(spec, column);
        if (headed)
            m_headlines.back().fields.push_back(field);
    }
}

OptionField *OptionForm::addField(const OptionSpec &spec, QVBoxLayout *column) {
    auto *field = new OptionField(spec, m_content);
    column->addWidget(field);
    m_fields.push_back(field);
    connect(field, &OptionField::edited, this, &OptionForm::onEdited);
    connect(field, &OptionField::faultChanged, this, [this] {
        updateRemarks();
        updateValid();
    });
    return field;
}

OptionValues OptionForm::values() const {
    OptionValues all;
    for (const OptionField *field : m_fields)
        all[field->spec().id] = field->value();
    return all;
}

OptionValues OptionForm::changedValues() const {
    OptionValues some;
    for (const OptionField *field : m_fields)
        if (field->isChanged())
            some[field->spec().id] = field->value();
    return some;
}

void OptionForm::setValues(const OptionValues &values) {
    for (OptionField *field : m_fields) {
        const auto found = values.find(field->spec().id);
        field->setValue(found != values.end() ? found->second : m_base[field->spec().id]);
    }
    updateEnabled();
    updateRemarks();
    updateValid();
}

void OptionForm::setBase(const OptionValues &base) {
    m_base = withDefaults(m_table, base);
    for (OptionField *field : m_fields)
        field->setBase(m_base[field->spec().id]);
    updateRemarks();
}

QString OptionForm::state() const {
    return fromUtf8(optionsToJson(values()));
}

bool OptionForm::setState(const QString &state) {
    try {
        const OptionValues values = optionsFromJson(toUtf8(state));
        if (!checkOptions(m_table, values).empty())
            return false;
        setValues(values);
        return true;
    } catch (const Error &) {
        return false;
    }
}

void OptionForm::setFaults(const std::vector<OptionFault> &faults) {
    for (OptionField *field : m_fields) {
        QStringList reasons;
        for (const OptionFault &fault : faults)
            if (fault.id == field->spec().id)
                reasons << retort::render(fault.reason);
        field->setOuterFault(reasons.join(QLatin1Char('\n')));
    }
    updateRemarks();
    updateValid();
}

bool OptionForm::isValid() const {
    return std::ranges::none_of(m_fields,
                                [](const OptionField *f) { return f->isEnabled() && f->hasFault(); });
}

void OptionForm::showFirstFault() {
    for (OptionField *field : m_fields) {
        if (!field->hasFault())
            continue;
        if (m_advanced && field->spec().level == OptionLevel::Advanced) {
            if (m_search)
                m_search->clear();
            m_advanced->setOpen(true);
        }
        for (QWidget *w = parentWidget(); w; w = w->parentWidget())
            if (auto *area = qobject_cast<QScrollArea *>(w)) {
                area->ensureWidgetVisible(field);
                break;
            }
        field->focusEditor();
        return;
    }
}

int OptionForm::changedCount() const {
    return static_cast<int>(
        std::ranges::count_if(m_fields, [](const OptionField *f) { return f->isChanged(); }));
}

OptionField *OptionForm::field(const QString &id) const {
    for (OptionField *field : m_fields)
        if (field->objectName() == id)
            return field;
    return nullptr;
}

void OptionForm::setFieldHidden(const QString &id, bool hidden) {
    std::erase(m_hidden, id);
    if (hidden)
        m_hidden.push_back(id);
    search(m_search ? m_search->text() : QString());
}

void OptionForm::onEdited() {
    updateEnabled();
    updateRemarks();
    Q_EMIT changed(values());
    updateValid();
}

void OptionForm::updateEnabled() {
    const OptionValues now = values();
    for (OptionField *field : m_fields)
        field->setEnabled(optionEnabled(m_table, now, field->spec()));
}

void OptionForm::updateRemarks() {
    if (!m_advanced)
        return;
    int count = 0, changedOnes = 0, wrong = 0;
    for (const OptionField *field : m_fields) {
        if (field->spec().level != OptionLevel::Advanced)
            continue;
        ++count;
        changedOnes += field->isChanged();
        wrong += field->hasFault() && field->isEnabled();
    }
    m_advanced->setTitle(changedOnes > 0 ? tr("Advanced (%1, %2 changed)").arg(count).arg(changedOnes)
                                         : tr("Advanced (%1)").arg(count));
    // A wrong value must not hide in a closed fold.
    m_advanced->setRemark(wrong > 0 ? tr("%Ln wrong", nullptr, wrong) : QString());
}

void OptionForm::updateValid() {
    const bool valid = isValid();
    if (valid == m_valid)
        return;
    m_valid = valid;
    Q_EMIT validChanged(valid);
}

void OptionForm::search(const QString &words) {
    for (OptionField *field : m_fields) {
        const bool wanted = field->spec().level == OptionLevel::Basic || field->matches(words);
        const bool hidden = std::ranges::find(m_hidden, field->objectName()) != m_hidden.end();
        field->setVisible(wanted && !hidden);
    }
    for (const Headline &headline : m_headlines)
        headline.label->setVisible(
            std::ranges::any_of(headline.fields, [](const OptionField *f) { return !f->isHidden(); }));
}

} // namespace retort
