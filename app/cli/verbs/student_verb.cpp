// SPDX-License-Identifier: GPL-3.0-or-later
// student: what a student of these sizes costs, without training it. devices: what it can be trained on.
#include "app/cli/verb.h"
#include "core/learn/device.h"
#include "core/learn/engine.h"
#include "core/learn/train_job.h"

#include <fmt/format.h>

namespace retort::cli {

Verb studentVerb() {
    Verb v{"student", "Show the parameters, memory and compute of a student"};
    v.table = [] {
        return joinTables(studentOptions(),
                          {intOption("vocab_size", "Vocabulary of its tokenizer.", 512, 1, 1e7)});
    };
    v.run = [](const VerbArgs &args, JobContext &, const Console &) {
        const auto student = studentFromOptions(args.valuesOf(studentOptions()), args.integer("vocab_size"));
        requireStudent(student);
        Json j{{"name", suggestedStudentName(student)},
               {"config", Json::parse(studentToJson(student))},
               {"parameters", Json::object()},
               {"memory", Json::object()}};
        const auto count = parameterCount(student);
        for (const auto &p : count.parts)
            j["parameters"][p.id] = p.count;
        j["parameters"]["total"] = count.total;
        const auto memory = memoryEstimate(student, trainMemoryShape(student, {}, nullptr));
        for (const auto &p : memory.parts)
            j["memory"][p.id] = p.bytes;
        j["memory"]["total"] = memory.total;
        j["train_flops_per_token"] = trainFlopsPerToken(student, MemoryShape{}.sequenceLength);
        return j;
    };
    v.print = [](const Json &j, const Console &console) {
        console.line(j["name"].get<std::string>());
        std::vector<std::vector<std::string>> rows;
        for (const auto &[id, n] : j["parameters"].items())
            rows.push_back({id, groupedDigits(n)});
        printTable(console, {"parameters", "count"}, rows);
        rows.clear();
        for (const auto &[id, n] : j["memory"].items())
            rows.push_back({id, humanBytes(n.get<double>())});
        printTable(console, {"memory while training", "size"}, rows);
        console.line(fmt::format("{:.3g} FLOP per trained token", j["train_flops_per_token"].get<double>()));
    };
    return v;
}

Verb devicesVerb() {
    Verb v{"devices", "List what this machine can train on, and whether LibTorch is there"};
    v.table = [] { return OptionTable{}; };
    v.run = [](const VerbArgs &, JobContext &, const Console &) {
        Json j{{"devices", Json::array()}};
        for (const auto &d : listDevices()) {
            Json users = Json::array();
            for (const auto &u : d.users)
                users.push_back({{"pid", u.pid}, {"program", u.program}, {"bytes", u.memory_B}});
            j["devices"].push_back({{"id", d.id},
                                    {"name", d.name},
                                    {"threads", d.threads},
                                    {"total_bytes", d.totalMemory_B},
                                    {"free_bytes", d.freeMemory_B},
                                    {"bf16", d.bf16},
                                    {"usable", d.usable},
                                    {"note", renderEnglish(d.note)},
                                    {"users", users}});
        }
        const auto status = engineStatus();
        j["libtorch"] = {{"available", status.available},
                         {"version", status.version},
                         {"folder", status.torchFolder.string()},
                         {"problem", renderEnglish(status.problem)}};
        return j;
    };
    v.print = [](const Json &j, const Console &console) {
        std::vector<std::vector<std::string>> rows;
        for (const auto &d : j["devices"]) {
            std::string users;
            for (const auto &u : d["users"])
                users += fmt::format("{}{} ({})", users.empty() ? "" : ", ", u["program"].get<std::string>(),
                                     u["pid"].get<std::int64_t>());
            std::string name = d["name"];
            if (const int threads = d["threads"]; threads > 0)
                name += fmt::format(" · {} thread{}", threads, threads == 1 ? "" : "s");
            rows.push_back({d["id"], name, humanBytes(d["free_bytes"].get<double>()),
                            humanBytes(d["total_bytes"].get<double>()), users, d["note"]});
        }
        printTable(console, {"device", "name", "free", "of", "held by", "note"}, rows);
        const auto &torch = j["libtorch"];
        console.line(torch["available"].get<bool>() ? "LibTorch " + torch["version"].get<std::string>()
                                                    : torch["problem"].get<std::string>());
    };
    return v;
}

} // namespace retort::cli
