// Turns HTML into text with libxml2's push parser.
//
// The parser calls Page for each start tag, end tag and run of characters (SAX), so no tree is built and deep nesting
// costs nothing.  A table says what each element does to the text; Lines puts the text together.  Scripts, styles and
// elements that are not displayed are left out, and nothing is fetched.  Linear.
#include "ingest/formats/lines.h"
#include "ingest/formats/readers.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <libxml/HTMLparser.h>
#include <memory>

namespace tangible::ingest {
namespace {

/// What an element does to the text: nothing (it is part of a line), begins and ends a line (block), is left out with
/// all inside it (skip), and so on.
enum class Does : char { nothing, block, skip, row, cell, item, list, line_end, verbatim, quote };

struct Element {
    std::string_view name;
    Does does;
};

/// Sorted by name, for binary search.  Elements that are not here are part of a line.
constexpr std::array elements = {
    Element{"address", Does::block},  Element{"article", Does::block},    Element{"aside", Does::block},
    Element{"audio", Does::skip},     Element{"blockquote", Does::quote}, Element{"body", Does::block},
    Element{"br", Does::line_end},    Element{"canvas", Does::skip},      Element{"caption", Does::block},
    Element{"center", Does::block},   Element{"datalist", Does::skip},    Element{"dd", Does::block},
    Element{"details", Does::block},  Element{"dialog", Does::block},     Element{"dir", Does::list},
    Element{"div", Does::block},      Element{"dl", Does::block},         Element{"dt", Does::block},
    Element{"fieldset", Does::block}, Element{"figcaption", Does::block}, Element{"figure", Does::block},
    Element{"footer", Does::block},   Element{"form", Does::block},       Element{"frameset", Does::skip},
    Element{"h1", Does::block},       Element{"h2", Does::block},         Element{"h3", Does::block},
    Element{"h4", Does::block},       Element{"h5", Does::block},         Element{"h6", Does::block},
    Element{"head", Does::skip},      Element{"header", Does::block},     Element{"hgroup", Does::block},
    Element{"hr", Does::line_end},    Element{"iframe", Does::skip},      Element{"legend", Does::block},
    Element{"li", Does::item},        Element{"main", Does::block},       Element{"menu", Does::list},
    Element{"nav", Does::skip},       Element{"noframes", Does::skip},    Element{"object", Does::block},
    Element{"ol", Does::list},        Element{"optgroup", Does::block},   Element{"option", Does::block},
    Element{"p", Does::block},        Element{"pre", Does::verbatim},     Element{"script", Does::skip},
    Element{"section", Does::block},  Element{"style", Does::skip},       Element{"summary", Does::block},
    Element{"svg", Does::skip},       Element{"table", Does::block},      Element{"tbody", Does::block},
    Element{"td", Does::cell},        Element{"template", Does::skip},    Element{"tfoot", Does::block},
    Element{"th", Does::cell},        Element{"thead", Does::block},      Element{"title", Does::skip},
    Element{"tr", Does::row},         Element{"ul", Does::list},          Element{"video", Does::skip},
};
static_assert(std::ranges::is_sorted(elements, {}, &Element::name));

Does what(std::string_view name) {
    auto found = std::ranges::lower_bound(elements, name, {}, &Element::name);
    return found != elements.end() && found->name == name ? found->does : Does::nothing;
}

/// Returns an attribute's value; "" when there is none.  The array has names and values in turn, and ends with nullptr.
std::string attribute(const xmlChar** attributes, std::string_view name) {
    for (; attributes && attributes[0]; attributes += 2)
        if (name == reinterpret_cast<const char*>(attributes[0]))
            return attributes[1] ? reinterpret_cast<const char*>(attributes[1]) : "";
    return {};
}

bool has(const xmlChar** attributes, std::string_view name) {
    for (; attributes && attributes[0]; attributes += 2)
        if (name == reinterpret_cast<const char*>(attributes[0])) return true;
    return false;
}

/// Returns whether an element is hidden.  Newsletters hide the line that mail programs show as a preview; who reads the
/// mail does not see it.
bool hidden(const xmlChar** attributes) {
    if (has(attributes, "hidden")) return true;
    std::string style = attribute(attributes, "style");
    std::erase_if(style, [](unsigned char c) { return std::isspace(c); });
    return lower_ascii(style).find("display:none") != std::string::npos;
}

/// Receives the parser's calls and writes the text.
class Page {
public:
    explicit Page(Quotes quotes) : quotes_(quotes) {}

