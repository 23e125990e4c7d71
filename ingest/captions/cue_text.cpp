// Removes the markup of a cue's text (W3C WebVTT, section 6.4), and notes who speaks: <v Ann>Hello</v>.  SubRip borrows
// tags from HTML and has some of its own, so all are treated alike.
//
// Only known tags are removed.  Writers of captions put other words in angle brackets, <laughs>, and those stay.
#include "ingest/captions/captions.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/utf8.h"
#include <algorithm>
#include <array>
#include <charconv>

namespace tangible::ingest {
namespace {

constexpr std::array<std::string_view, 13> known_tags = {"c",    "i",    "b", "u",      "ruby", "rt",  "v",
                                                         "lang", "font", "s", "strong", "em",   "span"};

/// A character reference by name: "&amp;" is "&".
struct Reference {
    std::string_view name, text;
};
constexpr std::array references = {
    Reference{"amp", "&"}, Reference{"lt", "<"}, Reference{"gt", ">"},    Reference{"nbsp", " "},
    Reference{"lrm", ""},  Reference{"rlm", ""}, Reference{"quot", "\""}, Reference{"apos", "'"},
};
// Limits to how far '&' looks for ';' and '<' for '>', so that a file of nothing but these stays linear.
constexpr std::size_t max_reference_bytes = 10, max_tag_bytes = 256;

/// Appends the character that `name`, the text between '&' and ';', stands for: "amp", "#233", "#xE9".  Returns false
/// when it stands for none.
bool append_named(std::string& out, std::string_view name) {
    auto found = std::ranges::find(references, name, &Reference::name);
    if (found != references.end()) return out += found->text, true;
    if (!name.starts_with('#')) return false;
    name.remove_prefix(1);
    bool hex = name.starts_with('x') || name.starts_with('X');
    if (hex) name.remove_prefix(1);
    std::uint32_t code = 0;
    auto [end, trouble] = std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
    bool letter = trouble == std::errc() && end == name.data() + name.size() && code >= 0x20 && code < 0x110000 &&
                  (code < 0xD800 || code > 0xDFFF);
    if (letter) append(out, code);
    return letter;
}

std::string without_references(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto end = text[i] == '&' ? text.substr(i, max_reference_bytes).find(';') : text.npos;
        if (end != text.npos && append_named(out, text.substr(i + 1, end - 1)))
            i += end;
        else
            out += text[i];
    }
    return out;
}

/// A tag: of <v.loud Ann>, the name is "v" and the annotation " Ann".
struct Tag {
    std::string name;  ///< in lower case; "/v" for an end tag; "" for a time stamp
    std::string_view annotation;
    std::size_t size = 0;  ///< in bytes, with its brackets; 0: there is no tag
};

/// Returns the tag at the front of `s`, which begins with '<'.  A tag that is not known is text.  A time stamp such as
/// <00:01.500> is a tag without a name.
Tag tag_at(std::string_view s) {
    auto end = s.substr(0, max_tag_bytes).find('>');
    std::string_view inside = s.substr(1, end == s.npos ? s.npos : end - 1);
    bool time = !inside.empty() && inside[0] >= '0' && inside[0] <= '9' && inside.find(':') != inside.npos;
    if (time && end != s.npos) return {"", {}, end + 1};
    std::string_view word = inside.substr(0, inside.find_first_of(" \t\n.="));
    std::string name = lower_ascii(word);
    std::string_view bare = std::string_view(name).substr(name.starts_with('/') ? 1 : 0);
    if (end == s.npos || std::ranges::find(known_tags, bare) == known_tags.end()) return {};
    auto space = inside.find_first_of(" \t\n");
    return {name, space == inside.npos ? std::string_view() : inside.substr(space), end + 1};
}

/// Returns the text trimmed, with each run of blanks as one space.
std::string one_line(std::string_view text) {
    std::string out;
    for (char c : trimmed(text))
        if (bool blank = c == '\n' || c == '\t' || c == ' '; !blank || out.back() != ' ') out += blank ? ' ' : c;
    return out;
}

/// Goes through a cue's text once, and ends a line at '\n' and where the voice changes.
class Reader {
public:
    std::vector<Spoken> lines(std::string_view text) {
        while (!text.empty()) {
            std::size_t size = step(text);
            text.remove_prefix(size);
        }
        end_line();
        return std::move(lines_);
    }

private:
    /// Deals with what is at the front of `text`, and returns how many bytes that was: at least 1.
    std::size_t step(std::string_view text) {
        if (text[0] == '\n') return end_line(), 1;
        if (text.starts_with("{\\"))  // SubRip's mark for a place on the screen: {\an8}
            if (auto end = text.substr(0, 64).find('}'); end != text.npos) return end + 1;
        if (text[0] == '<')
            if (Tag tag = tag_at(text); tag.size > 0) return apply(tag), tag.size;
        std::size_t end = std::min(text.find_first_of("\n<{", 1), text.size());
        raw_ += text.substr(0, end);
        return end;
    }

    void apply(const Tag& tag) {
        if (tag.name != "v" && tag.name != "/v") return;
        end_line();
        voice_ = tag.name == "v" ? one_line(without_references(tag.annotation)) : "";
    }

    void end_line() {
        std::string text = without_references(raw_);
        raw_.clear();
        if (std::string_view words = trimmed(text); !words.empty()) lines_.push_back({voice_, std::string(words)});
    }

    std::string raw_, voice_;
    std::vector<Spoken> lines_;
};

}  // namespace

std::vector<Spoken> spoken_lines(std::string_view cue_text) { return Reader().lines(cue_text); }

}  // namespace tangible::ingest
