// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenize/sentencepiece_trainer.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/base/utf8.h"
#include "core/tokenize/sentencepiece_corpus.h"
#include "core/tokenize/sentencepiece_process.h"
#include "core/tokenize/tokenize_job.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>

namespace retort {
namespace {

std::mutex programMutex;
std::optional<std::string> chosenProgram;
std::atomic<bool> verbHere{false}; // main() of this program asked sentencePieceChild()

// This program, when its main() knows the verb; else $RETORT_CLI, or retort-cli beside it; empty: none.
std::string trainerProgram() {
    {
        const std::lock_guard lock(programMutex);
        if (chosenProgram)
            return *chosenProgram;
    }
    if (verbHere)
        return "/proc/self/exe";
    if (const char *named = std::getenv("RETORT_CLI"))
        return named;
    const std::filesystem::path beside = programFolder() / "retort-cli";
    std::error_code ignored;
    return std::filesystem::exists(beside, ignored) ? beside.string() : std::string();
}

CorpusSurvey surveyCorpus(const TextFeed &feed, JobContext &job) {
    CorpusSurvey survey;
    feed([&](std::string_view text) {
        survey.add(text);
        if (survey.texts() % 256 == 0)
            job.progress(survey.texts(), 0, RETORT_TR("core", "Counting characters"));
        return !job.cancelled();
    });
    job.checkCancelled();
    return survey;
}

// The chosen texts of the corpus, cut into sentences.
void feedSentences(const TextFeed &feed, const TrainPlan &plan, std::uint64_t texts,
                   TrainedSentencePiece &result, JobContext &job,
                   const std::function<void(std::string_view)> &take) {
    std::uint64_t index = 0;
    bool mergeable = false;
    feed([&](std::string_view text) {
        if (plan.takes(index++)) {
            ++result.texts;
            result.characters += codePointCount(text);
            forEachSentence(text, plan, [&](std::string_view sentence) {
                ++result.sentences;
                mergeable = mergeable || hasMergeablePair(sentence);
                take(sentence);
            });
        }
        if (index % 256 == 0)
            job.progress(index, texts, RETORT_TR("core", "Reading the texts"));
        return !job.cancelled();
    });
    job.checkCancelled();
    take("0 1 2 3 4 5 6 7 8 9"); // digits always get a token; as required_chars they end BPE's trainer when
                                 // absent
    if (!mergeable && plan.settings.at("model_type") == "bpe")
        throw Error(ErrorCode::InvalidArgument,
                    RETORT_TR("core", "There is too little text for BPE: no two neighbouring characters "
                                      "could be merged. Take “Unigram” or more text."));
}

// False: no such program, or one that does not know the verb.
bool trainInChild(const std::string &program, const TextFeed &feed, const TrainPlan &plan,
                  std::uint64_t texts, TrainedSentencePiece &result, JobContext &job) {
    SentencePieceProcess process(program, job);
    if (!process.ready())
        return false;
    process.send(nlohmann::json(plan.settings).dump());
    feedSentences(feed, plan, texts, result, job, [&](std::string_view sentence) { process.send(sentence); });
    job.progress(0, 1000, RETORT_TR("core", "Learning the vocabulary"));
    result.model = process.finish(plan.vocabSize);
    result.log = process.log();
    return true;
}

class MemorySource final : public SentenceSource {
public:
    MemorySource(std::vector<std::string> sentences, const JobContext &job)
        : m_sentences(std::move(sentences)),
          m_job(job) {}
    bool next(std::string &sentence) override {
        if (broken() || m_next == m_sentences.size())
            return false;
        sentence = std::move(m_sentences[m_next++]);
        return true;
    }
    bool broken() const override { return m_job.cancelled(); }

private:
    std::vector<std::string> m_sentences;
    const JobContext &m_job;
    std::size_t m_next = 0;
};

void trainHere(const TextFeed &feed, const TrainPlan &plan, std::uint64_t texts, TrainedSentencePiece &result,
               JobContext &job) {
    std::vector<std::string> sentences;
    feedSentences(feed, plan, texts, result, job,
                  [&](std::string_view sentence) { sentences.emplace_back(sentence); });
    job.progress(0, 0, RETORT_TR("core", "Learning the vocabulary"));
    MemorySource source(std::move(sentences), job);
    std::string message;
    try {
        message = trainInThisProcess(plan.settings, source, result.model, false);
    } catch (const std::bad_alloc &) {
        throw Error(
            ErrorCode::OutOfMemory,
            RETORT_TR("core", "Training the tokenizer ran out of memory. Lower “Characters used at most”."));
    }
    job.checkCancelled();
    if (!message.empty())
        throw Error(ErrorCode::InvalidArgument,
                    RETORT_TR("core", "sentencepiece could not make a vocabulary: %1"), message);
}

} // namespace

TrainedSentencePiece trainSentencePiece(const OptionValues &options, const TextFeed &feed, JobContext &job) {
    const CorpusSurvey survey = surveyCorpus(feed, job);
    const TrainPlan plan = planTraining(options, survey);
    TrainedSentencePiece result;
    result.notices = plan.notices;
    const std::string program = trainerProgram();
    if (program.empty() || !trainInChild(program, feed, plan, survey.texts(), result, job)) {
        log(LogLevel::Debug, "no program for sentencepiece: training in this process, cancelling is slower");
        trainHere(feed, plan, survey.texts(), result, job);
    }
    const int made = tokenizerFromBytes("sentencepiece", result.model, "tokenizer.model")->vocabSize();
    if (const auto asked = optionInt(tokenizeOptions(), options, "vocab_size"); asked > made)
        result.notices.push_back(
            text(RETORT_TR("core", "Only %1 of the %2 tokens asked for could be made of this corpus; more "
                                   "text or another algorithm would be needed."),
                 made, asked));
    return result;
}

std::optional<int> sentencePieceChild(int argc, char **argv) {
    verbHere = true;
    if (argc < 2 || std::strcmp(argv[1], sentencePieceVerb) != 0)
        return std::nullopt;
    return runSentencePieceChild(argc > 2 ? pid_t(std::atol(argv[2])) : 0);
}

void setSentencePieceProgram(const std::string &path) {
    const std::lock_guard lock(programMutex);
    chosenProgram = path;
}

} // namespace retort