    /// A start tag.
    void start(std::string_view name, const xmlChar** attributes) {
        Does does = what(name);
        if (skipped_.empty() ? does == Does::skip || (hidden(attributes) && !is_void(name)) : name == skipped_) {
            // Inside, only elements of the same name are counted, so that another element's missing end tag does no
            // harm.
            skipped_ = name;
            ++skip_depth_;
        }
        if (!skipped_.empty()) return;
        space_ = space_ && does == Does::nothing;  // a space at the edge of a block is not shown
        open(does, name, attributes);
    }

    void end(std::string_view name) {
        if (!skipped_.empty()) {
            if (name == skipped_ && --skip_depth_ == 0) skipped_.clear();
            return;
        }
        Does does = what(name);
        space_ = space_ && does == Does::nothing;
        close(does);
    }

    /// Adds words, with one space for each run of blanks, and none at the start of a line or of a block.  Inside <pre>
    /// blanks and line ends stay.
    void words(std::string_view text) {
        if (!skipped_.empty()) return;
        if (verbatim_ > 0) return lines_.add(text);
        while (!text.empty()) {
            std::size_t gap = std::min(text.find_first_of(" \t\r\n\f"), text.size());
            if (gap > 0) {
                if (space_ && !lines_.at_line_start()) lines_.add(" ");
                space_ = false;
                lines_.add(text.substr(0, gap));
            }
            if (gap == text.size()) return;
            space_ = true;
            text.remove_prefix(gap + 1);
        }
    }

    std::string take() { return lines_.take(); }

private:
    /// An open list.
    struct List {
        char format = 0;  ///< as for ordinal(); 0: not numbered
        int next = 1;     ///< number of the next item
    };

    static bool is_void(std::string_view name) {
        return name == "br" || name == "hr" || name == "img" || name == "input" || name == "meta" || name == "link" ||
               name == "area" || name == "col" || name == "wbr" || name == "embed" || name == "base";
    }

    void open(Does does, std::string_view name, const xmlChar** attributes) {
        switch (does) {
        case Does::block:
        case Does::line_end:
            lines_.end_line();
            break;
        case Does::verbatim:
            lines_.end_line();
            ++verbatim_;
            break;
        case Does::row:
            lines_.begin_row();
            break;
        case Does::cell:
            lines_.begin_cell();
            break;
        case Does::list:
            lines_.end_line();
            if (lists_.size() < 1000) lists_.push_back(list(name, attributes));  // nobody nests deeper on purpose
            break;
        case Does::item:
            lines_.end_line();
            begin_item(attributes);
            break;
        case Does::quote:
            quotes_ == Quotes::marked ? lines_.begin_quote() : lines_.end_line();
            break;
        case Does::skip:
        case Does::nothing:
            break;
        }
    }

    void close(Does does) {
        switch (does) {
        case Does::block:
        case Does::item:
            lines_.end_line();
            break;
        case Does::verbatim:
            lines_.end_line();
            if (verbatim_ > 0) --verbatim_;
            break;
        case Does::row:
            lines_.end_row();
            break;
        case Does::list:
            lines_.end_line();
            if (!lists_.empty()) lists_.pop_back();
            break;
        case Does::quote:
            quotes_ == Quotes::marked ? lines_.end_quote() : lines_.end_line();
            break;
        case Does::cell:
        case Does::line_end:
        case Does::skip:
        case Does::nothing:
            break;
        }
    }

    /// Returns the state of a new list: <ol type="a" start="3"> begins with "c. ".
    static List list(std::string_view name, const xmlChar** attributes) {
        if (name != "ol") return {};
        std::string type = attribute(attributes, "type");
        std::string start = attribute(attributes, "start");
        return {type.empty() ? '1' : type[0], start.empty() ? 1 : std::atoi(start.c_str())};
    }

