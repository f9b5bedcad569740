// SPDX-License-Identifier: GPL-3.0-or-later
// Turns the texts of a batch into finished samples (faults and language judged), split over threads by
// JobContext::parallel; outcomes stand in input order, so any thread count gives the same samples.
#pragma once

#include "core/base/job.h"
#include "core/import/format.h"
#include "core/import/record_source.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <simdjson.h>

namespace retort {

// What is counted over samples, for previews and results.
struct SampleCounts {
    std::array<std::int64_t, faultCount> faults{};
    std::map<std::string, std::int64_t> languages;
    void add(const Sample &sample);
    std::map<std::string, std::int64_t> faultsById() const; // those above 0
};

struct RecordOutcome {
    RecordResult result;
    std::vector<std::pair<std::string, std::string>> places; // only when asked for
};

struct SampleFinish {
    const RecordReader *reader = nullptr;
    std::string ownSplit; // replaces the records' own; empty: theirs stays
    bool wantPlaces = false;
};

// Keeps the parsers of its threads from batch to batch.
class BatchParser {
public:
    explicit BatchParser(SampleFinish finish) : m_finish(std::move(finish)) {}

    // Splits the batch into pieces; piece(i) for i < pieces(batch) may run on any threads at once.
    std::size_t prepare(const RawBatch &batch);
    void piece(std::size_t index, const RawBatch &batch, const JobContext &job);
    std::vector<RecordOutcome> &outcomes() { return m_outcomes; }

private:
    struct Piece {
        std::size_t begin = 0, end = 0; // records
    };
    struct Tools {
        simdjson::dom::parser parser;
        std::string scratch;
    };
    RecordOutcome parse(const RawBatch &batch, const RawRecord &raw, Tools &tools) const;

    SampleFinish m_finish;
    std::vector<Piece> m_pieces;
    std::vector<std::unique_ptr<Tools>> m_tools; // by piece
    std::vector<RecordOutcome> m_outcomes;
};

// Faults seen in the texts, language; a split of its own for the whole file.
void finishSample(Sample &sample, const std::string &ownSplit);

} // namespace retort
