// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/train_setup.h"

#include "core/base/error.h"
#include "core/tokenize/sample_codec.h"

#include <algorithm>

namespace retort {
namespace {

Decay decayOf(const std::string &id) {
    return id == "cosine" ? Decay::Cosine : id == "none" ? Decay::None : Decay::Linear;
}

// In an order of their own, so that a cut set is not the oldest rows.
std::vector<std::uint32_t> someSamples(const EncodedSet &set, std::int64_t tokens) {
    std::vector<std::uint32_t> samples;
    std::int64_t held = 0;
    const EpochOrder order(set.size(), 0);
    for (std::uint64_t i = 0; i < set.size() && (held < tokens || samples.empty()); ++i) {
        samples.push_back(std::uint32_t(order.at(0, i)));
        held += set.documentTokens(samples.back());
    }
    return samples;
}

void requireSamples(const TrainSetup &setup) {
    if (setup.train->size() > 0)
        return;
    throw Error(
        ErrorCode::InvalidArgument,
        pluralText(RETORT_TR("core",
                             "None of the %n training row(s) fits into %1 tokens and has something to "
                             "learn. Raise the longest sample, or the longest text of the student."),
                   setup.rows, setup.settings.maxLength));
}

void encodeSplits(const TrainConfig &config, TrainSetup &setup, JobContext &job) {
    const VersionStore versions(config.project);
    EncodeConfig encode;
    encode.version = config.version;
    encode.maxTokens = int(setup.settings.maxLength);
    encode.split = Split::Train;
    setup.rows = versions.rowCount(config.version, Split::Train);
    setup.validationRows = versions.rowCount(config.version, Split::Validation);
    setup.train = std::make_unique<EncodedSet>(encodeVersion(versions, *setup.chat, encode, job));
    requireSamples(setup);
    encode.split = Split::Validation;
    setup.validation = std::make_unique<EncodedSet>(encodeVersion(versions, *setup.chat, encode, job));
    if (setup.validation->size() > 0)
        setup.validationSamples = someSamples(*setup.validation, setup.settings.validationTokens);
    if (setup.settings.accuracyQuestions == 0)
        return;
    QuestionChoice choice;
    choice.version = config.version;
    choice.split = Split::Validation;
    choice.limit = setup.settings.accuracyQuestions;
    choice.seed = 0; // the same questions for every run of a version, so that runs compare
    choice.maxPromptTokens = setup.student.maxPositions - 1;
    setup.questions = chooseQuestions(versions, *setup.chat, choice, job);
}

std::int64_t plannedSteps(const TrainSettings &s, StepOrder &order) {
    std::int64_t steps = s.maxSteps;
    if (s.maxEpochs > 0) {
        const auto byEpochs = std::int64_t(order.stepsForEpochs(s.maxEpochs));
        steps = steps > 0 ? std::min(steps, byEpochs) : byEpochs;
    }
    return steps;
}

} // namespace

TrainSettings trainSettings(const OptionValues &v) {
    const OptionTable &t = trainOptions();
    requireOptions(t, v);
    const auto whole = [&](const char *id) { return optionInt(t, v, id); };
    const auto real = [&](const char *id) { return optionFloat(t, v, id); };
    TrainSettings s;
    s.maxSteps = whole("max_steps");
    s.maxEpochs = real("max_epochs");
    s.maxMinutes = real("max_minutes");
    s.tokensPerStep = whole("tokens_per_step");
    s.evalEvery = whole("eval_every");
    s.checkpointEvery = whole("checkpoint_every");
    s.keepLast = whole("keep_last");
    s.patience = whole("patience");
    s.logEvery = whole("log_every");
    s.maxLength = whole("max_length");
    s.validationTokens = whole("validation_tokens");
    s.accuracyQuestions = whole("accuracy_questions");
    s.accuracyMaxNewTokens = whole("accuracy_max_new_tokens");
    s.seed = std::uint64_t(whole("seed"));
    s.withoutTraces = optionBool(t, v, "without_traces");
    s.device = optionText(t, v, "device");
    s.precision = optionText(t, v, "precision");
    s.schedule = {real("learning_rate"), whole("warmup_steps"), decayOf(optionText(t, v, "decay")),
                  real("decay_share"), real("final_lr_share")};
    s.learner.adamw = {real("beta1"), real("beta2"), real("adam_eps"), real("weight_decay"),
                       real("clip_norm")};
    s.learner.objective.terms = {makeLossTerm(optionText(t, v, "loss"), 1, v)};
    s.learner.tokensPerStep = s.tokensPerStep;
    s.learner.microBatchTokens = whole("micro_batch_tokens");
    return s;
}

TrainSetup prepareTraining(const TrainConfig &config, JobContext &job) {
    TrainSetup setup;
    setup.settings = trainSettings(config.options);
    setup.student = resolveStudent(config);
    setup.device = openDevice(setup.settings.device, setup.settings.precision);
    if (setup.settings.maxLength == 0)
        setup.settings.maxLength = setup.student.maxPositions;
    const RunStore store(config.project);
    const TokenizerRecord tokenizer = store.tokenizer(config.tokenizer);
    setup.tokenizerFile = config.project->folder() / tokenizer.file;
    setup.tokenizerHash = tokenizer.hash;
    TemplateConfig chat;
    chat.withReasoning = !setup.settings.withoutTraces;
    setup.chat = std::make_shared<const ChatTemplate>(loadTokenizer(setup.tokenizerFile), chat);
    if (setup.chat->tokenizer()->hash() != tokenizer.hash)
        throw Error(ErrorCode::Damaged,
                    RETORT_TR("core", "The file of tokenizer “%1” has changed since it was made."),
                    tokenizer.name);
    encodeSplits(config, setup, job);
    job.progress(0, 0, RETORT_TR("core", "Making the student ready"));
    setup.order = std::make_unique<StepOrder>(setup.train->documentLengths(),
                                              int(setup.settings.tokensPerStep), setup.settings.seed);
    setup.plannedSteps = plannedSteps(setup.settings, *setup.order);
    setup.askedWarmup = setup.settings.schedule.warmupSteps;
    if (setup.plannedSteps > 0)
        setup.settings.schedule.warmupSteps = fittingWarmup(setup.askedWarmup, setup.plannedSteps);
    setup.learner = std::make_unique<Learner>(setup.student, setup.device, setup.settings.learner);
    return setup;
}

} // namespace retort
