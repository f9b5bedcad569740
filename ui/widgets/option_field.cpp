// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/option_field.h"

#include "core/base/error.h"
#include "ui/text.h"
#include "ui/theme/retort_style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/number_edit.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QStandardItemModel>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace retort {
namespace {

// Typing "3e-" is not yet an error; after this pause it is.
constexpr int kFaultDelay_ms = 500;

std::optional<double> asNumber(const OptionValue &value) {
    if (const auto *i = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*i);
    if (const auto *d = std::get_if<double>(&value))
        return *d;
    return std::nullopt;
}

QString shown(const OptionSpec &spec, const OptionValue &value) {
    if (const auto *i = std::get_if<std::int64_t>(&value))
        return spec.type == OptionType::Float ? formatTypedFloat(static_cast<double>(*i))
                                              : formatTypedInt(*i);
    if (const auto *d = std::get_if<double>(&value))
        return formatTypedFloat(*d);
    return fromUtf8(formatOption(spec, value));
}

QString limitText(const OptionSpec &spec, double limit) {
    return spec.type == OptionType::Int ? formatCount(static_cast<std::int64_t>(limit))
                                        : formatTypedFloat(limit);
}

} // namespace

bool sameOptionValue(const OptionValue &a, const OptionValue &b) {
    const auto x = asNumber(a), y = asNumber(b);
    return x && y ? *x == *y : a == b;
}

OptionField::OptionField(const OptionSpec &spec, QWidget *parent)
    : QWidget(parent),
      m_spec(spec),
      m_value(spec.defaultValue),
      m_base(spec.defaultValue),
      m_label(makeLabel(retort::render(spec.label), FontRole::body, Role::text2, this)),
      m_dot(makeLabel({}, FontRole::caption, Role::accent, this)),
      m_reset(new QToolButton(this)),
      m_error(new InlineError(this)) {
    setObjectName(QString::fromStdString(spec.id));
    m_editor = makeEditor();
    const QString help = retort::render(spec.help);
    QString tip = help;
    if (!tip.isEmpty())
        tip = QStringLiteral("<p>%1</p><p><code>%2</code></p>").arg(help.toHtmlEscaped(), objectName());
    for (QWidget *w : {static_cast<QWidget *>(m_label), m_editor}) {
        w->setToolTip(tip);
        w->setWhatsThis(help);
    }
    QWidget *focus = m_line ? static_cast<QWidget *>(m_line) : m_editor;
    focus->setAccessibleName(m_label->text());
    focus->setAccessibleDescription(help);
    m_label->setBuddy(focus);
    m_label->setWordWrap(true);
    setDense(m_reset, true);
    setIconButton(m_reset, QStringLiteral("edit-undo"), tr("Reset"));

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(0);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_label, 0, 0);
    grid->addWidget(m_dot, 0, 1, Qt::AlignVCenter);
    grid->addWidget(m_editor, 0, 2);
    grid->addWidget(m_reset, 0, 3, Qt::AlignVCenter);
    grid->addWidget(m_error, 1, 2, 1, 3);
    grid->setColumnStretch(2, 1000); // up to its maximum width; what is left goes to the empty column
    grid->setColumnStretch(4, 1);
    QSizePolicy keep = m_reset->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keep);

    m_faultDelay.setSingleShot(true);
    m_faultDelay.setInterval(kFaultDelay_ms);
    connect(&m_faultDelay, &QTimer::timeout, this, &OptionField::showFault);
    connect(m_reset, &QToolButton::clicked, this, &OptionField::resetToBase);
    connect(&Theme::instance(), &Theme::changed, this, &OptionField::fitSizes);
    fitSizes();
    showValue();
    updateMarks();
}

void OptionField::showHelp() {
    static_cast<QGridLayout *>(layout())->addWidget(
        makeText(retort::render(m_spec.help), FontRole::caption, Role::text3, this), 2, 2, 1, 3);
}

void OptionField::fitSizes() {
    const auto scaled = [](int px) { return Theme::instance().scaled(px); };
    m_label->setFixedWidth(scaled(size::formLabel));
    m_dot->setFixedWidth(scaled(space::m + 2));
    // A form in a scroll area gets its least height, and a wrapping label alone would ask for one line.
    m_label->setMinimumHeight(m_label->heightForWidth(scaled(size::formLabel)));
    m_reset->setFixedWidth(scaled(size::controlDense));
    m_editor->setMinimumHeight(scaled(size::control));
    if (m_check)
        return;
    m_editor->setMinimumWidth(scaled(size::formFieldMin));
    m_editor->setMaximumWidth(scaled(size::formFieldMax));
}

