// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/format_choice.h"

#include "core/base/error.h"
#include "core/base/utf8.h"

#include <algorithm>

namespace retort {
namespace {

constexpr std::size_t headRecords = 100;
constexpr std::size_t headBytes = std::size_t(4) << 20;
constexpr double sureEnough = 0.3; // below, a wrong mapping would look like data

struct Head {
    std::vector<ParsedRecord> owners;
    std::vector<Record> records;
    std::optional<Issue> firstRefusal;
};

Head readHead(const std::filesystem::path &path) {
    Head head;
    RecordSource source(path);
    RawBatch batch;
    std::size_t bytes = 0;
    while (head.owners.size() < headRecords && bytes < headBytes && source.next(batch, 256 << 10)) {
        for (const RawRecord &raw : batch.records) {
            if (raw.tooLong || head.owners.size() == headRecords)
                continue;
            bytes += raw.size;
            ParsedRecord parsed(batch.of(raw));
            if (parsed.valid())
                head.owners.push_back(std::move(parsed));
            else if (!head.firstRefusal)
                head.firstRefusal =
                    Issue{Issue::Level::Refused, shownPath(path), raw.line, {}, parsed.refusal()};
        }
        if (batch.records.size() > 10 * headRecords && head.owners.empty())
            break; // no JSON at all
    }
    for (ParsedRecord &owner : head.owners)
        head.records.push_back(owner.record());
    return head;
}

// In "auto" the options may belong to the format of another file of the same import.
OptionValues optionsFor(const ImportFormat &format, const OptionValues &values) {
    OptionValues own;
    for (const auto &[id, value] : values)
        if (findOption(format.options, id))
            own[id] = value;
    return own;
}

// Who says which field is what wants the free mapping: no other format would look at it.
std::string namedFormat(const ImportConfig &config) {
    const ImportFormat *mapping = findImportFormat("mapping");
    const auto maps = [&](const auto &option) { return findOption(mapping->options, option.first); };
    const bool mapped = std::ranges::any_of(config.options, maps);
    return config.format == "auto" && mapped ? mapping->id : config.format;
}

} // namespace

void requireImportConfig(const ImportConfig &config) {
    if (config.files.empty())
        throw Error(ErrorCode::InvalidArgument,
                    RETORT_TR("core", "No file to import. Choose at least one .jsonl or .json file."));
    if (const std::string named = namedFormat(config); named != "auto") {
        const ImportFormat &format = requireImportFormat(named);
        for (const auto &[id, value] : config.options)
            if (!findOption(format.options, id))
                throw Error(ErrorCode::InvalidArgument,
                            RETORT_TR("core", "The format “%1” has no option “%2”. Leave the option out, or "
                                              "choose the format that has it."),
                            named, id);
        requireOptions(format.options, config.options);
        (void)format.reader(withDefaults(format.options, config.options));
        return;
    }
    for (const auto &[id, value] : config.options) {
        const auto knows = [&, name = id](const ImportFormat &format) {
            return findOption(format.options, name) != nullptr;
        };
        if (std::ranges::none_of(importFormats(), knows))
            throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "No import format has an option “%1”."),
                        id);
    }
}

void requireUsedOptions(const ImportConfig &config, const std::vector<std::string> &formats) {
    if (namedFormat(config) != "auto")
        return; // checked without any file
    for (const auto &[id, value] : config.options) {
        const auto has = [&, name = id](const std::string &format) {
            return !format.empty() && findOption(requireImportFormat(format).options, name);
        };
        if (std::ranges::any_of(formats, has))
            continue;
        std::string owners;
        for (const ImportFormat &format : importFormats())
            if (findOption(format.options, id))
                (owners += owners.empty() ? "" : ", ") += format.id;
        throw Error(ErrorCode::InvalidArgument,
                    RETORT_TR("core", "The option “%1” belongs to the format %2, and no file was recognised "
                                      "as that. Leave it out, or name the format."),
                    id, owners);
    }
}

FormatChoice chooseFormat(const std::filesystem::path &path, const ImportConfig &config) {
    const Head head = readHead(path);
    FormatChoice choice;
    choice.headRecords = std::int64_t(head.records.size());
    choice.firstRefusal = head.firstRefusal;
    choice.columns = columnsOf(head.records);
    for (const ImportFormat &format : importFormats())
        if (const double confidence = format.detect(head.records); confidence > 0)
            choice.guesses.push_back({format.id, confidence});
    std::ranges::stable_sort(choice.guesses, [](const FormatGuess &a, const FormatGuess &b) {
        return a.confidence > b.confidence;
    });
    if (const std::string named = namedFormat(config); named != "auto") {
        choice.format = &requireImportFormat(named);
        choice.confidence = 1;
    } else if (!choice.guesses.empty() && choice.guesses[0].confidence >= sureEnough) {
        choice.format = findImportFormat(choice.guesses[0].format);
        choice.confidence = choice.guesses[0].confidence;
    }
    if (!choice.format)
        return choice;
    const OptionValues own = optionsFor(*choice.format, config.options);
    requireOptions(choice.format->options, own);
    choice.options = choice.format->resolve(head.records, own);
    return choice;
}

std::string shownPath(const std::filesystem::path &path) {
    const std::string bytes = path.string();
    std::string shown;
    for (std::size_t at = 0; at < bytes.size();) {
        const char32_t c = decodeCodePoint(bytes, at);
        appendCodePoint(shown, c < 0x20 || c == 0x7F ? char32_t(0xFFFD)
                                                     : c); // a line end in a name must not break messages
    }
    return shown;
}

std::string ownSplitOf(const ImportConfig &config, const std::filesystem::path &path) {
    if (config.ownSplit == "record" || config.ownSplit.empty())
        return {};
    if (config.ownSplit != "file_name")
        return splitWord(config.ownSplit);
    for (const std::string &word : splitTrimmed(path.filename().string(), "._- "))
        if (std::string split = splitWord(word); !split.empty())
            return split;
    return {};
}

} // namespace retort
