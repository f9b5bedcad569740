// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/language.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace retort {

WindowLanguage::WindowLanguage(QObject *parent) : QObject(parent) {}
WindowLanguage::~WindowLanguage() = default;

void WindowLanguage::apply(const QString &language) {
    if (language == m_current)
        return;
    m_current = language;
    // English has a catalogue too: its plurals ("1 row", "5 rows").
    const auto exchange = [](std::unique_ptr<QTranslator> &translator, const QString &file) {
        translator.reset(); // the destructor removes it from the application
        auto fresh = std::make_unique<QTranslator>();
        if (!fresh->load(QStringLiteral(":/i18n/") + file))
            return;
        QCoreApplication::installTranslator(fresh.get());
        translator = std::move(fresh);
    };
    QLocale::setDefault(QLocale(language));
    exchange(m_qt, QStringLiteral("qtbase_%1.qm").arg(language));
    exchange(m_own, QStringLiteral("retort_%1.qm").arg(language));
}

} // namespace retort
