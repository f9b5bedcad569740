// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/demo/demo_data.h"
#include "core/demo/kind.h"
#include "core/demo/trace_check.h"

#include "test_main.h"

#include <cctype>
#include <map>
#include <regex>
#include <set>
#include <unordered_set>

using namespace retort;

namespace {

std::vector<DemoProblem> take(DemoOptions options, std::size_t count) {
    DemoGenerator generator(options);
    std::vector<DemoProblem> problems;
    while (problems.size() < count)
        problems.push_back(generator.next());
    return problems;
}

std::vector<DemoProblem> takeKind(const char *kind, std::size_t count) {
    DemoOptions options;
    options.kinds = {kind};
    options.levels = {};
    return take(options, count);
}

std::vector<long long> numbersIn(const std::string &text) {
    std::vector<long long> numbers;
    static const std::regex digits("[0-9]+");
    for (std::sregex_iterator it(text.begin(), text.end(), digits), end; it != end; ++it)
        numbers.push_back(std::stoll(it->str()));
    return numbers;
}

std::string boxedIn(const std::string &answer) {
    const std::size_t start = answer.rfind("\\boxed{") + 7;
    return answer.substr(start, answer.find('}', start) - start);
}

bool has(const std::string &text, const char *what) {
    return text.find(what) != std::string::npos;
}

// The answer as a reader of the question alone would compute it, by the wording; the generator is not asked.
long long answerByWording(const DemoProblem &p) {
    const auto n = numbersIn(p.question);
    const std::string &q = p.question;
    if (p.kind == "add" || p.kind == "add_word")
        return n.at(0) + n.at(1);
    if (p.kind == "sub" || p.kind == "sub_word")
        return n.at(0) - n.at(1);
    if (p.kind == "multiply")
        return n.at(0) * n.at(1);
    if (has(q, "上午摘了"))
        return n.at(0) + n.at(1) - n.at(2);
    if (has(q, "公交车"))
        return n.at(0) - n.at(1) + n.at(2);
    if (has(q, "每盒铅笔"))
        return n.at(0) * n.at(1) + n.at(2);
    if (has(q, "练习本"))
        return n.at(0) - n.at(1) * n.at(2);
    if (has(q, "桌子"))
        return n.at(0) * n.at(1) + n.at(2) * n.at(3);
    if (has(q, "纸鹤"))
        return (n.at(0) + n.at(1)) * n.at(2) - n.at(3);
    return -1;
}

// In smallest units, of the first quantity in the text ("3米25厘米").
long long inSmallest(const std::string &text, const std::map<std::string, long long> &factors) {
    static const std::regex part(
        "([0-9]+)(千米|分米|厘米|毫米|米|千克|克|吨|小时|分钟|秒|天|元|角|分|毫升|升)");
    long long sum = 0;
    for (std::sregex_iterator it(text.begin(), text.end(), part), end; it != end; ++it)
        sum += std::stoll((*it)[1]) * factors.at((*it)[2]);
    return sum;
}

} // namespace

