// SPDX-License-Identifier: GPL-3.0-or-later
// The loader. Order matters, and every line was tried: the OpenMP that Qt brings too, LibTorch
// by absolute path, CUDA before anything asks about CUDA, then our own library, whose needs are all met by
// then.
#include "core/learn/engine.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/learn/device.h"
#include "core/learn/torch_finder.h"

#include <algorithm>
#include <cstdlib>
#include <dlfcn.h>
#include <mutex>

namespace retort {

namespace fs = std::filesystem;

Engine::~Engine() = default;

namespace {

struct Loaded {
    std::mutex mutex;
    Engine *engine = nullptr;
    TorchPlace torch;
    Text cudaNote;
};
// Never destroyed: LibTorch is never closed, and a late thread may still ask.
Loaded &loaded() {
    static Loaded *state = new Loaded;
    return *state;
}

[[noreturn]] void cannotOpen(const std::string &what) {
    const char *reason = dlerror();
    throw Error(
        ErrorCode::MissingLibrary,
        RETORT_TR("core",
                  "“%1” cannot be opened: %2. “bash packaging/fetch_libraries.sh” mends a broken LibTorch."),
        what, reason ? reason : "?");
}

void open(const std::string &library, int flags = RTLD_NOW | RTLD_LOCAL) {
    if (!dlopen(library.c_str(), flags))
        cannotOpen(library);
}

// libcudart and libcupti are needed by the wheel's libtorch_cpu even without a GPU.
void openRuntimes(const fs::path &library) {
    std::vector<fs::path> found;
    for (const fs::directory_entry &entry : fs::directory_iterator(library)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("libcudart.so.") || name.starts_with("libcudart-")
            || name.starts_with("libcupti.so."))
            found.push_back(entry.path());
    }
    std::ranges::sort(found);
    for (const fs::path &file : found)
        open(file.string());
}

// ATen caches "no CUDA" for good on the first question, so this comes before anything that could ask one.
Text openCuda(const fs::path &library) {
    if (!nvidiaDriverPresent())
        return {};
    const std::string file = (library / "libtorch_cuda.so").string();
    if (!fs::exists(file))
        return text(RETORT_TR("core", "There is an NVIDIA driver, but this LibTorch has no CUDA part: run "
                                      "“bash packaging/fetch_libraries.sh” on this machine."));
    setenv("CUDA_DEVICE_ORDER", "PCI_BUS_ID", 0); // as listDevices() numbers them
    if (dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL))
        return {};
    const char *reason = dlerror();
    return text(RETORT_TR("core", "CUDA cannot be used: %1"), reason ? reason : "?");
}

fs::path learnLibrary() {
    if (const char *chosen = std::getenv("RETORT_LEARN_LIBRARY"); chosen && *chosen)
        return chosen;
    const std::vector<fs::path> folders{ownLibraryFolder(), programFolder(), programFolder() / "../lib"};
    for (const fs::path &folder : folders)
        if (fs::exists(folder / "libretort_learn.so"))
            return folder / "libretort_learn.so";
    return {};
}

Text missingLearn() {
    return text(
        RETORT_TR("core",
                  "This Retort was built without its learning part (libretort_learn.so is not in “%1”): "
                  "build it with -DRETORT_LEARN=ON, as packaging/run.sh does."),
        ownLibraryFolder().string());
}

Engine *load(Loaded &state) {
    state.torch = findTorch(torchCandidates(), wantedTorchVersion());
    if (!state.torch.problem.empty())
        throw Error(ErrorCode::MissingLibrary, state.torch.problem);
    const fs::path learn = learnLibrary();
    if (learn.empty())
        throw Error(ErrorCode::MissingLibrary, missingLearn());
    if (!dlopen("libgomp.so.1", RTLD_NOW | RTLD_GLOBAL))
        throw Error(ErrorCode::MissingLibrary,
                    RETORT_TR("core", "libgomp.so.1 is missing: install the package libgomp1."));
    openRuntimes(state.torch.library);
    open((state.torch.library / "libc10.so").string());
    open((state.torch.library / "libtorch_cpu.so").string());
    state.cudaNote = openCuda(state.torch.library);
    void *library = dlopen(learn.string().c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!library)
        cannotOpen(learn.string());
    const auto make = reinterpret_cast<Engine *(*)()>(dlsym(library, engineSymbol));
    if (!make)
        cannotOpen(learn.string());
    log(LogLevel::Info, "LibTorch " + state.torch.version + " from " + state.torch.library.string());
    if (!state.cudaNote.empty())
        log(LogLevel::Warning, renderEnglish(state.cudaNote));
    return make();
}

} // namespace

Engine &engine() {
    Loaded &state = loaded();
    const std::lock_guard lock(state.mutex);
    if (!state.engine)
        state.engine = load(state);
    return *state.engine;
}

EngineStatus engineStatus() {
    Loaded &state = loaded();
    EngineStatus status;
    {
        const std::lock_guard lock(state.mutex);
        status.loaded = state.engine != nullptr;
        if (status.loaded) {
            status.available = true;
            status.torchFolder = state.torch.library;
            status.version = state.torch.version;
            return status;
        }
    }
    const TorchPlace place = findTorch(torchCandidates(), wantedTorchVersion());
    status.torchFolder = place.library;
    status.version = place.version;
    status.problem = place.problem;
    if (status.problem.empty() && learnLibrary().empty())
        status.problem = missingLearn();
    status.available = status.problem.empty();
    return status;
}

Text loaderCudaNote() {
    Loaded &state = loaded();
    const std::lock_guard lock(state.mutex);
    return state.cudaNote;
}

} // namespace retort
