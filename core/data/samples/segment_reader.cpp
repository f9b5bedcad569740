// SPDX-License-Identifier: GPL-3.0-or-later
// Reading side of segment.h.
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/job.h"
#include "core/data/samples/segment.h"
#include "core/data/samples/segment_format.h"

#include <arrow/api.h>
#include <arrow/io/file.h>
#include <arrow/io/memory.h>
#include <arrow/ipc/reader.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <list>
#include <mutex>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace retort {
namespace {

[[noreturn]] void throwDamaged(const fs::path &path, const std::string &why) {
    throw Error(ErrorCode::Damaged,
                RETORT_TR("core",
                          "The sample file “%1” is damaged (%2). Its samples cannot be read; all others can. "
                          "Restore the file from a copy of the project, or run “retort-cli project repair”."),
                path.string(), why);
}

// A whole file in memory by mmap; the descriptor is closed at once.
class MappedBuffer : public arrow::Buffer {
public:
    MappedBuffer(const std::uint8_t *data, std::int64_t size) : arrow::Buffer(data, size) {}
    ~MappedBuffer() override {
        if (size_ > 0)
            ::munmap(const_cast<std::uint8_t *>(data_), std::size_t(size_));
    }
};

std::shared_ptr<arrow::Buffer> mapFile(const fs::path &path) {
    const Descriptor file(path);
    struct stat info {};
    if (::fstat(file.value(), &info) != 0)
        throw systemError(errno, "read", path.string());
    if (info.st_size == 0)
        throwDamaged(path, "empty");
    void *const data = ::mmap(nullptr, std::size_t(info.st_size), PROT_READ, MAP_SHARED, file.value(), 0);
    if (data == MAP_FAILED)
        throw systemError(errno, "read", path.string());
    return std::make_shared<MappedBuffer>(static_cast<const std::uint8_t *>(data), info.st_size);
}

arrow::ipc::IpcReadOptions readOptions() {
    auto options = arrow::ipc::IpcReadOptions::Defaults();
    options.use_threads = false; // work is split by JobContext::parallel only
    options.ensure_alignment = arrow::ipc::Alignment::kDataTypeSpecificAlignment;
    return options;
}

} // namespace

const std::shared_ptr<arrow::Schema> &segmentSchema() {
    static const auto schema = [] {
        std::vector<std::shared_ptr<arrow::Field>> fields{arrow::field("sample", arrow::int64(), false)};
        for (const SampleText &text : sampleTexts)
            fields.push_back(arrow::field(text.name, arrow::utf8(), false));
        fields.push_back(
            arrow::field("tags", arrow::list(arrow::field("item", arrow::utf8(), false)), false));
        fields.push_back(arrow::field("faults", arrow::uint32(), false));
        return arrow::schema(std::move(fields));
    }();
    return schema;
}

struct Segment::Impl {
    fs::path path;
    SegmentFacts facts;
    std::shared_ptr<arrow::ipc::RecordBatchFileReader> reader;
    bool mapped = true;
    std::array<int, segmentColumnCount> places{};          // as in Batch
    std::vector<std::int64_t> firstRows;                   // of each batch, and the row count at the end
    std::vector<std::shared_ptr<arrow::RecordBatch>> held; // all, when mapped
    // Unmapped: the batches used last.
    mutable std::mutex mutex;
    mutable std::list<std::pair<int, std::shared_ptr<arrow::RecordBatch>>> recent;

    std::shared_ptr<arrow::RecordBatch> load(int index) const;
    std::shared_ptr<arrow::RecordBatch> batch(int index) const;
    void openReader(std::shared_ptr<arrow::io::RandomAccessFile> file);
    void validateAll(const JobContext *job);
    void findColumns();
    void takeFacts(const std::shared_ptr<const arrow::KeyValueMetadata> &metadata);
};

std::shared_ptr<arrow::RecordBatch> Segment::Impl::load(int index) const {
    auto result = reader->ReadRecordBatch(index);
    if (!result.ok())
        throwDamaged(path, result.status().message());
    return std::move(result).ValueUnsafe();
}

