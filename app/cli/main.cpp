// SPDX-License-Identifier: GPL-3.0-or-later
// retort-cli: wiring only. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 a run-time library is missing, 130
// cancelled.
#include "app/cli/terminal.h"
#include "app/cli/verb.h"
#include "core/base/log.h"
#include "core/base/option_make.h"
#include "core/base/version.h"
#include "core/tokenize/sentencepiece_trainer.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

using namespace retort;
using namespace retort::cli;

namespace {

enum ExitCode { Done = 0, Failed = 1, WrongUsage = 2, LibraryMissing = 3, WasCancelled = 130 };

std::string flagName(const OptionSpec &spec) {
    std::string name = "--" + spec.id;
    std::ranges::replace(name, '_', '-');
    return name;
}

std::string helpOf(const OptionSpec &spec) {
    std::string help = renderEnglish(spec.help.empty() ? spec.label : spec.help);
    if (!spec.unit.empty())
        help += " [" + renderEnglish(spec.unit) + "]";
    if (!spec.choices.empty()) {
        help += " One of:";
        for (const auto &c : spec.choices)
            help += " " + c.id;
        help += ".";
    }
    // Quoted, or the folder "." would read as the parent; a number outside the limits stands for "none
    // given".
    const std::string value = formatOption(spec, spec.defaultValue);
    const bool isNumber = spec.type == OptionType::Int || spec.type == OptionType::Float;
    if (isNumber && checkOptions({spec}, {{spec.id, spec.defaultValue}}).empty())
        help += " Default: " + value;
    else if (!isNumber && spec.type != OptionType::Bool && !value.empty())
        help += " Default: \"" + value + "\"";
    return help;
}

OptionSpec threadsOption() {
    OptionSpec spec =
        option_make::intOption("threads", 0, {}, "Threads to use; default: all cores.").atLeast(1);
    spec.group = "Every verb";
    return spec;
}

// Help without the parser's own notation.
class HelpFormatter : public CLI::Formatter {
    std::string make_option_name(const CLI::Option *option, bool isPositional) const override {
        std::string name = CLI::Formatter::make_option_name(option, isPositional);
        if (const auto at = name.find("{false}"); at != std::string::npos)
            name.erase(at, 7);
        if (isPositional)
            std::ranges::replace(name, '_', ' ');
        return name;
    }
    std::string make_option_opts(const CLI::Option *option) const override {
        return option->get_positional() ? std::string() : CLI::Formatter::make_option_opts(option);
    }
    std::string make_option_usage(const CLI::Option *option) const override {
        const std::string name = make_option_name(option, true);
        if (name.find(' ') != std::string::npos) // says itself what comes in which order
            return name;
        return CLI::Formatter::make_option_usage(option);
    }
};

// CLI11 keeps the typed words; core parses and checks them, so that the window and the shell refuse alike.
struct Typed {
    std::map<std::string, std::string> words;
    std::map<std::string, bool> flags;
    std::vector<std::string> positionals;
};

void addOption(CLI::App &app, const OptionSpec &spec, Typed &typed) {
    CLI::Option *option = nullptr;
    if (spec.type == OptionType::Bool) {
        const bool isOn = std::get<bool>(spec.defaultValue);
        const std::string names =
            isOn ? flagName(spec) + ",!--no-" + flagName(spec).substr(2) : flagName(spec);
        option = app.add_flag(names, typed.flags[spec.id], helpOf(spec));
    } else {
        const char *kind = spec.type == OptionType::Int     ? "N"
                           : spec.type == OptionType::Float ? "X"
                           : spec.type == OptionType::Path  ? "PATH"
                                                            : "TEXT";
        option = app.add_option(flagName(spec), typed.words[spec.id], helpOf(spec))->type_name(kind);
    }
    if (!spec.group.empty())
        option->group(renderEnglish(spec.group));
    else if (spec.level == OptionLevel::Advanced)
        option->group("Advanced");
}

VerbArgs argsOf(const CLI::App &app, const OptionTable &table, const Typed &typed) {
    VerbArgs args;
    args.table = table;
    args.positionals = typed.positionals;
    for (const auto &spec : table) {
        if (app.get_option(flagName(spec))->count() == 0)
            continue;
        if (spec.type == OptionType::Bool)
            args.values[spec.id] = typed.flags.at(spec.id);
        else
            args.values[spec.id] = parseOption(spec, typed.words.at(spec.id));
    }
    requireOptions(table, args.values);
    return args;
}

std::atomic<JobContext *> runningJob{nullptr};
std::atomic<int> interrupts{0};

// The first Ctrl-C asks to stop (training saves a checkpoint), the second aborts, the third ends the program.
void onInterrupt(int) {
    const int n = ++interrupts;
    if (n >= 3)
        ::_exit(WasCancelled);
    if (auto *job = runningJob.load())
        job->setRequest(n == 1 ? JobRequest::Stop : JobRequest::Abort);
}

struct Report {
    int exitCode = Done;
    Json object;
};

Report failure(int exitCode, const char *code, const Text &what) {
    return {exitCode, Json{{"ok", false}, {"error", {{"code", code}, {"message", renderEnglish(what)}}}}};
}

Report runVerb(const Verb &verb, const VerbArgs &args, Console &console) {
    JobContext job;
    if (args.typed("threads"))
        job.setThreads(int(args.integer("threads")));
    ProgressLine progress(!console.quiet && !console.json, ::isatty(STDERR_FILENO));
    console.bar = &progress;
    job.setOnProgress([&](const Progress &p) {
        if (console.tick)
            console.tick();
        progress.show(p);
    });
    runningJob = &job;
    Report report;
    try {
        report.object = verb.run(args, job, console);
        report.object["ok"] = true;
    } catch (const Cancelled &) {
        report = failure(WasCancelled, "cancelled", "Cancelled; nothing was left half done.");
    } catch (const Error &e) {
        report = failure(e.code() == ErrorCode::MissingLibrary    ? LibraryMissing
                         : e.code() == ErrorCode::InvalidArgument ? WrongUsage
                                                                  : Failed,
                         errorCodeName(e.code()), e.text());
    } catch (const std::bad_alloc &) {
        report = failure(Failed, "out_of_memory", "There is not enough memory for this.");
    } catch (const std::exception &e) {
        report = failure(Failed, "internal", text("Unexpected error: %1", e.what()));
    }
    runningJob = nullptr;
    console.bar = nullptr;
    return report;
}

int finish(const Verb *verb, const Report &report, const Console &console) {
    if (console.json)
        std::printf("%s\n", report.object.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
    else if (report.exitCode != Done)
        std::fprintf(stderr, "retort-cli: %s\n",
                     report.object["error"]["message"].get<std::string>().c_str());
    else if (verb && verb->print)
        verb->print(report.object, console);
    return report.exitCode;
}

std::string namesOf(const std::vector<CLI::App *> &commands) {
    std::string names;
    for (const CLI::App *command : commands)
        (names += names.empty() ? "" : ", ") += command->get_name();
    return names;
}

// What is wrong with the command line, where, and whose --help says how it is right.
Text wrongUsage(const CLI::App &app, const CLI::ParseError &error) {
    const CLI::App *command = &app;
    std::string typed = app.get_name();
    while (!command->get_subcommands().empty()) {
        command = command->get_subcommands().back();
        typed += " " + command->get_name();
    }
    const auto verbs = const_cast<CLI::App *>(command)->get_subcommands([](CLI::App *) { return true; });
    if (verbs.empty())
        return text("%1. See “%2 --help”.", error.what(), typed);
    const auto words = command->remaining();
    if (words.empty())
        return text("A verb must follow “%1”, one of: %2.", typed, namesOf(verbs));
    return text("“%1” is not a verb of “%2”. Its verbs are: %3.", words.front(), typed, namesOf(verbs));
}

int failUsage(const CLI::App &app, const CLI::ParseError &error, const std::vector<std::string> &words) {
    Console console; // a flag behind the wrong word was not read
    console.json = std::ranges::find(words, "--json") != words.end();
    return finish(nullptr,
                  failure(WrongUsage, errorCodeName(ErrorCode::InvalidArgument), wrongUsage(app, error)),
                  console);
}

CLI::App *commandFor(CLI::App &app, std::map<std::string, CLI::App *> &groups, const std::string &name) {
    const auto space = name.find(' ');
    if (space == std::string::npos)
        return app.add_subcommand(name);
    const std::string group = name.substr(0, space);
    if (!groups.contains(group))
        groups[group] = app.add_subcommand(group, "Verbs on a whole " + group)->require_subcommand(1);
    return groups[group]->add_subcommand(name.substr(space + 1));
}

} // namespace

int main(int argc, char **argv) {
    if (const auto code = sentencePieceChild(argc, argv))
        return *code;
    CLI::App app(
        "Retort: from R1-style data to a trained student, on the command line.\n"
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 a library is missing at run time, 130 cancelled.",
        "retort-cli");
    app.set_version_flag("--version", codeVersion());
    app.require_subcommand(1);
    app.formatter(std::make_shared<HelpFormatter>());
    Console console;
    const auto &all = verbs();
    std::vector<std::pair<CLI::App *, Typed>> commands(all.size());
    std::vector<OptionTable> tables;
    std::map<std::string, CLI::App *> groups;
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto &[command, typed] = commands[i];
        command = commandFor(app, groups, all[i].name);
        command->description(renderEnglish(all[i].summary));
        tables.push_back(all[i].table ? all[i].table() : OptionTable{projectOption()});
        if (!findOption(tables.back(), "threads")) // a verb may have its own
            tables.back().push_back(threadsOption());
        for (const auto &spec : tables.back())
            addOption(*command, spec, typed);
        if (!all[i].positionalName.empty()) {
            std::string name = all[i].positionalName; // newer parsers refuse a space in it
            std::ranges::replace(name, ' ', '_');
            CLI::Option *words =
                command->add_option(name, typed.positionals, renderEnglish(all[i].positionalHelp));
            words->required(all[i].needsPositional);
            if (all[i].mostPositionals > 0)
                words->expected(1, all[i].mostPositionals);
        }
        if (all[i].footer)
            command->footer(all[i].footer);
        command
            ->add_flag("--json", console.json,
                       "Print one JSON object on standard output and nothing else there")
            ->group("Every verb");
        command->add_flag("--quiet", console.quiet, "No progress and no chatter")->group("Every verb");
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &e) { // --help, --version
        return app.exit(e);
    } catch (const CLI::ParseError &e) {
        return failUsage(app, e, {argv + 1, argv + argc});
    }
    startLog("retort-cli", LogLevel::Warning);
    struct sigaction action {};
    action.sa_handler = onInterrupt;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto &[command, typed] = commands[i];
        if (!command->parsed())
            continue;
        try {
            return finish(&all[i], runVerb(all[i], argsOf(*command, tables[i], typed), console), console);
        } catch (const Error &e) {
            return finish(&all[i], failure(WrongUsage, errorCodeName(e.code()), e.text()), console);
        }
    }
    return WrongUsage;
}
