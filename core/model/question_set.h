// SPDX-License-Identifier: GPL-3.0-or-later
// Questions of a split that can be checked, and the judgement of what a student generated for them. Shared by
// training's validation and by evaluation, so that both measure the same.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/codec/chat_template.h"
#include "core/data/versions/version_store.h"
#include "core/model/generate.h"

#include <optional>
#include <string>
#include <vector>

namespace retort {

struct Question {
    SampleId sample = 0;
    std::string question, reference;
    std::string kind, level; // metadata of generated data; empty: none
    std::vector<TokenId> prompt;
};

struct QuestionChoice {
    VersionId version = 0;
    Split split = Split::Validation;
    std::int64_t limit = 0; // 0: all
    std::uint64_t seed = 1; // which ones, where there are more
    std::string kind, level;
    std::int64_t maxPromptTokens = 0; // longer ones are left out
};
struct QuestionSet {
    std::vector<Question> questions; // in id order
    std::int64_t rows = 0;           // of the split, of the kind and level
    // Left out, whatever the limit: without a reference answer, and without one in a box or after ####; with
    // a prompt that is too long; with a problem that an earlier row asks (splitGroupKey()).
    std::int64_t withoutReference = 0, tooLong = 0, repeats = 0;
};
RETORT_LEARN_API QuestionSet chooseQuestions(const VersionStore &versions, const ChatTemplate &chat,
                                             const QuestionChoice &choice, JobContext &job);
// The reference of a sample, or what its answer shows in a box; empty: cannot be checked.
RETORT_LEARN_API std::string checkableReference(const Sample &sample);

struct Judgement {
    ParsedResponse response;
    std::string extracted, rule;    // of AnswerCheck
    bool correct = false;           // right, ended, and thinking was closed
    std::optional<bool> traceHolds; // of a right answer with a trace; none where nothing could be checked
};
RETORT_LEARN_API Judgement judge(const Question &question, const Generation &generation,
                                 const ChatTemplate &chat);

} // namespace retort
