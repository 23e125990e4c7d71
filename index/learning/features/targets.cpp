// Lists the themes in the order of the codebook, then the groups in use, and links each to the targets below it. The
// edition is a hash of all texts, each with its length in front, so that two texts cannot run together.
#include "index/learning/features/targets.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include <algorithm>

namespace tangible::index {
namespace {

const Group* group_of(const Codebook& book, std::string_view id) {
    const auto at = std::find_if(book.groups.begin(), book.groups.end(),
                                 [&](auto& g) { return lower_ascii(g.id) == lower_ascii(id); });
    return at == book.groups.end() ? nullptr : &*at;
}

// The labels of a theme's parent and group, a line each.
std::string above(const Codebook& book, const Theme& theme) {
    std::string out;
    if (const Theme* parent = theme.parent.empty() ? nullptr : book.find(theme.parent)) out = parent->label;
    if (const Group* group = group_of(book, theme.group)) out += (out.empty() ? "" : "\n") + group->label;
    return out;
}

Target target_from(const Codebook& book, const Theme& t) {
    Target out{t.id, t.label, above(book, t), t.definition, t.include, t.indicators, t.examples, {}, t.near_misses, {}};
    for (const auto& cue : t.cues)
        if (cue.polarity != Polarity::against) out.cues.insert(out.cues.end(), cue.phrases.begin(), cue.phrases.end());
    return out;
}

}  // namespace

Targets::Targets(const Codebook& book, const std::vector<std::string>& labels)
    : language(base_language(book.language)) {
    for (const auto& t : book.themes) all.push_back(target_from(book, t));
    const auto themes = static_cast<std::uint32_t>(all.size());
    for (std::uint32_t t = 0; t < themes; ++t)
        if (const auto up = find(book.themes[t].parent); up != none) all[up].below.push_back(t);
    for (const auto& g : book.groups) {
        const bool used =
            std::any_of(labels.begin(), labels.end(), [&](auto& l) { return lower_ascii(l) == lower_ascii(g.id); });
        if (!used || find(g.id) != none) continue;
        Target group{g.id, g.label, "", g.about, "", {}, {}, {}, {}, {}};
        for (std::uint32_t t = 0; t < themes; ++t)
            if (book.themes[t].group == g.id) group.below.push_back(t);
        all.push_back(std::move(group));
    }
}

std::uint32_t Targets::find(std::string_view id) const {
    const auto wanted = lower_ascii(id);
    for (std::uint32_t t = 0; t < all.size(); ++t)
        if (!id.empty() && lower_ascii(all[t].id) == wanted) return t;
    return none;
}

std::string Targets::edition() const {
    std::string out;
    const auto add = [&](std::string_view part) { out.append(std::to_string(part.size())).append(":").append(part); };
    const auto add_all = [&](const std::vector<std::string>& parts) {
        add(std::to_string(parts.size()));
        for (const auto& p : parts) add(p);
    };
    add(language);
    for (const auto& t : all) {
        for (const auto* part : {&t.id, &t.label, &t.above, &t.definition, &t.include}) add(*part);
        for (const auto* parts : {&t.indicators, &t.examples, &t.cues, &t.near_misses}) add_all(*parts);
        for (const auto b : t.below) add(std::to_string(b));
        add("");
    }
    return sha256_hex(out).substr(0, 16);
}

}  // namespace tangible::index
