// SPDX-License-Identifier: GPL-3.0-or-later
// Three stages at once, each on its own batch: while batch k is parsed on all threads, batch k+1 is read and
// batch k−1 written.
//
//        read k+1 ─┐
//   parse pieces k ┼─ JobContext::parallel, one round ─→ next round
//       write k−1 ─┘
#include "core/import/import_job.h"

#include "core/base/error.h"
#include "core/import/format_choice.h"
#include "core/import/record_batch.h"
#include "core/import/refused_report.h"

#include <algorithm>
#include <chrono>

namespace retort {
namespace {

constexpr std::size_t batchSize = std::size_t(4) << 20;

class Import {
public:
    Import(const ImportConfig &config, JobContext &job)
        : m_config(config),
          m_job(job),
          m_report(config.refusedReport) {
        requireReportPath(config.refusedReport);
        for (const std::filesystem::path &path : config.files) {
            const ByteSource probe(path); // every file is looked at before anything is written
            m_totalBytes += probe.size();
        }
    }

    ImportResult run() {
        const auto started = std::chrono::steady_clock::now();
        chooseFormats();
        SourceWriter writer(m_config.project, writerConfig());
        m_writer = &writer;
        for (std::size_t i = 0; i < m_config.files.size(); ++i)
            importFile(i);
        requireRows();
        m_job.checkCancelled();
        m_job.progress(m_totalBytes, m_totalBytes, RETORT_TR("core", "Adding the rows to the project"));
        const ImportedSource imported = writer.finish(m_result.refused);
        m_result.source = imported.source;
        m_result.version = imported.version;
        m_result.rows = imported.rows;
        m_result.bytes = m_doneBytes;
        m_result.faults = m_counts.faultsById();
        m_result.languages = m_counts.languages;
        m_result.refusedReport = m_report.finish();
        m_result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        return std::move(m_result);
    }

private:
    // One batch on its way through the stages.
    struct Stage {
        RawBatch raw;
        std::unique_ptr<BatchParser> parser;
        bool filled = false;
    };

    void chooseFormats() {
        for (const std::filesystem::path &path : m_config.files) {
            m_job.checkCancelled();
            m_choices.push_back(chooseFormat(path, m_config));
            const FormatChoice &choice = m_choices.back();
            if (!choice.format && (choice.headRecords > 0 || choice.firstRefusal))
                throw noFormat(path, choice);
            m_result.formats.emplace_back(choice.format ? choice.format->id : "");
        }
        requireUsedOptions(m_config, m_result.formats);
    }

    static Error noFormat(const std::filesystem::path &path, const FormatChoice &choice) {
        if (choice.headRecords == 0)
            return Error(ErrorCode::BadFormat,
                         RETORT_TR("core", "“%1” holds no record that can be read. Line %2: %3"),
                         shownPath(path.filename()), choice.firstRefusal->line, choice.firstRefusal->reason);
        return Error(ErrorCode::BadFormat,
                     RETORT_TR("core", "No known format fits the fields of “%1”. Name one, or use the format "
                                       "“mapping” and say which field is what."),
                     shownPath(path.filename()));
    }

    SourceWriterConfig writerConfig() const {
        SourceWriterConfig config;
        config.name = m_config.name.empty() ? defaultName() : m_config.name;
        std::vector<std::string> formats;
        for (const std::string &format : m_result.formats)
            if (!format.empty() && std::ranges::find(formats, format) == formats.end())
                formats.push_back(format);
        for (const std::string &format : formats)
            config.format += (config.format.empty() ? "" : ", ") + format;
        for (const std::filesystem::path &path : m_config.files)
            config.files.push_back(shownPath(std::filesystem::absolute(path)));
        config.role = m_config.role;
        config.versionName = m_config.versionName;
        config.split = m_config.split;
        return config;
    }

    std::string defaultName() const {
        std::filesystem::path name = m_config.files[0].filename();
        while (name.has_extension() && name.stem() != name)
            name = name.stem();
        return shownPath(name);
    }

