// SPDX-License-Identifier: GPL-3.0-or-later
// What ends an operation: throw Error, or Cancelled when the user asked for it. Findings about single records
// are Issue values (job.h) and never end a job. Foreign exceptions become Error where the library is called.
#pragma once

#include "core/base/export.h"
#include "core/base/text.h"

#include <exception>
#include <string>

namespace retort {

enum class ErrorCode {
    InvalidArgument, // a setting or argument is wrong; the text names it
    NotFound,
    AlreadyExists,
    BadFormat,    // a file is not what it should be
    Damaged,      // our own file fails its checks
    NotOurs,      // a file of another program
    NewerVersion, // written by a newer Retort
    DiskFull,
    Io, // any other failed system call; the text carries path and errno text
    Permission,
    Busy, // locked by somebody else
    Unsupported,
    MissingLibrary, // LibTorch or another run-time library is absent or has the wrong version
    OutOfMemory,
    NonFinite, // loss or gradient became NaN or Inf
    Device,    // CUDA error, no such device
    Mismatch,  // two inputs do not belong together (tokenizer hash, dataset version …)
    Internal   // our own bug
};

RETORT_DATA_API const char *errorCodeName(ErrorCode code); // stable, snake_case, used in --json

class RETORT_DATA_API Error : public std::exception {
public:
    Error(ErrorCode code, Text text);
    template <typename... Args>
    Error(ErrorCode code, const char *pattern, const Args &...args)
        : Error(code, retort::text(pattern, args...)) {}
    ~Error() override;
    ErrorCode code() const { return m_code; }
    const Text &text() const { return m_text; } // what is wrong, where, what to do
    const char *what() const noexcept override { return m_what.c_str(); }

private:
    ErrorCode m_code;
    Text m_text;
    std::string m_what;
};

class RETORT_DATA_API Cancelled : public std::exception {
public:
    ~Cancelled() override;
    const char *what() const noexcept override { return "cancelled"; }
};

// Error from errno of a failed call on `path`: DiskFull for ENOSPC/EDQUOT, Permission, NotFound, else Io.
RETORT_DATA_API Error systemError(int errnoValue, const char *action, const std::string &path);

} // namespace retort
