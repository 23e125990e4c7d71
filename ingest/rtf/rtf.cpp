// Reads RTF documents (Rich Text Format 1.9.1) as word processors, phones and mail programs write them, with all
// changes accepted. Text boxes follow the paragraph they hang on, notes follow the text; comments, headers and footers
// are left out.
//
// Reader takes one token after the other. Braces form groups: a group inherits the state of the one around it, and its
// end restores that state. The first control word of a group says where its words go (`places`). Other words are signs
// of the text (`signs`) or change the state (`rules`). Bytes of text are collected in a run, which is converted before
// anything that may change the charset.
#include "ingest/formats/readers.h"
#include "ingest/rtf/rtf_page.h"
#include "ingest/rtf/rtf_tokens.h"
#include "ingest/text/charset.h"
#include "ingest/text/rtf_charset.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/utf8.h"
#include <algorithm>
#include <map>
#include <utility>

namespace tangible::ingest {
namespace {

/// Deeper groups are skipped, further notes and boxes become part of the text around them.
constexpr std::size_t max_groups = 2000, max_pages = 20, max_title_bytes = 1000;
/// The longest fallback text of a \u that is skipped.
constexpr int max_skipped = 100;

/// Where the words of a group go.
enum class Place {
    text,
    nowhere,
    frame,  ///< nowhere, but groups within may be text again
    fonts,
    title,
    list_label,
    note,
    box,
    alternative,  ///< the better of two ways to write what stands around its frame (\upr)
};

/// Groups by the control word that they begin with. A group with \* in front of a word that is not here goes nowhere.
const std::map<std::string_view, Place> places = {
    {"fonttbl", Place::fonts},       {"colortbl", Place::nowhere},     {"stylesheet", Place::nowhere},
    {"info", Place::frame},          {"title", Place::title},          {"pict", Place::nowhere},
    {"nonshppict", Place::nowhere},  {"header", Place::nowhere},       {"headerl", Place::nowhere},
    {"headerr", Place::nowhere},     {"headerf", Place::nowhere},      {"footer", Place::nowhere},
    {"footerl", Place::nowhere},     {"footerr", Place::nowhere},      {"footerf", Place::nowhere},
    {"ftnsep", Place::nowhere},      {"ftnsepc", Place::nowhere},      {"ftncn", Place::nowhere},
    {"aftnsep", Place::nowhere},     {"aftnsepc", Place::nowhere},     {"aftncn", Place::nowhere},
    {"fldinst", Place::nowhere},     {"datafield", Place::nowhere},    {"objdata", Place::nowhere},
    {"objclass", Place::nowhere},    {"objname", Place::nowhere},      {"xe", Place::nowhere},
    {"tc", Place::nowhere},          {"tcn", Place::nowhere},          {"rxe", Place::nowhere},
    {"txe", Place::nowhere},         {"nonesttables", Place::nowhere}, {"shprslt", Place::nowhere},
    {"sp", Place::nowhere},          {"annotation", Place::nowhere},   {"atnid", Place::nowhere},
    {"atnauthor", Place::nowhere},   {"filetbl", Place::nowhere},      {"footnote", Place::note},
    {"listtext", Place::list_label}, {"pntext", Place::list_label},    {"upr", Place::frame},
    {"ud", Place::alternative},      {"shpinst", Place::frame},        {"do", Place::frame},
    {"shptxt", Place::box},          {"dptxbxtext", Place::box},       {"nesttableprops", Place::text},
    {"shppict", Place::nowhere},     {"moMathPara", Place::text},      {"moMath", Place::text},
};

/// Control words that stand for characters.
const std::map<std::string_view, std::string_view> signs = {
    {"tab", "\t"},           {"line", "\n"},        {"lbr", "\n"},         {"emdash", "\u2014"},
    {"endash", "\u2013"},    {"emspace", "\u2003"}, {"enspace", "\u2002"}, {"qmspace", "\u2005"},
    {"bullet", "\u2022"},    {"lquote", "\u2018"},  {"rquote", "\u2019"},  {"ldblquote", "\u201c"},
    {"rdblquote", "\u201d"}, {"zwj", "\u200d"},     {"zwnj", "\u200c"},    {"zwbo", "\u200b"},
    {"zwnbo", "\u2060"},     {"ltrmark", "\u200e"}, {"rtlmark", "\u200f"},
};

/// The state of a group. Groups within it start with a copy; after them it is as before.
struct Group {
    Place place = Place::text, around = Place::text;
    int font = -1, fallback_length = 1;
    std::size_t tables = 0;
    bool in_table = false, hidden = false, deleted = false;
    bool ignorable = false;  ///< \* was read: skip the group if its word is unknown
    bool own_page = false;
};

/// Returns a list number, or "" for a mere bullet, which no reader keeps: a single character that is no digit ("o" in
/// Courier New is a bullet), or text without letters and digits.
std::string label_of(std::string_view words) {
    words = trimmed(words);
    std::size_t first = 0;
    if (!words.empty()) next_code_point(words, first);
    const bool digit = !words.empty() && words[0] >= '0' && words[0] <= '9';
    const bool counts = std::ranges::any_of(words, [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
               (lower_ascii(c) >= 'a' && lower_ascii(c) <= 'z');
    });
    return counts && (digit || first < words.size()) ? std::string(words) : "";
}

/// Reads one document.
class Reader {
public:
    explicit Reader(std::string_view rtf) : tokens_(rtf) {}

