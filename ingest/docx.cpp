// Word documents (ECMA-376-1, WordprocessingML): the text as it stands with all changes accepted.
// Text boxes follow the paragraph they hang on, footnotes follow the text; comments are left out.
#include "ingest/lines.h"
#include "ingest/numbering.h"
#include "ingest/package.h"
#include "ingest/readers.h"
#include <algorithm>
#include <array>
#include <utility>

namespace tangible::ingest {
namespace {

constexpr std::array left_out = {"annotationRef", "del",    "delText", "instrText", "moveFrom", "pPr",
                                 "rPr",           "sectPr", "tblPr",   "tcPr",      "trPr"};
constexpr std::size_t max_boxes_in_boxes = 20;

class Body {
public:
    explicit Body(Numbering& numbering) : numbering_(numbering) {}

    void read(xml::Node root) {
        xml::walk(
            root, [this](xml::Node n) { return enter(n); }, [this](xml::Node n) { leave(n); });
    }

    std::string take() { return lines().take(); }

private:
    Lines& lines() { return layers_.back(); }

    bool enter(xml::Node node) {
        std::string_view name = node.local();
        if (std::ranges::find(left_out, name) != left_out.end()) return false;
        if (name == "Fallback") return !node.parent().child("Choice");
        if (name == "r") return !hidden(node);
        if (name == "t") return lines().add(text(node)), false;
        if (name == "p")
            begin_paragraph(node);
        else if (name == "tr")
            lines().begin_row();
        else if (name == "tc")
            lines().begin_cell();
        else if (name == "tab" || name == "ptab")
            lines().add("\t");
        else if (name == "br" || name == "cr")
            lines().add("\n");
        else if (name == "noBreakHyphen")
            lines().add("\u2011");
        else if (name == "txbxContent" && layers_.size() < max_boxes_in_boxes)
            layers_.emplace_back();
        return true;
    }

    void leave(xml::Node node) {
        std::string_view name = node.local();
        if (name == "p")
            end_paragraph(node);
        else if (name == "tr")
            lines().end_row();
        else if (name == "txbxContent" && layers_.size() > 1) {
            boxes_ += lines().take();
            layers_.pop_back();
        }
    }

    void begin_paragraph(xml::Node node) {
        if (!std::exchange(drop_cap_, false)) lines().end_line();
        lines().label(numbering_.label(node.child("pPr")));
    }

    /// A first letter set large is a paragraph of its own to Word, and part of the next to a reader.
    void end_paragraph(xml::Node node) {
        std::string_view cap = node.child("pPr").child("framePr").attribute("dropCap");
        drop_cap_ = cap == "drop" || cap == "margin";
        if (!drop_cap_) lines().end_line();
        if (layers_.size() == 1) lines().add(std::exchange(boxes_, {}));
    }

    static std::string text(xml::Node node) {
        std::string s;
        for (xml::Node child : node.children()) s += child.text();
        std::ranges::replace(s, '\n', ' ');
        return s;
    }

    static bool hidden(xml::Node run) {
        xml::Node vanish = run.child("rPr").child("vanish");
        std::string_view value = vanish.attribute("val");
        return vanish && value != "0" && value != "false";
    }

    Numbering& numbering_;
    std::vector<Lines> layers_ = std::vector<Lines>(1);  ///< the page, and the text box on it that is open
    std::string boxes_;
    bool drop_cap_ = false;
};

/// "word/document.xml", or what _rels/.rels says instead (ECMA-376-2, 9.3).
std::string main_part(Package& package) {
    xml::Tree rels(package.part("_rels/.rels").value_or(""));
    for (xml::Node r : rels.root().children())
        if (r.attribute("Type").ends_with("/officeDocument")) {
            std::string_view target = r.attribute("Target");
            return std::string(target.substr(std::min(target.find_first_not_of('/'), target.size())));
        }
    return "word/document.xml";
}

void add_notes(Body& body, Package& package, const std::string& name) {
    xml::Tree notes(package.part(name).value_or(""));
    for (xml::Node note : notes.root().children())
        if (note.attribute("type").empty() || note.attribute("type") == "normal") body.read(note);
}

Document refused(const Rejection& why) {
    Document document;
    document.rejection =
        why.reason.empty() ? Rejection{"unreadable", "The Word file is damaged: its text cannot be found."} : why;
    return document;
}

/// A document of Word 2003 in one piece of XML (WordprocessingML before ECMA-376): its text has the same names.
Document read_word_xml(std::string_view bytes) {
    xml::Tree text{std::string(bytes)}, none("");
    Numbering numbering(none.root(), none.root());
    Body body(numbering);
    body.read(text.root().child("body"));
    Document document;
    document.text = body.take();
    return document.text.empty() ? refused({}) : document;
}

}  // namespace

Document read_docx(std::string_view bytes) {
    if (!bytes.starts_with("PK")) return read_word_xml(bytes);
    Package package(bytes);
    std::string part = main_part(package);
    std::string folder = part.substr(0, part.rfind('/') == std::string::npos ? 0 : part.rfind('/') + 1);
    xml::Tree text(package.part(part).value_or(""));
    if (!text.root()) return refused(package.trouble());
    xml::Tree numbers(package.part(folder + "numbering.xml").value_or("")),
        styles(package.part(folder + "styles.xml").value_or(""));

    Numbering numbering(numbers.root(), styles.root());
    Body body(numbering);
    body.read(text.root().child("body"));
    add_notes(body, package, folder + "footnotes.xml");
    add_notes(body, package, folder + "endnotes.xml");

    Document document;
    document.text = body.take();
    if (package.part(folder + "comments.xml").value_or("").find("<w:comment ") != std::string::npos)
        document.problems.push_back("Comments in the margin were left out.");
    return document;
}

}  // namespace tangible::ingest