std::shared_ptr<arrow::RecordBatch> Segment::Impl::batch(int index) const {
    if (mapped)
        return held[std::size_t(index)];
    constexpr std::size_t keep = 16;
    const std::lock_guard lock(mutex);
    for (auto it = recent.begin(); it != recent.end(); ++it)
        if (it->first == index) {
            recent.splice(recent.begin(), recent, it);
            return it->second;
        }
    recent.emplace_front(index, load(index));
    if (recent.size() > keep)
        recent.pop_back();
    return recent.front().second;
}

void Segment::Impl::takeFacts(const std::shared_ptr<const arrow::KeyValueMetadata> &metadata) {
    for (std::int64_t i = 0; metadata && i < metadata->size(); ++i)
        if (metadata->key(i).starts_with("retort."))
            facts[metadata->key(i).substr(7)] = metadata->value(i);
}

void Segment::Impl::openReader(std::shared_ptr<arrow::io::RandomAccessFile> file) {
    auto opened = arrow::ipc::RecordBatchFileReader::Open(std::move(file), readOptions());
    if (!opened.ok())
        throwDamaged(path, opened.status().message());
    reader = std::move(opened).ValueUnsafe();
    takeFacts(reader->schema()->metadata());
    takeFacts(reader->metadata());
    if (const auto format = facts.find("schema"); format != facts.end() && format->second.size() < 9
                                                  && std::atoi(format->second.c_str()) > segmentFormat)
        throw Error(ErrorCode::Unsupported,
                    RETORT_TR("core", "The sample file “%1” has format %2; this Retort reads formats up to "
                                      "%3. A newer Retort wrote it: use that one."),
                    path.string(), format->second, segmentFormat);
    findColumns();
}

// What is there must have the type that Retort writes; of a sample only these three texts are needed.
void Segment::Impl::findColumns() {
    const arrow::Schema &found = *reader->schema();
    for (int i = 0; i < segmentColumnCount; ++i) {
        const arrow::Field &field = *segmentSchema()->field(i);
        const int at = places[std::size_t(i)] = found.GetFieldIndex(field.name());
        if (at >= 0 ? !found.field(at)->Equals(field, false)
                    : i == sampleColumnAt || i == textColumnsAt + int(TextColumn::Question)
                          || i == textColumnsAt + int(TextColumn::Reasoning)
                          || i == textColumnsAt + int(TextColumn::Answer))
            throwDamaged(path, "other columns than Retort writes");
    }
}

void Segment::Impl::validateAll(const JobContext *job) {
    const int count = reader->num_record_batches();
    firstRows.push_back(0);
    for (int i = 0; i < count; ++i) {
        if (job)
            job->checkCancelled();
        auto loaded = load(i);
        if (const auto status = loaded->ValidateFull(); !status.ok())
            throwDamaged(path, status.message());
        for (int column = 0; column < loaded->num_columns(); ++column)
            if (loaded->column(column)->null_count() != 0)
                throwDamaged(path, "missing values");
        firstRows.push_back(firstRows.back() + loaded->num_rows());
        if (mapped)
            held.push_back(std::move(loaded));
    }
}

Segment::Segment() : m_impl(std::make_unique<Impl>()) {}
Segment::~Segment() = default;

namespace {

// In pieces, so that a cancel is heard.
std::string hashOf(const arrow::Buffer &mapped, const JobContext *job) {
    constexpr std::int64_t piece = 8 << 20; // some milliseconds
    Xxh3Stream hash;
    for (std::int64_t at = 0; at < mapped.size(); at += piece) {
        if (job)
            job->checkCancelled();
        hash.update(mapped.data() + at, std::size_t(std::min(piece, mapped.size() - at)));
    }
    return hash.hex();
}

void checkSeal(const fs::path &path, const SegmentSeal &seal, const arrow::Buffer *mapped,
               const JobContext *job) {
    std::error_code status;
    const std::uint64_t size =
        mapped ? std::uint64_t(mapped->size()) : std::uint64_t(fs::file_size(path, status));
    if (status)
        throw systemError(status.value(), "read", path.string());
    if (size != seal.bytes)
        throwDamaged(path, std::to_string(size) + " bytes instead of " + std::to_string(seal.bytes));
    std::string hash;
    if (mapped) {
        ::madvise(const_cast<std::uint8_t *>(mapped->data()), std::size_t(mapped->size()), MADV_SEQUENTIAL);
        hash = hashOf(*mapped, job);
        ::madvise(const_cast<std::uint8_t *>(mapped->data()), std::size_t(mapped->size()), MADV_NORMAL);
    } else {
        hash = xxh3HexOfFile(path.string());
    }
    if (hash != seal.hash)
        throwDamaged(path, "its checksum is wrong");
}

} // namespace

