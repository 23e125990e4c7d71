// Reads Markdown as people write it (CommonMark and pipe tables): removes the marks and keeps the words.
//
// Page goes through the lines, finds blocks and joins the lines of a paragraph; without_marks() then goes through the
// characters of the paragraph.  A full parser would have to decide what a broken mark means; here, what is not
// understood stays as it is, so no words are ever lost.
#include "ingest/formats/readers.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <cctype>

namespace tangible::ingest {
namespace {

constexpr std::size_t max_link_bytes = 2000;  // longest address of a link; bounds the search for its ')'

bool only(std::string_view s, std::string_view of) { return !s.empty() && s.find_first_not_of(of) == s.npos; }

bool is_rule(std::string_view s) {
    return s.size() >= 3 && (only(s, "- ") || only(s, "* ") || only(s, "_ ")) && std::ranges::count(s, s[0]) >= 3;
}

bool is_fence(std::string_view s) { return s.starts_with("```") || s.starts_with("~~~"); }

bool is_table_rule(std::string_view s) { return only(s, "|:- \t") && s.find('-') != s.npos && s.find('|') != s.npos; }

/// Returns the length of a bullet, "- ", "* " or "+ ", with an item behind it; 0 when there is none.
std::size_t bullet(std::string_view s) {
    bool is = s.size() > 2 && (s[0] == '-' || s[0] == '*' || s[0] == '+') && s[1] == ' ';
    return is ? s.find_first_not_of(' ', 1) : 0;
}

bool numbered(std::string_view s) {
    std::size_t n = 0;
    while (n < s.size() && n < 9 && std::isdigit(static_cast<unsigned char>(s[n]))) ++n;
    return n > 0 && n + 1 < s.size() && (s[n] == '.' || s[n] == ')') && s[n + 1] == ' ';
}

/// Returns the number of '#' of a heading, "## Title"; 0 when this is none.
std::size_t heading(std::string_view s) {
    std::size_t n = s.find_first_not_of('#');
    return n != s.npos && n >= 1 && n <= 6 && s[n] == ' ' ? n : 0;
}

/// Returns whether a line only defines the address of a link: "[name]: address".  Footnotes, "[^1]: words", are text.
bool is_definition(std::string_view s) {
    std::size_t close = s.find("]:");
    return s.starts_with('[') && !s.starts_with("[^") && close != s.npos && close > 1;
}

// ---- within a paragraph --------------------------------------------------------------------

/// Returns the length of the "(address)" or "[name]" that follows the words of a link; 0 when there is none.
std::size_t link_target(std::string_view s) {
    if (s.empty() || (s[0] != '(' && s[0] != '[')) return 0;
    std::size_t close = s.substr(0, max_link_bytes).find(s[0] == '(' ? ')' : ']');
    return close == s.npos ? 0 : close + 1;
}

bool word_letter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
}

/// Returns whether the `n` marks at `at` are emphasis: they touch a word on at least one side ("2 * 3" is none), and an
/// underscore is not inside a word (snake_case).
bool is_emphasis(std::string_view s, std::size_t at, std::size_t n) {
    bool before = at > 0 && !std::isspace(static_cast<unsigned char>(s[at - 1]));
    bool after = at + n < s.size() && !std::isspace(static_cast<unsigned char>(s[at + n]));
    if (s[at] == '_' && at > 0 && at + n < s.size() && word_letter(s[at - 1]) && word_letter(s[at + n])) return false;
    return before || after;
}

/// Removes the marks from a paragraph: backslashes before punctuation, emphasis, code, links and images (whose words
/// stay and whose addresses go), and the angle brackets around an address.
std::string without_marks(std::string_view s) {
    std::string out;
    for (std::size_t i = 0; i < s.size(); ++i) {
        char c = s[i];
        if (c == '\\' && i + 1 < s.size() && std::ispunct(static_cast<unsigned char>(s[i + 1]))) {
            out += s[++i];
        } else if (c == '*' || c == '_' || c == '`' || (c == '~' && s.substr(i).starts_with("~~"))) {
            std::size_t n = std::min(s.find_first_not_of(c, i), s.size()) - i;
            if (c != '`' && !is_emphasis(s, i, n)) out += s.substr(i, n);
            i += n - 1;
        } else if (c == '!' && s.substr(i).starts_with("![")) {
            continue;
        } else if (c == '[' && s.find(']', i) != s.npos && !s.substr(i).starts_with("[^")) {
            continue;
        } else if (c == ']') {
            std::size_t target = link_target(s.substr(i + 1));
            if (target) i += target;
        } else if (c == '<' && (s.substr(i + 1).starts_with("http") || s.substr(i + 1).starts_with("mailto:"))) {
            continue;
        } else if (c == '>' && out.find("://") != out.npos && out.find(' ', out.rfind("://")) == out.npos) {
            continue;
        } else {
            out += c;
        }
    }
    return out;
}

/// Returns a row of a pipe table, "| one | two |", with tabs between its cells.
std::string cells(std::string_view row) {
    if (row.starts_with('|')) row.remove_prefix(1);
    if (row.ends_with('|')) row.remove_suffix(1);
    std::string s(row);
    std::ranges::replace(s, '|', '\t');
    return s;
}

/// Gathers the text, line by line.
class Page {
public:
    void line(std::string_view raw) {
        std::string_view s = trimmed(raw);
        if (is_fence(s)) {
            end();
            fenced_ = !fenced_;
            return;
        }
        if (fenced_) {
            text_ += std::string(s) + '\n';
            return;
        }
        while (s.starts_with('>')) s = trimmed(s.substr(1));
        bool underline = only(s, "=") || (only(s, "-") && !paragraph_.empty());  // of a heading in the line above
        if (s.empty() || underline || is_rule(s) || is_table_rule(s)) return end();
        if (is_definition(s)) return;
        add(s, raw);
    }

    std::string take() {
        end();
        return std::move(text_);
    }

private:
    void add(std::string_view s, std::string_view raw) {
        std::size_t mark = heading(s), sign = bullet(s);
        bool row = s.starts_with('|');
        if (mark || sign || row || numbered(s)) end();
        if (mark) s = trimmed(s.substr(mark, s.find_last_not_of("# ") + 1 - mark));
        if (sign) s.remove_prefix(sign);
        if (!paragraph_.empty()) paragraph_ += ' ';
        paragraph_ += row ? cells(s) : std::string(s);
        bool break_here = raw.ends_with("  ") || s.ends_with('\\');  // a line break that the writer asked for
        if (s.ends_with('\\')) paragraph_.pop_back();
        if (mark || row || break_here) end();
    }

    void end() {
        if (!paragraph_.empty()) text_ += without_marks(paragraph_) + '\n';
        paragraph_.clear();
    }

    std::string text_, paragraph_;
    bool fenced_ = false;
};

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

}  // namespace

std::string text_of_markdown(std::string_view utf8) {
    Page page;
    for (std::size_t at = 0; at < utf8.size();) {
        std::size_t end = std::min(utf8.find('\n', at), utf8.size());
        std::string_view line = utf8.substr(at, end - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        page.line(line);
        at = end + 1;
    }
    return page.take();
}

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
