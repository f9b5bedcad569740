// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/torch_finder.h"

#include "core/base/error.h"
#include "core/base/file.h"

#include <cstdlib>
#include <dlfcn.h>
#include <fstream>
#include <sstream>

namespace retort {

namespace fs = std::filesystem;

namespace {

fs::path libraryIn(const fs::path &folder) {
    std::error_code status;
    for (const fs::path &candidate : {folder / "lib", folder})
        if (fs::exists(candidate / "libtorch_cpu.so", status))
            return fs::absolute(candidate, status);
    return {};
}

std::string firstLines(const fs::path &file) {
    std::ifstream in(file);
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
}

// "#define TORCH_VERSION_MAJOR 2" … → "2.11.0"
std::string versionFromHeader(const std::string &header) {
    std::string version;
    for (const char *part : {"TORCH_VERSION_MAJOR", "TORCH_VERSION_MINOR", "TORCH_VERSION_PATCH"}) {
        const std::size_t at = header.find("#define " + std::string(part) + " ");
        if (at == std::string::npos)
            return {};
        std::istringstream number(header.substr(at + 9 + std::string(part).size()));
        int value = -1;
        number >> value;
        version += (version.empty() ? "" : ".") + std::to_string(value);
    }
    return version;
}

// The first d.d.d in a text: "__version__ = '2.11.0+cpu'", "2.11.0+cu130".
std::string versionFromText(const std::string &textOfFile) {
    std::size_t begin = textOfFile.find_first_of("0123456789");
    if (begin == std::string::npos)
        return {};
    std::size_t end = textOfFile.find_first_not_of("0123456789.", begin);
    return textOfFile.substr(begin, end == std::string::npos ? end : end - begin);
}

} // namespace

const char *wantedTorchVersion() {
    return RETORT_TORCH_VERSION;
}

fs::path ownLibraryFolder() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<const void *>(&ownLibraryFolder), &info) == 0 || !info.dli_fname)
        return programFolder();
    std::error_code status;
    const fs::path file = fs::canonical(info.dli_fname, status);
    return status ? programFolder() : file.parent_path();
}

std::vector<fs::path> torchCandidates() {
    if (const char *chosen = std::getenv("RETORT_TORCH"); chosen && *chosen)
        return {chosen};
    std::vector<fs::path> candidates{ownLibraryFolder() / "torch", ownLibraryFolder()};
    const char *cache = std::getenv("RETORT_CACHE");
    candidates.push_back((cache && *cache ? fs::path(cache) : cacheFolder()) / "libraries"
                         / RETORT_TORCH_FOLDER);
    return candidates;
}

std::string torchVersionOf(const fs::path &library) {
    const fs::path root = library.parent_path();
    for (const fs::path &header : {root / "include/torch/headeronly/version.h",
                                   root / "include/torch/csrc/api/include/torch/version.h"})
        if (const std::string version = versionFromHeader(firstLines(header)); !version.empty())
            return version;
    for (const fs::path &file : {root / "version.py", root / "build-version", library / "torch-version"})
        if (const std::string version = versionFromText(firstLines(file)); !version.empty())
            return version;
    return {};
}

TorchPlace findTorch(const std::vector<fs::path> &candidates, const std::string &wantedVersion) {
    TorchPlace place;
    std::string seen;
    for (const fs::path &folder : candidates) {
        const fs::path library = libraryIn(folder);
        if (library.empty()) {
            seen += (seen.empty() ? "" : ", ") + folder.string();
            continue;
        }
        place.library = library;
        place.version = torchVersionOf(library);
        place.problem = {};
        if (place.version == wantedVersion)
            return place;
        place.problem =
            text(RETORT_TR(
                     "core",
                     "The LibTorch in “%1” is version %2, but this Retort was built for %3. Set RETORT_TORCH "
                     "to a folder with %3, or get it with “bash packaging/fetch_libraries.sh”."),
                 library.string(), place.version.empty() ? "?" : place.version, wantedVersion);
    }
    if (place.library.empty()) {
        place.problem = text(
            RETORT_TR("core", "LibTorch %1, which training, evaluation and chat need, was not found in: %2. "
                              "Get it with “bash packaging/fetch_libraries.sh”, or set RETORT_TORCH to a "
                              "folder that has it."),
            wantedVersion, seen);
    }
    return place;
}

} // namespace retort
