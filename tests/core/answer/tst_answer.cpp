// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answer/answer.h"

#include <nlohmann/json.hpp>

#include "test_main.h"

#include <fstream>

using namespace retort;

namespace {

struct Case {
    const char *response;
    const char *reference;
    bool correct;
};

// Written for this project; coverage follows the kinds of public checkers' cases, none is copied.
const Case cases[] = {
    {"答案是\\boxed{85}。", "85", true},
    {"\\boxed{85}", "86", false},
    {"答：\\boxed{12}个。", "12", true},
    {"\\boxed{12个}", "12", true},
    {"\\boxed{12}", "12个", true},
    {"\\boxed{12个苹果}", "12个", true},
    {"\\boxed{12元}", "12", true},
    {"\\boxed{12元}", "12个", false},
    {"\\boxed{12平方厘米}", "12cm^2", true},
    {"\\boxed{12\\text{ 平方厘米}}", "12", true},
    {"\\boxed{12\\,\\mathrm{cm}^2}", "12平方厘米", true},
    {"\\boxed{1.2}", "12", false},
    {"\\boxed{12}", "1.2", false},
    {"\\boxed{120}", "12", false},
    {"\\boxed{-12}", "12", false},
    {"\\boxed{12}", "-12", false},
    {"\\boxed{−2}", "-2", true},
    {"\\boxed{－２}", "-2", true},
    {"\\boxed{１２}", "12", true},
    {"\\boxed{３／４}", "0.75", true},
    {"\\boxed{1,234}", "1234", true},
    {"\\boxed{1234}", "1,234", true},
    {"\\boxed{1{,}234}", "1234", true},
    {"\\boxed{1,234,567.5}", "1234567.5", true},
    {"\\boxed{12.0}", "12", true},
    {"\\boxed{12.50}", "12.5", true},
    {"\\boxed{.5}", "1/2", true},
    {"\\boxed{012}", "12", true},
    {"\\boxed{\\frac{3}{4}}", "0.75", true},
    {"\\boxed{\\dfrac{3}{4}}", "3/4", true},
    {"\\boxed{\\tfrac34}", "3/4", true},
    {"\\boxed{\\frac1{72}}", "1/72", true},
    {"\\boxed{-\\frac{3}{4}}", "-0.75", true},
    {"\\boxed{\\frac{-3}{4}}", "-3/4", true},
    {"\\boxed{\\frac{6}{8}}", "3/4", true},
    {"\\boxed{\\frac{4}{3}}", "3/4", false},
    {"\\boxed{1又1/2}", "1.5", true},
    {"\\boxed{1\\frac{1}{2}}", "3/2", true},
    {"\\boxed{1 1/2}", "1.5", true},
    {"\\boxed{1 1/2}", "1", false},
    {"\\boxed{11/2}", "1.5", false},
    {"\\boxed{2(1/3)}", "7/3", true},
    {"\\boxed{\\frac{7}{3}}", "2(1/3)", true},
    {"\\boxed{\\frac{2}{3}}", "2(1/3)", false},
    {"\\boxed{5/7}", "(5/7)", true},
    {"\\boxed{0.375}", "37.5%", true},
    {"\\boxed{37.5\\%}", "37.5%", true},
    {"\\boxed{37.5}", "37.5%", false},
    {"\\boxed{25\\%}", "25", false},
    {"\\boxed{25}", "25%", false},
    {"\\boxed{25\\%}", "\\frac14", true},
    {"\\boxed{0.25}", "25％", true},
    {"\\boxed{120\\%}", "1.2", true},
    {"\\boxed{百分之二十五}", "25%", true},
    {"\\boxed{四分之三}", "3/4", true},
    {"\\boxed{四分之三}", "4/3", false},
    {"\\boxed{十二}", "12", true},
    {"\\boxed{二十}", "12", false},
    {"\\boxed{一百零五}", "105", true},
    {"\\boxed{一百五}", "150", true},
    {"\\boxed{三万五千}", "35000", true},
    {"\\boxed{三万}", "30000", true},
    {"\\boxed{3万}", "30000", true},
    {"\\boxed{3.5万}", "35000", true},
    {"\\boxed{1.2亿}", "120000000", true},
    {"\\boxed{两百五十六}", "256", true},
    {"\\boxed{二点五}", "2.5", true},
    {"\\boxed{负三}", "-3", true},
    {"\\boxed{一又二分之一}", "1.5", true},
    {"\\boxed{一半}", "1/2", true},
    {"\\boxed{二〇二四}", "2024", true},
    {"\\boxed{五两}", "250克", true},
    {"\\boxed{3米}", "300厘米", true},
    {"\\boxed{300cm}", "3米", true},
    {"\\boxed{3米}", "3厘米", false},
    {"\\boxed{300}", "3米", false},
    {"\\boxed{3}", "3米", true},
    {"\\boxed{3千克}", "3000克", true},
    {"\\boxed{3千克}", "3", true},
    {"\\boxed{3 kg}", "3千克", true},
    {"\\boxed{3千克}", "3米", false},
    {"\\boxed{3米25厘米}", "325厘米", true},
    {"\\boxed{3米25厘米}", "3.25米", true},
    {"\\boxed{3米25厘米}", "3", false},
    {"\\boxed{2元5角}", "2.5元", true},
    {"\\boxed{2元5角}", "25角", true},
    {"\\boxed{2时30分}", "150分钟", true},
    {"\\boxed{2小时30分钟}", "2.5小时", true},
    {"\\boxed{2:30}", "2时30分", true},
    {"\\boxed{2:20}", "2时30分", false},
    {"\\boxed{三米二十五厘米}", "325厘米", true},
    {"\\boxed{60千米/时}", "60km/h", true},
    {"\\boxed{60千米/小时}", "1千米/分钟", true},
    {"\\boxed{60千米/时}", "60米/秒", false},
    {"\\boxed{90度}", "90°", true},
    {"\\boxed{90^\\circ}", "90", true},
    {"\\boxed{1公顷}", "10000平方米", true},
    {"\\boxed{2升}", "2000立方厘米", true},
    {"\\boxed{1年}", "12个月", true},
    {"\\boxed{1天}", "24小时", true},
    {"\\boxed{半小时}", "30分钟", true},
    {"\\boxed{3米高}", "3米", true},
    {"\\boxed{约3.33}", "约3.33", true},
    {"\\boxed{0.333333}", "1/3", true},
    {"\\boxed{0.33}", "1/3", false},
    {"\\boxed{3.3333}", "约3.33", true},
    {"\\boxed{3.33}", "10/3", false},
    {"\\boxed{A}", "A", true},
    {"\\boxed{B}", "A", false},
    {"故选：A", "A", true},
    {"故选A。", "A", true},
    {"所以选B", "B", true},
    {"答案：C", "C", true},
    {"正确答案是 (D)。", "D", true},
    {"\\boxed{\\text{A}}", "A", true},
    {"\\boxed{Ａ}", "A", true},
    {"\\boxed{a}", "A", true},
    {"\\boxed{A. 12}", "A", true},
    {"\\boxed{ABD}", "A,B,D", true},
    {"\\boxed{A、B、D}", "ABD", true},
    {"\\boxed{BDA}", "ABD", true},
    {"\\boxed{A B D}", "ABD", true},
    {"\\boxed{AB}", "ABD", false},
    {"\\boxed{ABC}", "ABD", false},
    {"经过分析，A 项的说法与题意不符，而 B 项与原文完全一致，因此我认为 B "
     "更加合理，其余各项都不满足条件，请大家自己再看一遍题目。",
     "B", true},
    {"\\boxed{正确}", "√", true},
    {"\\boxed{×}", "错误", true},
    {"\\boxed{不正确}", "对", false},
    {"\\boxed{对}", "正确", true},
    {"\\boxed{是}", "不是", false},
    {"\\boxed{不是}", "不是", true},
    {"\\boxed{不能确定}", "是", false},
    {"\\boxed{不能确定}", "不能确定", true},
    {"\\boxed{True}", "正确", true},
    {"\\boxed{5:3}", "5：3", true},
    {"\\boxed{5∶3}", "10:6", true},
    {"\\boxed{3:5}", "5:3", false},
    {"\\boxed{5比3}", "5:3", true},
    {"\\boxed{5/3}", "5:3", true},
    {"\\boxed{1:2:3}", "2:4:6", true},
    {"\\boxed{1:2:3}", "1:2", false},
    {"\\boxed{2,3}", "3和2", true},
    {"\\boxed{2、3}", "2，3", true},
    {"\\boxed{2}或\\boxed{3}", "2或3", true},
    {"\\boxed{2}和\\boxed{3}", "3", false},
    {"\\boxed{2,3}", "2,4", false},
    {"\\boxed{2,3}", "2", false},
    {"\\boxed{(1,2)}", "（1，2）", true},
    {"\\boxed{(1,2)}", "(2,1)", false},
    {"\\boxed{[1,2]}", "(1,2)", false},
    {"\\boxed{\\{1,2\\}}", "{2,1}", true},
    {"\\boxed{x_1=1,x_2=2}", "2和1", true},
    {"\\boxed{\\pm 2}", "2,-2", true},
    {"\\boxed{±2}", "2", false},
    {"\\boxed{x=3}", "3", true},
    {"\\boxed{3}", "x=3", true},
    {"\\boxed{x=3}", "x=4", false},
    {"\\boxed{y=2x+1}", "2x-y+1=0", true},
    {"\\boxed{y=2x+1}", "y=2x-1", false},
    {"\\boxed{x>3}", "3<x", true},
    {"\\boxed{x>3}", "x≥3", false},
    {"\\boxed{1-\\frac{1}{\\mathrm{e}}}", "1+\\frac{1}{\\mathrm{e}}", false},
    {"\\boxed{1-\\frac{1}{\\mathrm{e}}}", "1-1/e", true},
    {"\\boxed{1-\\frac1e}", "\\frac{e-1}{e}", true},
    {"\\boxed{2\\sqrt{3}}", "2√3", true},
    {"\\boxed{\\sqrt{12}}", "2\\sqrt{3}", true},
    {"\\boxed{\\sqrt3}", "\\sqrt2", false},
    {"\\boxed{\\frac{\\sqrt{2}}{2}}", "\\frac{1}{\\sqrt2}", true},
    {"\\boxed{2\\pi}", "2π", true},
    {"\\boxed{2\\pi}", "6.28", false},
    {"\\boxed{x^2+2x+1}", "(x+1)^2", true},
    {"\\boxed{x^2+2x+1}", "(x-1)^2", false},
    {"\\boxed{3×10^5}", "300000", true},
    {"\\boxed{2^{10}}", "1024", true},
    {"\\boxed{480-120}", "360", true},
    {"**73**", "73", true},
    {"答案：12", "12", true},
    {"所以答案是12。", "12", true},
    {"小明有12个", "12", true},
    {"答：小明一共有12个苹果。", "12", true},
    {"所以一共是 3+9=12（个）", "12", true},
    {"答案是12，因为3+9=12。", "12", true},
    {"答案不是13，答案是12。", "12", true},
    {"答案不是12。", "12", false},
    {"先算3+4=7，再算7×2=14。\n所以结果是14", "14", true},
    {"Natalia sold 48/2 = 24 clips in May. She sold 48+24 = 72 clips altogether.\n#### 72", "72", true},
    {"#### 1,234", "#### 1234", true},
    {"#### 72", "She sold 48+24 = <<48+24=72>>72 clips.\n#### 72", true},
    {"The answer is 18.", "18", true},
    {"Janet makes $18 every day, so after some thought the total comes out to be eighteen, that is $18.",
     "18", true},
    {"\\boxed{\\$18}", "18", true},
    {"\\boxed{小强}", "小强", true},
    {"\\boxed{\\text{甲}}", "甲", true},
    {"\\boxed{小明}", "小强", false},
    {"答案是小强。", "小强", true},
    {"\\boxed{}", "12", false},
    {"", "12", false},
    {"\\boxed{12}", "", false},
    {"\\boxed{12", "12", true},
    {"先得\\boxed{3}，再得\\boxed{12}", "12", true},
    {"先得\\boxed{12}，再得\\boxed{3}", "12", false},
    {"\\boxed{\\boxed{12}}", "12", true},
    {"\\boxed{9999999999999999999999999999999999999999999}", "9999999999999999999999999999999999999999999",
     true},
    {"\\boxed{9999999999999999999999999999999999999999999}", "9999999999999999999999999999999999999999998",
     false},
    {"\\boxed{1 2}", "12", false},
    {"\\boxed{3m}", "3米", true},
    {"\\boxed{3m}", "3", false},
    {"\\boxed{3\\text{m}}", "3", true},
    {"\\boxed{2x}", "2", false},
    {"\\boxed{10(3/5)}", "53/5", true},
    {"\\boxed{9.11}", "9.8", false},
    {"\\boxed{525/7}", "75", true},
    {"\\boxed{12岁}", "12", true},
    {"\\boxed{3\\text{ 元 }5\\text{ 角}}", "3.5元", true},
    {"\\boxed{3.5元}", "3元5角", true},
    {"\\boxed{0}", "0.0", true},
    {"\\boxed{-0}", "0", true},
    {"\\boxed{1/0}", "0", false},
    {"\\boxed{\\frac{1}{2}\\text{小时}}", "30分钟", true},
    {"\\boxed{100\\text{ 元}}", "100元", true},
    {"\\boxed{1e5}", "100000", true},
    {"\\boxed{15%}", "15个百分点", false},
    {"\\boxed{24块}", "24元", true},
    {"\\boxed{24块}", "24", true},
    {"\\boxed{(480-120)\\div3}", "120", true},
    {"\\boxed{12 \\text{ apples}}", "12", true},
    {"\\boxed{12 apples}", "12", true},
    {"答案：**12**", "12", true},
    {"**答案：12**", "12", true},
    {"### 最终答案\n**12 米**", "12米", true},
    {"最终答案：$\\frac{3}{4}$", "3/4", true},
    {"$$\\boxed{\\frac{3}{4}}$$", "0.75", true},
    {"\\(\\boxed{12}\\)", "12", true},
    {"答：还剩 \\boxed{12} 只。", "12只", true},
    {"所以正确答案是选项B。", "B", true},
    {"答：这个说法是错误的。", "错误", true},
    {"\\boxed{12:30}", "12时30分", true},
    {"\\boxed{2和3}", "3、2", true},
    {"\\boxed{x=1或x=2}", "x=2或x=1", true},
    {"\\boxed{x=1或x=2}", "1,2", true},
    {"\\boxed{一、二}", "1、2", true},
    {"\\boxed{第3}", "3", true},
    {"\\boxed{至少12人}", "12人", true},
    {"\\boxed{12-15}", "12", false},
    {"\\boxed{99.9%}", "100%", false},
    {"\\boxed{0.1}", "0.10", true},
    {"\\boxed{10^{-3}}", "0.001", true},
    {"\\boxed{-\\frac12}", "\\frac{1}{-2}", true},
    {"\\boxed{8/12}", "(2/3)", true},
    {"\\boxed{23(1/3)}", "70/3", true},
    {"\\boxed{23\\frac{1}{3}}", "23(1/3)", true},
    {"\\boxed{93.75\\%}", "93.75%", true},
    {"\\boxed{15/16}", "93.75%", true},
    {"\\boxed{66.67%}", "2/3", false},
    {"\\boxed{7天}", "1周", true},
    {"\\boxed{500克}", "1斤", true},
    {"\\boxed{0.5千克}", "1斤", true},
    {"\\boxed{120分}", "2小时", true},
    {"\\boxed{120分}", "1.2元", true},
    {"\\boxed{120分}", "2千克", false},
    {"答案是 12 个。", "12个", true},
    {"答案是12.", "12", true},
    {"The final answer is 12.5.", "12.5", true},
    {"Answer: (B)", "B", true},
    {"答案是25%", "25", false},
    {"答案是25%。", "0.25", true},
    {"小红有8个，小明有12个", "12", false},
    {"\\boxed{2abc}", "2", false},
    {"\\boxed{1.5e6}", "1500000", true},
    {"答：它不是正确的。", "正确", false},
    {"\\boxed{这个说法是对的}", "对", true},
    {"\\boxed{12 square inches}", "12", true},
    {"\\boxed{2 x}", "2", false},
    {"\\boxed{x=3.14*(8/2)**2*(6-3)/6*10}", "251.2", true},
    {"\\boxed{2**10}", "1024", true},
    {"\\boxed{(1,\\frac{9}{2})}", "(1,4.5)", true},
    {"\\boxed{(1,\\frac{9}{2})}", "(1,3.5)", false},
    {"\\boxed{12:00}", "1:00", false},
    {"\\boxed{12:00}", "12:00", true},
    {"AZYUK2A", "2", false},
    {"\\boxed{11,\\! 111}", "11111", true},
    {"\\boxed{28\\text{ percent}}", "28%", true},
    {"\\boxed{28 percent}", "28", false},
    {"\\boxed{x\\in[-2,7]}", "[-2,7]", true},
    {"\\boxed{x\\in[-2,7]}", "(-2,7)", false},
    {"Therefore $x \\geq 5$ is the solution.", "x≥5", true},
    {"\\boxed{x\\neq3}", "x≠3", true},
    {"\\boxed{(1,2),(3,4)}", "(3,4),(1,2)", true},
    {"\\boxed{(1,2),(3,4)}", "(2,1),(3,4)", false},
};

struct RuleCase {
    const char *response;
    const char *reference;
    const char *foundBy;
    const char *extracted;
    const char *rule;
};

const RuleCase ruleCases[] = {
    {"因此一共\\boxed{12}个", "12", "boxed", "12", "number"},
    {"\\boxed{3米}", "300厘米", "boxed", "3米", "unit"},
    {"\\boxed{3米}", "3千克", "boxed", "3米", "unit_mismatch"},
    {"\\boxed{0.3333333}", "1/3", "boxed", "0.3333333", "rounded"},
    {"\\boxed{小强}", "小强", "boxed", "小强", "text"},
    {"\\boxed{BDA}", "ABD", "boxed", "BDA", "choice"},
    {"\\boxed{√}", "正确", "boxed", "√", "judge"},
    {"\\boxed{10:6}", "5:3", "boxed", "10:6", "ratio"},
    {"\\boxed{2:30}", "2时30分", "boxed", "2:30", "time"},
    {"\\boxed{2}或\\boxed{3}", "3,2", "boxed", "2、3", "list"},
    {"\\boxed{\\sqrt{12}}", "2\\sqrt3", "boxed", "\\sqrt{12}", "formula"},
    {"\\boxed{甲}", "乙", "boxed", "甲", "different"},
    {"", "12", "none", "", "no_answer"},
    {"\\boxed{12}", " ", "boxed", "12", "no_reference"},
    {"一些话。\n#### 12", "12", "hashes", "12", "number"},
    {"#### 解题过程\n先加后减。\n答案是12。", "12", "anchor", "12", "number"},
    {"答案是3？不对。\n#### 12", "12", "hashes", "12", "number"},
    {"小明有12个苹果", "12", "whole", "小明有12个苹果", "number"},
    {"先看第一步，3+4=7。\n再看第二步，7×2=14，这样就都算完了。", "14", "last_number", "14", "number"},
};

std::filesystem::path sharedData() {
    const QByteArray folder = qgetenv("RETORT_SHARED_DATA");
    return folder.isEmpty() ? std::filesystem::path() : std::filesystem::path(folder.toStdString());
}

std::vector<nlohmann::json> records(const std::filesystem::path &path) {
    std::vector<nlohmann::json> all;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);)
        all.push_back(nlohmann::json::parse(line));
    return all;
}

} // namespace

