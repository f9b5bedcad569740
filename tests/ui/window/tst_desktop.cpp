// SPDX-License-Identifier: GPL-3.0-or-later
// Staying awake, against a logind of our own on a bus of our own.
#include "ui/window/desktop.h"

#include "test_main.h"
#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QProcess>
#include <QStandardPaths>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

using namespace retort;

// As logind: gives one end of a pipe, and sees at the other when the last copy was closed.
class FakeLogind : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    ~FakeLogind() { closeEnd(); }
    QStringList asked;
    bool held() const {
        if (m_end < 0)
            return false;
        pollfd p{m_end, POLLIN, 0};
        return ::poll(&p, 1, 0) == 0; // hung up: nobody holds it
    }

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &who, const QString &why,
                                    const QString &mode) {
        asked = {what, who, why, mode};
        closeEnd();
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            return {};
        m_end = ends[0];
        QDBusUnixFileDescriptor given(ends[1]); // copies it
        ::close(ends[1]);
        return given;
    }

private:
    void closeEnd() {
        if (m_end >= 0)
            ::close(m_end);
        m_end = -1;
    }
    int m_end = -1;
};

class TstDesktop : public QObject {
    Q_OBJECT

    QProcess m_bus;
    FakeLogind m_logind;

    // As soon as logind has answered; -1: it did not.
    static int inheritedHold(const Desktop &desktop) {
        int hold = -1;
        return QTest::qWaitFor([&] { return (hold = desktop.inheritableHold()) >= 0; }) ? hold : -1;
    }

private Q_SLOTS:
    void initTestCase() {
        const QString program = QStandardPaths::findExecutable("dbus-daemon");
        if (program.isEmpty())
            QSKIP("no dbus-daemon");
        m_bus.start(program, {"--session", "--nofork", "--nopidfile", "--print-address=1"});
        QVERIFY(m_bus.waitForStarted());
        QVERIFY(m_bus.waitForReadyRead(10'000));
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_bus.readLine().trimmed());
        // A connection of its own, as logind is another process.
        auto bus = QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SYSTEM_BUS_ADDRESS"), "logind");
        QVERIFY(bus.isConnected());
        QVERIFY(bus.registerObject("/org/freedesktop/login1", &m_logind, QDBusConnection::ExportAllSlots));
        QVERIFY(bus.registerService("org.freedesktop.login1"));
    }
    void cleanupTestCase() {
        m_bus.kill();
        m_bus.waitForFinished();
    }

    void the_system_is_held_awake_and_let_go() {
        Desktop desktop;
        desktop.setAwake(true, "A student is being trained");
        QTRY_VERIFY(m_logind.held());
        QCOMPARE(m_logind.asked,
                 (QStringList{"sleep:idle", "Retort", "A student is being trained", "block"}));
        ::close(inheritedHold(desktop));
        QVERIFY(m_logind.held());
        desktop.setAwake(false, {});
        QTRY_VERIFY(!m_logind.held());
        QCOMPARE(desktop.inheritableHold(), -1);
    }

    void a_started_program_takes_the_hold_over() {
        QProcess program;
        {
            Desktop desktop;
            desktop.setAwake(true, "A student is being trained");
            const int hold = inheritedHold(desktop);
            QVERIFY(hold >= 0);
            program.start("sleep", {"60"});
            QVERIFY(program.waitForStarted());
            ::close(hold);
        }
        QTest::qWait(100);
        QVERIFY(m_logind.held()); // by the program alone
        program.kill();
        QVERIFY(program.waitForFinished());
        QTRY_VERIFY(!m_logind.held());
    }

    void an_answer_that_comes_too_late_is_let_go() {
        Desktop desktop;
        desktop.setAwake(true, "x");
        desktop.setAwake(false, {});
        QTest::qWait(200);
        QTRY_VERIFY(!m_logind.held());
    }
};

RETORT_TEST(TstDesktop)
#include "tst_desktop.moc"