QWidget *OptionField::makeEditor() {
    switch (m_spec.type) {
    case OptionType::Bool:
        m_check = new QCheckBox(this);
        connect(m_check, &QCheckBox::toggled, this, [this](bool on) { take(on); });
        return m_check;
    case OptionType::Choice:
        return makeCombo();
    case OptionType::Path:
        return makePathEditor();
    case OptionType::Int:
    case OptionType::Float:
        return makeNumberEditor();
    case OptionType::Text:
        if (!m_spec.choices.empty())
            return makeCombo();
        break;
    }
    m_line = new QLineEdit(this);
    connect(m_line, &QLineEdit::textEdited, this, &OptionField::takeTyped);
    return m_line;
}

QWidget *OptionField::makeCombo() {
    m_combo = new QComboBox(this);
    for (const OptionChoice &choice : m_spec.choices)
        m_combo->addItem(retort::render(choice.label), QString::fromStdString(choice.id));
    m_combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_combo, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0)
            take(m_combo->currentData().toString().toStdString());
    });
    return m_combo;
}

void OptionField::setChoices(const std::vector<FieldChoice> &choices) {
    if (!m_combo)
        return;
    const QSignalBlocker quiet(m_combo);
    m_combo->clear();
    auto *entries = qobject_cast<QStandardItemModel *>(m_combo->model());
    for (const FieldChoice &choice : choices) {
        m_combo->addItem(choice.label, choice.id);
        m_combo->setItemData(m_combo->count() - 1, choice.tip, Qt::ToolTipRole);
        if (entries && !choice.usable)
            entries->item(m_combo->count() - 1)->setEnabled(false);
    }
    // The field is narrow; its list need not be.
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->view()->setMinimumWidth(m_combo->view()->sizeHintForColumn(0) + space::xl);
    showValue();
    updateMarks();
}

QWidget *OptionField::makeNumberEditor() {
    auto *edit = new UnitEdit(this);
    edit->setInputMethodHints(Qt::ImhFormattedNumbersOnly);
    edit->stepBy = [this](int steps) { step(steps); };
    m_line = edit;
    connect(m_line, &QLineEdit::textEdited, this, &OptionField::takeTyped);
    connect(m_line, &QLineEdit::editingFinished, this, [this] {
        m_faultDelay.stop();
        if (m_typedFault.isEmpty())
            showValue();
        showFault();
    });
    return edit;
}

QWidget *OptionField::makePathEditor() {
    auto *row = new QWidget(this);
    m_line = new QLineEdit(row);
    auto *browse = new QToolButton(row);
    setIconButton(browse, QStringLiteral("document-open-folder"), tr("Choose a file…"));
    rowIn(row, {{m_line, 1}, browse}, space::xs);
    connect(m_line, &QLineEdit::textEdited, this, &OptionField::takeTyped);
    connect(browse, &QToolButton::clicked, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, m_label->text(), m_line->text());
        if (path.isEmpty())
            return;
        m_line->setText(path);
        takeTyped(path);
    });
    return row;
}

void OptionField::setValue(const OptionValue &value) {
    m_value = value;
    m_typedFault.clear();
    m_faultDelay.stop();
    showValue();
    showFault();
    updateMarks();
}

void OptionField::setBase(const OptionValue &base) {
    m_base = base;
    updateMarks();
}

bool OptionField::isChanged() const {
    return !sameOptionValue(m_value, m_base);
}

void OptionField::showValue() {
    if (m_check) {
        const QSignalBlocker quiet(m_check);
        m_check->setChecked(std::holds_alternative<bool>(m_value) && std::get<bool>(m_value));
    } else if (m_combo) {
        const QSignalBlocker quiet(m_combo);
        const QString id = fromUtf8(formatOption(m_spec, m_value));
        if (m_spec.type == OptionType::Text && m_combo->findData(id) < 0)
            m_combo->addItem(id, id); // from a file or another machine: kept
        m_combo->setCurrentIndex(m_combo->findData(id));
    } else if (const QString text = shown(m_spec, m_value); m_line->text() != text) {
        m_line->setText(text);
        m_line->setCursorPosition(0);
    }
}

