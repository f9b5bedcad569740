// SPDX-License-Identifier: GPL-3.0-or-later
// Installs and exchanges the translators of the program and of Qt. Widgets get QEvent::LanguageChange. GUI
// thread.
#pragma once

#include <QObject>
#include <QString>

#include <memory>

class QTranslator;

namespace retort {

class WindowLanguage final : public QObject {
    Q_OBJECT

public:
    explicit WindowLanguage(QObject *parent = nullptr);
    ~WindowLanguage() override;
    void apply(const QString &language); // "en" or "zh_CN"; the same again does nothing
    QString current() const { return m_current; }

private:
    QString m_current;
    std::unique_ptr<QTranslator> m_own, m_qt;
};

} // namespace retort
