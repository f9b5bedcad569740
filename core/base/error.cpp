// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <cerrno>
#include <cstring>

namespace retort {

const char *errorCodeName(ErrorCode code) {
    switch (code) {
    case ErrorCode::InvalidArgument:
        return "invalid_argument";
    case ErrorCode::NotFound:
        return "not_found";
    case ErrorCode::AlreadyExists:
        return "already_exists";
    case ErrorCode::BadFormat:
        return "bad_format";
    case ErrorCode::Damaged:
        return "damaged";
    case ErrorCode::NotOurs:
        return "not_ours";
    case ErrorCode::NewerVersion:
        return "newer_version";
    case ErrorCode::DiskFull:
        return "disk_full";
    case ErrorCode::Io:
        return "io";
    case ErrorCode::Permission:
        return "permission";
    case ErrorCode::Busy:
        return "busy";
    case ErrorCode::Unsupported:
        return "unsupported";
    case ErrorCode::MissingLibrary:
        return "missing_library";
    case ErrorCode::OutOfMemory:
        return "out_of_memory";
    case ErrorCode::NonFinite:
        return "non_finite";
    case ErrorCode::Device:
        return "device";
    case ErrorCode::Mismatch:
        return "mismatch";
    case ErrorCode::Internal:
        return "internal";
    }
    return "internal";
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
        return Error(
            ErrorCode::DiskFull,
            text(RETORT_TR("core", "The disk is full: cannot %1 “%2”. Free some space and try again."),
                 action, path));
    case EACCES:
    case EPERM:
    case EROFS:
        return Error(ErrorCode::Permission, text(RETORT_TR("core", "No permission to %1 “%2” (%3)."), action,
                                                 path, std::strerror(errnoValue)));
    case ENOENT:
        return Error(ErrorCode::NotFound,
                     text(RETORT_TR("core", "Cannot %1 “%2”: it does not exist."), action, path));
    default:
        return Error(ErrorCode::Io,
                     text(RETORT_TR("core", "Cannot %1 “%2”: %3."), action, path, std::strerror(errnoValue)));
    }
}

} // namespace retort
