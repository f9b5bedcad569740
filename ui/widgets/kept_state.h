// SPDX-License-Identifier: GPL-3.0-or-later
// What a person has set on a page, by key: the page made in its place (language, next start) begins with it.
// Plain values only, for they are saved in the session. GUI thread.
#pragma once

#include <QVariantMap>

#include <functional>
#include <vector>

class QAbstractButton;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace retort {

class OptionForm;
class Tabs;

class KeptState final {
public:
    /// They come back in the order in which they were added here; an invalid value is not kept.
    void add(const char *key, std::function<QVariant()> get, std::function<void(const QVariant &)> set);
    void add(const char *key, QLineEdit *edit);
    void add(const char *key, QPlainTextEdit *edit);
    void add(const char *key, QAbstractButton *button); // whether it is checked
    void add(const char *key, QComboBox *combo);        // by the data of the current entry
    void add(const char *key, Tabs *tabs);
    void add(const char *key, OptionForm *form);
    template <class Part>
    requires requires(Part *part) { part->setViewState(part->viewState()); }
    void add(const char *key, Part *part) {
        add(
            key, [part] { return QVariant(part->viewState()); },
            [part](const QVariant &value) { part->setViewState(value.toMap()); });
    }

    QVariantMap values() const;
    void restore(const QVariantMap &values);

private:
    struct Kept {
        QString key;
        std::function<QVariant()> get;
        std::function<void(const QVariant &)> set;
    };
    std::vector<Kept> m_kept;
};

} // namespace retort
