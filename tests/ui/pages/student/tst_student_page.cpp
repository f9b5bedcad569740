// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/student/student_page.h"

#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/page.h"
#include "ui/widgets/option_field.h"
#include "ui/widgets/option_form.h"

#include <QAction>

using namespace retort;

class TstStudentPage : public QObject {
    Q_OBJECT

    struct Fixture {
        QTemporaryDir dir;
        WindowFixture window;
        Page *page = nullptr;
        OptionForm *form = nullptr;

        Fixture() {
            window.open(makeProject(dir.filePath("p"), Filled::Trained));
            window.window->pages().showPage("student");
            page = window.window->pages().currentPage();
            form = page->findChild<OptionForm *>();
        }
        void type(const char *id, std::int64_t value) { // as if typed
            auto values = form->values();
            values[id] = value;
            form->setValues(values);
            Q_EMIT form->changed(form->values());
        }
        bool canSave() const { return page->findAction(QStringLiteral("student_save"))->isEnabled(); }
    };

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void heads_that_do_not_divide_the_hidden_size_are_told_at_the_field() {
        Fixture f;
        QVERIFY(f.form && f.canSave());
        f.type("head_dim", 0); // hidden size divided by heads
        QVERIFY(f.canSave());
        f.type("heads", 3);
        const QString fault = f.form->field(QStringLiteral("heads"))->faultText();
        QVERIFY2(fault.contains("128") && fault.contains("3"), qPrintable(fault));
        QVERIFY(f.form->field(QStringLiteral("head_dim"))->faultText().isEmpty());
        QVERIFY(!f.canSave());
        f.type("heads", 4);
        QVERIFY(f.form->field(QStringLiteral("heads"))->faultText().isEmpty());
        QVERIFY(f.canSave());
    }

    void saved_twice_at_once_it_is_stored_once() {
        Fixture f;
        const auto before = f.window.app->snapshot().students.size();
        f.type("heads", 2);
        QAction *save = f.page->findAction(QStringLiteral("student_save"));
        save->trigger();
        save->trigger();
        QTRY_COMPARE(f.window.app->snapshot().students.size(), before + 1);
        QTest::qWait(200);
        QCOMPARE(f.window.app->snapshot().students.size(), before + 1);
    }

    void options_of_another_program_are_not_taken() {
        Fixture f;
        const auto before = f.form->values();
        f.page->setViewState(
            {{QStringLiteral("options"), QStringLiteral(R"({"preset":"nonsense","hidden":"x"})")}});
        QVERIFY(f.form->values() == before);
        QVERIFY(f.canSave());
    }
};

RETORT_TEST(TstStudentPage)
#include "tst_student_page.moc"
