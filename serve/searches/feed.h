// A feed of stories as Atom (RFC 4287).  Pure; any bytes may stand in its texts, and what XML cannot hold is left out.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible::serve {

struct FeedEntry {
    std::string id, title, link, language, summary;  ///< language and summary: "" for none
    std::int64_t updated_ms = 0;
    std::vector<std::pair<std::string, std::string>> themes;  ///< id, label
};

struct Feed {
    std::string id, title, subtitle;
    std::string self, alternate;  ///< whole addresses
    std::string author, scheme;   ///< of the themes: where they are explained
    std::vector<FeedEntry> entries;
};

/// Its `updated` is the newest entry's, 1970 when there is none.
std::string atom(const Feed&);

/// For text and quoted attributes of XML 1.0.
std::string xml_escaped(std::string_view);

}  // namespace tangible::serve
