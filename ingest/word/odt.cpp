// Reads OpenDocument texts (ODF 1.2) with all changes accepted. Text boxes follow the paragraph they hang on; notes,
// comments, headers and footers are kept beside the text. Body walks over the XML once: enter() decides by an element's
// name, leave() ends paragraphs, rows, notes and boxes.
#include "ingest/formats/asides.h"
#include "ingest/formats/lines.h"
#include "ingest/formats/package.h"
#include "ingest/formats/readers.h"
#include "ingest/formats/xml.h"
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

namespace tangible::ingest {
namespace {

/// Elements whose contents are not text of the document.
constexpr std::array left_out = {"annotation-end",   "binary-data",     "event-listeners", "forms",
                                 "hidden-paragraph", "hidden-text",     "note-citation",   "ruby-text",
                                 "sequence-decls",   "tracked-changes", "variable-decls"};
/// Layers are notes and boxes within each other.
constexpr std::size_t max_layers = 20, max_lists = 100;
constexpr int max_spaces = 100;

int number(std::string_view s, int otherwise) {
    int n = otherwise;
    std::from_chars(s.data(), s.data() + s.size(), n);
    return std::clamp(n, -1'000'000, 1'000'000);
}

/// How a level of a list style counts.
struct Level {
    char format = 0;
    std::string before, after;
    int start = 1;
};
using ListStyles = std::map<std::string, std::map<int, Level>>;

/// Adds the numbered list styles of a part, by name and level.
void add_list_styles(ListStyles& styles, xml::Node part) {
    auto enter = [&](xml::Node node) {
        if (node.local() != "list-style") return node.local() != "body";
        for (xml::Node level : node.children()) {
            std::string_view format = level.attribute("num-format");
            if (level.local() == "list-level-style-number" && !format.empty())
                styles[std::string(node.attribute("name"))][number(level.attribute("level"), 1)] = {
                    format[0], std::string(level.attribute("num-prefix")), std::string(level.attribute("num-suffix")),
                    number(level.attribute("start-value"), 1)};
        }
        return false;
    };
    xml::walk(part, enter, [](xml::Node) {});
}

/// Collects the text of a document. `layers_` has the page first, then the notes and boxes that are open.
class Body {
public:
    explicit Body(const ListStyles& styles) : styles_(styles) {}

    void read(xml::Node root) {
        xml::walk(
            root, [this](xml::Node n) { return enter(n); }, [this](xml::Node n) { leave(n); });
    }

    std::string take() { return lines().take(); }
    std::vector<Aside> take_asides() { return std::exchange(asides_, {}); }

private:
    struct List {
        std::string style;
        int next;
    };
    Lines& lines() { return layers_.back(); }

    static bool is_paragraph(std::string_view name) { return name == "p" || name == "h"; }
    static bool is_layer(std::string_view name) {
        return name == "text-box" || name == "note-body" || name == "annotation";
    }
    /// Decides whether an element says who wrote a comment and when.
    static bool is_about_comment(xml::Node node) {
        std::string_view name = node.local();
        return node.parent().local() == "annotation" && !is_paragraph(name) && name != "list";
    }
    /// Decides whether a section or paragraph is hidden.
    static bool is_hidden(xml::Node node) {
        return (node.local() == "section" && node.attribute("display") == "none") ||
               (node.local() == "p" && node.child("hidden-paragraph").attribute("is-hidden") == "true");
    }

    bool enter(xml::Node node) {
        if (node.is_text()) return words(std::string(node.text())), false;
        std::string_view name = node.local();
        if (std::ranges::find(left_out, name) != left_out.end() || node.name().starts_with("svg:") ||
            is_about_comment(node) || is_hidden(node))
            return false;
        if (is_paragraph(name))
            lines().end_line(), ++paragraphs_;
        else if (name == "list")
            begin_list(node);
        else if (name == "list-item")
            begin_item(node);
        else if (name == "table-row")
            lines().begin_row();
        else if (name == "table-cell" || name == "covered-table-cell")
            lines().begin_cell();
        else if (name == "tab")
            lines().add("\t");
        else if (name == "line-break")
            lines().add("\n");
        else if (name == "s")
            lines().add(
                std::string(static_cast<std::size_t>(std::clamp(number(node.attribute("c"), 1), 0, max_spaces)), ' '));
        else if (is_layer(name) && layers_.size() < max_layers)
            layers_.emplace_back();
        return true;
    }

