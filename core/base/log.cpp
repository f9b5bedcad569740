// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include "core/base/file.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace retort {
namespace {
spdlog::level::level_enum levelOf(LogLevel level) {
    constexpr spdlog::level::level_enum levels[] = {spdlog::level::debug, spdlog::level::info,
                                                    spdlog::level::warn, spdlog::level::err};
    return levels[std::size_t(level)];
}
} // namespace

void startLog(std::string_view program, LogLevel standardError) {
    std::vector<spdlog::sink_ptr> sinks;
    auto terminal = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    terminal->set_level(levelOf(standardError));
    sinks.push_back(std::move(terminal));
    try {
        const auto path = stateFolder() / (std::string(program) + ".log");
        sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path.string(), 4u << 20, 3));
    } catch (const std::exception &) {
        // No writable state folder: standard error alone.
    }
    auto logger = std::make_shared<spdlog::logger>(std::string(program), sinks.begin(), sinks.end());
    logger->set_level(spdlog::level::debug);
    logger->flush_on(spdlog::level::warn);
    spdlog::set_default_logger(std::move(logger));
}

void log(LogLevel level, std::string_view message) {
    spdlog::log(levelOf(level), "{}", message);
}

} // namespace retort
