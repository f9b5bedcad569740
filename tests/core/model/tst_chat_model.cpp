// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_main.h"

#include "core/base/file.h"
#include "core/codec/tiny_tokenizer.h"
#include "core/learn/generate.h"
#include "core/model/model_fixture.h"
#include "core/model/model_folder.h"

#include <QTemporaryDir>

using namespace retort;

namespace {

// Little to store, but a quarter of a megabyte of keys and values per token: a long answer fits no machine.
StudentConfig hungryStudent() {
    StudentConfig s = tinyStudent();
    s.vocabSize = tinyTokenizer()->vocabSize();
    s.hidden = 8;
    s.heads = s.kvHeads = 256;
    s.headDim = 2;
    s.layers = 64;
    s.blocks.assign(64, {});
    s.maxPositions = 1'048'576;
    return s;
}

std::filesystem::path writeModel(const QTemporaryDir &dir, const StudentConfig &student) {
    const std::filesystem::path folder = dir.filePath("model").toStdString(),
                                tokenizer = dir.filePath("tiny.model").toStdString();
    std::filesystem::create_directories(folder);
    atomicWrite(tokenizer, tinyModel());
    const ModelPtr decoderModel = makeModel(student, {});
    Model &decoder = *decoderModel;
    decoder.initialise(1);
    writeModelFiles(folder, decoder);
    writeTokenizerFiles(folder, tokenizer, {});
    writeManifest(folder);
    return folder;
}

} // namespace

class TestChatModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_answer_that_has_no_room_is_refused_before_it_begins() {
        QTemporaryDir dir;
        const auto model = openModel(writeModel(dir, hungryStudent()), "cpu");
        GenerateConfig config;
        config.maxNewTokens = 1'048'576;
        JobContext job;
        int pieces = 0;
        try {
            model->generate({{"user", "1+1", {}}}, config, job, [&](const GeneratedPiece &) {
                if (++pieces == 2)
                    job.cancel();
            });
            QFAIL("answered");
        } catch (const Error &e) {
            QCOMPARE(e.code(), ErrorCode::OutOfMemory);
            QVERIFY2(renderEnglish(e.text()).find("MiB") != std::string::npos,
                     renderEnglish(e.text()).c_str());
        }
        QCOMPARE(pieces, 0);
        config.maxNewTokens = 4;
        QCOMPARE(model->generate({{"user", "1+1", {}}}, config, job, {}).tokens, 4);
    }

    void a_cache_needs_no_more_than_the_student_holds() {
        StudentConfig s = hungryStudent();
        QVERIFY_EXCEPTION_THROWN(requireStateRoom(s, {}, 1, 1'048'576), Error);
        s.maxPositions = 16;
        requireStateRoom(s, {}, 1, 1'048'576);
        QVERIFY_EXCEPTION_THROWN(requireStateRoom(s, {}, 1'000'000, 16), Error);
    }
};

RETORT_TEST(TestChatModel)
#include "tst_chat_model.moc"