std::shared_ptr<const Segment> Segment::open(const fs::path &path, const std::optional<SegmentSeal> &expected,
                                             bool map, const JobContext *job) {
    const std::shared_ptr<Segment> segment(new Segment);
    Impl &impl = *segment->m_impl;
    impl.path = path;
    impl.mapped = map;
    try {
        const auto buffer = map ? mapFile(path) : nullptr;
        if (expected)
            checkSeal(path, *expected, buffer.get(), job);
        std::shared_ptr<arrow::io::RandomAccessFile> file;
        if (map) {
            file = std::make_shared<arrow::io::BufferReader>(buffer);
        } else {
            auto opened = arrow::io::ReadableFile::Open(path.string());
            if (!opened.ok())
                throw Error(ErrorCode::Io, RETORT_TR("core", "Cannot read “%1” (%2)."), path.string(),
                            opened.status().message());
            file = std::move(opened).ValueUnsafe();
        }
        impl.openReader(std::move(file));
        impl.validateAll(job);
    } catch (const std::bad_alloc &) { // a damaged length
        throwDamaged(path, "impossible lengths");
    }
    if (expected && impl.firstRows.back() != expected->rows)
        throwDamaged(path, "another number of rows");
    return segment;
}

TextColumnView Segment::Batch::text(TextColumn column) const {
    const auto &batch = *static_cast<const arrow::RecordBatch *>(keep.get());
    const int at = places[std::size_t(textColumnsAt + int(column))];
    if (at < 0)
        return {nullptr, nullptr, rows};
    const auto &array = static_cast<const arrow::StringArray &>(*batch.column(at));
    static constexpr char nothing = 0;
    const auto *const data =
        array.value_data() ? reinterpret_cast<const char *>(array.value_data()->data()) : nullptr;
    return {data ? data : &nothing, array.raw_value_offsets(), array.length()};
}

std::int64_t Segment::rows() const {
    return m_impl->firstRows.back();
}
const SegmentFacts &Segment::facts() const {
    return m_impl->facts;
}

Segment::Batch Segment::batch(int index) const {
    const auto first = m_impl->firstRows[std::size_t(index)];
    return {m_impl->batch(index), first, m_impl->firstRows[std::size_t(index) + 1] - first, m_impl->places};
}

int Segment::batchOfRow(std::int64_t row) const {
    const auto &firsts = m_impl->firstRows;
    if (row < 0 || row >= firsts.back())
        throwDamaged(m_impl->path, "it lacks row " + std::to_string(row));
    return int(std::ranges::upper_bound(firsts, row) - firsts.begin()) - 1;
}

Sample Segment::sample(std::int64_t row) const {
    const Batch found = batch(batchOfRow(row));
    const std::int64_t at = row - found.firstRow;
    const auto &batch = *static_cast<const arrow::RecordBatch *>(found.keep.get());
    Sample s;
    for (std::size_t i = 0; i < textColumnCount; ++i)
        if (found.places[textColumnsAt + i] >= 0)
            s.*sampleTexts[i].text = found.text(TextColumn(i)).at(at);
    if (const int column = found.places[tagsColumnAt]; column >= 0) {
        const auto &tags = static_cast<const arrow::ListArray &>(*batch.column(column));
        const auto &items = static_cast<const arrow::StringArray &>(*tags.values());
        for (auto i = tags.value_offset(at); i < tags.value_offset(at + 1); ++i)
            s.tags.emplace_back(items.GetView(i));
    }
    if (const int column = found.places[faultsColumnAt]; column >= 0)
        s.faults = static_cast<const arrow::UInt32Array &>(*batch.column(column)).Value(at);
    return s;
}

} // namespace retort
