// SPDX-License-Identifier: GPL-3.0-or-later
// Reads every #include of core, ui and app against the floors of the house and the rooms within two of them:
// a file includes its own folder and lower ones, never a higher one nor another folder of its own floor; and
// foreign headers only where they are at home.
#include "test_main.h"

#include <filesystem>
#include <fstream>
#include <optional>
#include <regex>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

// From the ground up; places in one row do not know each other. A place is the beginning of a path.
using Floors = std::vector<std::vector<std::string>>;

const Floors &house() {
    static const Floors floors = {
        {"core/base/"},
        {"core/text/", "core/answer/", "core/codec/"},
        {"core/data/"},
        {"core/import/", "core/teach/", "core/clean/", "core/trace/", "core/tokenize/", "core/learn/",
         "core/export/", "core/demo/"},
        {"core/model/"},
        {"core/train/", "core/eval/"},
        {"core/engine/"},
        {"core/serve/"},
        {"ui/"},
        {"app/gui/", "app/cli/"},
    };
    return floors;
}

// The rooms within a place of the house.
const std::vector<Floors> &rooms() {
    static const std::vector<Floors> all = {
        {{"core/data/sql/"},
         {"core/data/project/"},
         {"core/data/samples/"},
         {"core/data/versions/"},
         {"core/data/runs/"},
         {"core/data/artifacts/"},
         {"core/data/care/"}},
        {{"ui/theme/", "ui/text."},
         {"ui/jobs/", "ui/settings.", "ui/actions/"},
         {"ui/widgets/"},
         {"ui/charts/"},
         {"ui/models/"},
         {"ui/state/"},
         {"ui/project/"},
         {"ui/pages/"},
         {"ui/window/"}},
    };
    return all;
}

bool under(const std::string &path, const std::string &prefix) {
    return path.rfind(prefix, 0) == 0;
}

struct Place {
    std::size_t floor = 0, column = 0;
};
std::optional<Place> placeOf(const Floors &floors, const std::string &path) {
    for (std::size_t floor = 0; floor < floors.size(); ++floor)
        for (std::size_t column = 0; column < floors[floor].size(); ++column)
            if (under(path, floors[floor][column]))
                return Place{floor, column};
    return {};
}

// True when the path lies in the place of the house that these rooms divide.
bool covers(const Floors &rooms, const std::string &path) {
    const std::string &lowest = rooms.front().front();
    return under(path, lowest.substr(0, lowest.find_last_of('/', lowest.size() - 2) + 1));
}

std::string judgePlaces(const Floors &floors, const std::string &file, const std::string &header) {
    const auto from = placeOf(floors, file), to = placeOf(floors, header);
    if (!from || !to)
        return "this folder is on no floor";
    if (to->floor < from->floor || (to->floor == from->floor && to->column == from->column))
        return {};
    return to->floor == from->floor ? "another folder of the same floor" : "a higher floor";
}

// "chat" for ui/pages/chat/x.h, empty for what all pages share.
std::string pageOf(const std::string &path) {
    const std::string pages = "ui/pages/";
    const auto end = under(path, pages) ? path.find('/', pages.size()) : std::string::npos;
    return end == std::string::npos ? "" : path.substr(pages.size(), end - pages.size());
}

// Headers of other people and the folders that may see them.
struct ForeignRule {
    const char *name;
    std::regex header;
    std::vector<std::string> allowed;
};

const std::vector<ForeignRule> &foreignRules() {
    static const std::vector<ForeignRule> rules = {
        {"LibTorch",
         std::regex("^(torch|ATen|c10|caffe2)/.*"),
         {"core/model/", "core/train/", "core/eval/", "core/engine/", "core/serve/"}},
        {"Qt", std::regex("^(Q[A-Z].*|Qt[A-Z]?.*/.*|qcustomplot\\.h)"), {"ui/", "app/gui/"}},
        {"Arrow", std::regex("^(arrow|parquet)/.*"), {"core/data/", "core/import/"}},
        {"SQLite", std::regex("^(sqlite3\\.h|SQLiteCpp/.*)"), {"core/data/"}},
        {"sentencepiece", std::regex("^sentencepiece.*"), {"core/codec/", "core/tokenize/"}},
    };
    return rules;
}

