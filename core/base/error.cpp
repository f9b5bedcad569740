// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <cerrno>
#include <cstring>
#include <iterator>

namespace retort {

const char *errorCodeName(ErrorCode code) {
    static constexpr const char *names[] = {"invalid_argument", "not_found",     "already_exists",
                                            "bad_format",       "damaged",       "not_ours",
                                            "newer_version",    "disk_full",     "io",
                                            "permission",       "busy",          "unsupported",
                                            "missing_library",  "out_of_memory", "non_finite",
                                            "device",           "mismatch",      "internal"};
    static_assert(std::size(names) == std::size_t(ErrorCode::Internal) + 1);
    return names[std::size_t(code)];
}

Error::Error(ErrorCode code, Text text)
    : m_code(code),
      m_text(std::move(text)),
      m_what(renderEnglish(m_text)) {}
Error::~Error() = default;
Cancelled::~Cancelled() = default;

// What callers of systemError() pass as `action`, for the catalogue.
[[maybe_unused]] constexpr const char *actions[] = {
    RETORT_TR("core", "copy"), RETORT_TR("core", "create"),  RETORT_TR("core", "examine"),
    RETORT_TR("core", "lock"), RETORT_TR("core", "look at"), RETORT_TR("core", "open"),
    RETORT_TR("core", "read"), RETORT_TR("core", "remove"),  RETORT_TR("core", "rename"),
    RETORT_TR("core", "save"), RETORT_TR("core", "write"),
};

Error systemError(int errnoValue, const char *verb, const std::string &path) {
    const Text action(verb); // translated with the sentence
    switch (errnoValue) {
    case ENOSPC:
    case EDQUOT:
        return Error(ErrorCode::DiskFull,
                     RETORT_TR("core", "The disk is full: cannot %1 “%2”. Free some space and try again."),
                     action, path);
    case EACCES:
    case EPERM:
    case EROFS:
        return Error(ErrorCode::Permission, RETORT_TR("core", "No permission to %1 “%2” (%3)."), action, path,
                     std::strerror(errnoValue));
    case ENOENT:
        return Error(ErrorCode::NotFound, RETORT_TR("core", "Cannot %1 “%2”: it does not exist."), action,
                     path);
    default:
        return Error(ErrorCode::Io, RETORT_TR("core", "Cannot %1 “%2”: %3."), action, path,
                     std::strerror(errnoValue));
    }
}

} // namespace retort
