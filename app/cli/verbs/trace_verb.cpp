// SPDX-License-Identifier: GPL-3.0-or-later
// trace: read samples with their reasoning cut into steps; mark them keep or discard; undo, discard or
// make a version of the marks.
#include "app/cli/choose.h"
#include "core/trace/trace_steps.h"

#include <charconv>
#include <fmt/format.h>

namespace retort::cli {
namespace {

Json sampleJson(SampleId id, const Sample &sample) {
    const auto view = cutTrace(sample.reasoning, sample.answer);
    Json steps = Json::array();
    for (const auto &s : view.steps)
        steps.push_back({{"text", sample.reasoning.substr(s.begin, s.end - s.begin)},
                         {"recheck", s.recheck},
                         {"number", s.number}});
    const auto &f = view.facts;
    return {{"id", id},
            {"question", sample.question},
            {"steps", steps},
            {"answer", sample.answer},
            {"reference", sample.reference},
            {"faults", faultIds(sample.faults)},
            {"language", sample.language},
            {"tags", sample.tags},
            {"facts",
             {{"characters", f.chars},
              {"steps", f.steps},
              {"rechecks", f.rechecks},
              {"repetition", f.repetition},
              {"ends_in_loop", f.endsInLoop},
              {"language_switches", f.languageSwitches},
              {"boxed", f.boxed}}}};
}

void printTrace(const Json &j, const Console &console) {
    if (j.contains("version"))
        console.line(fmt::format("New version {}.", j["version"].get<std::int64_t>()));
    if (j.contains("marked"))
        console.line(fmt::format("Marked {}.", j["marked"].get<int>()));
    if (j.contains("undone"))
        console.line(j["undone"].get<bool>() ? "The newest mark or edit is undone."
                                             : "There is nothing to undo.");
    if (j.contains("redone"))
        console.line(j["redone"].get<bool>() ? "The mark or edit that was undone is made again."
                                             : "There is nothing to redo.");
    if (j.contains("discarded"))
        console.line(fmt::format("{} changes are removed.", j["discarded"].get<std::int64_t>()));
    if (j.contains("pending"))
        console.line(fmt::format("{} changes are not in a version yet.", j["pending"].get<std::int64_t>()));
    if (j.contains("matches"))
        console.line(fmt::format("{} rows match.", groupedDigits(j["matches"])));
    for (const auto &s : j.value("samples", Json::array())) {
        console.line(fmt::format("\n#{}  {} characters, {} steps, {} re-checks, repetition {:.0f} %",
                                 s["id"].get<std::int64_t>(), groupedDigits(s["facts"]["characters"]),
                                 s["facts"]["steps"].get<int>(), s["facts"]["rechecks"].get<int>(),
                                 100 * s["facts"]["repetition"].get<double>()));
        for (const auto &fault : s["faults"])
            console.line("  fault: " + fault.get<std::string>());
        console.line("Question: " + s["question"].get<std::string>());
        int n = 0;
        for (const auto &step : s["steps"]) {
            auto body = step["text"].get<std::string>();
            while (!body.empty() && (body.back() == '\n' || body.back() == ' '))
                body.pop_back();
            console.line(fmt::format("{:>3}{} {}", ++n, step["recheck"].get<bool>() ? "↺" : " ", body));
        }
        console.line("Answer: " + s["answer"].get<std::string>());
    }
}

std::vector<SampleId> typedIds(const VerbArgs &args) {
    std::vector<SampleId> ids;
    for (const auto &p : args.positionals) {
        SampleId id = 0;
        const auto [end, status] = std::from_chars(p.data(), p.data() + p.size(), id);
        if (status != std::errc() || end != p.data() + p.size())
            throw Error(ErrorCode::InvalidArgument, "“%1” is not a sample number.", p);
        ids.push_back(id);
    }
    return ids;
}

Json readSamples(const VerbArgs &args, JobContext &job, const VersionStore &store, VersionId version) {
    Json j{{"samples", Json::array()}};
    auto ids = typedIds(args);
    if (ids.empty()) {
        RowFilter filter;
        filter.contains = args.text("contains");
        if (args.typed("fault")) {
            faultBits({args.text("fault")}); // throws for an unknown one
            filter.values[RowColumn::Faults] = {args.text("fault")};
        }
        ids = store.rowIds(version, filter, {}, job);
        j["matches"] = ids.size();
        ids.resize(std::min(ids.size(), std::size_t(args.integer("limit"))));
    }
    for (const auto id : ids)
        j["samples"].push_back(sampleJson(id, store.sample(version, id)));
    return j;
}

} // namespace

Verb traceVerb() {
    Verb v{"trace", "Read, search and mark reasoning traces", "SAMPLE", "Numbers of samples; none: search."};
    v.print = printTrace;
    v.table = [] {
        return OptionTable{
            projectOption(),
            versionOption(),
            textOption("contains", "Only rows whose texts hold these characters."),
            textOption("fault", "Only rows with this fault, such as tag_in_field."),
            intOption("limit", "Show at most so many.", 3, 0, 1e6),
            choiceOption("mark", "Mark the named samples.", "none",
                         {{"none", "Only read"}, {"keep", "Keep"}, {"discard", "Discard"}}),
            flagOption("undo", "Undo the newest mark or edit."),
            flagOption("redo", "Redo what was undone last."),
            flagOption("discard_pending", "Remove all marks and edits that are in no version."),
            flagOption("make_version", "Make a new version of all marks and edits."),
            textOption("name", "Name of that version.")};
    };
    v.run = [](const VerbArgs &args, JobContext &job, const Console &) -> Json {
        const bool marks = args.text("mark") != "none";
        int changes = marks;
        for (const char *flag : {"undo", "redo", "discard_pending"})
            changes += args.flag(flag);
        if (changes > 1)
            throw Error(ErrorCode::InvalidArgument,
                        "Give only one of --mark, --undo, --redo and --discard-pending.");
        const bool writes = changes || args.flag("make_version");
        VersionStore store(openProject(args, !writes));
        const auto version = chosenVersion(args, store);
        if (!writes)
            return readSamples(args, job, store, version);
        Json j = Json::object();
        if (marks) {
            const auto ids = typedIds(args);
            if (ids.empty())
                throw Error(ErrorCode::InvalidArgument,
                            "Say which samples to mark, by their numbers: trace --mark keep 12 15.");
            store.addPending(version, ids, PendingKind::Verdict, args.text("mark"));
            j["marked"] = ids.size();
        }
        if (args.flag("undo"))
            j["undone"] = store.undoPending(version);
        if (args.flag("redo"))
            j["redone"] = store.redoPending(version);
        if (args.flag("discard_pending")) {
            j["discarded"] = store.pendingCount(version);
            store.discardPending(version);
        }
        if (changes)
            j["pending"] = store.pendingCount(version);
        if (args.flag("make_version"))
            j["version"] = store.applyPending(version, args.text("name"), job);
        return j;
    };
    return v;
}

} // namespace retort::cli
