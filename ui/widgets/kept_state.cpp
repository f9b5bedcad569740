// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/kept_state.h"

#include "ui/widgets/option_form.h"
#include "ui/widgets/tabs.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace retort {

void KeptState::add(const char *key, std::function<QVariant()> get,
                    std::function<void(const QVariant &)> set) {
    m_kept.push_back({QLatin1String(key), std::move(get), std::move(set)});
}

void KeptState::add(const char *key, QLineEdit *edit) {
    add(
        key, [edit] { return edit->text(); },
        [edit](const QVariant &value) { edit->setText(value.toString()); });
}

void KeptState::add(const char *key, QPlainTextEdit *edit) {
    add(
        key, [edit] { return edit->toPlainText(); },
        [edit](const QVariant &value) { edit->setPlainText(value.toString()); });
}

void KeptState::add(const char *key, QAbstractButton *button) {
    add(
        key, [button] { return button->isChecked(); },
        [button](const QVariant &value) { button->setChecked(value.toBool()); });
}

void KeptState::add(const char *key, QComboBox *combo) {
    add(
        key, [combo] { return combo->currentData(); },
        [combo](const QVariant &value) {
            if (const int at = combo->findData(value); at >= 0)
                combo->setCurrentIndex(at);
        });
}

void KeptState::add(const char *key, Tabs *tabs) {
    add(
        key, [tabs] { return tabs->current(); },
        [tabs](const QVariant &value) { tabs->setCurrent(value.toString()); });
}

void KeptState::add(const char *key, OptionForm *form) {
    add(
        key, [form] { return form->state(); },
        [form](const QVariant &value) { form->setState(value.toString()); });
}

QVariantMap KeptState::values() const {
    QVariantMap values;
    for (const Kept &kept : m_kept)
        if (const QVariant value = kept.get(); value.isValid())
            values.insert(kept.key, value);
    return values;
}

void KeptState::restore(const QVariantMap &values) {
    for (const Kept &kept : m_kept)
        if (const auto value = values.find(kept.key); value != values.end())
            kept.set(*value);
}

} // namespace retort
