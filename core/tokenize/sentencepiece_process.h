// SPDX-License-Identifier: GPL-3.0-or-later
// sentencepiece's trainer in a child process: sentences go in through a socket, the model comes back through
// a pipe, its log through another. Killing it is the only way to cancel it. One thread uses an object;
// destroying it ends the child.
#pragma once

#include "core/base/error.h"
#include "core/base/job.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace retort {

using SentencePieceSettings = std::map<std::string, std::string>; // sentencepiece's flags

class SentencePieceProcess {
public:
    // Starts the program; ready() is false when that is not possible or it does not know the verb.
    SentencePieceProcess(const std::string &program, JobContext &job);
    ~SentencePieceProcess();
    SentencePieceProcess(const SentencePieceProcess &) = delete;
    SentencePieceProcess &operator=(const SentencePieceProcess &) = delete;
    bool ready() const { return m_ready; }

    void send(std::string_view record); // settings as JSON first, then sentences; throws Cancelled, Error
    std::string
    finish(int vocabSize); // waits, with progress from the log; the model's bytes; throws Cancelled, Error
    const std::string &log() const { return m_log; }

private:
    bool start(const std::string &program);
    bool handshake();
    void flush(std::size_t keep);
    void pump(bool forWriting, int timeout_ms); // takes what has come, waits for something at most so long
    void reportProgress(int vocabSize);
    Error failure();
    void end();

    JobContext &m_job;
    pid_t m_pid = -1;
    int m_input = -1, m_output = -1, m_errors = -1;
    bool m_ready = false;
    std::optional<int> m_status; // of waitpid
    std::string m_buffer, m_answer, m_log;
    std::size_t m_logRead = 0;
    double m_seedPieces = 0;
};

// Sentences one after the other.
class SentenceSource {
public:
    virtual ~SentenceSource() = default;
    virtual bool next(std::string &sentence) = 0; // false: no more, or broken()
    virtual bool broken() const = 0;              // cancelled, or the pipe ended early
};
// sentencepiece in this process. Returns its message, empty when all went well and `model` is filled.
std::string trainInThisProcess(const SentencePieceSettings &settings, SentenceSource &source,
                               std::string &model, bool withLog);

// The child's side: settings and sentences from stdin, the model to stdout. Returns an exit code.
int runSentencePieceChild(pid_t parent);
inline constexpr const char *sentencePieceVerb = "__train-sentencepiece";
inline constexpr std::string_view sentencePieceHandshake = "retort-sentencepiece-1\n";
inline constexpr std::uint32_t sentencePieceEnd = 0xffffffff; // in place of a record's length

} // namespace retort
