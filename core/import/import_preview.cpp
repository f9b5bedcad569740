// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_job.h"

#include "core/base/error.h"
#include "core/import/format_choice.h"
#include "core/import/record_batch.h"

#include <algorithm>

namespace retort {
namespace {

class Previewer {
public:
    Previewer(const ImportConfig &config, JobContext &job) : m_config(config), m_job(job) {}

    void look(std::size_t index, std::int64_t wanted) {
        const std::filesystem::path &path = m_config.files[index];
        m_preview.files.emplace_back();
        m_preview.files.back().path = path;
        try {
            read(index, wanted);
        } catch (const Error &error) {
            if (error.code() == ErrorCode::InvalidArgument || m_config.files.size() == 1)
                throw;
            m_preview.issues.push_back({Issue::Level::Refused, shownPath(path), 0, {}, error.text()});
            hinder(
                text(RETORT_TR("core",
                               "“%1” cannot be read. Take it out of the list, or bring a whole copy of it."),
                     shownPath(path.filename())));
        }
    }

    ImportPreview take() {
        std::vector<std::string> formats;
        for (const FilePreview &file : m_preview.files)
            formats.push_back(file.format);
        if (m_preview.hindrance.empty())
            requireUsedOptions(m_config, formats);
        m_preview.faults = m_counts.faultsById();
        m_preview.languages = m_counts.languages;
        if (m_preview.samples.empty())
            hinder(
                m_preview.recordsRead == 0
                    ? RETORT_TR("core", "There is nothing to import: the files are empty.")
                    : RETORT_TR("core",
                                "None of the first records can be read. See the problems for the reasons."));
        m_preview.ready = m_preview.hindrance.empty();
        return std::move(m_preview);
    }

private:
    void read(std::size_t index, std::int64_t wanted) {
        const std::filesystem::path &path = m_config.files[index];
        const FormatChoice choice = chooseFormat(path, m_config);
        RecordSource source(path);
        FilePreview &file = m_preview.files.back();
        file.bytes = source.bytes().size();
        file.compression = source.bytes().compression();
        file.encoding = source.bytes().encoding();
        file.shape = fileShapeId(source.shape());
        file.confidence = choice.confidence;
        file.guesses = choice.guesses;
        file.options = choice.options;
        file.columns = choice.columns;
        if (choice.format)
            file.format = choice.format->id;
        if (source.shape() == FileShape::Empty)
            return note(path, RETORT_TR("core", "The file is empty."));
        if (!choice.format)
            return noFormat(path, choice);
        readRecords(index, source, choice, wanted);
    }

    // Only the first one is shown; the others are among the issues.
    void hinder(Text why) {
        if (m_preview.hindrance.empty())
            m_preview.hindrance = std::move(why);
    }

    void note(const std::filesystem::path &path, Text reason) {
        m_preview.issues.push_back({Issue::Level::Warning, shownPath(path), 0, {}, std::move(reason)});
    }

    void noFormat(const std::filesystem::path &path, const FormatChoice &choice) {
        hinder(text(
            RETORT_TR("core", "The format of “%1” is not known. Choose one, or say which field is what."),
            shownPath(path.filename())));
        if (choice.headRecords == 0 && choice.firstRefusal)
            m_preview.issues.push_back(*choice.firstRefusal);
        else
            note(path, RETORT_TR("core", "No known format fits its fields. Choose one, or say with “Own "
                                         "mapping” which field is what."));
    }

    void readRecords(std::size_t index, RecordSource &source, const FormatChoice &choice,
                     std::int64_t wanted) {
        const auto reader = choice.format->reader(choice.options);
        BatchParser parser({&reader, ownSplitOf(m_config, source.bytes().path()), true});
        RawBatch batch;
        std::int64_t got = 0, looked = 0;
        const std::int64_t mostLooked = wanted * 20; // a file of refused records must not be read to its end
        while (got < wanted && looked < mostLooked && source.next(batch, 64 << 10)) {
            const std::size_t pieces = parser.prepare(batch);
            for (std::size_t i = 0; i < pieces; ++i)
                parser.piece(i, batch, m_job);
            for (std::size_t i = 0; i < batch.records.size() && got < wanted && looked < mostLooked;
                 ++i, ++looked)
                got += addOutcome(index, batch.records[i].line, parser.outcomes()[i], wanted - got);
        }
    }

    std::int64_t addOutcome(std::size_t index, std::int64_t line, RecordOutcome &outcome, std::int64_t room) {
        ++m_preview.recordsRead;
        if (auto &refusal = outcome.result.refusal) {
            ++m_preview.refused;
            m_preview.issues.push_back({Issue::Level::Refused, shownPath(m_config.files[index]), line,
                                        refusal->field, std::move(refusal->reason)});
            return 0;
        }
        for (auto &[field, placed] : outcome.places)
            addPlace(m_preview.files[index].fields, field, placed);
        std::int64_t added = 0;
        for (Sample &sample : outcome.result.samples) {
            if (added == room)
                break;
            m_counts.add(sample);
            m_preview.samples.push_back({index, line, std::move(sample)});
            ++added;
        }
        return added;
    }

    static void addPlace(std::vector<FieldPlacement> &fields, const std::string &field,
                         const std::string &placed) {
        constexpr std::size_t mostFields = 500; // a record may have a million
        const auto known = std::ranges::find_if(
            fields, [&](const FieldPlacement &f) { return f.field == field && f.place == placed; });
        if (known != fields.end())
            ++known->records;
        else if (fields.size() < mostFields)
            fields.push_back({field, placed, 1});
    }

    const ImportConfig &m_config;
    JobContext &m_job;
    ImportPreview m_preview;
    SampleCounts m_counts;
};

} // namespace

ImportPreview previewImport(const ImportConfig &config, int n, JobContext &job) {
    requireImportConfig(config);
    Previewer previewer(config, job);
    const std::int64_t files = std::int64_t(config.files.size());
    const std::int64_t each = std::max<std::int64_t>(1, (n + files - 1) / files);
    for (std::size_t i = 0; i < config.files.size(); ++i) {
        job.checkCancelled();
        job.progress(i, std::uint64_t(files), RETORT_TR("core", "Looking at the files"));
        previewer.look(i, each);
    }
    job.progress(std::uint64_t(files), std::uint64_t(files), RETORT_TR("core", "Looking at the files"));
    return previewer.take();
}

} // namespace retort
