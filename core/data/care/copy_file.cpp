// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/care/copy_file.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/job.h"

#include <cerrno>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace fs = std::filesystem;

namespace retort {

namespace {

void copyBytes(int from, CheckedFile &to, const fs::path &source, const JobContext *job) {
    std::vector<char> buffer(1 << 20);
    for (;;) {
        if (job)
            job->checkCancelled();
        const ssize_t n = ::read(from, buffer.data(), buffer.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            throw systemError(errno, "read", source.string());
        if (n == 0)
            return;
        to.write(buffer.data(), std::size_t(n));
    }
}

struct Descriptor {
    int value;
    ~Descriptor() { ::close(value); }
};

} // namespace

void copyFileDurably(const fs::path &from, const fs::path &to, const JobContext *job) {
    const int opened = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
    if (opened < 0)
        throw systemError(errno, "open", from.string());
    const Descriptor source{opened};
    CheckedFile target(to);
    if (::ioctl(target.descriptor(), FICLONE, source.value)
        != 0) // shares the blocks; not every file system can
        copyBytes(source.value, target, from, job);
    target.close();
    std::error_code status;
    if (fs::file_size(to, status) != fs::file_size(from, status) || status)
        throw Error(ErrorCode::Io, text(RETORT_TR("core", "The copy of “%1” is incomplete."), from.string()));
}

} // namespace retort
