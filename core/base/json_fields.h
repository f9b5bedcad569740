// SPDX-License-Identifier: GPL-3.0-or-later
// A struct to and from a JSON object by one list of its fields, which is a function
//   template <typename State, typename Visit> void eachField(State &s, Visit &&field) { field("step",
//   s.step); … }
// called with a JsonWriter or a JsonReader.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>

namespace retort {

struct JsonWriter {
    nlohmann::json object = nlohmann::json::object();
    template <typename T>
    void operator()(const char *name, const T &value) {
        if constexpr (std::is_floating_point_v<T>)
            object[name] = std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(); // JSON has no NaN
        else
            object[name] = value;
    }
};

// A field that is missing or null keeps its value. Throws nlohmann::json::exception for one of another type.
struct JsonReader {
    const nlohmann::json &object;
    template <typename T>
    void operator()(const char *name, T &value) const {
        if (const auto it = object.find(name); it != object.end() && !it->is_null())
            it->get_to(value);
    }
};

} // namespace retort
