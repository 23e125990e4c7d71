// The cues of the codebook of signs are found as those of themes are. Links are counted, as the proposals for
// redaction find them.
#include "serve/coding/signs.h"
#include "ingest/personal/personal.h"
#include <algorithm>

namespace tangible::serve {
namespace {

/// A story with more links than this is rarely one.
constexpr std::ptrdiff_t many_links = 4;

constexpr std::string_view urgent_group = "FIRST";
constexpr std::size_t at_once = 500;

/// Returns each label once.
Signs summary(const std::vector<Sign>& all) {
    Signs signs;
    for (const auto& s : all) {
        signs.urgent |= s.urgent;
        if (std::ranges::find(signs.labels, s.label) == signs.labels.end()) signs.labels.push_back(s.label);
    }
    return signs;
}

}  // namespace

std::vector<Sign> signs_of(const index::Cues& cues, const Story& original, index::Analyser& analyser) {
    std::vector<Sign> signs;
    const auto words = original.title + "\n\n" + original.text;
    for (const auto& c : cues.tag(words, analyser.analyse(words, original.language), analyser))
        if (const auto* theme = cues.codebook().find(c.theme))
            signs.push_back({theme->label, c.quote, theme->group == urgent_group});
    const auto found = ingest::personal(original.text);
    const auto links = std::ranges::count(found, PersonalKind::url, &Personal::kind);
    if (links >= many_links) signs.push_back({"It has " + std::to_string(links) + " links", "", false});
    return signs;
}

Story with_closed_additions(Store& store, Story original) {
    for (const auto& a : store.additions(original.id, Use::team))
        if (!a.open) original.text += "\n\n" + a.text;
    return original;
}

bool note_signs(Store& store, const index::Cues& cues) {
    const auto& edition = cues.codebook().edition;
    const auto stories = store.without_signs(edition, at_once);
    if (stories.empty()) return true;
    index::Analyser analyser;
    std::vector<std::pair<StoryId, Signs>> noted;
    for (const auto& id : stories) {
        const auto story = store.original(id, Use::team);
        noted.emplace_back(id,
                           story ? summary(signs_of(cues, with_closed_additions(store, *story), analyser)) : Signs{});
    }
    store.together([&] {
        for (const auto& [id, signs] : noted) store.put_signs(id, signs, edition);
    });
    return stories.size() < at_once;
}

}  // namespace tangible::serve