// What is wrong with one include of one file; empty when nothing is.
std::string judgeInclude(const std::string &file, const std::string &header) {
    for (const ForeignRule &rule : foreignRules()) {
        if (!std::regex_match(header, rule.header))
            continue;
        for (const std::string &place : rule.allowed)
            if (under(file, place))
                return {};
        return std::string(rule.name) + " has no place here";
    }
    if (header.find("../") != std::string::npos)
        return "write the path from the root of the repository";
    if (!under(header, "core/") && !under(header, "ui/") && !under(header, "app/"))
        return {};
    std::string wrong = judgePlaces(house(), file, header);
    for (const Floors &within : rooms())
        if (wrong.empty() && covers(within, file) && covers(within, header))
            wrong = judgePlaces(within, file, header);
    if (wrong.empty() && under(file, "ui/pages/") && !pageOf(header).empty()
        && pageOf(header) != pageOf(file))
        return "another page";
    return wrong;
}

bool isOnFloor(const std::string &file) {
    bool found = placeOf(house(), file).has_value();
    for (const Floors &within : rooms())
        if (covers(within, file))
            found = found && placeOf(within, file);
    return found;
}

std::vector<std::string> includesOf(std::istream &text) {
    static const std::regex line("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"].*");
    std::vector<std::string> headers;
    std::smatch match;
    for (std::string row; std::getline(text, row);)
        if (std::regex_match(row, match, line))
            headers.push_back(match[1]);
    return headers;
}

bool isSource(const fs::path &path) {
    static const std::vector<std::string> endings = {".cpp", ".h", ".def", ".inc", ".cu", ".cuh"};
    return std::find(endings.begin(), endings.end(), path.extension().string()) != endings.end();
}

struct Findings {
    int files = 0;
    QStringList complaints;
};

Findings judgeTree(const fs::path &root) {
    Findings findings;
    for (const char *top : {"core", "ui", "app"}) {
        if (!fs::exists(root / top))
            continue;
        for (const auto &entry : fs::recursive_directory_iterator(root / top)) {
            if (!entry.is_regular_file() || !isSource(entry.path()))
                continue;
            const std::string file = fs::relative(entry.path(), root).generic_string();
            ++findings.files;
            if (!isOnFloor(file))
                findings.complaints << QString::fromStdString(file + ": its folder is on no floor");
            std::ifstream text(entry.path());
            for (const std::string &header : includesOf(text)) {
                const std::string wrong = isOnFloor(file) ? judgeInclude(file, header) : "";
                if (!wrong.empty())
                    findings.complaints
                        << QString::fromStdString(file + " includes " + header + ": " + wrong);
            }
        }
    }
    return findings;
}

void plant(const fs::path &file, const std::string &text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

} // namespace

