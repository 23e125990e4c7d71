// Walks over the XML of a Word document: enter() decides by an element's name whether to skip it or what to write, and
// leave() ends paragraphs, rows and text boxes. Text that was deleted or moved away is skipped.
#include "ingest/word/word_body.h"
#include "ingest/formats/symbols.h"
#include <algorithm>
#include <array>
#include <utility>

namespace tangible::ingest {
namespace {

/// Elements whose contents are not text: deletions, instructions of fields, properties, reading aids.
constexpr std::array left_out = {"annotationRef", "del", "delText", "instrText", "moveFrom", "pPr",
                                 "rPr",           "rt",  "sectPr",  "tblPr",     "tcPr",     "trPr"};
constexpr std::size_t max_boxes_in_boxes = 20;

/// Elements that stand for a character.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> signs = {
    {{"tab", "\t"}, {"ptab", "\t"}, {"br", "\n"}, {"cr", "\n"}, {"noBreakHyphen", "\u2011"}}};

std::string text_of(xml::Node node) {
    std::string s;
    for (xml::Node child : node.children()) s += child.text();
    std::ranges::replace(s, '\n', ' ');
    return s;
}

/// Decides whether a property is there and not switched off.
bool is_on(xml::Node property) {
    std::string_view value = property.attribute("val");
    return property && value != "0" && value != "false" && value != "off";
}

/// Decides whether a form control shows its prompt ("Click here to enter text") because nobody answered.
bool is_prompt(xml::Node control) { return is_on(control.child("sdtPr").child("showingPlcHdr")); }

/// Decides whether a paragraph continues in the next one: its mark was deleted or moved away, or it is a large first
/// letter, which is a paragraph of its own to Word only.
bool goes_on_in_next(xml::Node paragraph) {
    xml::Node properties = paragraph.child("pPr"), mark = properties.child("rPr");
    std::string_view cap = properties.child("framePr").attribute("dropCap");
    return cap == "drop" || cap == "margin" || mark.child("del") || mark.child("moveFrom");
}

}  // namespace

void WordBody::read(xml::Node root) {
    xml::walk(
        root, [this](xml::Node n) { return enter(n); }, [this](xml::Node n) { leave(n); });
}

std::string WordBody::take() {
    runs_on_ = false;
    return lines().take();
}

bool WordBody::enter(xml::Node node) {
    std::string_view name = node.local();
    if (std::ranges::find(left_out, name) != left_out.end()) return false;
    // Newer content comes twice, the second time for older programs. Only one of the two is read.
    if (name == "Fallback") return !node.parent().child("Choice");
    if (name == "sdtContent") return !is_prompt(node.parent());
    if (name == "r") return !is_on(node.child("rPr").child("vanish"));
    if (name == "t") return lines().add(text_of(node)), false;
    if (name == "sym") return lines().add(symbol(node.attribute("font"), node.attribute("char"))), false;
    if (auto sign = std::ranges::find(signs, name, &std::pair<std::string_view, std::string_view>::first);
        sign != signs.end())
        lines().add(sign->second);
    else if (name == "p")
        begin_paragraph(node);
    else if (name == "tr")
        lines().begin_row();
    else if (name == "tc")
        lines().begin_cell();
    else if (name == "txbxContent" && layers_.size() < max_boxes_in_boxes)
        layers_.emplace_back();
    return true;
}

void WordBody::leave(xml::Node node) {
    std::string_view name = node.local();
    if (name == "p")
        end_paragraph(node);
    else if (name == "tr")
        lines().end_row();
    else if (name == "num")  // of a fraction (OMML)
        lines().add("/");
    else if (name == "txbxContent" && layers_.size() > 1) {
        boxes_ += lines().take();
        layers_.pop_back();
    }
}

void WordBody::begin_paragraph(xml::Node node) {
    if (!std::exchange(runs_on_, false)) lines().end_line();
    lines().label(numbering_.label(node.child("pPr")));
}

void WordBody::end_paragraph(xml::Node node) {
    runs_on_ = goes_on_in_next(node);
    if (!runs_on_) lines().end_line();
    if (layers_.size() == 1) lines().add(std::exchange(boxes_, {}));
}

}  // namespace tangible::ingest
