// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/action_table.h"

#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/jobs/task_center.h"
#include "ui/pages/page.h"
#include "ui/theme/icon.h"
#include "ui/window/command_palette.h"
#include "ui/window/language.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QComboBox>
#include <QRegularExpression>
#include <QSet>

using namespace retort;

class TstActionTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void every_row_is_complete() {
        const QRegularExpression areaVerb("^[a-z]+(_[a-z]+)+$");
        QSet<QString> ids;
        for (const ActionSpec &spec : actionTable()) {
            const QString id = spec.id;
            QVERIFY2(areaVerb.match(id).hasMatch(), spec.id);
            QVERIFY2(!ids.contains(id), spec.id);
            ids.insert(id);
            QVERIFY2(*spec.text && *spec.tip, spec.id);
            QVERIFY2(!QString(spec.tip).endsWith('.'), spec.id);
            QVERIFY2(!*spec.icon || QFile::exists(QStringLiteral(":/icons/%1.svg").arg(spec.icon)),
                     qPrintable(id + ": icon " + spec.icon));
            for (const QKeySequence &key : actionKeys(spec))
                QVERIFY2(!key.isEmpty() && key[0].key() != Qt::Key_unknown, spec.id);
            QVERIFY2(!*spec.page || isOfFocus(spec) || findPage(spec.page), spec.id);
        }
        for (const PageInfo &page : pageTable())
            QVERIFY2(ids.contains(QString("go_") + page.id), page.id);
    }

    void no_key_means_two_things_in_one_place() {
        for (const PageInfo &page : pageTable()) {
            QHash<QString, const char *> window, own;
            for (const ActionSpec &spec : actionTable()) {
                auto &taken = *spec.page ? own : window;
                if (*spec.page && qstrcmp(spec.page, page.id) != 0)
                    continue;
                for (const QKeySequence &key : actionKeys(spec)) {
                    const char *other = taken.value(key.toString());
                    QVERIFY2(!other, qPrintable(key.toString() + ": " + other + " and " + spec.id));
                    taken.insert(key.toString(), spec.id);
                }
            }
        }
    }

    void every_text_and_tip_is_chinese_in_zh_CN() {
        WindowLanguage language;
        language.apply("zh_CN");
        static const QRegularExpression han("\\p{Han}");
        for (const ActionSpec &spec : actionTable()) {
            QVERIFY2(actionText(spec).contains(han), qPrintable(spec.id + (": " + actionText(spec))));
            QVERIFY2(actionTip(spec).contains(han), qPrintable(spec.id + (": " + actionTip(spec))));
        }
        language.apply("en");
        for (const ActionSpec &spec : actionTable())
            QCOMPARE(actionText(spec), QString::fromUtf8(spec.text));
    }

    void every_window_command_does_something() {
        WindowFixture f;
        for (const ActionSpec *spec : WindowActions::listed())
            if (!*spec->page)
                QVERIFY2(f.window->actions().isBound(spec->id), spec->id);
    }

    // A row of a page that the page never makes would be a dead command.
    void every_page_makes_its_actions() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        for (const PageInfo &page : pageTable()) {
            f.window->pages().showPage(page.id);
            Page *shown = f.window->pages().currentPage();
            QVERIFY2(shown, page.id);
            for (const ActionSpec &spec : actionTable())
                if (qstrcmp(spec.page, page.id) == 0)
                    QVERIFY2(shown->findAction(spec.id), spec.id);
        }
    }

    // The palette has the focus itself while it is open.
    void commands_of_context_menus_act_on_what_had_the_focus() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        f.window->pages().showPage("train");
        const ActionSpec &note = *findActionSpec(u"artifact_note");
        const auto listed = WindowActions::listed();
        QVERIFY(std::find(listed.begin(), listed.end(), &note) != listed.end());
        f.window->activateWindow();
        auto *combo = f.window->pages().currentPage()->findChild<QComboBox *>();
        combo->setFocus();
        QVERIFY(combo->hasFocus());
        QVERIFY(f.window->actions().enabled(note));
        QVERIFY(!f.window->actions().enabled(*findActionSpec(u"chart_fit")));
        f.window->actions().trigger(note);
        QTRY_VERIFY(f.dialog());
        f.dialog()->close();
    }

    // From the palette or a menu, while another page is in sight.
    void what_changes_something_waits_until_its_page_is_seen() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        f.window->pages().showPage("home");
        QSignalSpy toasts(f.app.get(), &AppState::toastRequested);
        const ActionSpec &train = *findActionSpec(u"tokenize_train");
        const auto going = [&] { return f.app->jobs().on(Resource::Disk).busy(); };
        f.window->actions().trigger(train);
        QCOMPARE(f.window->pages().currentId(), "tokenize");
        QCOMPARE(toasts.count(), 1);
        QVERIFY(!going());
        QTRY_VERIFY(f.window->actions().enabled(train));
        f.window->actions().trigger(train);
        QVERIFY(going());
        f.app->jobs().on(Resource::Disk).cancelAll();
        QTRY_VERIFY(!going());
        f.window->actions().trigger(*findActionSpec(u"trace_fold")); // changes nothing
        QCOMPARE(f.window->pages().currentId(), "trace");
    }

    void tooltips_name_the_keys() {
        QAction action;
        dressAction(&action, *findActionSpec(u"project_open"));
        QVERIFY(action.toolTip().contains("Ctrl+O"));
        QCOMPARE(action.shortcut(), QKeySequence("Ctrl+O"));
        QCOMPARE(findActionSpec(u"nothing_here"), nullptr);
    }

    void palette_finds_by_letters_in_order() {
        QCOMPARE(matchScore(u"xyz", u"Open project…"), -1);
        QVERIFY(matchScore(u"op", u"Open project…") > matchScore(u"op", u"Show log of project"));
        QVERIFY(matchScore(u"打开", u"打开项目…") > 0);
        QVERIFY(matchScore(u"ope pro", u"Open project…") > 0);
        QVERIFY(matchScore(u"OPEN", u"Open project…") > 0);
        QVERIFY(matchScore(u"theme", u"view theme toggle")
                > matchScore(u"theme", u"Open the demo project File"));
        QVERIFY(matchScore(u"", u"anything") > -1000);
    }
};

RETORT_TEST(TstActionTable)
#include "tst_action_table.moc"
