// SPDX-License-Identifier: GPL-3.0-or-later
// A student on disk: a folder that is whole or absent. Its manifest, written last, names every file with
// length and hash.
//   model.safetensors   Hugging Face Llama names, float32
//   config.json         as transformers reads it
//   student.json        StudentConfig
//   tokenizer.model     copy of the tokenizer, under its own file name
//   tokenizer.json … template.json   how samples were put to it
//   manifest.json
// Checkpoints (core/train/checkpoint) add the optimizer's state to it.
#pragma once

#include "core/base/export.h"
#include "core/codec/chat_template.h"
#include "core/model/model.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace retort {

struct ManifestFile {
    std::string name;
    std::uint64_t bytes = 0;
    std::string hash; // XXH3-128
};
// Every file in the folder, then the folder itself is synced. The hashes are of what was just written.
RETORT_LEARN_API void writeManifest(const std::filesystem::path &folder);
// Throws Error(Damaged) naming the first file that is missing, cut or changed; NotFound without a manifest.
RETORT_LEARN_API std::vector<ManifestFile> verifyManifest(const std::filesystem::path &folder);

// Weights, config and student; tied heads are stored once.
RETORT_LEARN_API void writeModelFiles(const std::filesystem::path &folder, const Model &student);
// The tokenizer's file as it is, and the template.
RETORT_LEARN_API void writeTokenizerFiles(const std::filesystem::path &folder,
                                          const std::filesystem::path &tokenizerFile,
                                          const TemplateConfig &chat);
RETORT_LEARN_API void loadWeights(const std::filesystem::path &safetensors, Model &student);

struct LoadedModel {
    ModelPtr student;
    std::shared_ptr<const ChatTemplate> chat;
};
// Verifies, then loads. Throws Error(Damaged, NotFound, Mismatch, OutOfMemory …).
RETORT_LEARN_API LoadedModel loadModel(const std::filesystem::path &folder, const DeviceTraits &device);

} // namespace retort
