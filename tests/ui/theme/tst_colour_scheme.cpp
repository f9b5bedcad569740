// SPDX-License-Identifier: GPL-3.0-or-later
// The portal's light or dark, over a bus of the test's own with a portal of the test's own.
#include "ui/theme/colour_scheme.h"

#include "test_main.h"
#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace retort;

class FakePortal : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 1;
    int asked = 0;

public Q_SLOTS:
    QDBusVariant Read(const QString &area, const QString &key) {
        ++asked;
        if (area != "org.freedesktop.appearance" || key != "color-scheme")
            sendErrorReply(QDBusError::InvalidArgs, "not here");
        return QDBusVariant(QVariant::fromValue(QDBusVariant(scheme)));
    }
};

class TestColourScheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        const QString daemon = QStandardPaths::findExecutable("dbus-daemon");
        if (daemon.isEmpty())
            QSKIP("dbus-daemon is not installed");
        m_bus.start(daemon, {"--session", "--nofork", "--print-address"});
        QVERIFY(m_bus.waitForStarted(5000));
        QVERIFY(m_bus.waitForReadyRead(5000));
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
        auto bus = QDBusConnection::connectToBus(QString::fromLocal8Bit(qgetenv("DBUS_SESSION_BUS_ADDRESS")),
                                                 "portal");
        QVERIFY(bus.isConnected());
        QVERIFY(bus.registerObject("/org/freedesktop/portal/desktop", &m_portal,
                                   QDBusConnection::ExportAllSlots));
        QVERIFY(bus.registerService("org.freedesktop.portal.Desktop"));
    }

    void cleanupTestCase() {
        QDBusConnection::disconnectFromBus("portal");
        m_bus.kill();
        m_bus.waitForFinished(5000);
    }

    void asks_and_then_listens() {
        ColourScheme scheme;
        QSignalSpy changed(&scheme, &ColourScheme::changed);
        scheme.start();
        QVERIFY(!scheme.prefersDark()); // start() does not wait
        QTRY_VERIFY(scheme.prefersDark());
        QCOMPARE(m_portal.asked, 1);
        QCOMPARE(changed.count(), 1);
        say("accent-color", 2);
        say("color-scheme", 2);
        QTRY_VERIFY(!scheme.prefersDark());
        QCOMPARE(changed.count(), 2);
        say("color-scheme", 1);
        QTRY_VERIFY(scheme.prefersDark());
    }

private:
    static void say(const char *key, uint value) {
        QDBusMessage signal = QDBusMessage::createSignal("/org/freedesktop/portal/desktop",
                                                         "org.freedesktop.portal.Settings", "SettingChanged");
        signal << QString("org.freedesktop.appearance") << QString(key)
               << QVariant::fromValue(QDBusVariant(value));
        QVERIFY(QDBusConnection("portal").send(signal));
    }

    QProcess m_bus;
    FakePortal m_portal;
};

RETORT_TEST(TestColourScheme)
#include "tst_colour_scheme.moc"
