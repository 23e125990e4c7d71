// The case that stories belong to: who worked together, where, from when to when.
#pragma once
#include <string>
#include <vector>

namespace tangible {

struct Partner {
    std::string name;
    std::string type;  ///< an id of `partner_types()`
    bool operator==(const Partner&) const = default;
};

struct Partnership {
    std::string id;  ///< lower-case words joined by '-', stable over years
    std::string name;
    std::string place;
    int began = 0;      ///< year; 0 when unknown
    int ended = 0;      ///< year; 0 while it goes on
    std::string grant;  ///< 360Giving grant id, or ""
    std::vector<Partner> partners;
    bool operator==(const Partnership&) const = default;

    /// The partners' types, sorted, each once.
    std::vector<std::string> types() const;
};

/// An id and the words people see for it.
struct Choice {
    std::string id, label;
    bool operator==(const Choice&) const = default;
};

}  // namespace tangible
