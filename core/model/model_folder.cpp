// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model_folder.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/learn/family_info.h"
#include "core/model/safetensors.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace retort {

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

constexpr const char *manifestName = "manifest.json";
constexpr int manifestFormat = 1;

Error damaged(const char *pattern, const fs::path &folder, const std::string &file) {
    return Error(ErrorCode::Damaged, pattern, folder.string(), file);
}
constexpr const char *missing =
    RETORT_TR("core", "The checkpoint “%1” is damaged: %2 is missing. Use another checkpoint of the run.");
constexpr const char *changed = RETORT_TR(
    "core", "The checkpoint “%1” is damaged: %2 was changed or cut. Use another checkpoint of the run.");
constexpr const char *unreadable = RETORT_TR(
    "core", "The checkpoint “%1” is damaged: %2 cannot be read. Use another checkpoint of the run.");

Json readJson(const fs::path &file) {
    const Json j = Json::parse(readFile(file), nullptr, false);
    if (!j.is_object())
        throw damaged(unreadable, file.parent_path(), file.filename().string());
    return j;
}

} // namespace

void writeManifest(const fs::path &folder) {
    std::vector<std::string> names;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder))
        if (entry.path().filename() != manifestName)
            names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    Json files = Json::array();
    for (const std::string &name : names)
        files.push_back({{"name", name},
                         {"bytes", fs::file_size(folder / name)},
                         {"xxh3", xxh3HexOfFile((folder / name).string())}});
    CheckedFile out(folder / manifestName);
    out.write(Json{{"format", manifestFormat}, {"files", files}}.dump(1));
    out.close();
    syncFolder(folder);
}

std::vector<ManifestFile> verifyManifest(const fs::path &folder) {
    if (!fs::exists(folder / manifestName))
        throw Error(ErrorCode::NotFound, RETORT_TR("core", "There is no whole checkpoint in “%1”."),
                    folder.string());
    const Json manifest = readJson(folder / manifestName);
    std::vector<ManifestFile> files;
    try {
        if (manifest.at("format").get<int>() > manifestFormat)
            throw Error(ErrorCode::NewerVersion,
                        RETORT_TR("core", "The checkpoint “%1” was written by a newer Retort."),
                        folder.string());
        for (const Json &entry : manifest.at("files"))
            files.push_back({entry.at("name").get<std::string>(), entry.at("bytes").get<std::uint64_t>(),
                             entry.at("xxh3").get<std::string>()});
    } catch (const Json::exception &) {
        throw damaged(unreadable, folder, manifestName);
    }
    for (const ManifestFile &file : files) {
        if (file.name.find('/') != std::string::npos || file.name == "..")
            throw damaged(unreadable, folder, manifestName);
        std::error_code status;
        const std::uint64_t bytes = fs::file_size(folder / file.name, status);
        if (status)
            throw damaged(missing, folder, file.name);
        if (bytes != file.bytes || xxh3HexOfFile((folder / file.name).string()) != file.hash)
            throw damaged(changed, folder, file.name);
    }
    return files;
}

void writeModelFiles(const fs::path &folder, const Model &student) {
    NamedTensors tensors;
    for (const Parameter &p : student.parameters().parameters())
        tensors.emplace_back(p.name, p.master);
    writeSafeTensors(folder / "model.safetensors", tensors, {{"format", "pt"}, {"program", "retort"}});
    CheckedFile config(folder / "config.json");
    config.write(familyInfo(student.config().family).hubConfig(student.config()));
    config.close();
    CheckedFile own(folder / "student.json");
    own.write(studentToJson(student.config()));
    own.close();
}

void writeTokenizerFiles(const fs::path &folder, const fs::path &tokenizerFile, const TemplateConfig &chat) {
    CheckedFile copy(folder / tokenizerFile.filename());
    copy.write(readFile(tokenizerFile));
    copy.close();
    CheckedFile out(folder / "template.json");
    out.write(Json{{"id", ChatTemplate::id},
                   {"tokenizer", tokenizerFile.filename().string()},
                   {"template", Json::parse(templateToJson(chat))}}
                  .dump());
    out.close();
}

void loadWeights(const fs::path &safetensors, Model &student) {
    const SafeTensorsReader reader(safetensors);
    for (const Parameter &p : student.parameters().parameters())
        reader.readInto(p.name, p.master.detach());
    for (const SafeTensorInfo &t : reader.header().tensors)
        student.parameters().parameter(t.name); // refuses a weight that the student has no place for
}

LoadedModel loadModel(const fs::path &folder, const DeviceTraits &device) {
    const std::vector<ManifestFile> files = verifyManifest(folder);
    LoadedModel model;
    try {
        model.student = makeModel(studentFromJson(readFile(folder / "student.json")), device);
        loadWeights(folder / "model.safetensors", *model.student);
    } catch (...) {
        rethrowTorch(device);
    }
    const Json chat = readJson(folder / "template.json");
    const std::string name = chat.value("tokenizer", "");
    if (std::ranges::none_of(files, [&](const ManifestFile &f) { return f.name == name; }))
        throw damaged(missing, folder, name);
    model.chat = std::make_shared<const ChatTemplate>(
        loadTokenizer(folder / name), templateFromJson(chat.value("template", Json::object()).dump()));
    if (model.chat->tokenizer()->vocabSize() > model.student->config().vocabSize)
        throw Error(ErrorCode::Mismatch,
                    RETORT_TR("core", "The tokenizer in “%1” does not belong to the student there."),
                    folder.string());
    return model;
}

} // namespace retort
