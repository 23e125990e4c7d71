// Reads the shapes of lists, the lists, and the styles that refer to them, and resolves the links between these.
// label() looks for a paragraph's list in its own properties, then in its style.
#include "ingest/word/numbering.h"
#include <algorithm>
#include <charconv>

namespace tangible::ingest {
namespace {

std::string value(xml::Node parent, std::string_view name) { return std::string(parent.child(name).attribute("val")); }

int number(std::string_view s, int otherwise) {
    int n = otherwise;
    std::from_chars(s.data(), s.data() + s.size(), n);
    return std::clamp(n, -1'000'000, 1'000'000);
}

/// Returns the format as ordinal() takes it; 0 for bullets and formats that we do not write.
char format_of(std::string_view name) {
    static const std::map<std::string_view, char> formats = {{"decimal", '1'},     {"decimalZero", '1'},
                                                             {"lowerLetter", 'a'}, {"upperLetter", 'A'},
                                                             {"lowerRoman", 'i'},  {"upperRoman", 'I'}};
    auto found = formats.find(name);
    return found == formats.end() ? 0 : found->second;
}

/// Styles may be based on each other in a circle.
constexpr int max_styles_on_styles = 20;

bool in_range(int level) { return level >= 0 && level < list_depth; }

}  // namespace

Numbering::Numbering(xml::Node numbering, xml::Node styles) {
    for (xml::Node node : numbering.children()) {
        std::string_view kind = node.local();
        if (kind == "abstractNum") {
            auto& shape = numbers_.shapes[std::string(node.attribute("abstractNumId"))];
            for (xml::Node level : node.children())
                if (int i = number(level.attribute("ilvl"), -1); level.local() == "lvl" && in_range(i))
                    shape[static_cast<std::size_t>(i)] = {number(value(level, "start"), 1),
                                                          format_of(value(level, "numFmt")), value(level, "lvlText")};
        } else if (kind == "num") {
            NumberedList& list = numbers_.lists[std::string(node.attribute("numId"))];
            list.shape = value(node, "abstractNumId");
            for (xml::Node change : node.children())
                if (int i = number(change.attribute("ilvl"), -1); in_range(i) && change.child("startOverride"))
                    list.restarts[i] = number(value(change, "startOverride"), 1);
        }
    }
    read_styles(styles);
    for (xml::Node node : numbering.children())
        if (std::string style = value(node, "numStyleLink"); node.local() == "abstractNum" && !style.empty())
            if (auto list = numbers_.lists.find(styles_[style].first);
                list != numbers_.lists.end() && numbers_.shapes.contains(list->second.shape))
                numbers_.shapes[std::string(node.attribute("abstractNumId"))] = numbers_.shapes[list->second.shape];
}

/// Reads which styles belong to a list. A style that says nothing about lists inherits from the style it is based on.
void Numbering::read_styles(xml::Node styles) {
    std::map<std::string, std::string> based_on;
    std::map<std::string, int> levels;
    for (xml::Node style : styles.children()) {
        std::string id(style.attribute("styleId"));
        if (xml::Node n = style.child("pPr").child("numPr"); n.child("numId"))
            styles_[id] = {value(n, "numId"), number(value(n, "ilvl"), 0)};
        else if (n)  // the level alone: the list is the other style's
            based_on[id] = value(style, "basedOn"), levels[id] = number(value(n, "ilvl"), 0);
        else
            based_on[id] = value(style, "basedOn");
    }
    for (const auto& [id, parent] : based_on) {
        std::string at = parent;
        for (int i = 0; i < max_styles_on_styles && !styles_.contains(at) && based_on.contains(at); ++i)
            at = based_on[at];
        if (auto found = styles_.find(at); found != styles_.end()) {
            auto inherited = found->second;
            if (auto level = levels.find(id); level != levels.end()) inherited.second = level->second;
            styles_[id] = inherited;
        }
    }
}

std::string Numbering::label(xml::Node properties) {
    std::string id;
    int level = 0;
    if (xml::Node own = properties.child("numPr")) {
        auto style = styles_.find(value(properties, "pStyle"));
        id = own.child("numId") || style == styles_.end() ? value(own, "numId") : style->second.first;
        level = number(value(own, "ilvl"), 0);
    } else if (auto style = styles_.find(value(properties, "pStyle")); style != styles_.end()) {
        id = style->second.first;
        level = style->second.second;
    }
    return numbers_.label(id, level);
}

}  // namespace tangible::ingest
