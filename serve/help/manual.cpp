// Reads the chapters, and makes of them what a page and a terminal show.
#include "serve/help/manual.h"
#include "ingest/formats/readers.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/error.h"
#include "schemas/system/own_file.h"
#include "schemas/system/share.h"
#include <algorithm>
#include <array>

namespace tangible::serve {
namespace {

constexpr std::array<std::string_view, 10> names = {"telling",  "mail",    "surveys", "searching", "coding",
                                                    "codebook", "reports", "running", "dpia",      "api"};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

Chapter read(std::string_view name) {
    const auto file = shared_file("serve/manual") / (std::string(name) + ".md");
    Chapter c{std::string(name), {}, {}, content_of(file)};
    if (!c.markdown.starts_with("# "))
        throw Error(ErrorKind::not_found, "the manual has no chapter in " + file.string(), "install the program again");
    const auto line_end = c.markdown.find('\n'), begin = c.markdown.find_first_not_of('\n', line_end);
    c.title = c.markdown.substr(2, line_end - 2);
    c.summary = c.markdown.substr(begin, c.markdown.find("\n\n", begin) - begin);
    std::replace(c.summary.begin(), c.summary.end(), '\n', ' ');
    return c;
}

/// Returns "tell-a-story" for "Tell a story".
std::string id_of(std::string_view heading) {
    std::string id;
    for (char c : lower_ascii(heading))
        if (is_ascii_letter(c) || (c >= '0' && c <= '9'))
            id += c;
        else if (!id.empty() && id.back() != '-')
            id += '-';
    return id;
}

/// Gives each heading of level 2 an id, so that a link can lead to it.
std::string with_ids(const std::string& html) {
    constexpr std::string_view tag = "<h2>";
    std::string out;
    std::size_t at = 0;
    for (std::size_t next; (next = html.find(tag, at)) != html.npos; at = next + tag.size()) {
        const auto begin = next + tag.size();
        out += html.substr(at, next - at) + "<h2 id=\"" +
               id_of(std::string_view(html).substr(begin, html.find("</h2>", begin) - begin)) + "\">";
    }
    return out + html.substr(at);
}

}  // namespace

std::vector<Chapter> manual() {
    std::vector<Chapter> all;
    for (const auto name : names) all.push_back(read(name));
    return all;
}

std::optional<Chapter> chapter(std::string_view name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) return std::nullopt;
    return read(name);
}

std::string as_html(const Chapter& c) {
    std::string html = ingest::html_of_markdown(std::string_view(c.markdown).substr(c.markdown.find('\n') + 1));
    for (const auto name : names)
        replace_all(html, "href=\"" + std::string(name) + ".md", "href=\"/help/" + std::string(name));
    int tables = 0;  // each needs a name of its own, for people who go from region to region
    for (auto at = html.find("<table>"); at != html.npos; at = html.find("<table>", at + 1)) {
        const std::string region = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table " +
                                   std::to_string(++tables) + "\">";
        html.insert(at, region);
        at += region.size();
    }
    replace_all(html, "</table>", "</table></div>");
    return with_ids(html);
}

std::string as_text(const Chapter& c) {
    std::string text = c.markdown;
    for (const auto name : names)
        replace_all(text, "](" + std::string(name) + ".md)", "] (tangible help " + std::string(name) + ")");
    return text;
}

}  // namespace tangible::serve
