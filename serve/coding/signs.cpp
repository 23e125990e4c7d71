// The cues of the codebook of signs are found as those of themes are. Links are counted, as the proposals for
// redaction find them.
#include "serve/coding/signs.h"
#include "ingest/personal/personal.h"
#include <algorithm>

namespace tangible::serve {
namespace {

/// A story with more links than this is rarely one.
constexpr std::ptrdiff_t many_links = 4;

}  // namespace

std::vector<Sign> signs_of(const Collection& collection, const Story& original, index::Analyser& analyser) {
    std::vector<Sign> signs;
    const auto& book = collection.signs.codebook();
    for (const auto& c :
         collection.signs.tag(original.text, analyser.analyse(original.text, original.language), analyser))
        if (const auto* theme = book.find(c.theme)) signs.push_back({theme->label, c.quote});
    const auto found = ingest::personal(original.text);
    const auto links = std::ranges::count(found, PersonalKind::url, &Personal::kind);
    if (links >= many_links) signs.push_back({"It has " + std::to_string(links) + " links", ""});
    return signs;
}

std::vector<std::string> labels_of(const std::vector<Sign>& signs) {
    std::vector<std::string> labels;
    for (const auto& s : signs)
        if (std::ranges::find(labels, s.label) == labels.end()) labels.push_back(s.label);
    return labels;
}

}  // namespace tangible::serve
