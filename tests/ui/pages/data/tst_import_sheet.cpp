// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
#include "ui/pages/data/import_sheet.h"

#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/data/import_file_list.h"
#include "ui/pages/data/import_preview.h"
#include "ui/pages/data/import_report.h"
#include "ui/pages/data/issue_table.h"
#include "ui/pages/data/mapping_row.h"
#include "ui/pages/page.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/option_field.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/table_view.h"
#include "ui/window/window_actions.h"

#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

using namespace retort;

namespace {

constexpr int questionColumn = 1, reasoningColumn = 2, answerColumn = 3, faultColumn = 4;

// A window on the Data page of an empty project, and its import sheet.
struct Sheet : WindowFixture {
    ImportSheet *sheet = nullptr;

    Sheet() : WindowFixture({}, [](Settings &s) { s.setValue("language", std::string("en")); }) {}

    QString write(const QString &name, const QByteArray &lines) {
        const QString path = dir.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size())
            qFatal("cannot write");
        return path;
    }

    void show(const QStringList &files) {
        open(makeProject(dir.filePath("p"), Filled::Empty));
        app->goTo("data", {{"files", files}});
        QTRY_VERIFY(window->pages().currentPage());
        sheet = window->pages().currentPage()->findChild<ImportSheet *>();
        QVERIFY(sheet);
    }

    template <typename T>
    T *part() const {
        return sheet->findChild<T *>();
    }
    QComboBox *place(const QString &path) const { return part<MappingRow>()->combo(path); }
    QString placeOf(const QString &path) const { return place(path) ? place(path)->currentText() : "none"; }
    void choose(const QString &path, const QString &label) {
        QComboBox *combo = place(path);
        QVERIFY2(combo && combo->findText(label) >= 0, qPrintable(path + ": " + label));
        combo->setCurrentIndex(combo->findText(label));
        Q_EMIT combo->activated(combo->currentIndex());
    }
    QComboBox *format() const {
        for (QComboBox *combo : sheet->findChildren<QComboBox *>())
            if (combo->accessibleName() == "Format")
                return combo;
        return nullptr;
    }
    ActionButton *button(const QString &text) const {
        for (auto *one : sheet->findChildren<ActionButton *>())
            if (one->text() == text)
                return one;
        return nullptr;
    }
    QString cell(int row, int column) const {
        const auto *model = part<ImportPreviewCard>()->table()->model();
        return model->index(row, column).data().toString();
    }
    int rows() const { return part<ImportPreviewCard>()->table()->model()->rowCount(); }
    void import(const QString &verb) {
        QTRY_VERIFY2(button(verb) && button(verb)->isEnabled(), qPrintable(verb));
        button(verb)->click();
    }
    std::vector<Sample> imported() const {
        std::vector<Sample> samples;
        const auto store = app->versionStore();
        JobContext job;
        const VersionId version = *store->newestVersion();
        for (const SampleId id : store->rowIds(version, {}, {}, job))
            samples.push_back(store->sample(version, id));
        return samples;
    }
};

const QByteArray unknownNames =
    "{\"frage\":\"1+1?\",\"denken\":\"eins und eins\",\"loesung\":\"2\",\"extra\":\"e\"}\n"
    "{\"frage\":\"2+2?\",\"denken\":\"zwei und zwei\",\"loesung\":\"4\",\"extra\":\"f\"}\n";
const QByteArray deepSeek =
    "{\"input\":\"甲?\",\"reasoning_content\":\"想\",\"content\":\"乙\",\"repo_name\":\"r\",\"score\":9}\n";

} // namespace

