// The partnerships that stories belong to: who worked together, where, from when to when.
#pragma once
#include <string>
#include <vector>

namespace tangible {

/// One organisation or group in a partnership.
struct Partner {
    std::string name;
    std::string type;  ///< id of one of the story form's partner types
    bool operator==(const Partner&) const = default;
};

/// A partnership: the case that stories belong to and figures are counted by.
struct Partnership {
    std::string id;  ///< lower-case words joined by '-'; stays the same over years
    std::string name;
    std::string place;
    int began = 0;      ///< year; 0 when unknown
    int ended = 0;      ///< year; 0 while it goes on
    std::string grant;  ///< 360Giving grant id, or ""
    std::vector<Partner> partners;
    bool operator==(const Partnership&) const = default;

    /// Returns the types of the partners, sorted, each once.
    std::vector<std::string> types() const;
};

/// One answer to choose from: an id, and the words that people see.
struct Choice {
    std::string id, label;
    bool operator==(const Choice&) const = default;
};

}  // namespace tangible
