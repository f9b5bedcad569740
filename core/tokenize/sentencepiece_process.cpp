// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenize/sentencepiece_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdint>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace retort {
namespace {

constexpr std::size_t sendChunk = 256 * 1024;
constexpr int poll_ms = 10; // how late a cancel may be noticed

void closeIf(int &descriptor) {
    if (descriptor >= 0)
        ::close(descriptor);
    descriptor = -1;
}

// Appends what can be read; closes the descriptor at its end.
void drain(int &descriptor, std::string &into) {
    char bytes[65'536];
    while (descriptor >= 0) {
        const ssize_t n = ::read(descriptor, bytes, sizeof bytes);
        if (n > 0)
            into.append(bytes, std::size_t(n));
        else if (n == 0 || (errno != EINTR && errno != EAGAIN))
            closeIf(descriptor);
        else if (errno == EAGAIN)
            return;
    }
}

} // namespace

SentencePieceProcess::SentencePieceProcess(const std::string &program, JobContext &job) : m_job(job) {
    m_ready = start(program) && handshake();
}

SentencePieceProcess::~SentencePieceProcess() {
    end();
}

bool SentencePieceProcess::start(const std::string &program) {
    int input[2], output[2], errors[2];
    // A socket, because writing to a dead child's pipe raises SIGPIPE.
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, input) != 0)
        return false;
    m_input = input[0];
    const bool piped = ::pipe2(output, O_CLOEXEC) == 0;
    const bool both = piped && ::pipe2(errors, O_CLOEXEC) == 0;
    if (both) {
        m_output = output[0];
        m_errors = errors[0];
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, input[1], 0);
        posix_spawn_file_actions_adddup2(&actions, output[1], 1);
        posix_spawn_file_actions_adddup2(&actions, errors[1], 2);
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        // A group of its own: Ctrl-C in a terminal reaches us only and ends as cancelled.
        posix_spawnattr_setflags(&attributes,
                                 POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        std::string parent = std::to_string(::getpid()), verb = sentencePieceVerb, name = program;
        std::array<char *, 4> arguments{name.data(), verb.data(), parent.data(), nullptr};
        if (::posix_spawn(&m_pid, program.c_str(), &actions, &attributes, arguments.data(), environ) != 0)
            m_pid = -1;
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&actions);
        ::close(errors[1]);
        ::fcntl(m_output, F_SETFL, O_NONBLOCK);
        ::fcntl(m_errors, F_SETFL, O_NONBLOCK);
    } else if (piped) {
        m_output = output[0];
    }
    if (piped)
        ::close(output[1]);
    ::close(input[1]);
    return m_pid > 0;
}

bool SentencePieceProcess::handshake() {
    using namespace std::chrono;
    const auto until = steady_clock::now() + seconds(20);
    const auto waiting = [&] {
        return m_answer.size() < sentencePieceHandshake.size()
               && sentencePieceHandshake.starts_with(m_answer);
    };
    while (waiting() && m_output >= 0 && steady_clock::now() < until)
        pump(false, poll_ms);
    if (!m_answer.starts_with(sentencePieceHandshake))
        return false;
    m_answer.erase(0, sentencePieceHandshake.size());
    return true;
}

void SentencePieceProcess::pump(bool forWriting, int timeout_ms) {
    m_job.checkCancelled();
    std::array<pollfd, 3> polls{pollfd{m_output, POLLIN, 0}, pollfd{m_errors, POLLIN, 0},
                                pollfd{forWriting ? m_input : -1, POLLOUT, 0}};
    if (::poll(polls.data(), polls.size(), timeout_ms) <= 0)
        return;
    drain(m_output, m_answer);
    drain(m_errors, m_log);
}

void SentencePieceProcess::send(std::string_view record) {
    const auto length = std::uint32_t(record.size());
    m_buffer.append(reinterpret_cast<const char *>(&length), sizeof length);
    m_buffer += record;
    if (m_buffer.size() >= sendChunk)
        flush(0);
}

void SentencePieceProcess::flush(std::size_t keep) {
    std::size_t sent = 0;
    while (m_buffer.size() - sent > keep) {
        if (m_output < 0)
            throw failure(); // it is gone
        const ssize_t n =
            ::send(m_input, m_buffer.data() + sent, m_buffer.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n > 0)
            sent += std::size_t(n);
        else if (errno == EAGAIN || errno == EINTR)
            pump(true, poll_ms);
        else
            throw failure();
        m_job.checkCancelled();
    }
    m_buffer.erase(0, sent);
}

