// Builds the XML as a string, element by element. All text goes through xml_escaped(), which applies visible(), escapes
// markup and drops the characters that XML 1.0 does not allow.
#include "serve/searches/feed.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/utf8.h"
#include "schemas/ground/visible.h"
#include <algorithm>
#include <ctime>

namespace tangible::serve {
namespace {

/// Returns an element with escaped text, and xml:lang if a language is given.
std::string element(const char* name, const std::string& text, const std::string& language = {}) {
    const auto attribute = language.empty() ? "" : " xml:lang=\"" + xml_escaped(language) + "\"";
    return "<" + std::string(name) + attribute + ">" + xml_escaped(text) + "</" + name + ">\n";
}

std::string link(const char* rel, const char* type, const std::string& href) {
    return "<link rel=\"" + std::string(rel) + "\" type=\"" + type + "\" href=\"" + xml_escaped(href) + "\"/>\n";
}

std::string xml(const FeedEntry& e, const std::string& scheme) {
    std::string out = "<entry>\n" + element("id", e.id) + element("title", e.title, e.language) +
                      element("updated", timestamp(e.updated_ms)) + link("alternate", "text/html", e.link);
    for (const auto& [id, label] : e.themes)
        out += "<category term=\"" + xml_escaped(id) + "\" scheme=\"" + xml_escaped(scheme) + "\" label=\"" +
               xml_escaped(label) + "\"/>\n";
    if (!e.summary.empty()) out += element("summary", e.summary, e.language);
    return out + "</entry>\n";
}

/// Returns whether XML 1.0 allows this character (section 2.2, Char).
bool is_xml(char32_t c) {
    return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
           (c >= 0x10000 && c <= 0x10FFFF);
}

}  // namespace

std::string atom(const Feed& f) {
    std::int64_t updated = 0;
    for (const auto& e : f.entries) updated = std::max(updated, e.updated_ms);
    std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n" +
                      element("id", f.id) + element("title", f.title);
    if (!f.subtitle.empty()) out += element("subtitle", f.subtitle);
    out += element("updated", timestamp(updated)) + "<author>" + element("name", f.author) + "</author>\n" +
           link("self", "application/atom+xml", f.self) + link("alternate", "text/html", f.alternate);
    for (const auto& e : f.entries) out += xml(e, f.scheme);
    return out + "</feed>\n";
}

std::string xml_escaped(std::string_view raw) {
    const std::string in = visible(raw);
    std::string out;
    for (std::size_t at = 0; at < in.size();) {
        const char32_t c = next_code_point(in, at);
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == invalid)
            out += "\uFFFD";
        else if (is_xml(c))
            append(out, c);
    }
    return out;
}

}  // namespace tangible::serve
