// document() calls the reader that stands in the row of the kind (ingest/formats/kinds.cpp). Around it are the reader
// of plain text, the choice of a title, and the removal of list signs.
#include "ingest/reading/documents.h"
#include "ingest/formats/readers.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/submission_limit.h"
#include <algorithm>
#include <array>
#include <cctype>

namespace tangible::ingest {
namespace {

/// A longer first line is the beginning of the text and not a heading.
constexpr std::size_t max_title_bytes = 150;

/// Returns the first line as a heading, when it is short, does not end like a sentence, and more text follows it; else
/// "".
std::string heading_of(std::string_view text) {
    std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == text.npos) return {};
    std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    bool more = text.find_first_not_of(" \t\r\n", begin + line.size()) != text.npos;
    bool sentence =
        line.empty() || line.back() == '.' || line.back() == ',' || line.back() == ':' || line.back() == ';';
    return more && !sentence && line.size() <= max_title_bytes ? std::string(line) : "";
}

}  // namespace

Document begun(const Decoded& source) {
    Document document;
    document.charset = source.charset;
    if (!source.problem.empty()) document.problems.push_back(source.problem);
    return document;
}

Document read_text(std::string_view bytes, std::string_view declared_charset) {
    Decoded source = decoded(bytes, declared_charset);
    Document document = begun(source);
    document.text = without_hard_wraps(source.text);
    return document;
}

Document document(std::string_view bytes, Kind kind, std::string_view declared_charset) {
    Document document;
    if (bytes.size() > max_submission_bytes) {
        document.rejection = {"too_big", "The file is " + too_large() + "."};
        return document;
    }
    const auto read = row_of(kind).read;
    document = read ? read(bytes, declared_charset) : not_supported(bytes);
    // A part of a text would be taken for all of it.
    if (!document.rejection.reason.empty()) document.text.clear();
    if (document.title.empty()) document.title = heading_of(document.text);
    return document;
}

namespace {

constexpr std::array<std::string_view, 11> list_signs = {"•", "◦", "▪", "●", "○", "■", "□", "‣", "⁃", "∙", "·"};

/// Returns the list sign that `words` begin with, or "". A star counts only if it is alone: two of them are emphasis
/// ("* Note * this").
std::string_view list_sign(std::string_view words) {
    for (std::string_view sign : list_signs)
        if (words.starts_with(sign)) return sign;
    bool star = words.starts_with("* ") && words.size() > 3 && words.find('*', 1) == words.npos;
    return star ? words.substr(0, 1) : std::string_view{};
}

/// Appends an item without its sign. Items that were run together on a line ("• one • two") get a line each.
void add_items(std::string& out, std::string_view words, std::string_view sign) {
    std::string between = " " + std::string(sign) + " ";
    words.remove_prefix(sign.size());
    for (std::size_t next; (next = words.find(between)) != words.npos; words.remove_prefix(next + between.size())) {
        out += words.substr(0, next);
        out += '\n';
    }
    out += words;
}

}  // namespace

std::string without_list_signs(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        std::string_view line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
        text.remove_prefix(line.size());
        std::string_view words = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
        std::string_view sign = list_sign(words);
        if (sign.empty())
            out += line;
        else
            add_items(out, words, sign);
    }
    return out;
}

}  // namespace tangible::ingest
