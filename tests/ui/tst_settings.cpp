// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings.h"

#include "core/base/error.h"
#include "ui/text.h"

#include "test_main.h"
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <fstream>

using namespace retort;

class TstSettings : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;

private Q_SLOTS:
    void init() {
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_home->path().toUtf8());
    }

    void every_setting_has_texts_and_a_valid_default() {
        QVERIFY(Settings::table().size() >= 8);
        for (const OptionSpec &spec : Settings::table()) {
            QVERIFY2(!spec.label.empty() && !spec.help.empty() && !spec.group.empty(), spec.id.c_str());
            QVERIFY2(checkOptions(Settings::table(), {{spec.id, spec.defaultValue}}).empty(),
                     spec.id.c_str());
        }
    }

    void values_survive_and_are_told_once() {
        {
            Settings settings;
            QSignalSpy changed(&settings, &Settings::changed);
            settings.setValue("theme", std::string("dark"));
            settings.setValue("theme", std::string("dark"));
            settings.setValue("zoom", 1.25);
            settings.setValue("threads", std::int64_t(3));
            settings.setValue("reduce_motion", true);
            QCOMPARE(changed.count(), 4);
        }
        Settings again;
        QCOMPARE(again.themeMode(), "dark");
        QCOMPARE(again.zoom(), 1.25);
        QCOMPARE(again.threads(), 3);
        QVERIFY(again.reduceMotion());
        again.resetAll();
        QCOMPARE(again.themeMode(), "auto");
        QCOMPARE(again.zoom(), 1.0);
        QVERIFY(again.threads() >= 1);
    }

    void wrong_values_are_refused_and_a_damaged_file_gives_defaults() {
        {
            Settings settings;
            settings.setValue("theme", std::string("pink"));
            settings.setValue("zoom", 99.0);
            QCOMPARE(settings.themeMode(), "auto");
            QCOMPARE(settings.zoom(), 1.0);
        }
        QDir().mkpath(m_home->filePath("retort"));
        std::ofstream(m_home->filePath("retort/retort.ini").toStdString())
            << "[options]\ntheme=pink\nzoom=much\nthreads=-5\nlanguage=zh_CN\n\x01\x02[[[\n";
        Settings settings;
        QCOMPARE(settings.themeMode(), "auto");
        QCOMPARE(settings.zoom(), 1.0);
        QVERIFY(settings.threads() >= 1);
        QCOMPARE(settings.shownLanguage(), "zh_CN");
    }

    void export_and_import_are_inverse() {
        Settings settings;
        settings.setValue("language", std::string("zh_CN"));
        settings.setValue("zoom", 1.5);
        const QByteArray json = settings.exportJson();
        settings.resetAll();
        settings.importJson(json);
        QVERIFY(settings.value("language") == OptionValue(std::string("zh_CN")));
        QCOMPARE(settings.zoom(), 1.5);
        QVERIFY_THROWS_EXCEPTION(Error, settings.importJson("not json"));
        QVERIFY_THROWS_EXCEPTION(Error, settings.importJson("{\"theme\":\"pink\"}"));
        QVERIFY(settings.value("language") == OptionValue(std::string("zh_CN")));
    }

    void recent_projects_are_ten_newest_first_pinned_stay() {
        Settings settings;
        settings.addRecent("/p/pinned", "pinned");
        settings.pinRecent("/p/pinned", true);
        for (int i = 0; i < 15; ++i) {
            settings.addRecent(QString("/p/%1").arg(i), QString::number(i));
            QTest::qWait(2); // the order is by time
        }
        auto recent = settings.recentProjects();
        QCOMPARE(recent.size(), 10u);
        QCOMPARE(recent[0].name, "pinned");
        QCOMPARE(recent[1].name, "14");
        settings.addRecent("/p/7", "7 again");
        recent = settings.recentProjects();
        QCOMPARE(recent.size(), 10u);
        QCOMPARE(recent[1].name, "7 again");
        settings.removeRecent("/p/14");
        QCOMPARE(settings.recentProjects().size(), 9u);
        settings.clearRecent();
        recent = settings.recentProjects();
        QCOMPARE(recent.size(), 1u);
        QVERIFY(recent[0].pinned);
    }
};

RETORT_TEST(TstSettings)
#include "tst_settings.moc"
