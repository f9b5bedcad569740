// SPDX-License-Identifier: GPL-3.0-or-later
// One row of an option form: label with the dot of a changed value, editor with the unit inside, reset,
// reason of a wrong value under the editor. Made by OptionForm from an OptionSpec.
#pragma once

#include "core/base/option.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace retort {

class InlineError;

/// One entry of a list that is only known at run time (devices, files).
struct FieldChoice {
    QString id;
    QString label;
    QString tip; // the whole text, where the label may be cut
    bool usable = true;
};

class OptionField final : public QWidget {
    Q_OBJECT

public:
    explicit OptionField(const OptionSpec &spec, QWidget *parent = nullptr);

    const OptionSpec &spec() const { return m_spec; }
    /// The last valid value; what is being typed may be wrong (hasFault).
    const OptionValue &value() const { return m_value; }
    void setValue(const OptionValue &value); // no signal
    /// What counts as unchanged: the default, or a preset's value.
    void setBase(const OptionValue &base);
    bool isChanged() const;
    bool hasFault() const { return !m_typedFault.isEmpty() || !m_outerFault.isEmpty(); }
    bool hasTypedFault() const { return !m_typedFault.isEmpty(); }
    QString faultText() const { return m_typedFault.isEmpty() ? m_outerFault : m_typedFault; }
    /// A reason found outside, between several options; empty removes it.
    void setOuterFault(const QString &reason);
    /// Of a text option with a list of choices: other entries than the table's. A value that none of them has
    /// stays and is shown as it is. No signal.
    void setChoices(const std::vector<FieldChoice> &choices);
    bool matches(const QString &words) const; // label, help or id holds every word
    void showHelp();                          // below the editor, for a form with room
    void focusEditor();
    QWidget *editor() const { return m_editor; }

public Q_SLOTS:
    void resetToBase() { replace(m_base); }

Q_SIGNALS:
    void edited();       // value() is new
    void faultChanged(); // what is typed became wrong or right

private:
    QWidget *makeEditor();
    QWidget *makeCombo();
    QWidget *makeNumberEditor();
    QWidget *makePathEditor();
    void showValue();
    void takeTyped(const QString &typed);
    void take(const OptionValue &value);
    void step(int steps);
    void replace(const OptionValue &value);
    QString typedFault(const QString &typed, OptionValue &value) const;
    void fitSizes();
    void showFault();
    void updateMarks();

    OptionSpec m_spec;
    OptionValue m_value;
    OptionValue m_base;
    QString m_typedFault;
    QString m_outerFault;
    QLabel *m_label;
    QLabel *m_dot;
    QWidget *m_editor = nullptr;
    QLineEdit *m_line = nullptr;
    QCheckBox *m_check = nullptr;
    QComboBox *m_combo = nullptr;
    QToolButton *m_reset;
    InlineError *m_error;
    QTimer m_faultDelay;
};

/// Equal as numbers where both are numbers (3 and 3.0), else exactly.
bool sameOptionValue(const OptionValue &a, const OptionValue &b);

} // namespace retort
