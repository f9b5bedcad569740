// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors to and from safetensors files through our own checked reads and writes: LibTorch never touches the
// disk (it ends the program when one is full). Files are read by pread, not mapped: a foreign file may change
// under us. Any thread.
#pragma once

#include "core/model/safetensors_header.h"

#include <filesystem>
#include <string>
#include <torch/types.h>
#include <utility>
#include <vector>

namespace retort {

class RETORT_LEARN_API SafeTensorsReader {
public:
    // Reads and checks the header. Throws Error(BadFormat), systemError.
    explicit SafeTensorsReader(const std::filesystem::path &file);
    ~SafeTensorsReader();
    SafeTensorsReader(const SafeTensorsReader &) = delete;
    SafeTensorsReader &operator=(const SafeTensorsReader &) = delete;

    const SafeTensorsHeader &header() const { return m_header; }
    bool contains(const std::string &name) const;
    // A new CPU tensor of the stored type. Throws Error(NotFound).
    torch::Tensor read(const std::string &name) const;
    // Into a tensor of the same shape, converting type and device. Throws Error(Mismatch) naming both
    // shapes.
    void readInto(const std::string &name, torch::Tensor target) const;

private:
    const SafeTensorInfo &info(const std::string &name) const;
    std::filesystem::path m_file;
    int m_descriptor = -1;
    std::uint64_t m_dataBegin = 0;
    SafeTensorsHeader m_header;
};

using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;

// Writes and syncs `file` in place (the caller writes into a folder that is not visible yet, or renames).
// Tensors may be on any device and of any stride; one at a time is copied.
RETORT_LEARN_API void writeSafeTensors(const std::filesystem::path &file, const NamedTensors &tensors,
                                       const std::map<std::string, std::string> &metadata = {});

} // namespace retort