std::string SentencePieceProcess::finish(int vocabSize) {
    m_buffer.append(reinterpret_cast<const char *>(&sentencePieceEnd), sizeof sentencePieceEnd);
    flush(0);
    closeIf(m_input);
    while (m_output >= 0) {
        pump(false, poll_ms);
        reportProgress(vocabSize);
    }
    drain(m_errors, m_log);
    const bool ok = m_answer.starts_with("ok ");
    const std::size_t line = m_answer.find('\n');
    const std::size_t space = m_answer.find(' ');
    std::size_t size = 0;
    if (line == std::string::npos || space > line
        || std::from_chars(m_answer.data() + space + 1, m_answer.data() + line, size).ec != std::errc()
        || m_answer.size() - line - 1 != size)
        throw failure();
    std::string body = m_answer.substr(line + 1);
    if (!ok)
        throw Error(ErrorCode::InvalidArgument,
                    RETORT_TR("core", "sentencepiece could not make a vocabulary: %1"), body);
    return body;
}

namespace {

// The number behind the last "size=" of lines that hold `mark`; 0: none.
double lastSize(std::string_view log, std::string_view mark) {
    const std::size_t at = log.rfind(mark);
    const std::size_t size = at == std::string_view::npos ? at : log.find("size=", at);
    double value = 0;
    if (size != std::string_view::npos)
        std::from_chars(log.data() + size + 5, log.data() + log.size(), value);
    return value;
}

} // namespace

// Unigram prunes from the seed pieces down to 1.1 × the vocabulary, a quarter at a time; BPE adds pieces.
void SentencePieceProcess::reportProgress(int vocabSize) {
    const std::size_t lineEnd = m_log.rfind('\n');
    if (lineEnd == std::string::npos || lineEnd <= m_logRead)
        return;
    const std::string_view news = std::string_view(m_log).substr(m_logRead, lineEnd - m_logRead);
    m_logRead = lineEnd;
    const double pieces = lastSize(news, "EM sub_iter=");
    const double merges = lastSize(news, "Added: ");
    double share = 0;
    if (pieces > 0) {
        m_seedPieces = std::max(m_seedPieces, pieces);
        const double whole = std::log(m_seedPieces / (1.1 * vocabSize));
        share = whole > 0 ? std::log(m_seedPieces / pieces) / whole : 1;
    } else if (merges > 0) {
        share = merges / vocabSize;
    } else {
        return;
    }
    m_job.progress(std::uint64_t(1000 * std::clamp(share, 0.0, 1.0)), 1000,
                   RETORT_TR("core", "Learning the vocabulary"));
}

Error SentencePieceProcess::failure() {
    drain(m_errors, m_log);
    int status = 0;
    if (m_pid > 0 && ::waitpid(m_pid, &status, 0) == m_pid)
        m_status = status;
    m_pid = -1;
    const bool killed = m_status && WIFSIGNALED(*m_status) && WTERMSIG(*m_status) == SIGKILL;
    const bool noMemory = m_log.find("bad_alloc") != std::string::npos;
    if (killed || noMemory)
        return Error(
            ErrorCode::OutOfMemory,
            RETORT_TR("core", "Training the tokenizer ran out of memory. Lower “Characters used at most”."));
    const std::size_t lastLine = m_log.find_last_not_of("\r\n");
    const std::size_t begin = lastLine == std::string::npos ? 0 : m_log.rfind('\n', lastLine) + 1;
    const std::string said =
        lastLine == std::string::npos ? std::string("-") : m_log.substr(begin, lastLine + 1 - begin);
    return Error(ErrorCode::Internal,
                 RETORT_TR("core", "sentencepiece ended unexpectedly. Its last words: %1"), said);
}

void SentencePieceProcess::end() {
    closeIf(m_input);
    closeIf(m_output);
    closeIf(m_errors);
    if (m_pid <= 0)
        return;
    ::kill(m_pid, SIGKILL);
    while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
    }
    m_pid = -1;
}

} // namespace retort