    void importFile(std::size_t index) {
        const FormatChoice &choice = m_choices[index];
        const std::filesystem::path &path = m_config.files[index];
        if (!choice.format) {
            m_job.issue(
                {Issue::Level::Warning, shownPath(path), 0, {}, RETORT_TR("core", "The file is empty.")});
            return;
        }
        m_file = shownPath(path);
        const auto reader = choice.format->reader(choice.options);
        const SampleFinish finish{&reader, ownSplitOf(m_config, path), false};
        RecordSource source(path);
        Stage stages[3];
        for (Stage &stage : stages)
            stage.parser = std::make_unique<BatchParser>(finish);
        Stage *next = &stages[0], *current = &stages[1], *done = &stages[2];
        next->filled = source.next(next->raw, batchSize);
        while (next->filled || current->filled) {
            std::swap(next, done);    // done ← read, next ← written and free
            std::swap(done, current); // current ← read, done ← parsed
            round(source, *next, *current, *done);
        }
        source.bytes().checkUnchanged();
        m_doneBytes += source.bytes().size();
    }

    // Task 0 writes, task 1 reads, the rest parse: none touches another's batch.
    void round(RecordSource &source, Stage &next, Stage &current, Stage &done) {
        m_job.checkCancelled();
        const std::size_t pieces = current.filled ? current.parser->prepare(current.raw) : 0;
        next.filled = false;
        m_job.parallel(pieces + 2, [&](std::size_t task) {
            if (task == 0 && done.filled)
                write(done);
            else if (task == 1)
                next.filled = source.next(next.raw, batchSize);
            else if (task > 1)
                current.parser->piece(task - 2, current.raw, m_job);
        });
        done.filled = false;
        for (Issue &issue : m_issues) // here and not in the stage: callbacks belong to the job's own thread
            m_job.issue(std::move(issue));
        m_issues.clear();
        m_job.progress(std::min(m_doneBytes + source.bytes().consumed(), m_totalBytes), m_totalBytes,
                       text(RETORT_TR("core", "Importing %1"), m_file));
    }

    void write(Stage &stage) {
        for (std::size_t i = 0; i < stage.raw.records.size(); ++i) {
            RecordOutcome &outcome = stage.parser->outcomes()[i];
            ++m_result.records;
            if (outcome.result.refusal)
                refuse(stage.raw, stage.raw.records[i], *outcome.result.refusal);
            for (const Sample &sample : outcome.result.samples) {
                m_writer->add(sample);
                m_counts.add(sample);
                ++m_result.rows;
            }
        }
    }

    void refuse(const RawBatch &batch, const RawRecord &record, const Refusal &refusal) {
        ++m_result.refused;
        Issue issue{Issue::Level::Refused, m_file, record.line, refusal.field, refusal.reason};
        m_report.add(issue, batch.of(record));
        if (!m_firstRefusal)
            m_firstRefusal = issue;
        m_issues.push_back(std::move(issue));
    }

    void requireRows() {
        if (m_result.rows > 0)
            return;
        if (!m_firstRefusal)
            throw Error(ErrorCode::BadFormat,
                        RETORT_TR("core", "There is nothing to import: the files are empty."));
        m_report.finish();
        throw Error(
            ErrorCode::BadFormat,
            pluralText(
                RETORT_TR("core", "Could read none of %n record(s). The first is in “%1”, line %2: %3"),
                m_result.refused, m_firstRefusal->file, m_firstRefusal->line, m_firstRefusal->reason));
    }

    const ImportConfig &m_config;
    JobContext &m_job;
    RefusedReport m_report;
    SourceWriter *m_writer = nullptr;
    std::vector<FormatChoice> m_choices;
    ImportResult m_result;
    SampleCounts m_counts;
    std::optional<Issue> m_firstRefusal;
    std::vector<Issue> m_issues; // of the round at hand
    std::string m_file;
    std::uint64_t m_totalBytes = 0, m_doneBytes = 0;
};

} // namespace

ImportResult runImportJob(const ImportConfig &config, JobContext &job) {
    requireImportConfig(config);
    if (!config.project)
        throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "An import needs a project to go into."));
    return Import(config, job).run();
}

void importFile(const std::shared_ptr<Project> &project, const std::filesystem::path &file, JobContext &job) {
    ImportConfig config;
    config.project = project;
    config.files = {file};
    runImportJob(config, job);
}

} // namespace retort