class TestDemoData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answers_of_sums_and_stories_are_right_data() {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"add", "sub", "add_word", "sub_word", "multiply", "steps_word"})
            QTest::newRow(kind) << kind;
    }
    void answers_of_sums_and_stories_are_right() {
        QFETCH(QString, kind);
        for (const DemoProblem &p : takeKind(qPrintable(kind), 3000)) {
            const std::string expected = std::to_string(answerByWording(p));
            QVERIFY2(p.reference == expected, p.question.c_str());
            QCOMPARE(boxedIn(p.answer), expected);
            QVERIFY(expected[0] != '-');
        }
    }

    void comparisons_are_right() {
        static const std::regex number("[0-9]+(\\.[0-9]+)?");
        std::set<std::string> answers;
        for (const DemoProblem &p : takeKind("compare", 3000)) {
            std::sregex_iterator it(p.question.begin(), p.question.end(), number);
            const std::string a = it->str(), b = (++it)->str();
            const bool askLarge = has(p.question, "大");
            QVERIFY(askLarge != has(p.question, "小"));
            const bool aLarger = std::stod(a) > std::stod(b);
            QVERIFY(std::stod(a) != std::stod(b));
            QCOMPARE(p.reference, aLarger == askLarge ? a : b);
            QCOMPARE(boxedIn(p.answer), p.reference);
        }
    }

    void conversions_are_right() {
        // Units that measure the same thing share a scale; 分 of money and 分米 of length do not meet in one
        // question.
        const std::map<std::string, long long> factors = {
            {"千米", 1'000'000}, {"米", 1000}, {"分米", 100}, {"厘米", 10},   {"毫米", 1},  {"吨", 1'000'000},
            {"千克", 1000},      {"克", 1},    {"天", 86400}, {"小时", 3600}, {"分钟", 60}, {"秒", 1},
            {"元", 100},         {"角", 10},   {"分", 1},     {"升", 1000},   {"毫升", 1}};
        for (const DemoProblem &p : takeKind("units", 5000)) {
            const std::string quantity = p.problemKey.substr(5, p.problemKey.find('=') - 5);
            const std::string unit = p.problemKey.substr(p.problemKey.find('=') + 1);
            QVERIFY2(has(p.question, quantity.c_str()) && has(p.question, unit.c_str()), p.question.c_str());
            QVERIFY2(inSmallest(quantity, factors) == std::stoll(p.reference) * factors.at(unit),
                     p.question.c_str());
            QCOMPARE(boxedIn(p.answer), p.reference);
        }
    }

    void orders_are_right() {
        for (const DemoProblem &p : takeKind("order", 3000)) {
            // Facts of the question as pairs (more, less); the answer is the one whom nobody exceeds (or
            // falls below).
            static const QRegularExpression fact(
                QStringLiteral("(小.)比(小.)(跑得快|跑得慢|高|矮|重|轻|大|小)"));
            static const QSet<QString> lessWords = {QStringLiteral("跑得慢"), QStringLiteral("矮"),
                                                    QStringLiteral("轻"), QStringLiteral("小")};
            const QString question = QString::fromStdString(p.question);
            std::set<QString> people, exceeded, exceeding;
            for (auto it = fact.globalMatch(question); it.hasNext();) {
                const auto match = it.next();
                const bool turned = lessWords.contains(match.captured(3));
                const QString more = match.captured(turned ? 2 : 1), less = match.captured(turned ? 1 : 2);
                people.insert({more, less});
                exceeded.insert(less);
                exceeding.insert(more);
            }
            QCOMPARE(people.size(), p.level == 2 ? 3u : 4u);
            static const std::regex askedLeast("谁(年纪最小|跑得最慢|最矮|最轻)");
            const bool least = std::regex_search(p.question, askedLeast);
            std::vector<QString> candidates;
            for (const QString &name : people)
                if (!(least ? exceeding : exceeded).contains(name))
                    candidates.push_back(name);
            QCOMPARE(candidates.size(), 1u);
            QCOMPARE(QString::fromStdString(p.reference), candidates.front());
            QCOMPARE(boxedIn(p.answer), p.reference);
        }
    }

    void syllogisms_are_right() {
        std::map<std::string, int> seen;
        for (const DemoProblem &p : takeKind("syllogism", 3000)) {
            const QString question = QString::fromStdString(p.question);
            const auto sentences = question.split(QStringLiteral("。"));
            std::map<QString, QString> isIn, isNotIn;
            QString pet, start, asked;
            static const QRegularExpression allQ(QStringLiteral("^所有的(..)都是(..)$")),
                noneQ(QStringLiteral("^没有一个(..)是(..)$")), isQ(QStringLiteral("^(..)是(..)$")),
                askQ(QStringLiteral("^(..)(一定)?是(..)吗？$"));
            for (const QString &s : sentences) {
                if (const auto m = allQ.match(s); m.hasMatch())
                    isIn[m.captured(1)] = m.captured(2);
                else if (const auto n = noneQ.match(s); n.hasMatch())
                    isNotIn[n.captured(1)] = n.captured(2);
                else if (const auto i = isQ.match(s); i.hasMatch())
                    start = i.captured(2);
                else if (const auto a = askQ.match(s); a.hasMatch())
                    asked = a.captured(3);
            }
            QVERIFY(!start.isEmpty() && !asked.isEmpty());
            QString verdict = QStringLiteral("不能确定");
            for (QString at = start;; at = isIn[at]) {
                if (at == asked)
                    verdict = QStringLiteral("是");
                if (isNotIn.contains(at) && isNotIn[at] == asked)
                    verdict = QStringLiteral("不是");
                if (!isIn.contains(at))
                    break;
            }
            QCOMPARE(QString::fromStdString(p.reference), verdict);
            QCOMPARE(boxedIn(p.answer), p.reference);
            ++seen[p.reference];
        }
        QCOMPARE(seen.size(), 3u);
    }

    void every_kind_has_a_test_of_its_answers() {
        const std::set<std::string_view> tested = {"add",      "sub",        "add_word", "sub_word",
                                                   "multiply", "steps_word", "compare",  "units",
                                                   "order",    "syllogism"};
        for (const DemoKind *kind : demoKinds())
            QVERIFY2(tested.contains(kind->id), std::string(kind->id).c_str());
    }

    void same_options_same_problems() {
        DemoOptions options;
        options.levels = {};
        const auto once = take(options, 2000), again = take(options, 2000);
        options.seed = 2;
        const auto other = take(options, 2000);
        int same = 0;
        for (std::size_t i = 0; i < once.size(); ++i) {
            QCOMPARE(once[i].question, again[i].question);
            QCOMPARE(once[i].reasoning, again[i].reasoning);
            QCOMPARE(once[i].answer, again[i].answer);
            same += once[i].problemKey == other[i].problemKey;
        }
        QVERIFY(same < 20);
    }

    // The bytes are a promise to README figures and golden runs: if this changes, say so in the changelog.
    void bytes_do_not_depend_on_the_machine() {
        const auto first = take({}, 1).front();
        QCOMPARE(first.id, std::string("demo-1-000001"));
        QCOMPARE(first.problemKey, std::string("sub:83-7"));
        QCOMPARE(first.question, std::string("停车场有83辆车，开走了7辆，还剩多少辆车？"));
        QCOMPARE(first.reasoning, std::string("求剩下的用减法，算83-7。\n十位8和0，个位3和7。\n"
                                              "个位：3-7不够，借1，13-7=6，得6。\n十位：8-0-1=7，得76。"));
        QCOMPARE(first.answer, std::string("答：\\boxed{76}辆。"));
    }

    void easiest_level_has_100000_distinct_keys_over_its_kinds() {
        DemoGenerator generator(DemoOptions{});
        std::unordered_set<std::string> keys;
        std::map<std::string, std::size_t> byKind;
        for (int i = 0; i < 120'000; ++i) {
            const DemoProblem p = generator.next();
            QCOMPARE(p.level, 1);
            QVERIFY2(keys.insert(p.problemKey).second, p.problemKey.c_str());
            ++byKind[p.kind];
        }
        QCOMPARE(byKind.size(), 4u);
        for (const auto &[kind, count] : byKind)
            QVERIFY2(count > 25'000, kind.c_str());
    }

    void lengths_of_numbers_are_mixed() {
        std::map<std::size_t, int> widths;
        for (const DemoProblem &p : take({}, 20'000))
            ++widths[numbersIn(p.problemKey).front() > 99 ? 3 : numbersIn(p.problemKey).front() > 9 ? 2 : 1];
        QVERIFY(widths[1] >= 25);
        QVERIFY(widths[2] > 2000);
        QVERIFY(widths[3] > 10'000);
    }

    void keys_repeat_only_when_all_were_asked() {
        DemoOptions options;
        options.kinds = {"syllogism", "order"};
        options.levels = {2};
        DemoGenerator generator(options);
        std::size_t all = 0;
        for (const DemoKind *kind : demoKinds())
            if (kind->id == "syllogism" || kind->id == "order")
                for (const KeyStratum &stratum : kind->keys(2).strata)
                    all += stratum.size;
        std::set<std::string> keys;
        for (std::size_t i = 0; i < all; ++i)
            keys.insert(generator.next().problemKey);
        QCOMPARE(keys.size(), all);
        QVERIFY(keys.contains(generator.next().problemKey));
    }

    void one_problem_has_one_key_in_both_forms() {
        DemoOptions options;
        options.kinds = {"add", "add_word"};
        for (const DemoProblem &p : take(options, 50'000)) {
            auto n = numbersIn(p.question);
            std::sort(n.begin(), n.end());
            QCOMPARE(p.problemKey, "add:" + std::to_string(n.at(1)) + "+" + std::to_string(n.at(0)));
        }
    }

    void without_traces_the_problems_are_the_same() {
        DemoOptions options;
        const auto with = take(options, 500);
        options.noTraces = true;
        const auto without = take(options, 500);
        for (std::size_t i = 0; i < with.size(); ++i) {
            QCOMPARE(without[i].question, with[i].question);
            QCOMPARE(without[i].answer, with[i].answer);
            QVERIFY(without[i].reasoning.empty());
            QVERIFY(!with[i].reasoning.empty());
        }
    }

    void easiest_traces_are_short() {
        std::size_t longest = 0, sum = 0;
        for (const DemoProblem &p : take({}, 5000)) {
            const auto length = static_cast<std::size_t>(QString::fromStdString(p.reasoning).size());
            longest = std::max(longest, length);
            sum += length;
        }
        QVERIFY(sum / 5000 <= 90);
        QVERIFY2(longest <= 140, std::to_string(longest).c_str());
    }

    void every_easiest_trace_holds_and_names_every_carry() {
        for (const DemoProblem &p : take({}, 20'000)) {
            const TraceCheck check = checkTrace(p.question, p.reasoning, p.reference);
            QVERIFY2(check.holds, (p.reasoning + "\n" + renderEnglish(check.why)).c_str());
            const auto n = numbersIn(p.problemKey);
            int carries = 0, carry = 0;
            const bool addition = p.problemKey[0] == 'a';
            for (long long a = n.at(0), b = n.at(1); a > 0 || b > 0; a /= 10, b /= 10) {
                const long long column = addition ? a % 10 + b % 10 + carry : a % 10 - b % 10 - carry;
                carry = addition ? column > 9 : column < 0;
                carries += carry;
            }
            const QString trace = QString::fromStdString(p.reasoning);
            QCOMPARE(trace.count(addition ? QStringLiteral("进1") : QStringLiteral("借1")), carries);
        }
    }

    void a_changed_digit_is_noticed() {
        int mutants = 0;
        for (const DemoProblem &p : take({}, 1500))
            for (std::size_t i = 0; i < p.reasoning.size(); ++i) {
                if (!std::isdigit(static_cast<unsigned char>(p.reasoning[i])))
                    continue;
                std::string mutant = p.reasoning;
                mutant[i] = static_cast<char>('0' + (mutant[i] - '0' + 1 + mutants % 9) % 10);
                ++mutants;
                QVERIFY2(!checkTrace(p.question, mutant, p.reference).holds,
                         (p.question + "\n" + mutant).c_str());
            }
        QVERIFY(mutants > 30'000);
    }

    void traces_of_all_levels_with_arithmetic_hold() {
        DemoOptions options;
        options.levels = {2, 3};
        std::map<std::string, int> seen;
        for (const DemoProblem &p : take(options, 12'000)) {
            if (p.kind == "order" || p.kind == "syllogism")
                continue;
            const TraceCheck check = checkTrace(p.question, p.reasoning, p.reference);
            QVERIFY2(check.holds, (p.reasoning + "\n" + renderEnglish(check.why)).c_str());
            ++seen[p.kind + std::to_string(p.level)];
        }
        QCOMPARE(seen.size(), 14u);
    }

    void harder_levels_doubt_and_check() {
        DemoOptions options;
        options.levels = {3};
        int doubting = 0;
        const auto problems = take(options, 2000);
        for (const DemoProblem &p : problems)
            doubting += has(p.reasoning, "等等") || has(p.reasoning, "验算") || has(p.reasoning, "再确认")
                        || has(p.reasoning, "弄错了");
        QCOMPARE(doubting, static_cast<int>(problems.size()));
    }

    void wrong_choices_are_refused_with_a_reason() {
        DemoOptions options;
        options.kinds = {"algebra"};
        QVERIFY_EXCEPTION_THROWN(DemoGenerator{options}, Error);
        options.kinds = {"syllogism"};
        options.levels = {1};
        QVERIFY_EXCEPTION_THROWN(DemoGenerator{options}, Error);
        options.kinds = {};
        options.levels = {4};
        QVERIFY_EXCEPTION_THROWN(DemoGenerator{options}, Error);
    }
};

RETORT_TEST(TestDemoData)
#include "tst_demo_data.moc"
