// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/samples/segment.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/data/samples/segment_format.h"

#include <arrow/api.h>
#include <arrow/io/interfaces.h>
#include <arrow/ipc/writer.h>

#include <exception>

namespace fs = std::filesystem;

namespace retort {
namespace {

constexpr std::int64_t batchRows = 1024;
constexpr std::uint64_t batchBytes = 8u << 20;
constexpr std::size_t bufferBytes = 1u << 20; // Arrow writes its paddings and heads in small pieces

// Arrow's stream on a checked file; hashes what passes. The writer throws our errors again.
class CheckedStream : public arrow::io::OutputStream {
public:
    explicit CheckedStream(std::unique_ptr<CheckedFile> file) : m_file(std::move(file)) {
        m_buffer.reserve(bufferBytes);
    }
    arrow::Status Write(const void *data, int64_t size) override {
        try {
            if (m_buffer.size() + std::size_t(size) > bufferBytes)
                flush();
            if (std::size_t(size) >= bufferBytes)
                pass({static_cast<const char *>(data), std::size_t(size)});
            else
                m_buffer.append(static_cast<const char *>(data), std::size_t(size));
            m_position += size;
            return arrow::Status::OK();
        } catch (const std::exception &e) {
            m_failure = std::current_exception();
            return arrow::Status::IOError(e.what());
        }
    }
    using arrow::io::OutputStream::Write;
    arrow::Result<int64_t> Tell() const override { return m_position; }
    arrow::Status Close() override { return arrow::Status::OK(); }
    bool closed() const override { return m_file == nullptr; }

    void flush() {
        pass(m_buffer);
        m_buffer.clear();
    }
    void sync() {
        flush();
        m_file->sync();
    }
    std::string hash() const { return m_hash.hex(); }
    std::uint64_t position() const { return std::uint64_t(m_position); }
    std::exception_ptr failure() const { return m_failure; }

private:
    void pass(std::string_view bytes) {
        m_file->write(bytes);
        m_hash.update(bytes.data(), bytes.size());
    }
    std::unique_ptr<CheckedFile> m_file;
    std::string m_buffer;
    Xxh3Stream m_hash;
    int64_t m_position = 0;
    std::exception_ptr m_failure;
};

struct Builders {
    arrow::Int64Builder sample;
    std::array<arrow::StringBuilder, textColumnCount> texts;
    std::shared_ptr<arrow::StringBuilder> tag = std::make_shared<arrow::StringBuilder>();
    arrow::ListBuilder tags{arrow::default_memory_pool(), tag,
                            arrow::list(arrow::field("item", arrow::utf8(), false))};
    arrow::UInt32Builder faults;
};

void require(const arrow::Status &status) {
    if (status.IsOutOfMemory() || status.IsCapacityError())
        throw Error(ErrorCode::OutOfMemory, RETORT_TR("core", "Not enough memory to write samples (%1)."),
                    status.message());
    if (!status.ok())
        throw Error(ErrorCode::Internal, RETORT_TR("core", "Samples cannot be written (%1)."),
                    status.message());
}

template <typename T>
T required(arrow::Result<T> result) {
    require(result.status());
    return std::move(result).ValueUnsafe();
}

std::shared_ptr<arrow::KeyValueMetadata> metadataOf(const SegmentFacts &facts) {
    auto metadata = std::make_shared<arrow::KeyValueMetadata>();
    for (const auto &[key, value] : facts)
        metadata->Append("retort." + key, value);
    return metadata;
}

} // namespace

struct SegmentWriter::Impl {
    fs::path temporary, path;
    std::shared_ptr<CheckedStream> stream;
    std::shared_ptr<arrow::KeyValueMetadata> footer = std::make_shared<arrow::KeyValueMetadata>();
    std::shared_ptr<arrow::Schema> schema;
    std::shared_ptr<arrow::ipc::RecordBatchWriter> writer;
    Builders builders;
    std::int64_t rows = 0, pendingRows = 0;
    std::uint64_t bytes = 0, pendingBytes = 0;

    void append(std::int64_t sample, const Sample &texts);
    void flush();
    // Prefers the checked file's own error to Arrow's.
    void check(const arrow::Status &status) {
        if (!status.ok() && stream->failure())
            std::rethrow_exception(stream->failure());
        require(status);
    }
};

void SegmentWriter::Impl::append(std::int64_t sample, const Sample &texts) {
    require(builders.sample.Append(sample));
    for (std::size_t i = 0; i < textColumnCount; ++i)
        require(builders.texts[i].Append(texts.*sampleTexts[i].text));
    require(builders.tags.Append());
    for (const auto &tag : texts.tags)
        require(builders.tag->Append(tag));
    require(builders.faults.Append(texts.faults));
}

void SegmentWriter::Impl::flush() {
    if (pendingRows == 0)
        return;
    std::vector<std::shared_ptr<arrow::Array>> columns;
    const auto take = [&](arrow::ArrayBuilder &builder) { columns.push_back(required(builder.Finish())); };
    take(builders.sample);
    for (auto &builder : builders.texts)
        take(builder);
    take(builders.tags);
    take(builders.faults);
    check(writer->WriteRecordBatch(*arrow::RecordBatch::Make(schema, pendingRows, std::move(columns))));
    pendingRows = 0;
    pendingBytes = 0;
}

SegmentWriter::SegmentWriter(std::unique_ptr<CheckedFile> file, fs::path temporary, fs::path path,
                             const SegmentFacts &head)
    : m_impl(std::make_unique<Impl>()) {
    m_impl->temporary = std::move(temporary);
    m_impl->path = std::move(path);
    m_impl->stream = std::make_shared<CheckedStream>(std::move(file));
    SegmentFacts facts = head;
    facts["schema"] = std::to_string(segmentFormat);
    m_impl->schema = segmentSchema()->WithMetadata(metadataOf(facts));
    auto made = arrow::ipc::MakeFileWriter(m_impl->stream, m_impl->schema,
                                           arrow::ipc::IpcWriteOptions::Defaults(), m_impl->footer);
    m_impl->check(made.status());
    m_impl->writer = std::move(made).ValueUnsafe();
}

SegmentWriter::~SegmentWriter() = default;

void SegmentWriter::add(std::int64_t sample, const Sample &texts) {
    std::uint64_t size = 0;
    for (const SampleText &text : sampleTexts)
        size += (texts.*text.text).size();
    if (size > std::uint64_t(1) << 30)
        throw Error(ErrorCode::Unsupported, RETORT_TR("core", "A sample is larger than 1 GB."));
    if (m_impl->pendingRows > 0 && m_impl->pendingBytes + size > batchBytes)
        m_impl->flush();
    m_impl->append(sample, texts);
    ++m_impl->rows;
    ++m_impl->pendingRows;
    m_impl->bytes += size;
    m_impl->pendingBytes += size;
    if (m_impl->pendingRows >= batchRows)
        m_impl->flush();
}

std::int64_t SegmentWriter::rows() const {
    return m_impl->rows;
}
std::uint64_t SegmentWriter::bytes() const {
    return m_impl->bytes;
}

SegmentSeal SegmentWriter::finish(const SegmentFacts &footer) {
    m_impl->flush();
    for (const auto &[key, value] : footer)
        m_impl->footer->Append("retort." + key, value);
    m_impl->footer->Append("retort.rows", std::to_string(m_impl->rows));
    m_impl->check(m_impl->writer->Close());
    m_impl->stream->sync();
    renameDurably(m_impl->temporary, m_impl->path);
    return {m_impl->rows, m_impl->stream->position(), m_impl->stream->hash()};
}

} // namespace retort
