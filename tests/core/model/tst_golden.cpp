// SPDX-License-Identifier: GPL-3.0-or-later
// Logits of Hugging Face transformers on random weights (tests/data/golden/make_llama_golden.py).
#include "test_main.h"

#include "core/model/model.h"
#include "core/model/model_fixture.h"
#include "core/model/safetensors.h"

#include <algorithm>
#include <nlohmann/json.hpp>

using namespace retort;

namespace {

std::string goldenFile(const char *name) {
    return qEnvironmentVariable("RETORT_TEST_DATA").toStdString() + "/golden/llama_" + name + ".safetensors";
}

StudentConfig studentOf(const SafeTensorsReader &reader) {
    const auto j = nlohmann::json::parse(reader.header().metadata.at("sizes"));
    StudentConfig s;
    s.vocabSize = j["vocab_size"];
    s.hidden = j["hidden_size"];
    s.intermediate = j["intermediate_size"];
    s.layers = j["num_hidden_layers"];
    s.heads = j["num_attention_heads"];
    s.kvHeads = j["num_key_value_heads"];
    s.headDim = s.hidden / s.heads;
    s.maxPositions = j["max_position_embeddings"];
    s.normEps = j["rms_norm_eps"];
    s.ropeTheta = j["rope_theta"];
    s.tieEmbeddings = j["tie_word_embeddings"];
    s.qkvBias = j.value("attention_bias", false);
    s.blocks.assign(std::size_t(s.layers), {});
    return s;
}

struct Golden {
    explicit Golden(const char *name)
        : reader(goldenFile(name)),
          owner(makeModel(studentOf(reader), {})),
          student(*owner) {
        for (const Parameter &p : student.parameters().parameters())
            reader.readInto(p.name, p.master.detach());
        ids_BT = reader.read("golden.ids");
        expected_BTV = reader.read("golden.logits_float64");
        tolerance = 1e-5 * std::max(1.0, largest(expected_BTV));
    }
    // The largest difference of any logit.
    double difference() {
        const at::NoGradGuard noGrad;
        double worst = 0;
        for (std::int64_t b = 0; b < ids_BT.size(0); ++b) {
            std::vector<TokenId> ids;
            for (std::int64_t t = 0; t < ids_BT.size(1); ++t)
                ids.push_back(TokenId(ids_BT[b][t].item<std::int64_t>()));
            const torch::Tensor logits_TV = student.logits(student.forward(promptBatch(ids)));
            worst = std::max(worst, largest(logits_TV - expected_BTV[b]));
        }
        return worst;
    }
    SafeTensorsReader reader;
    ModelPtr owner;
    Model &student;
    torch::Tensor ids_BT, expected_BTV;
    double tolerance = 0;
};

} // namespace

class TestGolden : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void logits_equal_transformers_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("grouped heads, tied head") << "gqa_tied";
        QTest::newRow("own head, biases, other rotary base") << "mha_bias";
    }
    void logits_equal_transformers() {
        QFETCH(QString, name);
        Golden golden(qPrintable(name));
        const double difference = golden.difference();
        QVERIFY2(difference <= golden.tolerance,
                 qPrintable(QString("%1 against %2").arg(difference).arg(golden.tolerance)));
    }

    // What the test above would not see if weights were left out: each norm and each bias ignored in turn.
    void a_model_that_ignores_a_norm_or_a_bias_fails() {
        for (const char *name : {"gqa_tied", "mha_bias"}) {
            Golden golden(name);
            int mutants = 0;
            for (const Parameter &p : golden.student.parameters().parameters()) {
                if (p.group != ParameterGroup::NoDecay)
                    continue;
                const torch::Tensor kept = p.master.detach().clone();
                p.master.detach().fill_(p.initValue);
                QVERIFY2(golden.difference() > 10 * golden.tolerance, p.name.c_str());
                p.master.detach().copy_(kept);
                ++mutants;
            }
            QVERIFY(mutants >= 5);
            QVERIFY(golden.difference() <= golden.tolerance);
        }
    }

    void another_rotary_base_fails() {
        Golden golden("gqa_tied");
        StudentConfig other = golden.student.config();
        other.ropeTheta *= 2;
        const ModelPtr studentModel = makeModel(other, DeviceTraits{});
        Model &student = *studentModel;
        for (const Parameter &p : student.parameters().parameters())
            golden.reader.readInto(p.name, p.master.detach());
        const at::NoGradGuard noGrad;
        std::vector<TokenId> ids;
        for (std::int64_t t = 0; t < golden.ids_BT.size(1); ++t)
            ids.push_back(TokenId(golden.ids_BT[0][t].item<std::int64_t>()));
        const torch::Tensor logits_TV = student.logits(student.forward(promptBatch(ids)));
        QVERIFY(largest(logits_TV - golden.expected_BTV[0]) > 10 * golden.tolerance);
    }
};

RETORT_TEST(TestGolden)
#include "tst_golden.moc"