    void leave(xml::Node node) {
        std::string_view name = node.local();
        if (is_paragraph(name))
            end_paragraph();
        else if (name == "list" && !lists_.empty())
            lists_.pop_back();
        else if (name == "table-row")
            lines().end_row();
        else if (is_layer(name) && layers_.size() > 1) {
            std::string words = lines().take();
            layers_.pop_back();
            if (name == "text-box") return void(boxes_ += words);
            bool at_end = node.parent().attribute("note-class") == "endnote";
            AsideKind note = at_end ? AsideKind::endnote : AsideKind::footnote;
            add_aside(asides_, name == "annotation" ? AsideKind::comment : note, std::move(words));
        }
    }

    void end_paragraph() {
        lines().end_line();
        --paragraphs_;
        if (layers_.size() == 1) lines().add(std::exchange(boxes_, {}));
    }

    /// Adds words. White space between blocks is layout; within a paragraph any run of it is one space (ODF 1.2-1,
    /// 6.1.2).
    void words(std::string text) {
        if (paragraphs_ == 0) return;
        std::ranges::replace_if(
            text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
        lines().add(text);
    }

    void begin_list(xml::Node node) {
        if (lists_.size() >= max_lists) return lists_.push_back({});
        std::string style(node.attribute("style-name"));
        if (style.empty() && !lists_.empty()) style = lists_.back().style;
        int next = node.attribute("continue-numbering") == "true" ? last_[style] : 0;
        lists_.push_back({style, next});
    }

    /// Counts an item, and puts its number in front of its words.
    void begin_item(xml::Node node) {
        if (lists_.empty()) return;
        List& list = lists_.back();
        auto style = styles_.find(list.style);
        if (style == styles_.end()) return;
        auto level = style->second.find(static_cast<int>(lists_.size()));
        if (level == style->second.end()) return;
        const Level& how = level->second;
        if (list.next == 0) list.next = how.start;
        list.next = number(node.attribute("start-value"), list.next);
        lines().label(how.before + ordinal(list.next, how.format) + how.after + " ");
        last_[list.style] = ++list.next;
    }

    const ListStyles& styles_;
    std::vector<Lines> layers_ = std::vector<Lines>(1);
    std::vector<List> lists_;
    std::map<std::string, int> last_;
    std::string boxes_;
    std::vector<Aside> asides_;
    int paragraphs_ = 0;
};

/// Adds headers and footers of the page styles. Those of left and first pages are kept where they differ.
void add_margins(std::vector<Aside>& asides, Body& body, xml::Node styles) {
    for (xml::Node page : styles.child("master-styles").children())
        for (xml::Node margin : page.children()) {
            bool is_header = margin.local().starts_with("header");
            if (!is_header && !margin.local().starts_with("footer")) continue;
            body.read(margin);
            add_aside(asides, is_header ? AsideKind::header : AsideKind::footer, body.take());
        }
}

Document refused(const Rejection& why) {
    Document document;
    document.rejection = why.reason.empty()
                             ? Rejection{"unreadable", "The OpenDocument file is damaged: its text cannot be found."}
                             : why;
    return document;
}

}  // namespace

Document read_odt(std::string_view bytes) {
    Package package(bytes);
    if (package.part("META-INF/manifest.xml").value_or("").find("encryption-data") != std::string::npos)
        return refused({"encrypted", "The file is locked with a password."});
    xml::Tree text(package.part("content.xml").value_or("")), common(package.part("styles.xml").value_or(""));
    if (!text.root()) return refused(package.trouble());

    ListStyles styles;
    add_list_styles(styles, common.root());
    add_list_styles(styles, text.root());
    Body body(styles);
    body.read(text.root().child("body"));

    Document document;
    document.text = body.take();
    document.asides = body.take_asides();
    add_margins(document.asides, body, common.root());
    read_headers_of_an_empty_page(document);
    return document;
}

}  // namespace tangible::ingest
