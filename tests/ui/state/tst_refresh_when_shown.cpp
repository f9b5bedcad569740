// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/artifact.h"
#include "ui/state/refresh_when_shown.h"

#include "core/data/derived.h"
#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/input_picker.h"
#include "ui/pages/page.h"

#include <QComboBox>

using namespace retort;

class TestRefreshWhenShown : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void a_hidden_widget_is_left_alone_and_a_shown_one_refreshes_once() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Data));
        QWidget widget;
        int calls = 0;
        refreshWhenShown(*f.app, &widget, {ArtifactKind::Tokenizer, ArtifactKind::Run}, [&] { ++calls; });
        train(f.app->project()); // tokenizer, student, run, checkpoint, evaluation
        f.app->refresh();
        QTRY_COMPARE(f.app->snapshot().evaluations.size(), 1u);
        QCOMPARE(calls, 0);
        widget.show();
        QCOMPARE(calls, 1);
        widget.hide();
        widget.show();
        QCOMPARE(calls, 1); // nothing has changed meanwhile
        renameArtifact(f.app->project(), {"evaluation", 1}, "other");
        f.app->refresh();
        QTRY_COMPARE(f.app->snapshot().evaluations[0].name, "other");
        QCOMPARE(calls, 1); // of a kind that it does not show
        renameArtifact(f.app->project(), {"run", 1}, "other");
        f.app->refresh();
        QTRY_COMPARE(calls, 2);
    }

    // Choosing a version presets tokenizer and student: still one change.
    void a_choice_that_brings_others_along_is_one_change() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        QSignalSpy changes(f.app.get(), &AppState::changed);
        f.app->select(ArtifactKind::Run, 0);
        QCOMPARE(changes.count(), 1);
    }

    void the_picker_of_a_hidden_page_waits_until_it_is_shown() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Data));
        f.window->pages().showPage("data");
        const auto pickers = f.window->pages().currentPage()->findChildren<InputPicker *>();
        QCOMPARE(pickers.size(), 1);
        auto *combo = pickers[0]->findChild<QComboBox *>();
        f.window->pages().showPage("settings");
        auto store = f.app->versionStore();
        derived(*store, 1, {}, "again");
        f.app->refresh();
        QTRY_COMPARE(f.app->snapshot().versions.size(), 2u);
        QCOMPARE(combo->count(), 1);
        f.window->pages().showPage("data");
        QCOMPARE(combo->count(), 2);
    }
};

RETORT_TEST(TestRefreshWhenShown)
#include "tst_refresh_when_shown.moc"
