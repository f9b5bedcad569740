// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/stages.h"

#include "ui/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace retort {
namespace {

struct StageText {
    Q_DECLARE_TR_FUNCTIONS(retort::Stage)
};

bool cleaned(const VersionInfo &v) {
    return v.parent && (v.dropped > 0 || v.changed > 0 || !v.recipeHash.empty());
}

Stage dataStage(const ProjectSnapshot &p) {
    Stage s{QStringLiteral("data"),
            {},
            StageText::tr("Bring in reasoning data: JSON lines, Alpaca, messages, tables"),
            StageText::tr("Import"),
            StageMark::Open};
    if (p.versions.empty()) {
        s.action = QStringLiteral("data_import");
        return s;
    }
    s.count = StageText::tr("%Ln sample(s)", nullptr, int(p.versions.back().rows));
    s.detail = p.sources.size() == 1 ? fromUtf8(p.sources.front().name)
                                     : StageText::tr("%Ln source(s)", nullptr, int(p.sources.size()));
    s.verb = StageText::tr("Look at it");
    s.mark = StageMark::Done;
    return s;
}

Stage cleanStage(const ProjectSnapshot &p) {
    Stage s{QStringLiteral("clean"),
            {},
            StageText::tr("Remove repeats, repair think tags, drop what is broken"),
            StageText::tr("Clean"),
            StageMark::Open};
    const auto it = std::find_if(p.versions.rbegin(), p.versions.rend(), cleaned);
    if (it == p.versions.rend())
        return s;
    s.count = it->dropped > 0
                  ? StageText::tr("%1 sample(s)", nullptr, int(it->dropped)).arg(formatSigned(-it->dropped))
                  : StageText::tr("nothing dropped");
    s.detail = fromUtf8(it->name);
    s.mark = it->stale ? StageMark::Stale : StageMark::Done;
    return s;
}

Stage traceStage(const ProjectSnapshot &p) {
    Stage s{QStringLiteral("trace"),
            {},
            StageText::tr("Read the reasoning step by step; keep or discard"),
            StageText::tr("Read"),
            StageMark::Open};
    const bool byHand = std::any_of(p.versions.begin(), p.versions.end(), [](const VersionInfo &v) {
        return v.recipeJson.find("\"hand\"") != std::string::npos;
    });
    if (p.pendingCount > 0) {
        s.count = StageText::tr("%Ln mark(s)", nullptr, int(p.pendingCount));
        s.detail = StageText::tr("not in a version yet");
    } else if (byHand) {
        s.count = StageText::tr("in a version");
        s.detail.clear();
    }
    if (p.pendingCount > 0 || byHand)
        s.mark = StageMark::Done;
    return s;
}

Stage tokenizeStage(const ProjectSnapshot &p) {
    Stage s{QStringLiteral("tokenize"),
            {},
            StageText::tr("Cut text into pieces that the student can learn"),
            StageText::tr("Train a tokenizer"),
            StageMark::Open};
    if (p.tokenizers.empty())
        return s;
    const TokenizerRecord &t = p.tokenizers.back();
    s.count = StageText::tr("%Ln piece(s)", nullptr, int(t.vocabSize));
    s.detail = fromUtf8(t.name);
    s.verb = StageText::tr("Look at it");
    s.mark = t.stale ? StageMark::Stale : StageMark::Done;
    return s;
}

Stage studentStage(const ProjectSnapshot &p) {
    Stage s{QStringLiteral("student"),
            {},
            StageText::tr("Choose the size of the model to train"),
            StageText::tr("Choose a size"),
            StageMark::Open};
    if (p.students.empty())
        return s;
    s.count = StageText::tr("%1 parameters").arg(formatCount(p.students.back().parameters));
    s.detail = fromUtf8(p.students.back().name);
    s.verb = StageText::tr("Look at it");
    s.mark = StageMark::Done;
    return s;
}

Stage trainStage(const ProjectSnapshot &p) {
    Stage s{QStringLiteral("train"),
            {},
            StageText::tr("Teach the student and watch its curves"),
            StageText::tr("Train"),
            StageMark::Open};
    if (p.runs.empty())
        return s;
    const RunRecord &r = p.runs.back();
    const double share = r.totalSteps > 0 ? double(r.step) / double(r.totalSteps) : 0;
    s.detail = fromUtf8(r.name);
    s.verb = StageText::tr("Look at it");
    if (r.state == RunState::Running || r.state == RunState::Paused) {
        s.count = formatShare(share, 0);
        s.mark = StageMark::Running;
    } else {
        s.count = StageText::tr("%Ln run(s)", nullptr, int(p.runs.size()));
        if (r.state == RunState::Failed)
            s.detail = StageText::tr("failed: %1").arg(s.detail);
        s.mark = p.checkpoints.empty() ? StageMark::Open : StageMark::Done;
    }
    return s;
}

Stage evaluateStage(const ProjectSnapshot &p) {
    Stage s{QStringLiteral("evaluate"),
            {},
            StageText::tr("Count right answers on problems it never saw"),
            StageText::tr("Evaluate"),
            StageMark::Open};
    if (p.evaluations.empty())
        return s;
    const EvaluationRecord &e = p.evaluations.back();
    s.count = StageText::tr("%1 right").arg(formatShare(e.accuracy));
    s.detail =
        StageText::tr("%1 of %2 · %3–%4")
            .arg(formatCount(e.correct), formatCount(e.asked), formatShare(e.low95), formatShare(e.high95));
    s.verb = StageText::tr("Compare");
    s.mark = StageMark::Done;
    return s;
}

Stage chatStage(const HomeFacts &facts) {
    return {QStringLiteral("chat"),
            {},
            StageText::tr("Ask the student something and see it think"),
            StageText::tr("Ask it"),
            facts.asked ? StageMark::Done : StageMark::Open};
}

} // namespace

