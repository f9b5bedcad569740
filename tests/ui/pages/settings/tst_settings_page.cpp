// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/settings_page.h"

#include "test_main.h"
#include "tests/ui/window_fixture.h"

#include <QLabel>

using namespace retort;

class TstSettingsPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void no_text_loses_its_lower_edge() {
        for (const char *language : {"en", "zh_CN"})
            for (const double zoom : {1.0, 1.5}) {
                WindowFixture f({}, [&](Settings &s) {
                    s.setValue("language", std::string(language));
                    s.setValue("zoom", zoom);
                });
                f.window->resize(1280, 800);
                f.app->goTo("settings");
                QTRY_VERIFY(f.window->pages().currentPage());
                QTest::qWait(50);
                int wrapped = 0;
                for (const QLabel *label : f.window->pages().currentPage()->findChildren<QLabel *>()) {
                    if (!label->isVisible() || !label->wordWrap())
                        continue;
                    ++wrapped;
                    QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                             qPrintable(QString("%1 at %2: %3 of %4, least %5")
                                            .arg(label->text())
                                            .arg(label->width())
                                            .arg(label->height())
                                            .arg(label->heightForWidth(label->width()))
                                            .arg(label->minimumHeight())));
                }
                QVERIFY(wrapped > 5);
            }
    }
};

RETORT_TEST(TstSettingsPage)
#include "tst_settings_page.moc"
