// Reads Markdown (CommonMark 0.30 and pipe tables): the library md4c makes HTML of it, and the reader of HTML takes the
// words. Tags that somebody typed are text, as md4c is told to make no HTML of them.
#include "ingest/formats/readers.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <md4c-html.h>

namespace tangible::ingest {
namespace {

/// Removes front matter, "---\ntitle: Our hall\n---\n", as blogs have it, and returns its title; "" for none.
std::string take_front_matter(std::string_view& text) {
    std::size_t end = text.starts_with("---\n") ? text.find("\n---\n", 3) : text.npos;
    if (end == text.npos) return {};
    std::string_view front = text.substr(3, end - 2);
    text.remove_prefix(end + 5);
    std::size_t at = front.find("\ntitle:");
    if (at == front.npos) return {};
    std::string_view value = trimmed(front.substr(at + 7, front.find('\n', at + 7) - at - 7));
    if (value.size() > 1 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0])
        value = value.substr(1, value.size() - 2);
    return std::string(value);
}

/// Returns Markdown in which no words are where HTML would hide them. CommonMark knows no footnotes: "[^1]: Ann" would
/// be the address of a link. The words of a picture, "![a shed](shed.png)", stay if it is a link.
std::string with_all_words(std::string_view markdown) {
    std::string out;
    for (std::size_t at; (at = std::min(markdown.find("[^"), markdown.find("!["))) != markdown.npos;
         markdown.remove_prefix(at + 2))
        out.append(markdown.substr(0, at)).append(markdown[at] == '!' ? "[" : "\\[^");
    return out.append(markdown);
}

}  // namespace

std::string html_of_markdown(std::string_view utf8) {
    std::string html;
    const auto add = [](const MD_CHAR* text, MD_SIZE size, void* to) {
        static_cast<std::string*>(to)->append(text, size);
    };
    if (md_html(utf8.data(), static_cast<MD_SIZE>(utf8.size()), add, &html,
                MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH, 0) != 0)
        throw Error(ErrorKind::bad_schema, "the Markdown could not be read");
    return html;
}

std::string text_of_markdown(std::string_view utf8) { return text_of_html(html_of_markdown(with_all_words(utf8))); }

Document read_markdown(std::string_view bytes, std::string_view declared_charset) {
    Decoded source = decoded(bytes, declared_charset);
    std::erase(source.text, '\r');
    std::string_view text = source.text;
    if (text.starts_with("\uFEFF")) text.remove_prefix(3);
    Document document = begun(source);
    document.title = take_front_matter(text);
    document.text = text_of_markdown(text);
    return document;
}

}  // namespace tangible::ingest