    void begin_item(const xmlChar** attributes) {
        if (lists_.empty() || lists_.back().format == 0) return;
        List& list = lists_.back();
        if (std::string value = attribute(attributes, "value"); !value.empty()) list.next = std::atoi(value.c_str());
        lines_.label(ordinal(list.next, list.format) + ". ");
        if (list.next < 1'000'000) ++list.next;  // `start` may be any number, and int must not overflow
    }

    Quotes quotes_;
    Lines lines_;
    std::vector<List> lists_;
    std::string skipped_;                ///< name of the element that is being left out; "" for none
    int skip_depth_ = 0, verbatim_ = 0;  ///< open elements named skipped_; open <pre>
    bool space_ = false;                 ///< a space is due before the next word of this line
};

Page& page(void* context) { return *static_cast<Page*>(context); }
std::string_view view(const xmlChar* s) { return reinterpret_cast<const char*>(s); }

htmlSAXHandler handler() {
    htmlSAXHandler h{};
    h.startElement = [](void* c, const xmlChar* name, const xmlChar** attributes) {
        page(c).start(view(name), attributes);
    };
    h.endElement = [](void* c, const xmlChar* name) { page(c).end(view(name)); };
    h.characters = [](void* c, const xmlChar* s, int n) {
        page(c).words({reinterpret_cast<const char*>(s), std::size_t(n)});
    };
    h.ignorableWhitespace = h.characters;
    h.cdataBlock = h.characters;
    return h;
}

// Repair what is broken, never touch the network, print nothing, and ignore the charset that the page declares: the
// text is UTF-8 already.
constexpr int options =
    HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC;
constexpr std::size_t chunk_bytes = 64 << 10;

}  // namespace

// Gives the parser 64 KiB at a time: it counts in int, and keeps less in memory.
std::string text_of_html(std::string_view html, Quotes quotes) {
    Page page(quotes);
    htmlSAXHandler sax = handler();
    std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> context(
        htmlCreatePushParserCtxt(&sax, &page, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8), &htmlFreeParserCtxt);
    if (!context) throw std::bad_alloc();
    htmlCtxtUseOptions(context.get(), options);
    std::string whole(html);
    std::erase(whole, '\0');  // libxml2 would stop there
    for (std::size_t at = 0; at < whole.size(); at += chunk_bytes)
        htmlParseChunk(context.get(), whole.data() + at, static_cast<int>(std::min(chunk_bytes, whole.size() - at)), 0);
    htmlParseChunk(context.get(), nullptr, 0, 1);
    return page.take();
}

namespace {

constexpr std::size_t meta_within_bytes = 4096;  // browsers look at 1024; some programs put styles before it

/// Returns the charset that a <meta> near the beginning names; "" for none.  Finds both <meta charset="utf-8"> and
/// <meta http-equiv="Content-Type" content="text/html; charset=utf-8">, by a simpler way than WHATWG HTML, 13.2.3.2.
std::string charset_in_meta(std::string_view html) {
    const std::string head = lower_ascii(html.substr(0, meta_within_bytes));
    for (std::size_t meta = head.find("<meta"); meta != head.npos; meta = head.find("<meta", meta + 5)) {
        std::size_t end = std::min(head.find('>', meta), head.size());
        std::size_t at = head.find("charset", meta);
        if (at >= end) continue;
        at = head.find_first_not_of(" \t\r\n=\"'", at + 7);
        if (at >= end) continue;
        return head.substr(at, std::min(head.find_first_of(" \t\r\n;\"'/>", at), end) - at);
    }
    return {};
}

}  // namespace

Document read_html(std::string_view bytes, std::string_view declared_charset) {
    Decoded source = decoded(bytes, declared_charset.empty() ? charset_in_meta(bytes) : std::string(declared_charset));
    Document document = begun(source);
    document.text = text_of_html(source.text);
    return document;
}

}  // namespace tangible::ingest