class TstImportSheet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void a_recognised_format_shows_its_places() {
        Sheet f;
        f.show({f.write("a.jsonl", deepSeek)});
        QTRY_COMPARE(f.placeOf("input"), "Question");
        QCOMPARE(f.placeOf("reasoning_content"), "Reasoning");
        QCOMPARE(f.placeOf("content"), "Answer");
        QCOMPARE(f.placeOf("repo_name"), "Source");
        QCOMPARE(f.placeOf("score"), "Metadata");
        QCOMPARE(f.format()->currentData().toString(), "auto");
    }

    void unknown_fields_are_mapped_by_combos_and_imported() {
        Sheet f;
        f.show({f.write("a.jsonl", unknownNames)});
        QTRY_COMPARE(f.placeOf("frage"), "Metadata");
        QVERIFY(!f.button("Import 1 file")->isEnabled());
        f.choose("frage", "Question");
        QCOMPARE(f.format()->currentData().toString(), "mapping");
        f.choose("denken", "Reasoning");
        f.choose("loesung", "Answer");
        QTRY_COMPARE(f.cell(1, answerColumn), "4");
        QCOMPARE(f.cell(1, reasoningColumn), "zwei und zwei");
        f.import("Import 1 file");
        QTRY_VERIFY_WITH_TIMEOUT(f.app->versionStore()->newestVersion().has_value() && !f.sheet->busy(),
                                 20000);
        const std::vector<Sample> samples = f.imported();
        QCOMPARE(samples.size(), 2u);
        QCOMPARE(samples[0].question, "1+1?");
        QCOMPARE(samples[0].reasoning, "eins und eins");
        QCOMPARE(samples[1].answer, "4");
        QCOMPARE(samples[1].metadata, R"({"extra":"f"})");
    }

    void changing_a_combo_carries_the_places_over_and_updates_the_preview() {
        Sheet f;
        f.show({f.write("a.jsonl", deepSeek)});
        QTRY_COMPARE(f.cell(0, questionColumn), "甲?");
        f.choose("score", "Answer");
        QTRY_COMPARE(f.cell(0, answerColumn), "9");
        QCOMPARE(f.format()->currentData().toString(), "mapping");
        QCOMPARE(f.cell(0, questionColumn), "甲?");
        QCOMPARE(f.placeOf("input"), "Question");
        QCOMPARE(f.placeOf("repo_name"), "Source");
        QCOMPARE(f.placeOf("content"), "Metadata"); // a place takes one field
        // Not used means not used, also for a name that a format would know.
        f.choose("repo_name", "Metadata");
        QTRY_COMPARE(f.placeOf("repo_name"), "Metadata");
        QTest::qWait(50);
        QCOMPARE(f.placeOf("repo_name"), "Metadata");
        // The options of the form are the same ones.
        auto *form = f.part<OptionForm>();
        QCOMPARE(std::get<std::string>(form->values().at("answer")), "score");
        f.choose("score", "Metadata");
        f.choose("content", "Answer");
        QTRY_COMPARE(f.cell(0, answerColumn), "乙");
    }

    void other_options_survive_a_change_of_the_format() {
        Sheet f;
        f.show({f.write("a.jsonl", deepSeek)});
        QTRY_COMPARE(f.placeOf("input"), "Question");
        auto *form = f.part<OptionForm>();
        form->setValues({{"name", std::string("my source")}, {"role", std::string("benchmark")}});
        f.choose("score", "Answer");
        QCOMPARE(std::get<std::string>(form->values().at("name")), "my source");
        QCOMPARE(std::get<std::string>(form->values().at("role")), "benchmark");
    }

    void a_page_made_anew_keeps_files_and_places() {
        Sheet f;
        f.show({f.write("a.jsonl", deepSeek)});
        QTRY_COMPARE(f.placeOf("input"), "Question");
        f.choose("score", "Answer");
        f.window->pages().rebuild();
        f.sheet = f.window->pages().currentPage()->findChild<ImportSheet *>();
        QTRY_VERIFY(f.sheet->isVisible());
        QTRY_COMPARE(f.cell(0, answerColumn), "9");
        QCOMPARE(f.placeOf("input"), "Question");
    }

    void faults_are_chips() {
        Sheet f;
        f.show({f.write("a.jsonl", "{\"question\":\"1?\",\"reasoning\":\"\",\"answer\":\"1\"}\n")});
        QTRY_COMPARE(f.rows(), 1);
        const auto *model = f.part<ImportPreviewCard>()->table()->model();
        const auto chips =
            model->index(0, faultColumn).data(TableDelegate::chipsRole).value<QVector<ChipSpec>>();
        QVERIFY(!chips.isEmpty());
        QVERIFY(!chips[0].iconName.isEmpty() && !chips[0].text.isEmpty());
    }

    void refused_records_are_listed_before_and_after() {
        Sheet f;
        QByteArray lines;
        for (int i = 0; i < 8; ++i)
            lines += i % 4 == 1 ? QByteArray("{broken\n")
                                : "{\"question\":\"" + QByteArray::number(i) + "?\",\"answer\":\"a\"}\n";
        f.show({f.write("bad.jsonl", lines)});
        auto *issues = f.part<ImportPreviewCard>()->issues();
        QTRY_COMPARE(issues->count(), 2u);
        const auto *list = issues->table()->model();
        QCOMPARE(list->index(1, 1).data().toString(), "bad.jsonl");
        QCOMPARE(list->index(1, 2).data().toString(), "6");
        QVERIFY(!list->index(1, 4).data().toString().isEmpty());
        f.import("Import 1 file");
        auto *report = f.part<ImportReport>();
        QTRY_VERIFY_WITH_TIMEOUT(report->isVisible(), 20000);
        QCOMPARE(report->issues()->count(), 2u);
        QCOMPARE(report->issues()->table()->model()->index(0, 2).data().toString(), "2");
        // Saved as JSON lines.
        const QString path = f.dir.filePath("report.jsonl");
        report->saveTo(path);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QList<int> found;
        while (!file.atEnd())
            found << QJsonDocument::fromJson(file.readLine()).object().value("line").toInt();
        QCOMPARE(found, (QList<int>{2, 6}));
        QSignalSpy shown(f.sheet, &ImportSheet::imported);
        f.button("Show the rows")->click();
        QCOMPARE(shown.count(), 1);
        QTRY_VERIFY(!f.sheet->isVisible());
        QCOMPARE(f.app->selected(ArtifactKind::Version), shown[0][0].toLongLong());
    }

    void files_come_from_folders_once_and_leave_with_del() {
        Sheet f;
        f.write("in/a.jsonl", deepSeek);
        f.write("in/deep/b.jsonl", unknownNames);
        f.write("in/readme.txt", "no data");
        f.show({f.dir.filePath("in")});
        auto *list = f.part<ImportFileList>();
        QTRY_COMPARE(list->files().size(), 2);
        QTRY_VERIFY(f.button("Import 2 files"));
        f.app->goTo("data", {{"files", QStringList{f.dir.filePath("in/a.jsonl")}}}); // dropped again
        QCOMPARE(list->files().size(), 2);
        // Columns are those of the chosen file.
        auto *view = list->findChild<QListWidget *>();
        QTRY_VERIFY(f.place("input"));
        view->setCurrentRow(1);
        QVERIFY(f.place("frage") && !f.place("input"));
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Delete);
        QCOMPARE(list->files(), QStringList{f.dir.filePath("in/a.jsonl")});
        QTRY_VERIFY(f.place("input"));
        QTRY_VERIFY(f.button("Import 1 file")->isEnabled());
    }

    void files_of_other_fields_are_told() {
        Sheet f;
        f.show({f.write("a.jsonl", deepSeek), f.write("b.jsonl", unknownNames)});
        const auto says = [&](const QString &words) {
            for (const QLabel *label : f.part<ImportPreviewCard>()->findChildren<QLabel *>())
                if (label->isVisibleTo(f.sheet) && label->text().contains(words))
                    return true;
            return false;
        };
        QTRY_VERIFY(says("differ in their fields"));
        f.choose("score", "Answer");
        QTRY_VERIFY(says("1 file with other fields than a.jsonl"));
    }

    void an_empty_file_hinders_nothing() {
        Sheet f;
        f.show({f.write("empty.jsonl", ""), f.write("a.jsonl", deepSeek)});
        f.import("Import 2 files");
        QTRY_VERIFY_WITH_TIMEOUT(f.app->versionStore()->newestVersion().has_value() && !f.sheet->busy(),
                                 20000);
        QCOMPARE(f.imported().size(), 1u);
    }

    void a_button_that_is_off_says_why() {
        Sheet f;
        // A gzip header and nothing behind it.
        f.show({f.write("cut.jsonl.gz", QByteArray::fromHex("1f8b0800000000000003")),
                f.write("a.jsonl", deepSeek)});
        QTRY_COMPARE(f.cell(0, questionColumn), "甲?"); // the other one is shown all the same
        auto *import = f.button("Import 2 files");
        QVERIFY(!import->isEnabled());
        QVERIFY2(import->toolTip().contains("cut.jsonl.gz"), qPrintable(import->toolTip()));
        const auto says = [&](const QString &words) {
            for (const QLabel *label : f.sheet->findChildren<QLabel *>())
                if (label->isVisibleTo(f.sheet) && label->text().contains(words))
                    return true;
            return false;
        };
        QVERIFY(says("cut.jsonl.gz” cannot be read"));
        QVERIFY(says("cut.jsonl.gz: cannot be read") && !says("differ in their fields"));
        // Without it nothing hinders.
        auto *view = f.part<ImportFileList>()->findChild<QListWidget *>();
        view->setCurrentRow(0);
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Delete);
        QTRY_VERIFY(f.button("Import 1 file") && f.button("Import 1 file")->isEnabled());
        QVERIFY(f.button("Import 1 file")->toolTip().isEmpty());
        QVERIFY(!says("cannot be read"));
    }

    void what_it_adds_to_is_told_where_another_version_is_chosen() {
        Sheet f;
        f.show({f.write("one.jsonl", "{\"question\":\"1+1?\",\"answer\":\"2\"}\n")});
        f.import("Import 1 file");
        QTRY_VERIFY_WITH_TIMEOUT(!f.app->snapshot().versions.empty(), 20000);
        const auto first = f.app->snapshot().versions.back().id;
        importSamples(f.app->project(), 3);
        f.app->refresh();
        QTRY_COMPARE(f.app->snapshot().versions.size(), std::size_t(2));
        const QString newest = fromUtf8(f.app->snapshot().versions.back().name);
        const auto told = [&f, &newest] {
            const auto labels = f.window->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [&newest](const QLabel *label) {
                return label->isVisible() && label->text().contains("on top of “" + newest + "”");
            });
        };
        f.app->select(ArtifactKind::Version, first);
        f.app->goTo("data", {{"files", QStringList{f.dir.filePath("one.jsonl")}}});
        QTRY_VERIFY(told());
        f.app->select(ArtifactKind::Version, f.app->snapshot().versions.back().id);
        QTRY_VERIFY(!told());
    }

    void cancel_leaves_nothing() {
        Sheet f;
        QByteArray lines;
        for (int i = 0; i < 200'000; ++i)
            lines += "{\"question\":\"" + QByteArray::number(i) + "?\",\"answer\":\"a\"}\n";
        f.show({f.write("big.jsonl", lines)});
        f.import("Import 1 file");
        QVERIFY(f.sheet->busy());
        f.button("Cancel")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!f.sheet->busy(), 20000);
        if (!f.app->versionStore()->newestVersion()) // else it was faster than the click
            QVERIFY(f.sheet->isVisible());
    }
};

RETORT_TEST(TstImportSheet)
#include "tst_import_sheet.moc"