class TestFloors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void no_file_includes_upwards_or_sideways() {
        const fs::path root = qEnvironmentVariable("RETORT_SOURCE").toStdString();
        QVERIFY2(fs::exists(root / "core/base"), "RETORT_SOURCE does not name the source tree");
        const Findings findings = judgeTree(root);
        QVERIFY(findings.files > 10);
        QVERIFY2(findings.complaints.isEmpty(), qPrintable("\n" + findings.complaints.join('\n')));
    }

    void planted_faults_are_found_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("include");
        QTest::addColumn<bool>("fault");
        QTest::newRow("climb") << "core/base/a.cpp"
                               << "\"core/data/samples/sample.h\"" << true;
        QTest::newRow("sideways") << "core/clean/a.cpp"
                                  << "\"core/trace/a.h\"" << true;
        QTest::newRow("sideways in app") << "app/gui/a.cpp"
                                         << "\"app/cli/a.h\"" << true;
        QTest::newRow("a room above") << "core/data/samples/a.cpp"
                                      << "\"core/data/versions/b.h\"" << true;
        QTest::newRow("from the lowest room") << "core/data/sql/a.cpp"
                                              << "\"core/data/care/b.h\"" << true;
        QTest::newRow("beside the rooms") << "core/data/a.cpp"
                                          << "\"core/data/sql/b.h\"" << true;
        QTest::newRow("an unknown room") << "core/data/care/a.cpp"
                                         << "\"core/data/helpers/b.h\"" << true;
        QTest::newRow("tensors for the demo") << "core/demo/a.cpp"
                                              << "\"core/model/linear.h\"" << true;
        QTest::newRow("torch in export") << "core/export/a.cpp"
                                         << "<torch/torch.h>" << true;
        QTest::newRow("Qt in core") << "core/data/sql/a.h"
                                    << "<QString>" << true;
        QTest::newRow("Qt module in core") << "core/train/a.cpp"
                                           << "<QtCore/QString>" << true;
        QTest::newRow("torch in the window") << "ui/pages/a.cpp"
                                             << "<torch/torch.h>" << true;
        QTest::newRow("torch in learn") << "core/learn/a.cpp"
                                        << "<c10/util/Exception.h>" << true;
        QTest::newRow("SQL in the window") << "ui/models/a.cpp"
                                           << "<sqlite3.h>" << true;
        QTest::newRow("Arrow in the window") << "ui/models/a.cpp"
                                             << "<arrow/api.h>" << true;
        QTest::newRow("dots") << "ui/pages/a.cpp"
                              << "\"../widgets/b.h\"" << true;
        QTest::newRow("unknown folder") << "core/helpers/a.cpp"
                                        << "<vector>" << true;
        QTest::newRow("include of an unknown folder") << "ui/a.cpp"
                                                      << "\"core/helpers/a.h\"" << true;
        QTest::newRow("spaces and comment") << "core/base/a.cpp"
                                            << "\"core/data/b.h\" // why" << true;
        QTest::newRow("down") << "core/train/a.cpp"
                              << "\"core/model/linear.h\"" << false;
        QTest::newRow("own folder") << "core/data/samples/a.cpp"
                                    << "\"core/data/samples/sample.h\"" << false;
        QTest::newRow("a room below") << "core/data/care/a.cpp"
                                      << "\"core/data/sql/b.h\"" << false;
        QTest::newRow("the demo beside import") << "core/demo/a.cpp"
                                                << "\"core/import/import_job.h\"" << true;
        QTest::newRow("into a room") << "core/import/a.cpp"
                                     << "\"core/data/care/b.h\"" << false;
        QTest::newRow("within the window") << "ui/pages/a.cpp"
                                           << "\"ui/widgets/b.h\"" << false;
        QTest::newRow("a page in the window's state") << "ui/state/a.cpp"
                                                      << "\"ui/pages/page.h\"" << true;
        QTest::newRow("rooms of one floor") << "ui/jobs/a.cpp"
                                            << "\"ui/settings.h\"" << true;
        QTest::newRow("a page in another one") << "ui/pages/home/a.cpp"
                                               << "\"ui/pages/data/b.h\"" << true;
        QTest::newRow("a widget in no room") << "ui/a.cpp"
                                             << "\"ui/widgets/b.h\"" << true;
        QTest::newRow("what pages share") << "ui/pages/home/a.cpp"
                                          << "\"ui/pages/page.h\"" << false;
        QTest::newRow("torch at home") << "core/model/a.cpp"
                                       << "<torch/torch.h>" << false;
        QTest::newRow("Qt at home") << "ui/pages/a.cpp"
                                    << "<QWidget>" << false;
    }

    void planted_faults_are_found() {
        QFETCH(QString, file);
        QFETCH(QString, include);
        QFETCH(bool, fault);
        QTemporaryDir tree;
        const fs::path root = tree.path().toStdString();
        plant(root / file.toStdString(), "#pragma once\n  #  include " + include.toStdString() + "\n");
        const Findings findings = judgeTree(root);
        QCOMPARE(findings.files, 1);
        QCOMPARE(findings.complaints.isEmpty(), !fault);
    }
};

RETORT_TEST(TestFloors)
#include "tst_floors.moc"
