// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/safetensors.h"

#include "core/base/error.h"
#include "core/base/file.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace retort {
namespace {

struct TypeName {
    const char *name;
    at::ScalarType type;
};
constexpr TypeName typeNames[] = {{"F64", at::kDouble},         {"F32", at::kFloat},
                                  {"F16", at::kHalf},           {"BF16", at::kBFloat16},
                                  {"I64", at::kLong},           {"I32", at::kInt},
                                  {"I16", at::kShort},          {"I8", at::kChar},
                                  {"U64", at::kUInt64},         {"U32", at::kUInt32},
                                  {"U16", at::kUInt16},         {"U8", at::kByte},
                                  {"BOOL", at::kBool},          {"F8_E4M3", at::kFloat8_e4m3fn},
                                  {"F8_E5M2", at::kFloat8_e5m2}};

const char *nameOf(at::ScalarType type) {
    for (const TypeName &t : typeNames)
        if (t.type == type)
            return t.name;
    throw Error(ErrorCode::Internal, RETORT_TR("core", "Tensors of type %1 cannot be stored."),
                at::toString(type));
}

at::ScalarType typeOf(const std::string &name) {
    for (const TypeName &t : typeNames)
        if (name == t.name)
            return t.type;
    throw Error(ErrorCode::Unsupported, RETORT_TR("core", "Tensors of type %1 cannot be read."), name);
}

void readAt(int descriptor, void *to, std::uint64_t size, std::uint64_t offset,
            const std::filesystem::path &file) {
    auto *at = static_cast<char *>(to);
    while (size > 0) {
        const ssize_t got = pread(descriptor, at, std::min<std::uint64_t>(size, 1u << 30), off_t(offset));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throw systemError(errno, "read", file.string());
        if (got == 0)
            throw Error(ErrorCode::Damaged, RETORT_TR("core", "“%1” became shorter while it was read."),
                        file.string());
        at += got;
        offset += std::uint64_t(got);
        size -= std::uint64_t(got);
    }
}

std::string shapeText(at::IntArrayRef shape) {
    std::ostringstream out;
    out << shape;
    return out.str();
}

} // namespace

SafeTensorsReader::SafeTensorsReader(const std::filesystem::path &file) : m_file(file) {
    m_descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (m_descriptor < 0)
        throw systemError(errno, "open", file.string());
    try {
        struct stat status {};
        if (fstat(m_descriptor, &status) != 0)
            throw systemError(errno, "examine", file.string());
        const auto size = std::uint64_t(status.st_size);
        std::array<unsigned char, 8> head{};
        if (!S_ISREG(status.st_mode) || size < head.size())
            throw Error(ErrorCode::BadFormat, RETORT_TR("core", "“%1” is too short for a safetensors file."),
                        file.string());
        readAt(m_descriptor, head.data(), head.size(), 0, file);
        std::uint64_t length = 0;
        for (int i = 7; i >= 0; --i)
            length = length << 8 | head[std::size_t(i)];
        if (length > safeTensorsHeaderLimit || length > size - head.size())
            throw Error(
                ErrorCode::BadFormat,
                RETORT_TR("core",
                          "“%1” is not a safetensors file, or it is cut: its header would be %2 bytes long."),
                file.string(), length);
        std::string json(length, '\0');
        readAt(m_descriptor, json.data(), length, head.size(), file);
        m_dataBegin = head.size() + length;
        m_header = parseSafeTensorsHeader(json, size - m_dataBegin, file.string());
    } catch (...) {
        ::close(m_descriptor);
        throw;
    }
}

SafeTensorsReader::~SafeTensorsReader() {
    ::close(m_descriptor);
}

const SafeTensorInfo &SafeTensorsReader::info(const std::string &name) const {
    if (const SafeTensorInfo *found = m_header.find(name))
        return *found;
    throw Error(ErrorCode::NotFound, RETORT_TR("core", "“%1” has no tensor “%2”."), m_file.string(), name);
}

torch::Tensor SafeTensorsReader::read(const std::string &name) const {
    const SafeTensorInfo &t = info(name);
    torch::Tensor tensor = at::empty(t.shape, at::TensorOptions().dtype(typeOf(t.dtype)));
    if (t.bytes() > 0)
        readAt(m_descriptor, tensor.data_ptr(), t.bytes(), m_dataBegin + t.begin, m_file);
    return tensor;
}

bool SafeTensorsReader::contains(const std::string &name) const {
    return std::ranges::any_of(m_header.tensors, [&](const SafeTensorInfo &t) { return t.name == name; });
}

void SafeTensorsReader::readInto(const std::string &name, torch::Tensor target) const {
    const SafeTensorInfo &t = info(name);
    if (target.sizes() != at::IntArrayRef(t.shape))
        throw Error(ErrorCode::Mismatch,
                    RETORT_TR("core", "“%1”: tensor “%2” has the shape %3, the student needs %4."),
                    m_file.string(), name, shapeText(t.shape), shapeText(target.sizes()));
    const at::NoGradGuard noGrad;
    target.copy_(read(name));
}

void writeSafeTensors(const std::filesystem::path &file, const NamedTensors &tensors,
                      const std::map<std::string, std::string> &metadata) {
    SafeTensorsHeader header;
    header.metadata = metadata;
    std::uint64_t at = 0;
    for (const auto &[name, tensor] : tensors) {
        const std::uint64_t bytes = std::uint64_t(tensor.numel()) * tensor.element_size();
        header.tensors.push_back({name, nameOf(tensor.scalar_type()), tensor.sizes().vec(), at, at + bytes});
        at += bytes;
    }
    const std::string json = formatSafeTensorsHeader(header);
    CheckedFile out(file);
    std::array<char, 8> head{};
    for (std::size_t i = 0; i < head.size(); ++i)
        head[i] = char(std::uint64_t(json.size()) >> (8 * i) & 0xff);
    out.write(head.data(), head.size());
    out.write(json);
    for (const auto &[name, tensor] : tensors) {
        const torch::Tensor flat = tensor.detach().to(at::kCPU).contiguous();
        out.write(flat.data_ptr(), std::size_t(flat.numel()) * flat.element_size());
    }
    out.close();
}

} // namespace retort
