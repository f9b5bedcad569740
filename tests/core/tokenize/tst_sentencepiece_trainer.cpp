// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 300
// This program answers to the hidden verb itself, so that the child process is tested without retort-cli.
#include "core/tokenize/sentencepiece_trainer.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/codec/tiny_tokenizer.h"
#include "core/tokenize/tokenize_job.h"

#include <nlohmann/json.hpp>

#include "test_main.h"
#include <QTemporaryDir>

#include <chrono>
#include <filesystem>
#include <sstream>
#include <thread>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace retort;

namespace {

constexpr const char *thisProgram = "/proc/self/exe";

OptionValues small() {
    return {{"vocab_size", std::int64_t(420)}, {"character_coverage", 1.0}};
}

TokenizerPtr trained(const OptionValues &options, const std::vector<std::string> &texts) {
    JobContext job;
    return tokenizerFromBytes("sentencepiece", trainSentencePiece(options, texts, job).model, "x.model");
}

bool comesBack(const TokenizerPtr &tokenizer, const std::string &text) {
    return tokenizer->decode(tokenizer->encode(text)) == text;
}

// Long enough that learning takes seconds.
std::vector<std::string> largeCorpus() {
    SplitMix64 random(1);
    std::vector<std::string> texts;
    for (int i = 0; i < 6000; ++i) {
        std::string text;
        for (int c = 0; c < 100; ++c)
            appendCodePoint(text, char32_t(0x4e00 + random.below(1 + random.below(3000))));
        texts.push_back(text);
    }
    return texts;
}

Error errorOf(const OptionValues &options, const std::vector<std::string> &texts) {
    JobContext job;
    try {
        trainSentencePiece(options, texts, job);
    } catch (const Error &e) {
        return e;
    }
    return Error(ErrorCode::Internal, "no error");
}

std::string script(const QTemporaryDir &folder, const char *name, const std::string &lines) {
    const std::filesystem::path path = folder.filePath(name).toStdString();
    atomicWrite(path, "#!/bin/sh\n" + lines);
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path.string();
}

// What ending any child takes on this machine now; sanitizers and neighbours make it slow.
double reapTime_ms() {
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::pause();
        ::_exit(0);
    }
    const auto start = std::chrono::steady_clock::now();
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

int numberIn(const std::string &text, const char *before) {
    const std::size_t at = text.find(before);
    return at == std::string::npos ? -1 : std::atoi(text.c_str() + at + std::strlen(before));
}

} // namespace

class SentencePieceTrainerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { setSentencePieceProgram(thisProgram); }

    void child_and_own_process_give_the_same_bytes() {
        for (const char *algorithm : {"unigram", "bpe"}) {
            OptionValues options = small();
            options["model_type"] = std::string(algorithm);
            JobContext job;
            const TrainedSentencePiece child = trainSentencePiece(options, tinyCorpus(), job);
            QVERIFY(child.log.find("LOG(INFO)") != std::string::npos); // it was a child
            const TrainedSentencePiece again = trainSentencePiece(options, tinyCorpus(), job);
            setSentencePieceProgram({});
            const TrainedSentencePiece here = trainSentencePiece(options, tinyCorpus(), job);
            QVERIFY(here.log.empty());
            QVERIFY(child.model == again.model);
            QVERIFY(child.model == here.model);
            QCOMPARE(child.texts, std::uint64_t(tinyCorpus().size()));
            QCOMPARE(child.sentences, here.sentences);
            init();
        }
    }

    void settings_are_the_lossless_ones() {
        const TokenizerPtr tokenizer = trained(small(), tinyCorpus());
        QVERIFY(tokenizer->vocabSize() <= 420);
        QCOMPARE(tokenizer->control(ControlRole::Pad), 0);
        for (const std::string &text : nastyTexts())
            QVERIFY(tokenizer->decode(tokenizer->encode(text)) == text);
    }

    void control_symbols_cannot_be_learned() {
        std::vector<std::string> texts;
        for (int i = 0; i < 300; ++i)
            texts.push_back("</think><|user|><0x41><|end|> 计算</think>");
        const TokenizerPtr tokenizer = trained({}, texts);
        for (TokenId id = 0; id < tokenizer->vocabSize(); ++id)
            if (tokenizer->token(id).kind == TokenKind::Normal)
                QVERIFY2(!tokenizer->token(id).name.starts_with("</think")
                             && !tokenizer->token(id).name.starts_with("<|"),
                         tokenizer->token(id).name.c_str());
    }

    void digits_are_there_even_when_the_corpus_has_none() {
        const TokenizerPtr tokenizer =
            trained(small(), std::vector<std::string>(50, "没有数字的文字，一遍又一遍。"));
        QCOMPARE(tokenizer->encode("0123456789").size(), std::size_t(10));
        for (const TokenId id : tokenizer->encode("0123456789"))
            QVERIFY(!tokenizer->isByte(id));
    }

    void symbols_are_kept_whole() {
        OptionValues options = small();
        options["user_symbols"] = std::string("\\boxed{, 等一下 ,\"a|b\",,\\boxed{");
        const TokenizerPtr tokenizer = trained(options, tinyCorpus());
        for (const char *symbol : {"\\boxed{", "等一下", "\"a|b\""}) {
            QCOMPARE(tokenizer->encode(symbol).size(), std::size_t(1));
            QVERIFY(tokenizer->token(tokenizer->encode(symbol)[0]).kind == TokenKind::UserDefined);
            QCOMPARE(tokenizer->decode(tokenizer->encode(symbol)), std::string(symbol));
        }
        for (const std::string &text : nastyTexts())
            QVERIFY(tokenizer->decode(tokenizer->encode(text)) == text);
    }

    void reserved_symbols_are_refused() {
        for (const std::string symbol : {"<think>", "<|user|>", "▁", "<0x0A>", "\xff", "a b"}) {
            const Error e = errorOf({{"user_symbols", symbol}}, tinyCorpus());
            QVERIFY(e.code() == ErrorCode::InvalidArgument);
            QVERIFY2(std::string(e.what()).find(symbol) != std::string::npos, e.what());
        }
        QVERIFY(errorOf({{"user_symbols", std::string(65, 'x')}}, tinyCorpus()).code()
                == ErrorCode::InvalidArgument);
    }

    void a_vocabulary_too_small_names_the_smallest_one() {
        const Error e = errorOf({{"vocab_size", std::int64_t(270)}}, tinyCorpus());
        QVERIFY(e.code() == ErrorCode::InvalidArgument);
        const int smallest = numberIn(e.what(), "at least ");
        QVERIFY2(smallest > 270, e.what());
        QVERIFY(trained({{"vocab_size", std::int64_t(smallest)}}, tinyCorpus())->vocabSize() <= smallest);
        const Error below = errorOf({{"vocab_size", std::int64_t(smallest - 1)}}, tinyCorpus());
        QCOMPARE(numberIn(below.what(), "at least "), smallest);
    }

    void without_bytes_every_character_must_fit() {
        const OptionValues options{{"vocab_size", std::int64_t(60)}, {"byte_fallback", false}};
        const Error e = errorOf(options, tinyCorpus());
        QVERIFY(e.code() == ErrorCode::InvalidArgument);
        const int smallest = numberIn(e.what(), "at least ");
        const TokenizerPtr tokenizer =
            trained({{"vocab_size", std::int64_t(smallest)}, {"byte_fallback", false}}, tinyCorpus());
        for (const std::string &text : tinyCorpus())
            QCOMPARE(tokenizer->decode(tokenizer->encode(text)), text);
    }

    void characters_that_do_not_fit_become_bytes_with_a_notice() {
        JobContext job;
        const std::vector<std::string> texts = largeCorpus();
        const TrainedSentencePiece result = trainSentencePiece({{"vocab_size", std::int64_t(600)}},
                                                               {texts.begin(), texts.begin() + 500}, job);
        const std::string notice = renderEnglish(result.notices.at(0));
        QVERIFY2(notice.find("600 tokens") != std::string::npos, notice.c_str());
        const TokenizerPtr tokenizer = tokenizerFromBytes("sentencepiece", result.model, "x.model");
        QVERIFY(tokenizer->vocabSize() <= 600 && tokenizer->vocabSize() > 500);
        QCOMPARE(tokenizer->decode(tokenizer->encode(texts[700])), texts[700]);
    }

    void a_small_corpus_gives_fewer_pieces_with_a_notice() {
        for (const char *algorithm : {"unigram", "bpe"}) {
            JobContext job;
            const TrainedSentencePiece result = trainSentencePiece(
                {{"vocab_size", std::int64_t(30'000)}, {"model_type", std::string(algorithm)}}, tinyCorpus(),
                job);
            const int made = tokenizerFromBytes("sentencepiece", result.model, "x.model")->vocabSize();
            QVERIFY(made < 30'000);
            QCOMPARE(result.notices.size(), std::size_t(1));
            QCOMPARE(numberIn(renderEnglish(result.notices[0]), "Only "), made);
        }
    }

    void the_default_size_fits_the_corpus() {
        JobContext job;
        const TrainedSentencePiece result = trainSentencePiece({}, tinyCorpus(), job);
        QVERIFY(result.notices.empty());
        const int made = tokenizerFromBytes("sentencepiece", result.model, "x.model")->vocabSize();
        QVERIFY2(made > 300 && made < 600, qPrintable(QString::number(made)));
    }

    void tiny_and_empty_corpora() {
        for (const std::vector<std::string> &texts :
             {std::vector<std::string>{}, std::vector<std::string>{""},
              std::vector<std::string>{" \n\n  ", "▁▅\t"}}) {
            const Error e = errorOf({}, texts);
            QVERIFY(e.code() == ErrorCode::InvalidArgument);
            QVERIFY2(std::string(e.what()).find("no text") != std::string::npos, e.what());
        }
        for (const std::string text : {"a", "12", "你好", "a\xff z"})
            QVERIFY(comesBack(trained({}, {text}), text));
        const OptionValues bpe{{"model_type", std::string("bpe")}};
        for (const std::string text : {"你好", "ab", "？。", "ПП", "<<"})
            QVERIFY(comesBack(trained(bpe, {text}), text));
        for (const std::string text : {"a", "12 34", "你1好", "a b", "a\xff", "你a"}) {
            const Error e = errorOf(bpe, {text});
            QVERIFY2(e.code() == ErrorCode::InvalidArgument, e.what());
        }
    }

    void a_large_corpus_is_sampled_evenly_and_the_same_way() {
        JobContext job;
        OptionValues options = small();
        options["max_characters"] = 0.02;
        const TrainedSentencePiece first = trainSentencePiece(options, tinyCorpus(), job);
        const TrainedSentencePiece second = trainSentencePiece(options, tinyCorpus(), job);
        QVERIFY(first.model == second.model);
        QVERIFY(first.texts < tinyCorpus().size());
        QVERIFY2(first.characters > 15'000 && first.characters < 25'000,
                 qPrintable(QString::number(first.characters)));
        QVERIFY(renderEnglish(first.notices.at(0)).find("sample of 20,000 was") != std::string::npos);
        options["seed"] = std::int64_t(1);
        QVERIFY(trainSentencePiece(options, tinyCorpus(), job).texts != first.texts
                || trainSentencePiece(options, tinyCorpus(), job).model != first.model);
    }

    void wrong_options_are_named() {
        for (const auto &[id, value] : OptionValues{{"vocab_size", std::int64_t(-1)},
                                                    {"model_type", std::string("word")},
                                                    {"threads", std::int64_t(0)},
                                                    {"character_coverage", 1.5},
                                                    {"nonsense", true}}) {
            const Error e = errorOf({{id, value}}, tinyCorpus());
            QVERIFY(e.code() == ErrorCode::InvalidArgument);
            QVERIFY2(std::string(e.what()).find(id) != std::string::npos, e.what());
        }
    }

    void cancelling_while_it_learns_is_quick_and_leaves_no_child() {
        const std::vector<std::string> texts = largeCorpus();
        double best_ms = 1e9;
        for (int attempt = 0; attempt < 5 && best_ms > 50; ++attempt) {
            JobContext job;
            std::chrono::steady_clock::time_point asked;
            job.setOnProgress([&](const Progress &progress) {
                if (progress.total == 1000 && progress.done > 0 && !job.cancelled()) {
                    asked = std::chrono::steady_clock::now();
                    job.cancel();
                }
            });
            QVERIFY_THROWS_EXCEPTION(Cancelled,
                                     trainSentencePiece({{"vocab_size", std::int64_t(8000)}}, texts, job));
            const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - asked;
            best_ms = std::min(best_ms, took.count());
        }
        QVERIFY2(best_ms < 50 + 3 * reapTime_ms(), qPrintable(QString::number(best_ms)));
        QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1); // no child of ours is left, not even a zombie
    }

    void cancelling_while_it_reads() {
        for (const char *program : {thisProgram, ""}) {
            setSentencePieceProgram(program);
            JobContext job;
            int given = 0;
            const TextFeed feed = [&](const TextReceiver &receive) {
                for (given = 0; given < 1'000'000; ++given) {
                    if (given == 1000)
                        job.cancel();
                    if (!receive("计算 1 + 1"))
                        return;
                }
            };
            QVERIFY_THROWS_EXCEPTION(Cancelled, trainSentencePiece(small(), feed, job));
            QVERIFY(given < 2000);
        }
    }

    void cancelling_in_this_process_is_noticed_at_the_end() {
        setSentencePieceProgram({});
        JobContext job;
        job.setOnProgress([&](const Progress &progress) {
            if (renderEnglish(progress.phase) == "Learning the vocabulary")
                job.cancel();
        });
        QVERIFY_THROWS_EXCEPTION(Cancelled, trainSentencePiece(small(), tinyCorpus(), job));
    }

    void a_program_without_the_verb_is_not_needed() {
        QTemporaryDir folder;
        for (const std::string &program : {std::string("/bin/true"), std::string("/nonexistent/program"),
                                           script(folder, "chatty", "echo hello; cat > /dev/null\n")}) {
            setSentencePieceProgram(program);
            JobContext job;
            const TrainedSentencePiece result = trainSentencePiece(small(), tinyCorpus(), job);
            QVERIFY(result.log.empty() && !result.model.empty());
        }
    }

    void a_child_that_fails_is_reported() {
        QTemporaryDir folder;
        const std::string hello = "printf 'retort-sentencepiece-1\\n'\n";
        setSentencePieceProgram(script(folder, "dies", hello + "echo 'broken glass' >&2; exit 7\n"));
        Error e = errorOf(small(), tinyCorpus());
        QVERIFY(e.code() == ErrorCode::Internal);
        QVERIFY2(std::string(e.what()).find("broken glass") != std::string::npos, e.what());
        setSentencePieceProgram(script(folder, "killed", hello + "kill -9 $$\n"));
        QVERIFY(errorOf(small(), tinyCorpus()).code() == ErrorCode::OutOfMemory);
        setSentencePieceProgram(
            script(folder, "lies", hello + "cat > /dev/null; printf 'ok 1000\\nshort'\n"));
        QVERIFY(errorOf(small(), tinyCorpus()).code() == ErrorCode::Internal);
        setSentencePieceProgram(
            script(folder, "wrong", hello + "cat > /dev/null; printf 'ok 7\\nnonsens'\n"));
        QVERIFY(errorOf(small(), tinyCorpus()).code() == ErrorCode::BadFormat);
    }

    void a_child_that_hangs_can_be_cancelled() {
        QTemporaryDir folder;
        setSentencePieceProgram(
            script(folder, "hangs", "printf 'retort-sentencepiece-1\\n'; exec sleep 1000\n"));
        JobContext job;
        std::jthread later([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            job.cancel();
        });
        // More than the socket holds, so that writing blocks too.
        QVERIFY_THROWS_EXCEPTION(Cancelled, trainSentencePiece({}, largeCorpus(), job));
    }

    void trained_on_real_traces_every_one_comes_back() {
        const char *shared = std::getenv("RETORT_SHARED_DATA");
        if (!shared)
            QSKIP("no shared data here");
        std::istringstream lines(readFile(std::filesystem::path(shared) / "zh_agri/train.jsonl"));
        std::vector<std::string> texts;
        for (std::string line; std::getline(lines, line);) {
            const auto record = nlohmann::json::parse(line);
            for (const char *field : {"question", "thinking", "answer"})
                if (record[field].is_string())
                    texts.push_back(record[field]);
        }
        QCOMPARE(texts.size(), std::size_t(3 * 450));
        OptionValues options{{"max_characters", 0.15}};
        const TokenizerPtr tokenizer = trained(options, texts);
        std::size_t characters = 0, tokens = 0;
        for (const std::string &text : texts) {
            const std::vector<TokenId> ids = tokenizer->encode(text);
            QVERIFY(tokenizer->decode(ids) == text);
            tokens += ids.size();
            characters += codePointCount(text);
        }
        QVERIFY2(double(tokens) / double(characters) < 0.85,
                 qPrintable(QString::number(double(tokens) / double(characters))));
    }

    void the_verb_alone_does_nothing_bad() {
        char name[] = "x", other[] = "import", verb[] = "__train-sentencepiece", parent[] = "1";
        char *plain[] = {name, other, nullptr};
        QVERIFY(!sentencePieceChild(2, plain));
        char *orphan[] = {name, verb, parent, nullptr};
        const pid_t pid = ::fork();
        if (pid == 0)
            ::_exit(sentencePieceChild(3, orphan).value_or(99));
        int status = 0;
        QCOMPARE(::waitpid(pid, &status, 0), pid);
        QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 3);
    }
};

[[maybe_unused]] static const bool trains = registerStartHook(sentencePieceChild);
RETORT_TEST(SentencePieceTrainerTest)
#include "tst_sentencepiece_trainer.moc"
