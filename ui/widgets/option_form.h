// SPDX-License-Identifier: GPL-3.0-or-later
// The form of a part, made from its option table: basic fields in groups, then "Advanced (31, 2 changed)"
// with a search box. Values are checked while they are typed; the reason of a wrong one stands under its
// field. GUI thread.
#pragma once

#include "core/base/option.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QVBoxLayout;

namespace retort {

class FoldSection;
class OptionField;

class OptionForm final : public QWidget {
    Q_OBJECT

public:
    explicit OptionForm(QWidget *parent = nullptr);
    explicit OptionForm(const OptionTable &table, QWidget *parent = nullptr);

    /// Another part: all fields are made anew with its defaults.
    void setTable(const OptionTable &table);
    const OptionTable &table() const { return m_table; }

    /// Every option with its value (defaults included); wrong typed texts keep the last right value.
    OptionValues values() const;
    /// Only what differs from the base (the table's defaults, or a preset): what a config file needs.
    OptionValues changedValues() const;
    /// Missing ids get their base value. Emits nothing.
    void setValues(const OptionValues &values);
    /// A preset: what counts as unchanged, for dots, reset and the counts. Missing ids: the table's default.
    void setBase(const OptionValues &base);

    /// Reasons found by the part itself (hidden % heads …), shown under their fields; replaces earlier ones.
    void setFaults(const std::vector<OptionFault> &faults);
    bool isValid() const;
    /// Opens the fold if needed, scrolls to and focuses the first wrong field.
    void showFirstFault();

    /// All values as text, for a session; one of another program version, which does not fit, changes
    /// nothing.
    QString state() const;
    bool setState(const QString &state);

    OptionField *field(const QString &id) const;
    /// A field that the page shows elsewhere or not at all.
    void setFieldHidden(const QString &id, bool hidden);

Q_SIGNALS:
    void changed(const retort::OptionValues &values);
    void validChanged(bool valid);

private:
    void build();
    void addFields(OptionLevel level, QVBoxLayout *column);
    OptionField *addField(const OptionSpec &spec, QVBoxLayout *column);
    void onEdited();
    void updateEnabled();
    void updateRemarks();
    void updateValid();
    void search(const QString &words);

    OptionTable m_table;
    OptionValues m_base;
    std::vector<OptionField *> m_fields; // the basic ones first
    struct Headline {
        QWidget *label;
        std::vector<OptionField *> fields;
    };
    std::vector<Headline> m_headlines;
    QStringList m_hidden;
    QVBoxLayout *m_column;
    QWidget *m_content = nullptr;
    FoldSection *m_advanced = nullptr;
    QLineEdit *m_search = nullptr;
    bool m_valid = true;
};

} // namespace retort