// The next stage is the first open one behind the furthest that is done: who skips reading traces is not held
// up by it.
std::vector<Stage> stagesOf(const ProjectSnapshot &p, const HomeFacts &facts) {
    std::vector<Stage> stages{dataStage(p),    cleanStage(p), traceStage(p),    tokenizeStage(p),
                              studentStage(p), trainStage(p), evaluateStage(p), chatStage(facts)};
    std::size_t from = 0;
    for (std::size_t i = 0; i < stages.size(); ++i)
        if (stages[i].mark != StageMark::Open)
            from = i + 1;
    const auto open = [](const Stage &s) { return s.mark == StageMark::Open; };
    auto next = std::find_if(stages.begin() + std::ptrdiff_t(from), stages.end(), open);
    if (next == stages.end())
        next = std::find_if(stages.begin(), stages.end(), open);
    if (next != stages.end())
        next->mark = StageMark::Next;
    return stages;
}

std::vector<FirstStep> firstSteps(const ProjectSnapshot &p, const HomeFacts &facts) {
    const auto stages = stagesOf(p, facts);
    const auto done = [&](const char *page) {
        const auto it = std::find_if(stages.begin(), stages.end(),
                                     [&](const Stage &s) { return s.page == QLatin1String(page); });
        return it->mark == StageMark::Done || it->mark == StageMark::Stale;
    };
    return {
        {QStringLiteral("data"), StageText::tr("Import data, or open the demo"), QStringLiteral("data"),
         done("data")},
        {QStringLiteral("clean"), StageText::tr("Clean it and apply as a new version"),
         QStringLiteral("clean"), done("clean")},
        {QStringLiteral("trace"), StageText::tr("Read a few traces and mark one"), QStringLiteral("trace"),
         done("trace")},
        {QStringLiteral("tokenize"), StageText::tr("Train a tokenizer"), QStringLiteral("tokenize"),
         done("tokenize")},
        {QStringLiteral("student"), StageText::tr("Choose a preset student"), QStringLiteral("student"),
         done("student")},
        {QStringLiteral("train"), StageText::tr("Train it and watch the loss fall"), QStringLiteral("train"),
         !p.checkpoints.empty()},
        {QStringLiteral("evaluate"), StageText::tr("Measure its answers"), QStringLiteral("evaluate"),
         done("evaluate")},
        {QStringLiteral("chat"), StageText::tr("Ask it a question"), QStringLiteral("chat"), done("chat")},
    };
}

} // namespace retort