    Document read() {
        for (RtfToken token = tokens_.next(); token.type != RtfToken::end && !ended_; token = tokens_.next())
            take(token);
        flush();
        while (pages_.size() > 1) end_own_page(Place::note);
        Document document;
        document.text = page().take() + notes_;
        document.title = std::string(trimmed(title_));
        if (has_comments_) document.problems.push_back("Comments in the margin were left out.");
        return document;
    }

private:
    RtfPage& page() { return pages_.back(); }
    Group& group() { return groups_.back(); }

    void take(const RtfToken& token) {
        switch (token.type) {
        case RtfToken::open:
            return open();
        case RtfToken::close:
            return close();
        case RtfToken::word:
            return word(token.name, token.number);
        case RtfToken::symbol:
            return symbol(token.byte_value);
        case RtfToken::byte:
        case RtfToken::hex:
            return byte(token.byte_value, token.type == RtfToken::hex);
        case RtfToken::end:
            break;
        }
    }

    /// Begins a group.
    void open() {
        flush();
        skip_ = 0;
        if (groups_.size() >= max_groups) return void(++too_deep_);
        groups_.push_back(group());
        group().ignorable = group().own_page = false;
    }

    /// Ends a group: its page if it has one, or its list number.
    void close() {
        flush();
        skip_ = 0;
        if (too_deep_ > 0) return void(--too_deep_);
        if (groups_.size() <= 1) return void(ended_ = true);
        if (group().own_page || groups_.size() == 2) page().end_paragraph(tables());
        const Group left = group();
        groups_.pop_back();
        if (left.own_page) end_own_page(left.place);
        if (left.place == Place::list_label && group().place != Place::list_label)
            page().label(label_of(std::exchange(label_, {})));
        ended_ = groups_.size() <= 1;
    }

    /// Puts the text of a note behind the document's, or that of a box behind its paragraph.
    void end_own_page(Place place) {
        std::string text = page().take();
        pages_.pop_back();
        if (place == Place::note)
            notes_ += text;
        else
            page().add_behind(text);
    }

    /// Adds a byte of text, unless it belongs to the fallback of a \u.
    void byte(char c, bool hex) {
        if (skip_ > 0) return void(--skip_);
        run_ += c;
        all_hex_ = all_hex_ && (hex || static_cast<unsigned char>(c) < 0x80);
    }

    void symbol(char c) {
        if (c == '*') return void(group().ignorable = true);
        if (c == '\n' || c == '\r') return word("par", {});
        const std::string_view sign = c == '~'    ? "\u00a0"
                                      : c == '-'  ? "\u00ad"
                                      : c == '_'  ? "\u2011"
                                      : c == '\t' ? "\t"
                                                  : "";
        if (sign.empty()) return;
        if (skip_ > 0) return void(--skip_);
        flush();
        add(sign);
    }

