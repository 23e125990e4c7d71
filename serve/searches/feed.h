// Writes a feed of stories as Atom (RFC 4287). Texts may be any bytes: invalid UTF-8 becomes U+FFFD, and characters
// that XML 1.0 does not allow are left out. Pure functions.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible::serve {

/// One story in a feed.
struct FeedEntry {
    std::string id, title, link, language, summary;  ///< `id` a URN; language (BCP 47) and summary: "" for none
    std::int64_t updated_ms = 0;
    std::vector<std::pair<std::string, std::string>> themes;  ///< id and label of each
};

/// A feed. `id` is a URN, and never changes for the same feed.
struct Feed {
    std::string id, title, subtitle;
    std::string self, alternate;  ///< absolute addresses of the feed and of its page
    std::string author, scheme;   ///< who publishes; the address of the page that explains the themes
    std::vector<FeedEntry> entries;
};

/// Returns the feed as a complete XML document in UTF-8. Its `updated` is that of the newest entry; 1970 without one.
std::string atom(const Feed&);

/// Escapes text for content and double-quoted attributes of XML 1.0, after visible() of schemas/ground/visible.h.
std::string xml_escaped(std::string_view);

}  // namespace tangible::serve
