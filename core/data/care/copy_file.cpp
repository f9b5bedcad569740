// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/care/copy_file.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/job.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace fs = std::filesystem;

namespace retort {
namespace {

void copyBytes(const Descriptor &from, CheckedFile &to, const JobContext *job) {
    std::vector<char> buffer(1 << 20);
    while (const std::size_t n = from.read(buffer.data(), buffer.size())) {
        if (job)
            job->checkCancelled();
        to.write(buffer.data(), n);
    }
}

} // namespace

void copyFileDurably(const fs::path &from, const fs::path &to, const JobContext *job) {
    const Descriptor source(from);
    CheckedFile target(to);
    // Shares the blocks; not every file system can.
    if (::ioctl(target.descriptor(), FICLONE, source.value()) != 0)
        copyBytes(source, target, job);
    target.close();
    std::error_code status;
    if (fs::file_size(to, status) != fs::file_size(from, status) || status)
        throw Error(ErrorCode::Io, RETORT_TR("core", "The copy of “%1” is incomplete."), from.string());
}

} // namespace retort
