// SPDX-License-Identifier: GPL-3.0-or-later
// The work itself and the child's end of the pipes.
#include "core/tokenize/sentencepiece_process.h"

#include <nlohmann/json.hpp>
#include <sentencepiece_trainer.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <unordered_map>

#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace retort {
namespace {

class SourceIterator final : public sentencepiece::SentenceIterator {
public:
    explicit SourceIterator(SentenceSource &source) : m_source(source) { Next(); }
    bool done() const override { return m_done; }
    void Next() override { m_done = !m_source.next(m_sentence); }
    const std::string &value() const override { return m_sentence; }
    sentencepiece::util::Status status() const override {
        // sentencepiece has no way to make a Status of its own code outside; a failed load gives one.
        if (!m_source.broken())
            return {};
        return sentencepiece::SentencePieceProcessor().Load("");
    }

private:
    SentenceSource &m_source;
    std::string m_sentence;
    bool m_done = false;
};

} // namespace

std::string trainInThisProcess(const SentencePieceSettings &settings, SentenceSource &source,
                               std::string &model, bool withLog) {
    std::unordered_map<std::string, std::string> flags(settings.begin(), settings.end());
    flags["minloglevel"] = withLog ? "0" : "2";
    SourceIterator iterator(source);
    const auto status = sentencepiece::SentencePieceTrainer::Train(flags, &iterator, &model);
    return status.ok() ? std::string() : std::string(status.error_message());
}

namespace {

bool readExactly(void *into, std::size_t size) {
    for (auto *at = static_cast<char *>(into); size > 0;) {
        const ssize_t n = ::read(0, at, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += n;
        size -= std::size_t(n);
    }
    return true;
}

bool writeAll(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(descriptor, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes.remove_prefix(std::size_t(n));
    }
    return true;
}

class InputSource final : public SentenceSource {
public:
    bool next(std::string &record) override {
        constexpr std::uint32_t longest = 64u << 20;
        std::uint32_t length = 0;
        if (!readExactly(&length, sizeof length))
            return fail();
        if (length == sentencePieceEnd)
            return false;
        if (length > longest)
            return fail();
        record.resize(length);
        return readExactly(record.data(), length) || fail();
    }
    bool broken() const override { return m_broken; }

private:
    bool fail() {
        m_broken = true;
        return false;
    }
    bool m_broken = false;
};

// When memory runs short the kernel shall take this process, not the window that holds a run.
void offerToOutOfMemoryKiller() {
    const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return;
    [[maybe_unused]] const bool written = writeAll(file, "500");
    ::close(file);
}

} // namespace

int runSentencePieceChild(pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent)
        return 3; // it died before the line above
    offerToOutOfMemoryKiller();
    const int answer = ::fcntl(1, F_DUPFD_CLOEXEC, 3); // nothing else may write between our bytes
    ::dup2(2, 1);
    if (answer < 0 || !writeAll(answer, sentencePieceHandshake))
        return 3;
    InputSource source;
    std::string record, model, message;
    if (!source.next(record))
        return 3;
    try {
        const auto settings = nlohmann::json::parse(record).get<SentencePieceSettings>();
        message = trainInThisProcess(settings, source, model, true);
    } catch (const std::exception &e) {
        std::fprintf(stderr, "%s\n", e.what());
        return 4;
    }
    if (source.broken())
        return 3;
    const std::string &body = message.empty() ? model : message;
    const std::string head = (message.empty() ? "ok " : "error ") + std::to_string(body.size()) + '\n';
    return writeAll(answer, head) && writeAll(answer, body) ? 0 : 3;
}

} // namespace retort