    /// Takes a control word. All of them end a run of bytes, because any may change the charset.
    void word(std::string_view name, std::optional<int> number) {
        flush();
        if (enter(name)) return;
        if (const auto sign = signs.find(name); sign != signs.end()) {
            if (skip_ > 0) return void(--skip_);
            return add(sign->second);
        }
        skip_ = 0;
        if (const auto rule = rules.find(name); rule != rules.end() && group().place != Place::nowhere)
            rule->second(*this, number);
    }

    /// Decides whether the word says where the words of this group go, and if so, sets that.
    bool enter(std::string_view name) {
        const bool ignorable = std::exchange(group().ignorable, false);
        const auto found = places.find(name);
        if (found == places.end()) {
            if (ignorable) group().place = Place::nowhere;
            return ignorable;
        }
        has_comments_ = has_comments_ || name == "annotation";
        if (groups_.size() > 2 && group().place != Place::nowhere) go(found->second);
        return true;
    }

    /// Sends the words of this group to `place`.
    void go(Place place) {
        Group& here = group();
        if (place == Place::alternative) place = here.around;
        if (place == Place::title && here.place != Place::frame) return;
        if (place == Place::frame) here.around = here.place;
        if (place == Place::title) title_.clear();
        here.place = place;
        const bool own = (place == Place::note || place == Place::box) && pages_.size() < max_pages;
        if (own && !here.own_page) begin_own_page();
    }

    void begin_own_page() {
        group().own_page = true;
        group().in_table = false;
        group().tables = 0;
        pages_.emplace_back();
    }

    /// Returns the charset of the current font, or else of the document.
    std::string charset() const {
        const auto font = fonts_.find(groups_.back().font >= 0 ? groups_.back().font : default_font_);
        return font == fonts_.end() || font->second.empty() ? charset_ : font->second;
    }

    /// Converts the run of bytes by the charset that holds up to here, and adds it.
    void flush() {
        if (run_.empty()) return;
        const std::string run = std::exchange(run_, {});
        // Raw bytes above 7F break the rules of RTF; programs that write them mostly write UTF-8.
        const bool plain = all_ascii(run) || (!std::exchange(all_hex_, true) && is_utf8(run));
        add(plain ? run : converted_somehow(run, charset()));
    }

    /// Adds text where the words of this group go. A high surrogate without its second half becomes U+FFFD first.
    void add(std::string_view utf8) {
        if (std::exchange(lead_, 0)) add("\uFFFD");
        switch (group().place) {
        case Place::text:
        case Place::note:
        case Place::box:
            if (!group().hidden && !group().deleted) page().add(utf8);
            break;
        case Place::title:
            title_ += utf8.substr(0, max_title_bytes - std::min(title_.size(), max_title_bytes));
            break;
        case Place::list_label:
            label_ += utf8;
            break;
        default:
            break;
        }
    }

    /// Adds a UTF-16 unit (\u). Units above 7FFF are written as negative numbers by some programs. The fallback
    /// characters behind it are skipped (\uc).
    void unit(int number) {
        const auto value = static_cast<char32_t>(static_cast<char16_t>(number));
        skip_ = group().fallback_length;
        if (value >= 0xDC00 && value < 0xE000 && lead_ != 0)
            return add_code_point(0x10000 + ((std::exchange(lead_, 0) - 0xD800) << 10) + (value - 0xDC00));
        if (value < 0xD800 || value >= 0xE000) return add_code_point(value);
        if (value >= 0xDC00) return add("\uFFFD");
        if (lead_ != 0) add("");
        lead_ = value;
    }

    void add_code_point(char32_t value) {
        std::string utf8;
        if (value != 0) append(utf8, value);
        add(utf8);
    }

    bool shows_paragraphs() const {
        const Place place = groups_.back().place;
        return place == Place::text || place == Place::note || place == Place::box;
    }
    /// Returns how many tables are around the current paragraph.
    std::size_t tables() const { return std::max<std::size_t>(groups_.back().tables, groups_.back().in_table); }

