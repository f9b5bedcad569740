// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/safetensors_header.h"

#include "core/base/error.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace retort {

using Json = nlohmann::json;

namespace {

constexpr std::pair<const char *, int> types[] = {{"F64", 64}, {"F32", 32},    {"F16", 16},   {"BF16", 16},
                                                  {"I64", 64}, {"I32", 32},    {"I16", 16},   {"I8", 8},
                                                  {"U64", 64}, {"U32", 32},    {"U16", 16},   {"U8", 8},
                                                  {"BOOL", 8}, {"F8_E4M3", 8}, {"F8_E5M2", 8}};

class Parser {
public:
    Parser(std::string_view json, std::uint64_t dataSize, const std::string &file)
        : m_json(json),
          m_dataSize(dataSize),
          m_file(file) {}

    SafeTensorsHeader run() {
        if (m_json.empty() || m_json.front() != '{')
            fail(RETORT_TR("core", "“%1” is not a safetensors file: its header does not start with “{”."));
        const Json root = parse();
        SafeTensorsHeader header;
        for (const auto &[name, value] : root.items()) {
            if (name == "__metadata__")
                header.metadata = metadata(value);
            else
                header.tensors.push_back(tensor(name, value));
        }
        std::ranges::sort(header.tensors, [](const SafeTensorInfo &a, const SafeTensorInfo &b) {
            return std::tie(a.begin, a.end, a.name) < std::tie(b.begin, b.end, b.name);
        });
        checkCover(header.tensors);
        return header;
    }

private:
    [[noreturn]] void fail(const char *pattern, const std::string &tensor = {}) const {
        throw Error(ErrorCode::BadFormat, pattern, m_file, tensor.substr(0, 200));
    }

    // nlohmann keeps the last of two equal keys without a word, and nests without limit: both are refused on
    // the way.
    Json parse() const {
        std::vector<std::set<std::string>> keys;
        const auto watch = [&](int depth, Json::parse_event_t event, Json &parsed) {
            if (depth > 3)
                fail(RETORT_TR("core",
                               "“%1” is not a sound safetensors file: its header is nested too deeply."));
            if (event == Json::parse_event_t::object_start)
                keys.emplace_back();
            else if (event == Json::parse_event_t::object_end)
                keys.pop_back();
            else if (event == Json::parse_event_t::key
                     && !keys.back().insert(parsed.get<std::string>()).second)
                fail(RETORT_TR("core", "“%1” is not a sound safetensors file: “%2” is there twice."),
                     parsed.get<std::string>());
            return true;
        };
        try {
            return Json::parse(m_json.begin(), m_json.end(), watch);
        } catch (const Json::exception &) {
            fail(RETORT_TR("core", "“%1” is not a sound safetensors file: its header is not valid JSON."));
        }
    }

    std::map<std::string, std::string> metadata(const Json &value) const {
        std::map<std::string, std::string> result;
        if (!value.is_object())
            fail(RETORT_TR("core",
                           "“%1” is not a sound safetensors file: its metadata is not an object of texts."));
        for (const auto &[key, entry] : value.items()) {
            if (!entry.is_string())
                fail(RETORT_TR(
                    "core", "“%1” is not a sound safetensors file: its metadata is not an object of texts."));
            result[key] = entry.get<std::string>();
        }
        return result;
    }

    std::uint64_t number(const Json &value, const std::string &name) const {
        if (!value.is_number_unsigned())
            fail(RETORT_TR("core", "“%1” is not a sound safetensors file: a size or offset of “%2” is not a "
                                   "whole number from 0 on."),
                 name);
        return value.get<std::uint64_t>();
    }

    SafeTensorInfo tensor(const std::string &name, const Json &value) const {
        if (!value.is_object() || value.size() != 3 || !value.contains("dtype") || !value.contains("shape")
            || !value.contains("data_offsets"))
            fail(RETORT_TR("core", "“%1” is not a sound safetensors file: “%2” must have dtype, shape and "
                                   "data_offsets and nothing else."),
                 name);
        SafeTensorInfo info;
        info.name = name;
        if (!value["dtype"].is_string() || safeTensorBits(value["dtype"].get<std::string>()) == 0)
            fail(RETORT_TR("core", "“%1” is not a sound safetensors file: the type of “%2” is not known."),
                 name);
        info.dtype = value["dtype"].get<std::string>();
        const Json &offsets = value["data_offsets"];
        if (!value["shape"].is_array() || !offsets.is_array() || offsets.size() != 2)
            fail(RETORT_TR(
                     "core",
                     "“%1” is not a sound safetensors file: shape and data_offsets of “%2” must be lists."),
                 name);
        info.begin = number(offsets[0], name);
        info.end = number(offsets[1], name);
        if (info.begin > info.end || info.end > m_dataSize)
            fail(RETORT_TR("core", "“%1” is cut or damaged: the data of “%2” does not lie inside the file."),
                 name);
        std::uint64_t values = 1;
        for (const Json &size : value["shape"]) {
            const std::uint64_t n = number(size, name);
            if (n > std::uint64_t(std::numeric_limits<std::int64_t>::max())
                || __builtin_mul_overflow(values, n, &values))
                fail(RETORT_TR("core",
                               "“%1” is not a sound safetensors file: the shape of “%2” is too large."),
                     name);
            info.shape.push_back(std::int64_t(n));
        }
        std::uint64_t bits = 0;
        if (__builtin_mul_overflow(values, std::uint64_t(safeTensorBits(info.dtype)), &bits)
            || bits / 8 != info.bytes())
            fail(RETORT_TR("core", "“%1” is not a sound safetensors file: the data of “%2” is not as long as "
                                   "its shape says."),
                 name);
        return info;
    }

    void checkCover(const std::vector<SafeTensorInfo> &tensors) const {
        std::uint64_t at = 0;
        for (const SafeTensorInfo &t : tensors) {
            if (t.begin != at)
                fail(t.begin < at ? RETORT_TR(
                         "core",
                         "“%1” is not a sound safetensors file: “%2” shares bytes with another tensor.")
                                  : RETORT_TR("core", "“%1” is not a sound safetensors file: before “%2” "
                                                      "there are bytes of no tensor."),
                     t.name);
            at = t.end;
        }
        if (at != m_dataSize)
            fail(RETORT_TR("core",
                           "“%1” is not a sound safetensors file: there are bytes after the last tensor."));
    }

    std::string_view m_json;
    std::uint64_t m_dataSize;
    const std::string &m_file;
};

} // namespace

int safeTensorBits(std::string_view dtype) {
    for (const auto &[name, bits] : types)
        if (dtype == name)
            return bits;
    return 0;
}

const SafeTensorInfo *SafeTensorsHeader::find(std::string_view name) const {
    for (const SafeTensorInfo &t : tensors)
        if (t.name == name)
            return &t;
    return nullptr;
}

SafeTensorsHeader parseSafeTensorsHeader(std::string_view json, std::uint64_t dataSize,
                                         const std::string &file) {
    return Parser(json, dataSize, file).run();
}

std::string formatSafeTensorsHeader(const SafeTensorsHeader &header) {
    Json root = Json::object();
    if (!header.metadata.empty())
        root["__metadata__"] = header.metadata;
    for (const SafeTensorInfo &t : header.tensors)
        root[t.name] = {{"dtype", t.dtype}, {"shape", t.shape}, {"data_offsets", {t.begin, t.end}}};
    std::string json = root.dump();
    json.append((8 - json.size() % 8) % 8, ' ');
    return json;
}

} // namespace retort
