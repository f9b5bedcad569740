// SPDX-License-Identifier: GPL-3.0-or-later
// Files of one import test, in a folder that goes with it.
#pragma once

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <zlib.h>

class ImportFiles {
public:
    ImportFiles() = default;
    ~ImportFiles() { // QTemporaryDir cannot remove names that are not UTF-8
        std::error_code ignored;
        std::filesystem::remove_all(folder(), ignored);
    }
    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    std::filesystem::path write(const std::string &name, std::string_view bytes) const {
        const auto path = folder() / name;
        std::ofstream file(path, std::ios::binary | std::ios::trunc);
        file.write(bytes.data(), std::streamsize(bytes.size()));
        return path;
    }

    static std::string gzip(std::string_view bytes) {
        z_stream stream = {};
        deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
        std::string packed(deflateBound(&stream, uLong(bytes.size())), '\0');
        stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
        stream.avail_in = uInt(bytes.size());
        stream.next_out = reinterpret_cast<Bytef *>(packed.data());
        stream.avail_out = uInt(packed.size());
        deflate(&stream, Z_FINISH);
        packed.resize(stream.total_out);
        deflateEnd(&stream);
        return packed;
    }

    static std::string repeated(const std::string &line, int times) {
        std::string text;
        for (int i = 0; i < times; ++i)
            (text += line) += '\n';
        return text;
    }

private:
    QTemporaryDir m_folder;
};