QString OptionField::typedFault(const QString &typed, OptionValue &value) const {
    try {
        value = parseOption(m_spec, toUtf8(typed.trimmed()));
    } catch (const Error &) {
        const auto first = typed.trimmed();
        if (m_spec.type == OptionType::Int)
            return first.isEmpty()
                       ? tr("A whole number is needed, such as %1.").arg(shown(m_spec, m_spec.defaultValue))
                       : tr("“%1” is not a whole number.").arg(first);
        return first.isEmpty() ? tr("A number is needed, such as %1.").arg(shown(m_spec, m_spec.defaultValue))
                               : tr("“%1” is not a number (write 0.5 or 3e-4).").arg(first);
    }
    const auto number = asNumber(value);
    if (!number)
        return {};
    if (!std::isfinite(*number))
        return tr("The number must be finite.");
    if (m_spec.minimum && *number < *m_spec.minimum)
        return tr("Must be at least %1.").arg(limitText(m_spec, *m_spec.minimum));
    if (m_spec.maximum && *number > *m_spec.maximum)
        return tr("Must be at most %1.").arg(limitText(m_spec, *m_spec.maximum));
    return {};
}

void OptionField::takeTyped(const QString &typed) {
    OptionValue value = m_value;
    const QString before = m_typedFault;
    m_typedFault = typedFault(typed, value);
    if (m_typedFault.isEmpty()) {
        showFault();
        take(value);
    } else {
        m_faultDelay.start();
    }
    if (before.isEmpty() != m_typedFault.isEmpty())
        Q_EMIT faultChanged();
}

void OptionField::take(const OptionValue &value) {
    if (sameOptionValue(value, m_value))
        return;
    m_value = value;
    updateMarks();
    Q_EMIT edited();
}

void OptionField::step(int steps) {
    const auto now = asNumber(m_value);
    if (!now)
        return;
    double next;
    if (m_spec.scale == OptionScale::Log && *now > 0)
        next = *now * std::pow(m_spec.step.value_or(2.0) > 1 ? m_spec.step.value_or(2.0) : 2.0, steps);
    else
        next = *now + steps * m_spec.step.value_or(m_spec.type == OptionType::Int ? 1.0 : 0.1);
    next = std::clamp(next, m_spec.minimum.value_or(next), m_spec.maximum.value_or(next));
    const bool wasWrong = hasTypedFault();
    OptionValue value;
    if (m_spec.type == OptionType::Int)
        value = static_cast<std::int64_t>(std::llround(next));
    else // steps of 0.1 would otherwise show 0.30000000000000004
        value = QString::number(next, 'g', 12).toDouble();
    m_typedFault.clear();
    const bool isNew = !sameOptionValue(value, m_value);
    setValue(value);
    m_line->selectAll();
    if (isNew)
        Q_EMIT edited();
    if (wasWrong)
        Q_EMIT faultChanged();
}

void OptionField::resetToBase() {
    const bool wasWrong = hasTypedFault();
    const bool isNew = isChanged();
    setValue(m_base);
    if (isNew)
        Q_EMIT edited();
    if (wasWrong)
        Q_EMIT faultChanged();
}

void OptionField::setOuterFault(const QString &reason) {
    m_outerFault = reason;
    showFault();
}

void OptionField::showFault() {
    const QString reason = faultText();
    m_error->setText(reason);
    setInvalidMark(!reason.isEmpty());
}

bool OptionField::matches(const QString &words) const {
    const QString all = m_label->text() + QLatin1Char(' ') + retort::render(m_spec.help) + QLatin1Char(' ')
                        + objectName() + QLatin1Char(' ') + fromUtf8(renderEnglish(m_spec.label));
    const QStringList parts = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::ranges::all_of(
        parts, [&all](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

void OptionField::focusEditor() {
    (m_line ? static_cast<QWidget *>(m_line) : m_editor)->setFocus(Qt::OtherFocusReason);
}

void OptionField::setInvalidMark(bool on) {
    setInvalid(m_line ? static_cast<QWidget *>(m_line) : m_editor, on);
}

void OptionField::updateMarks() {
    if (auto *edit = qobject_cast<UnitEdit *>(m_line))
        edit->setUnit(
            retort::render(m_spec.zero.empty() || asNumber(m_value) != 0 ? m_spec.unit : m_spec.zero));
    const bool changed = isChanged() || hasTypedFault();
    m_dot->setText(changed ? QStringLiteral("●") : QString());
    m_dot->setToolTip(changed ? tr("Changed") : QString());
    m_reset->setVisible(changed);
    m_reset->setToolTip(tr("Reset to %1").arg(shown(m_spec, m_base)));
    if (m_combo) {
        const int at = m_combo->findData(fromUtf8(formatOption(m_spec, m_base)));
        m_reset->setToolTip(tr("Reset to %1").arg(at < 0 ? QString() : m_combo->itemText(at)));
    } else if (m_check) {
        m_reset->setToolTip(std::holds_alternative<bool>(m_base) && std::get<bool>(m_base)
                                ? tr("Reset to on")
                                : tr("Reset to off"));
    }
}

} // namespace retort
