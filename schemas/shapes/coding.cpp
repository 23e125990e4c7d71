// settle() goes through three steps.  It keeps the last decision on each passage whose words are still in the text;
// gives each the cue and hints of the suggestion that it overlaps; and adds the suggestions on which nobody decided.
//
// Decisions and suggestions are compared pair by pair.  A story has few of both, so this is quick enough.
#include "schemas/shapes/coding.h"
#include "schemas/yaml/names.h"
#include <algorithm>
#include <tuple>

namespace tangible {
namespace {

constexpr Named<Verdict> verdict_names[] = {{Verdict::suggested, "suggested"},
                                            {Verdict::accepted, "accepted"},
                                            {Verdict::rejected, "rejected"},
                                            {Verdict::added, "added"}};

bool same_passage(const Coding& a, const Coding& b) { return a.theme == b.theme && a.span.overlaps(b.span); }

// A submission may be read again, by a better reader or with a cut put back, and its text then changes.  A decision on
// words that are no longer at their place is ignored.
bool still_there(const std::string& text, const Decision& d) {
    return d.span.begin < d.span.end && d.span.end <= text.size() && cut(text, d.span) == d.quote;
}

Coding coding_of(const Decision& d) {
    return {d.theme, d.span, d.quote, d.polarity, d.verdict, "", {}, d.coder, d.decided_ms, d.edition};
}

// Returns the decisions that are in force: of several on the same passage, the last.
std::vector<Coding> standing(const std::string& text, const std::vector<Decision>& decisions) {
    std::vector<Coding> out;
    for (const auto& d : decisions) {
        if (!still_there(text, d)) continue;
        auto latest = coding_of(d);
        std::erase_if(out, [&](const Coding& earlier) { return same_passage(earlier, latest); });
        out.push_back(std::move(latest));
    }
    return out;
}

// Copies the machine's reasons to the passage that a person judged.  The first overlapping suggestion wins, and a
// polarity that the person chose stays.
void keep_reasons(Coding& judged, const Coding& suggestion) {
    if (!judged.cue.empty()) return;
    judged.cue = suggestion.cue;
    judged.hints = suggestion.hints;
    if (judged.polarity == Polarity::unstated) judged.polarity = suggestion.polarity;
}

}  // namespace

std::string_view name(Verdict v) { return name_in(verdict_names, v); }
Verdict verdict_named(std::string_view word) { return value_in(verdict_names, word, "verdict"); }

std::vector<Coding> settle(const std::string& text, std::vector<Coding> suggestions,
                           const std::vector<Decision>& decisions) {
    auto settled = standing(text, decisions);
    const auto judged = settled.size();  // suggestions are appended behind these, and are not compared with each other
    for (auto& s : suggestions) {
        bool open = true;
        for (std::size_t i = 0; i < judged; ++i)
            if (same_passage(settled[i], s)) {
                keep_reasons(settled[i], s);
                open = false;
            }
        if (open) settled.push_back(std::move(s));
    }
    std::stable_sort(settled.begin(), settled.end(), [](const Coding& a, const Coding& b) {
        return std::tie(a.span, a.theme) < std::tie(b.span, b.theme);
    });
    return settled;
}

}  // namespace tangible
