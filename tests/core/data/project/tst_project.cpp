// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/data/artifacts/artifact.h"
#include "core/data/care/backup.h"
#include "core/data/care/copy.h"
#include "core/data/child_process.h"
#include "core/data/project_fixture.h"
#include "core/data/runs/chat_store.h"
#include "core/data/sql/schema.h"

#include <SQLiteCpp/Statement.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace retort;
namespace fs = std::filesystem;

namespace {

std::int64_t oneNumber(SQLite::Database &db, const char *sql) {
    Query query(db, sql);
    return query.next() ? query.integer(0) : -1;
}

// In a mount namespace of its own the folder becomes read-only, whoever runs the test. 77: not allowed here.
bool makeReadOnly(const std::string &folder) {
    if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        return false;
    return ::mount(folder.c_str(), folder.c_str(), nullptr, MS_BIND, nullptr) == 0
           && ::mount(folder.c_str(), folder.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr)
                  == 0;
}

int readReadOnly(const std::string &folder, std::int64_t rows) {
    if (!makeReadOnly(folder))
        return 77;
    if (errorOf([&] { Project::open(folder); }) != "permission")
        return 1;
    const auto project = Project::open(folder, OpenMode::ReadOnly);
    const VersionStore store(project);
    const auto version = store.newestVersion();
    if (!version || store.version(*version).rows != rows
        || allIds(store, *version).size() != std::size_t(rows))
        return 2;
    store.sample(*version, allIds(store, *version)[0]);
    if (errorOf([&] { project->rename("x"); }) != "permission")
        return 3;
    return project->info().readOnly ? 0 : 4;
}

// The same rows in a database that has the tables of format 1, as they were.
void makeFormat1(const fs::path &folder) {
    const fs::path file = folder / "project.retort", rows = folder.parent_path() / "rows.retort";
    fs::rename(file, rows);
    for (const char *side : {"-wal", "-shm"}) // closing does not checkpoint
        if (fs::exists(file.string() + side))
            fs::rename(file.string() + side, rows.string() + side);
    SQLite::Database db(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    db.exec("PRAGMA application_id=" + std::to_string(projectApplicationId));
    db.exec(readFile(qEnvironmentVariable("RETORT_TEST_DATA").toStdString() + "/schema/format_1.sql"));
    db.exec("ATTACH '" + rows.string() + "' AS rows");
    std::vector<std::string> tables;
    Query names(db, "SELECT name FROM main.sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'");
    while (names.next())
        tables.push_back(names.text(0));
    for (const std::string &table : tables) { // columns that later formats dropped get 0
        std::string values;
        Query columns(db, "SELECT c.name, r.name IS NULL FROM pragma_table_info(?1, 'main') c "
                          "LEFT JOIN pragma_table_info(?1, 'rows') r ON r.name = c.name ORDER BY c.cid");
        for (columns.bind(table); columns.next();)
            values += (values.empty() ? "" : ", ") + (columns.integer(1) ? "0" : columns.text(0));
        db.exec("INSERT INTO main." + table + " SELECT " + values + " FROM rows." + table);
    }
    db.exec("PRAGMA user_version=1");
}

// Leaves a WAL that holds everything, as a process that was killed does.
[[noreturn]] void importAndDie(const std::string &folder) {
    const auto project = Project::open(folder);
    importSamples(project, 0, 300);
    ::kill(::getpid(), SIGKILL);
    ::_exit(1);
}

} // namespace

static int projectChild(const std::vector<std::string> &arguments) {
    try {
        if (arguments[0] == "read")
            return readReadOnly(arguments[1], std::stoll(arguments[2]));
        if (arguments[0] == "die")
            importAndDie(arguments[1]);
        if (arguments[0] == "look") {
            const auto start = std::chrono::steady_clock::now();
            const std::string told = errorOf([&] { Project::open(arguments[1], OpenMode::ReadOnly); });
            const auto took = std::chrono::steady_clock::now() - start;
            return told == "busy" ? took < std::chrono::seconds(3) ? 0 : 2 : told == "nothing thrown" ? 3 : 1;
        }
        if (arguments[0] == "hold") {
            const auto project = Project::open(arguments[1], OpenMode::ReadOnly);
            atomicWrite(fs::path(arguments[1]) / "ready", "x");
            ::pause();
        }
        if (arguments[0] == "open")
            return errorOf([&] { Project::open(arguments[1]); }) == "busy" ? 0 : 1;
    } catch (const std::exception &e) {
        std::fprintf(stderr, "%s\n", e.what());
    }
    return 99;
}

class TestProject : public QObject {
    Q_OBJECT
    static std::string messageOf(const fs::path &folder) {
        try {
            Project::open(folder);
        } catch (const Error &e) {
            return e.what();
        }
        return {};
    }
private Q_SLOTS:
    void a_new_project_has_its_folders_and_facts() {
        ProjectFixture f;
        const auto info = f.project->info();
        QCOMPARE(info.name, std::string("Probe"));
        QCOMPARE(info.schema, projectSchema);
        QCOMPARE(info.uuid.size(), std::size_t(32));
        QVERIFY(info.notices.empty() && !info.readOnly);
        f.project->rename("新名字");
        f.project->setNote("note");
        f.reopen();
        QCOMPARE(f.project->info().name, std::string("新名字"));
        QCOMPARE(f.project->info().note, std::string("note"));
        QVERIFY(Project::isProject(f.folder()));
        QVERIFY(!Project::isProject(f.root()));
    }
    void a_closed_project_is_one_file_without_a_wal() {
        ProjectFixture f;
        importSamples(f.project, 0, 10);
        f.project.reset();
        QVERIFY(!fs::exists(f.folder() / "project.retort-wal")
                || fs::file_size(f.folder() / "project.retort-wal") == 0);
        QVERIFY(f.filesIn("locks").empty());
    }
    void names_are_not_taken_twice() {
        ProjectFixture f;
        QCOMPARE_ERROR(Project::create(f.folder(), "x"), "already_exists");
        QCOMPARE_ERROR(Project::create(f.root(), "x"), "already_exists");
        atomicWrite(f.root() / "file", "x");
        QCOMPARE_ERROR(Project::create(f.root() / "file", "x"), "already_exists");
    }
    void the_same_project_opened_twice_in_a_process_is_one_object() {
        ProjectFixture f;
        QCOMPARE(Project::open(f.folder()).get(), f.project.get());
        QCOMPARE(Project::open(f.root() / "project" / ".." / "project").get(), f.project.get());
    }
    void files_that_are_not_ours_are_told_apart() {
        QTemporaryDir dir;
        const fs::path folder = dir.path().toStdString();
        QCOMPARE_ERROR(Project::open(folder), "not_found");
        QCOMPARE_ERROR(Project::open(folder / "nowhere"), "not_found");
        atomicWrite(folder / "project.retort", std::string(5000, 'x'));
        QCOMPARE_ERROR(Project::open(folder), "not_ours");
        fs::remove(folder / "project.retort");
        {
            SQLite::Database other((folder / "project.retort").string(),
                                   SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            other.exec("CREATE TABLE sample(id); PRAGMA user_version=1");
        }
        QCOMPARE_ERROR(Project::open(folder), "not_ours");
        QVERIFY(!Project::isProject(folder));
        fs::remove(folder / "project.retort");
        fs::create_directory(folder / "project.retort");
        QCOMPARE_ERROR(Project::open(folder), "not_ours");
    }
    void a_newer_project_is_refused_unchanged() {
        ProjectFixture f;
        f.project->write("probe", [](SQLite::Database &db) { db.exec("PRAGMA user_version=99"); });
        f.project.reset();
        const std::string before = xxh3HexOfFile((f.folder() / "project.retort").string());
        QCOMPARE_ERROR(Project::open(f.folder()), "newer_version");
        QVERIFY(messageOf(f.folder()).find("99") != std::string::npos);
        QCOMPARE(xxh3HexOfFile((f.folder() / "project.retort").string()), before);
    }
    void an_older_project_is_migrated_after_a_backup() {
        ProjectFixture f;
        // Format 0: ours, but without a table.
        f.project.reset();
        fs::remove(f.folder() / "project.retort");
        {
            SQLite::Database old((f.folder() / "project.retort").string(),
                                 SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            old.exec("PRAGMA application_id=" + std::to_string(projectApplicationId));
            old.exec("PRAGMA user_version=0");
        }
        f.project = Project::open(f.folder());
        QCOMPARE(projectBackups(f.folder()).size(), std::size_t(1));
        QVERIFY(!f.project->info().notices.empty());
        importSamples(f.project, 0, 10);
    }
    void a_project_of_format_1_gains_the_chats_and_keeps_its_rows() {
        ProjectFixture f;
        importSamples(f.project, 0, 50);
        const VersionId version = *VersionStore(f.project).newestVersion();
        const auto ids = allIds(VersionStore(f.project), version);
        VersionStore(f.project).addPending(version, {ids[3]}, PendingKind::Verdict, "keep");
        RunRecord run;
        run.name = "old run";
        run.configJson = "{}";
        run.id = RunStore(f.project).addRun(run);
        RunStore(f.project).addMetrics({{run.id, 1, "train/loss", 2.5, 0}});
        f.project.reset();
        makeFormat1(f.folder());

        QCOMPARE_ERROR(Project::open(f.folder(), OpenMode::ReadOnly), "unsupported");
        f.project = Project::open(f.folder());
        QCOMPARE(f.project->info().schema, projectSchema);
        QVERIFY(!f.project->info().notices.empty());
        const auto backups = projectBackups(f.folder());
        QCOMPARE(backups.size(), std::size_t(1));
        {
            SQLite::Database old(backups[0].string(), SQLite::OPEN_READONLY);
            QCOMPARE(oneNumber(old, "PRAGMA user_version"), std::int64_t(1));
            QCOMPARE(oneNumber(old, "SELECT count(*) FROM sample"), std::int64_t(50));
        }
        QVERIFY(allIds(VersionStore(f.project), version) == ids);
        QCOMPARE(VersionStore(f.project).sample(version, ids[7]).question, madeUpSample(7).question);
        QCOMPARE(VersionStore(f.project).pendingCount(version), std::int64_t(1));
        std::int64_t last = 0;
        QVERIFY(RunStore(f.project).run(run.id).name == "old run");
        QCOMPARE(RunStore(f.project).metrics(run.id, 0, &last).size(), std::size_t(1));
        StoredTurn turn;
        turn.role = "user";
        turn.text = "1+1等于多少？";
        const ChatId chat = ChatStore(f.project).addChat({turn});
        f.reopen();
        QCOMPARE(projectBackups(f.folder()).size(), std::size_t(1)); // migrated once
        QCOMPARE(ChatStore(f.project).turns(chat).size(), std::size_t(1));
        // And back: the backup is migrated as well when it is restored.
        f.project.reset();
        restoreBackup(f.folder(), backups[0]);
        f.project = Project::open(f.folder());
        QVERIFY(ChatStore(f.project).chats().empty());
        QVERIFY(allIds(VersionStore(f.project), version) == ids);
    }
    void damage_is_told_with_the_newest_backup() {
        ProjectFixture f;
        importSamples(f.project, 0, 2000);
        const auto backup = backupOf(*f.project);
        f.project.reset();
        std::string bytes = readFile(f.folder() / "project.retort");
        const std::string sound = bytes;
        for (std::size_t at = 4096; at + 4096 <= bytes.size(); at += 8192)
            bytes.replace(at, 2048, std::string(2048, '\x5a'));
        atomicWrite(f.folder() / "project.retort", bytes);
        QCOMPARE_ERROR(Project::open(f.folder()), "damaged");
        QVERIFY(messageOf(f.folder()).find(backup.filename().string()) != std::string::npos);
        for (const std::string &cut : {std::string(), sound.substr(0, 50), std::string(5000, '\0')}) {
            atomicWrite(f.folder() / "project.retort", cut);
            QCOMPARE_ERROR(Project::open(f.folder()), "damaged");
        }
        atomicWrite(f.folder() / "project.retort", sound.substr(0, sound.size() / 2));
        QCOMPARE_ERROR(Project::open(f.folder()), "damaged");
    }
    void triggers_and_views_named_like_ours_are_refused() {
        for (const char *sql :
             {"CREATE TRIGGER t AFTER INSERT ON sample BEGIN DELETE FROM source; END",
              "CREATE VIEW v AS SELECT 1", "DROP TABLE decision; CREATE VIEW decision AS SELECT 1",
              "CREATE TABLE extra(x)"}) {
            ProjectFixture f;
            f.project.reset();
            {
                SQLite::Database db((f.folder() / "project.retort").string(), SQLite::OPEN_READWRITE);
                db.exec(sql);
            }
            QCOMPARE_ERROR(Project::open(f.folder()), "damaged");
        }
    }
    void a_failed_transaction_leaves_nothing() {
        ProjectFixture f;
        const auto fail = [&] {
            f.project->write("probe", [](SQLite::Database &db) {
                setMetaValue(db, "half", "1");
                throw Error(ErrorCode::Internal, "probe");
            });
        };
        QCOMPARE_ERROR(fail(), "internal");
        f.project->read([](SQLite::Database &db) { QCOMPARE(metaValue(db, "half"), std::string()); });
    }
    void a_full_disk_is_an_error_even_when_the_caller_swallows_it() {
        ProjectFixture f;
        const auto fill = [&](bool swallow) {
            f.project->write("probe", [&](SQLite::Database &db) {
                Query(db, "PRAGMA max_page_count=1").run(); // SQLite then takes the present size as the limit
                try {
                    setMetaValue(db, "big", std::string(1 << 20, 'x'));
                } catch (const SQLite::Exception &) {
                    if (!swallow)
                        throw;
                }
            });
        };
        QCOMPARE_ERROR(fill(false), "disk_full");
        QCOMPARE_ERROR(fill(true), "disk_full");
        f.project->write("probe",
                         [&](SQLite::Database &db) { Query(db, "PRAGMA max_page_count=1000000").run(); });
        f.project->rename("alive");
        QCOMPARE(f.project->info().name, std::string("alive"));
    }
    void readers_cannot_write_and_nested_writes_are_refused() {
        ProjectFixture f;
        QCOMPARE_ERROR(f.project->read([](SQLite::Database &db) { setMetaValue(db, "x", "y"); }),
                       "permission");
        QCOMPARE_ERROR(
            f.project->write("a",
                             [&](SQLite::Database &) { f.project->write("b", [](SQLite::Database &) {}); }),
            "internal");
    }
    void a_read_is_one_snapshot_also_when_nested() {
        ProjectFixture f;
        f.project->read([&](SQLite::Database &db) {
            const std::string before = metaValue(db, "name");
            std::thread([&] { f.project->rename("meanwhile"); }).join();
            QCOMPARE(metaValue(db, "name"), before);
            f.project->read([&](SQLite::Database &inner) { QCOMPARE(metaValue(inner, "name"), before); });
        });
        QCOMPARE(f.project->info().name, std::string("meanwhile"));
    }
    void the_change_counter_moves_with_every_commit() {
        ProjectFixture f;
        const auto before = f.project->changeCounter();
        QCOMPARE(f.project->changeCounter(), before);
        f.project->setNote("x");
        QVERIFY(f.project->changeCounter() != before);
    }
    void the_wal_stays_bounded() {
        ProjectFixture f;
        for (int i = 0; i < 300; ++i)
            f.project->write("probe", [&](SQLite::Database &db) {
                setMetaValue(db, "k" + std::to_string(i % 10), std::string(200'000, char('a' + i % 26)));
            });
        QVERIFY2(fs::file_size(f.folder() / "project.retort-wal") < 8u << 20,
                 std::to_string(fs::file_size(f.folder() / "project.retort-wal")).c_str());
    }
    void many_threads_read_and_write_at_once() {
        ProjectFixture f;
        std::vector<std::thread> threads;
        std::atomic<int> wrong{0};
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 50; ++i) {
                    f.project->write("probe", [&](SQLite::Database &db) { nextNumber(db, "probe"); });
                    f.project->read(
                        [&](SQLite::Database &db) { wrong += std::stoi(metaValue(db, "probe")) <= i; });
                    if (t == 0)
                        f.project->changeCounter();
                }
            });
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
        f.project->read([](SQLite::Database &db) { QCOMPARE(metaValue(db, "probe"), std::string("200")); });
    }
    void after_a_crash_the_project_is_checked_and_says_so() {
        ProjectFixture f;
        f.project.reset();
        QCOMPARE(ChildProcess({"die", f.folder().string()}).wait(), -SIGKILL);
        f.project = Project::open(f.folder());
        QCOMPARE(f.project->info().notices.size(), std::size_t(1));
        QCOMPARE(VersionStore(f.project).version(1).rows, 300);
        f.reopen();
        QVERIFY(f.project->info().notices.empty());
    }
    void a_read_only_folder_is_read_also_with_a_full_wal_beside_it() {
        ProjectFixture f;
        importSamples(f.project, 0, 100);
        f.project.reset();
        const int closed = ChildProcess({"read", f.folder().string(), "100"}).wait();
        if (closed == 77)
            QSKIP("no right to mount here");
        QCOMPARE(closed, 0);
        ProjectFixture g;
        g.project.reset();
        QCOMPARE(ChildProcess({"die", g.folder().string()}).wait(), -SIGKILL);
        QVERIFY(fs::file_size(g.folder() / "project.retort-wal") > 0);
        QCOMPARE(ChildProcess({"read", g.folder().string(), "300"}).wait(), 0);
    }
    void on_a_network_file_system_one_process_has_it() {
        qputenv("RETORT_NETWORK_FS", "1");
        {
            ProjectFixture f;
            QVERIFY(!f.project->info().notices.empty());
            const auto version = *importSamples(f.project, 0, 3000).version;
            const VersionStore store(f.project);
            RowFilter filter;
            filter.contains = "第2999题";
            QCOMPARE(allIds(store, version, filter).size(), std::size_t(1));
            QCOMPARE(ChildProcess({"open", f.folder().string()}).wait(), 0);
            const auto before = f.project->changeCounter();
            f.project->setNote("x");
            QVERIFY(f.project->changeCounter() != before);
            f.reopen();
            QCOMPARE(VersionStore(f.project).version(version).rows, 3000);
        }
        qunsetenv("RETORT_NETWORK_FS");
    }
    // Whether the reader knows that it is a network file system or not: no wait, no copy of a living
    // database.
    void a_reader_beside_a_writer_on_a_network_file_system_is_told_so_at_once() {
        ProjectFixture f;
        f.project.reset();
        const auto read = [&] { return ChildProcess({"look", f.folder().string()}).wait(); };
        qputenv("RETORT_NETWORK_FS", "1");
        f.project = Project::open(f.folder());
        importSamples(f.project, 0, 300);
        QVERIFY(fs::file_size(f.folder() / "project.retort-wal") > 0);
        QCOMPARE(read(), 0);
        qunsetenv("RETORT_NETWORK_FS");
        QCOMPARE(read(), 0);
        qputenv("RETORT_NETWORK_FS", "1");
        copyProject(f.folder(), f.root() / "copy"); // from here, where it is open
        QCOMPARE(VersionStore(Project::open(f.root() / "copy", OpenMode::ReadOnly)).version(1).rows, 300);
        f.project.reset();
        QCOMPARE(read(), 3);
        {
            ChildProcess reader({"hold", f.folder().string()});
            QVERIFY(QTest::qWaitFor([&] { return fs::exists(f.folder() / "ready"); }, 20'000));
            QCOMPARE_ERROR(Project::open(f.folder()), "busy");
            QCOMPARE(read(), 3); // several may read
        }
        f.project = Project::open(f.folder());
        QCOMPARE(VersionStore(f.project).version(1).rows, 300);
        f.project.reset();
        qunsetenv("RETORT_NETWORK_FS");
    }
    void an_older_project_sweeps_nothing_when_it_is_migrated() {
        ProjectFixture f;
        importSamples(f.project, 0, 50);
        const auto second = importSamples(f.project, 50, 100);
        moveArtifactToTrash(f.project, {"version", *second.version});
        moveArtifactToTrash(f.project, {"source", second.source});
        f.project->write("probe", [](SQLite::Database &db) {
            for (const char *table : {"source", "version"})
                db.exec(std::string("UPDATE ") + table
                        + " SET trashed='2020-01-01T00:00:00Z' WHERE trashed NOT NULL");
        });
        f.project.reset();
        makeFormat1(f.folder());
        f.project = Project::open(f.folder());
        QCOMPARE(f.filesIn("samples").size(), std::size_t(2));
        f.reopen();
        QCOMPARE(f.filesIn("samples").size(), std::size_t(1));
    }
    void folder_names_with_odd_characters_work() {
        QTemporaryDir dir;
        const fs::path folder = fs::path(dir.path().toStdString()) / "a %3f? #ü 项目";
        Project::create(folder, "odd")->setNote("n");
        QCOMPARE(Project::open(folder, OpenMode::ReadOnly)->info().note, std::string("n"));
    }
};

RETORT_TEST_WITH_CHILD(TestProject, projectChild)
#include "tst_project.moc"