    void end(void (RtfPage::*what)(std::size_t), std::size_t depth) {
        if (shows_paragraphs()) (page().*what)(depth);
    }

    void font_set(std::string charset) {
        if (group().place == Place::fonts && !charset.empty()) fonts_[group().font] = std::move(charset);
    }

    using Number = std::optional<int>;
    using Rule = void (*)(Reader&, Number);
    static const std::map<std::string_view, Rule> rules;

    RtfTokens tokens_;
    std::vector<Group> groups_ = std::vector<Group>(1);
    std::vector<RtfPage> pages_ = std::vector<RtfPage>(1);
    std::map<int, std::string> fonts_;  ///< charsets
    std::string charset_ = "windows-1252", run_, notes_, title_, label_;
    int default_font_ = 0, skip_ = 0;
    char32_t lead_ = 0;
    std::size_t too_deep_ = 0;
    bool all_hex_ = true, ended_ = false, has_comments_ = false;
};

/// Control words that change the state, or end a paragraph, cell or row.
const std::map<std::string_view, Reader::Rule> Reader::rules = {
    {"u",
     [](Reader& r, Number n) {
         if (n) r.unit(*n);
     }},
    {"uc", [](Reader& r, Number n) { r.group().fallback_length = std::clamp(n.value_or(1), 0, max_skipped); }},
    {"par", [](Reader& r, Number) { r.end(&RtfPage::end_paragraph, r.tables()); }},
    {"sect", [](Reader& r, Number) { r.end(&RtfPage::end_paragraph, r.tables()); }},
    {"page", [](Reader& r, Number) { r.end(&RtfPage::end_paragraph, r.tables()); }},
    {"column", [](Reader& r, Number) { r.end(&RtfPage::end_paragraph, r.tables()); }},
    {"cell", [](Reader& r, Number) { r.end(&RtfPage::end_cell, 1); }},
    {"row", [](Reader& r, Number) { r.end(&RtfPage::end_row, 1); }},
    {"nestcell", [](Reader& r, Number) { r.end(&RtfPage::end_cell, std::max<std::size_t>(r.tables(), 2)); }},
    {"nestrow", [](Reader& r, Number) { r.end(&RtfPage::end_row, std::max<std::size_t>(r.tables(), 2)); }},
    {"pard", [](Reader& r, Number) { r.group().tables = 0, r.group().in_table = false; }},
    {"intbl", [](Reader& r, Number n) { r.group().in_table = n != 0; }},
    {"itap",
     [](Reader& r, Number n) { r.group().tables = static_cast<std::size_t>(std::clamp(n.value_or(1), 0, 1000)); }},
    {"plain", [](Reader& r, Number) { r.group().font = -1, r.group().hidden = r.group().deleted = false; }},
    {"v", [](Reader& r, Number n) { r.group().hidden = n != 0; }},
    {"deleted", [](Reader& r, Number n) { r.group().deleted = n != 0; }},
    {"f", [](Reader& r, Number n) { r.group().font = n.value_or(0); }},
    {"deff", [](Reader& r, Number n) { r.default_font_ = n.value_or(0); }},
    {"fcharset", [](Reader& r, Number n) { r.font_set(charset_of_font(n.value_or(1))); }},
    {"cpg", [](Reader& r, Number n) { r.font_set(charset_of_code_page(n.value_or(0))); }},
    {"ansicpg",
     [](Reader& r, Number n) {
         if (auto c = charset_of_code_page(n.value_or(0)); !c.empty()) r.charset_ = c;
     }},
    {"mac", [](Reader& r, Number) { r.charset_ = "macintosh"; }},
    {"pc", [](Reader& r, Number) { r.charset_ = charset_of_code_page(437); }},
    {"pca", [](Reader& r, Number) { r.charset_ = charset_of_code_page(850); }},
};

}  // namespace

Document read_rtf(std::string_view bytes) {
    Document document = Reader(bytes).read();
    if (trimmed(document.text).empty()) document.rejection = {"no_text", "There is no text in this RTF file."};
    return document;
}

}  // namespace tangible::ingest