class TestAnswer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checks_data() {
        QTest::addColumn<QString>("response");
        QTest::addColumn<QString>("reference");
        QTest::addColumn<bool>("correct");
        int number = 0;
        for (const Case &c : cases)
            QTest::addRow("%03d %s", ++number, qPrintable(QString(c.response).simplified()))
                << c.response << c.reference << c.correct;
        QVERIFY(number >= 250);
    }
    void checks() {
        QFETCH(QString, response);
        QFETCH(QString, reference);
        QFETCH(bool, correct);
        const AnswerCheck check = checkAnswer(response.toStdString(), reference.toStdString());
        QVERIFY2(check.correct == correct,
                 ("extracted " + check.extracted + " by " + check.foundBy + ", rule " + check.rule).c_str());
    }

    void boxed_numbers_compare_the_same_both_ways() {
        for (const Case &c : cases) {
            const ExtractedAnswer found = extractAnswer(c.response);
            const std::string &answer = found.text;
            if (found.rule != "boxed")
                continue;
            const AnswerCheck forth = compareAnswers(answer, c.reference);
            if (forth.rule != "unit" && forth.rule != "ratio" && forth.rule != "list")
                continue;
            const AnswerCheck back = compareAnswers(c.reference, answer);
            QVERIFY2(forth.correct == back.correct, c.response);
        }
    }

    void rules_are_named_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const RuleCase &c : ruleCases) {
            QTest::addRow("%02d %s %s", index, c.rule, c.foundBy) << index;
            ++index;
        }
    }
    void rules_are_named() {
        QFETCH(int, index);
        const RuleCase &c = ruleCases[index];
        const AnswerCheck check = checkAnswer(c.response, c.reference);
        QCOMPARE(check.foundBy, std::string(c.foundBy));
        QCOMPARE(check.extracted, std::string(c.extracted));
        QCOMPARE(check.rule, std::string(c.rule));
    }

    void every_answer_equals_itself_and_no_other_digit_does() {
        for (const char *answer : {"85", "-7", "3.25", "(5/7)", "2(1/3)", "37.5%", "12元", "3米25厘米", "5:3",
                                   "2√3", "x^2+3x+1", "2,3,5"}) {
            const std::string sound = answer;
            QVERIFY2(compareAnswers(sound, sound).correct, answer);
            for (std::size_t i = 0; i < sound.size(); ++i) {
                if (sound[i] < '0' || sound[i] > '9')
                    continue;
                std::string mutant = sound;
                mutant[i] = mutant[i] == '9' ? '1' : static_cast<char>(mutant[i] + 1);
                QVERIFY2(!compareAnswers(mutant, sound).correct, (mutant + " against " + sound).c_str());
            }
        }
    }

    void anything_may_come_from_a_model() {
        std::string fractions, boxes;
        for (int i = 0; i < 20'000; ++i) {
            fractions += "\\frac{";
            boxes += "\\boxed{";
        }
        QElapsedTimer time;
        time.start();
        for (const std::string &text :
             {std::string(50'000, '{'), std::string(50'000, '('), std::string(50'000, '-') + "1",
              std::string(50'000, '1'), std::string(50'000, '\\'), std::string("\xff\xfe\xe4\xb8"), fractions,
              boxes, std::string("\\frac"), std::string("\\sqrt["), std::string("\\boxed"),
              std::string("####"), std::string("答案是"), std::string("1/0"), std::string(":::")}) {
            checkAnswer(text, "1");
            checkAnswer("\\boxed{" + text + "}", text);
            checkAnswer("1", text);
        }
        QVERIFY2(time.elapsed() < 20'000, "an adversarial answer must not stop an evaluation");
    }

    void ape210k_answers_are_read() {
        if (sharedData().empty())
            QSKIP("RETORT_SHARED_DATA is not set");
        int count = 0;
        for (const char *file : {"valid.ape.json", "test.ape.json"})
            for (const auto &record : records(sharedData() / "ape210k" / file)) {
                const std::string answer = record.at("ans");
                const AnswerCheck check = checkAnswer("\\boxed{" + answer + "}", answer);
                QVERIFY2(check.correct, answer.c_str());
                QVERIFY2(!compareAnswers("甲", answer).correct, answer.c_str());
                QVERIFY2(!compareAnswers(answer + "+1", answer).correct, answer.c_str());
                ++count;
            }
        QCOMPARE(count, 10'000);
    }

    void gsm8k_solutions_are_read() {
        if (sharedData().empty())
            QSKIP("RETORT_SHARED_DATA is not set");
        for (const auto &record : records(sharedData() / "gsm8k" / "test.jsonl")) {
            const std::string solution = record.at("answer");
            const std::string answer = solution.substr(solution.rfind("####") + 5);
            QCOMPARE(checkAnswer(solution, solution).foundBy, std::string("hashes"));
            QVERIFY2(checkAnswer("The answer is " + answer + ".", solution).correct, answer.c_str());
            QVERIFY2(!checkAnswer("The answer is " + answer + "1.", solution).correct, answer.c_str());
        }
    }
};

RETORT_TEST(TestAnswer)
#include "tst_answer.moc"
