// Walks the YAML nodes of all groups, themes and other languages once, and notes the line where each cue or guard first
// appears. A cue with two phrases is looked up by both, joined by a line break, which no phrase contains.
#include "index/codebook/lines.h"

namespace tangible::index {
namespace {

const std::vector<yaml::Node>& list_of(const yaml::Node& parent, std::string_view key) {
    static const std::vector<yaml::Node> none;
    const auto* n = parent.find(key);
    return n ? n->items : none;
}

/// The words of a cue's node: both phrases of a pair, with or without a number after them; else the phrase itself.
std::string words(const yaml::Node& n) {
    return n.items.size() < 2 ? n.text : n.items[0].text + "\n" + n.items[1].text;
}
std::string words(const Cue& c) { return c.phrases.size() < 2 ? c.phrases.at(0) : c.phrases[0] + "\n" + c.phrases[1]; }

int line_in(const std::map<std::pair<std::string, std::string>, int>& lines, const Theme& theme,
            const std::string& words) {
    const auto at = lines.find({theme.id, words});
    return at == lines.end() ? theme.line : at->second;
}

}  // namespace

CodebookLines::CodebookLines(const yaml::Node& file) {
    for (const auto& group : list_of(file, "groups"))
        for (const auto& theme : list_of(group, "themes")) {
            const auto id = theme.str_or("id", "");
            note(id, theme);
            if (const auto* others = theme.find("other_languages"))
                for (const auto& [language, node] : others->members) note(id, node);
        }
}

void CodebookLines::note(const std::string& theme, const yaml::Node& node) {
    for (const char* key : {"cues", "against", "near", "near_against"})
        for (const auto& n : list_of(node, key)) cues_.try_emplace({theme, words(n)}, n.line);
    for (const auto& n : list_of(node, "guards")) guards_.try_emplace({theme, words(n)}, n.line);
}

int CodebookLines::of(const Theme& theme, const Cue& cue) const { return line_in(cues_, theme, words(cue)); }
int CodebookLines::of(const Theme& theme, const Guard& guard) const { return line_in(guards_, theme, guard.phrase); }

}  // namespace tangible::index
