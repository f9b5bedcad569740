// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/record_batch.h"

#include "core/import/record.h"
#include "core/text/language.h"
#include "core/text/think_splitter.h"

namespace retort {

void SampleCounts::add(const Sample &sample) {
    for (int bit = 0; bit < faultCount; ++bit)
        faults[std::size_t(bit)] += sample.faults >> bit & 1u;
    ++languages[sample.language];
}

std::map<std::string, std::int64_t> SampleCounts::faultsById() const {
    std::map<std::string, std::int64_t> byId;
    for (const FaultInfo &info : faultTable())
        for (int bit = 0; bit < faultCount; ++bit)
            if (faultBit(info.fault) == 1u << bit && faults[std::size_t(bit)] > 0)
                byId[info.id] = faults[std::size_t(bit)];
    return byId;
}

void finishSample(Sample &sample, const std::string &ownSplit) {
    std::uint32_t seen = textFaults(sample.question, sample.reasoning, sample.answer);
    // Tags that the splitter left in the answer are counted as what they are, not once more.
    if (sample.faults
        & (faultBit(Fault::SeveralEndTags) | faultBit(Fault::NestedTags) | faultBit(Fault::EndWithoutStart)))
        seen &= ~faultBit(Fault::TagInField);
    sample.faults |= seen;
    sample.language = languageId(judgeLanguage(sample.question, sample.reasoning, sample.answer));
    if (!ownSplit.empty())
        sample.split = ownSplit;
}

std::size_t BatchParser::prepare(const RawBatch &batch) {
    constexpr std::size_t pieceBytes = 256 << 10;
    m_pieces.clear();
    std::size_t begin = 0, bytes = 0;
    for (std::size_t i = 0; i < batch.records.size(); ++i) {
        bytes += batch.records[i].size;
        if (bytes < pieceBytes && i + 1 < batch.records.size())
            continue;
        m_pieces.push_back({begin, i + 1});
        begin = i + 1;
        bytes = 0;
    }
    while (m_tools.size() < m_pieces.size())
        m_tools.push_back(std::make_unique<Tools>());
    m_outcomes.clear();
    m_outcomes.resize(batch.records.size());
    return m_pieces.size();
}

void BatchParser::piece(std::size_t index, const RawBatch &batch, const JobContext &job) {
    const Piece &piece = m_pieces[index];
    for (std::size_t i = piece.begin; i < piece.end; ++i) {
        job.checkCancelled();
        m_outcomes[i] = parse(batch, batch.records[i], *m_tools[index]);
    }
}

RecordOutcome BatchParser::parse(const RawBatch &batch, const RawRecord &raw, Tools &tools) const {
    RecordOutcome outcome;
    if (raw.tooLong) {
        outcome.result.refusal = Refusal{
            {},
            text(RETORT_TR(
                     "core",
                     "Longer than %1 MiB: no sample is that long, so a line end or quote is missing here."),
                 std::int64_t(RecordLimits{}.longestRecord_bytes >> 20))};
        return outcome;
    }
    ParseOutcome parsed = parseRecord(tools.parser, batch.text.data() + raw.offset, raw.size, tools.scratch);
    if (!parsed.object) {
        if (raw.cut)
            parsed.refusal = RETORT_TR(
                "core", "The file ends inside this record: it was not copied or downloaded to its end.");
        outcome.result.refusal = Refusal{{}, std::move(parsed.refusal)};
        return outcome;
    }
    Record record(*parsed.object);
    outcome.result = (*m_finish.reader)(record);
    if (m_finish.wantPlaces)
        outcome.places = record.placements();
    for (Sample &sample : outcome.result.samples)
        finishSample(sample, m_finish.ownSplit);
    return outcome;
}

} // namespace retort
