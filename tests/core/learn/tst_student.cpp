// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/student.h"

#include "core/base/error.h"
#include "core/learn/block_info.h"
#include "core/learn/family_info.h"
#include "core/learn/loss_info.h"

#include "test_main.h"

#include <set>

using namespace retort;

namespace {

bool names(const std::vector<OptionFault> &faults, const char *id) {
    for (const OptionFault &f : faults)
        if (f.id == id && !renderEnglish(f.reason).empty())
            return true;
    return false;
}

StudentConfig demo() {
    StudentConfig s = findStudentPreset("demo")->config;
    s.vocabSize = 600;
    return s;
}

} // namespace

class TestStudent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void presets_are_sound_and_of_their_size() {
        const std::map<std::string, std::pair<double, std::int64_t>> sizes = {
            {"demo", {0.8e6, 600}}, {"1m", {1.1e6, 1'500}}, {"5m", {5e6, 4'000}}, {"20m", {20e6, 8'000}}};
        QCOMPARE(studentPresets().size(), sizes.size());
        for (const StudentPreset &p : studentPresets()) {
            StudentConfig s = p.config;
            s.vocabSize = sizes.at(p.id).second;
            QVERIFY(checkStudent(s).empty());
            const double n = double(parameterCount(s).total), wanted = sizes.at(p.id).first;
            QVERIFY2(n > 0.85 * wanted && n < 1.15 * wanted,
                     qPrintable(QString("%1: %2").arg(p.id.c_str()).arg(n)));
            QVERIFY(!renderEnglish(p.label).empty() && !renderEnglish(p.help).empty());
        }
    }

    void json_brings_back_every_field() {
        StudentConfig s = demo();
        s.preset.clear();
        s.qkvBias = true;
        s.tieEmbeddings = false;
        s.ropeTheta = 1.25e6;
        s.normEps = 1.5e-7;
        s.initStd = 0.013;
        s.headDim = 48;
        QVERIFY(studentFromJson(studentToJson(s)) == s);
    }

    // Students and checkpoints of earlier versions name no family: they are decoders.
    void json_without_a_family_is_a_decoder() {
        std::string json = studentToJson(demo());
        const std::string key = "\"family\":\"decoder\",";
        QVERIFY(json.find(key) != std::string::npos);
        QVERIFY(studentFromJson(json.erase(json.find(key), key.size())) == demo());
        StudentConfig other = demo();
        other.family = "nonsense";
        QVERIFY(names(checkStudent(studentFromJson(studentToJson(other))), "preset"));
    }

    // The form is put together from what family and blocks declare, each setting once.
    void every_setting_of_a_block_is_in_the_form() {
        std::set<std::string> ids;
        for (const OptionSpec &spec : studentOptions())
            QVERIFY2(ids.insert(spec.id).second, spec.id.c_str());
        for (const BlockInfo &block : blockInfos())
            if (block.options)
                for (const StudentOption &option : block.options())
                    QVERIFY2(ids.contains(option.spec.id), option.spec.id.c_str());
        for (const char *id : {"preset", "hidden", "attention", "feed_forward", "norm", "position"})
            QVERIFY2(ids.contains(id), id);
    }

    void bad_json_is_named() {
        for (const char *json : {"", "[]", "{}", R"({"vocab_size":"many"})"})
            QVERIFY_EXCEPTION_THROWN(studentFromJson(json), Error);
        std::string json = studentToJson(demo());
        json.replace(json.find("\"rope_theta\":"), 13, "\"rope_theta\":[],\"x\":");
        QVERIFY_EXCEPTION_THROWN(studentFromJson(json), Error);
    }

    void every_size_is_checked_with_its_reason() {
        const auto broken = [](auto change) {
            StudentConfig s = demo();
            change(s);
            return checkStudent(s);
        };
        QVERIFY(checkStudent(demo()).empty());
        QVERIFY(names(broken([](StudentConfig &s) { s.vocabSize = 0; }), "vocab_size"));
        QVERIFY(names(broken([](StudentConfig &s) { s.hidden = 0; }), "hidden"));
        QVERIFY(names(broken([](StudentConfig &s) { s.hidden = std::int64_t(1) << 60; }), "hidden"));
        QVERIFY(names(broken([](StudentConfig &s) { s.layers = -1; }), "layers"));
        QVERIFY(names(broken([](StudentConfig &s) { s.layers = 3; }), "layers")); // blocks for 4
        QVERIFY(names(broken([](StudentConfig &s) { s.heads = 0; }), "heads"));
        QVERIFY(names(broken([](StudentConfig &s) { s.kvHeads = 3; }), "kv_heads"));
        QVERIFY(names(broken([](StudentConfig &s) { s.headDim = 31; }), "head_dim"));
        QVERIFY(names(broken([](StudentConfig &s) { s.intermediate = 0; }), "intermediate"));
        QVERIFY(names(broken([](StudentConfig &s) { s.maxPositions = 0; }), "max_positions"));
        QVERIFY(names(broken([](StudentConfig &s) { s.ropeTheta = 1; }), "rope_theta"));
        QVERIFY(names(broken([](StudentConfig &s) { s.ropeTheta = NAN; }), "rope_theta"));
        QVERIFY(names(broken([](StudentConfig &s) { s.normEps = 0; }), "norm_eps"));
        QVERIFY(names(broken([](StudentConfig &s) { s.initStd = -1; }), "init_std"));
        QVERIFY(names(broken([](StudentConfig &s) { s.norm = "nonsense"; }), "norm"));
        QVERIFY(names(broken([](StudentConfig &s) { s.blocks[1].attention = "swiglu"; }), "attention"));
        QVERIFY(names(broken([](StudentConfig &s) { s.blocks[1].feedForward = "x"; }), "feed_forward"));
    }

    void the_form_and_the_student_agree() {
        QVERIFY(checkOptions(studentOptions(), studentToOptions(demo())).empty());
        for (const StudentPreset &p : studentPresets()) {
            const StudentConfig s = studentFromOptions({{"preset", p.id}}, 500);
            QCOMPARE(s.preset, p.id);
            QVERIFY(studentFromOptions(studentToOptions(s), 500) == s);
        }
        const StudentConfig own =
            studentFromOptions({{"preset", std::string("demo")}, {"layers", std::int64_t(6)}}, 500);
        QCOMPARE(own.preset, std::string());
        QCOMPARE(own.blocks.size(), std::size_t(6));
        QVERIFY(checkStudent(own).empty());
        const StudentConfig automatic =
            studentFromOptions({{"hidden", std::int64_t(96)}, {"head_dim", std::int64_t(0)}}, 500);
        QCOMPARE(automatic.headDim, std::int64_t(24));
        const std::vector<OptionFault> uneven = checkStudent(
            studentFromOptions({{"hidden", std::int64_t(97)}, {"head_dim", std::int64_t(0)}}, 500));
        QVERIFY(names(uneven, "heads") && uneven.size() == 1);
        QVERIFY_EXCEPTION_THROWN(studentFromOptions({{"preset", std::string("x")}}, 500), Error);
    }

    // Llama by hand: 2·V·d if untied, 4 projections, 3 matrices, 2L + 1 norms.
    void parameters_by_hand() {
        StudentConfig s = demo();
        const std::int64_t attention = 128 * 128 + 2 * 128 * 64 + 128 * 128, ffn = 3 * 128 * 352;
        QCOMPARE(parameterCount(s).total, 600 * 128 + 4 * (attention + ffn) + 9 * 128);
        s.tieEmbeddings = false;
        s.qkvBias = true;
        QCOMPARE(parameterCount(s).total, 2 * 600 * 128 + 4 * (attention + ffn + 256) + 9 * 128);
        std::int64_t parts = 0;
        for (const ParameterPart &p : parameterCount(s).parts)
            parts += p.count;
        QCOMPARE(parts, parameterCount(s).total);
        QCOMPARE(layerParameters(s, 0), attention + ffn + 256 + 2 * 128);
    }

    void costs_are_plausible() {
        const StudentConfig s = demo();
        const double n = double(parameterCount(s).total);
        QCOMPARE(trainFlopsPerToken(s, 0), 6.0 * n);
        QVERIFY(trainFlopsPerToken(s, 512) > trainFlopsPerToken(s, 0));
        QCOMPARE(trainFlopsPerToken(s, 512) - trainFlopsPerToken(s, 0), 6.0 * 4 * 128 * 512);
        QCOMPARE(decodeStateBytes(s, 10), std::int64_t(10 * 4 * 2 * 2 * 32 * 4));
        const MemoryEstimate small = memoryEstimate(s, {{1, 1'024, 1'024}, 1'024, 256, 4}),
                             large = memoryEstimate(s, {{1, 8'192, 1'024}, 8'192, 256, 4});
        QCOMPARE(small.parts[0].bytes, std::int64_t(n) * 4);
        QCOMPARE(small.parts[2].bytes, std::int64_t(n) * 8);
        QVERIFY(large.total > small.total);
        QCOMPARE(large.parts[3].bytes, 8 * small.parts[3].bytes);
    }

    void names_tell_the_size() {
        QCOMPARE(suggestedStudentName(demo()), std::string("0.82M-4L-128"));
        StudentConfig s = findStudentPreset("20m")->config;
        s.vocabSize = 8'000;
        QCOMPARE(suggestedStudentName(s), std::string("20M-10L-384"));
    }

    void every_registered_part_is_complete() {
        for (const BlockInfo &b : blockInfos()) {
            QVERIFY2(b.parameters, b.id.c_str());
            QVERIFY(!b.label.empty() && !b.help.empty() && b.letter != '?');
            QCOMPARE(findBlock(b.id), &b);
        }
        QVERIFY(!findBlock("nonsense"));
        for (const LossInfo &l : lossInfos())
            QVERIFY(!l.label.empty() && !l.help.empty());
        for (const FamilyInfo &f : familyInfos()) {
            QVERIFY(f.options && f.presets && f.check && f.parameters && f.layerParameters && f.activations
                    && f.stateValues && f.trainFlops && f.hubConfig);
        }
        QVERIFY(!findFamily("nonsense"));
    }
};

RETORT_TEST(TestStudent)
#include "tst_student.moc"
