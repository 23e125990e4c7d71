// settle() goes through three steps.  It counts what people say about each passage whose words are still in the text;
// gives each the cue and hints of the suggestion that it overlaps; and adds the suggestions on which nobody decided.
//
// Decisions and suggestions are compared pair by pair.  A story has few of both, so this is quick enough.
#include "schemas/shapes/coding.h"
#include "schemas/yaml/names.h"
#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace tangible {
namespace {

constexpr Named<Verdict> verdict_names[] = {{Verdict::suggested, "suggested"},
                                            {Verdict::accepted, "accepted"},
                                            {Verdict::rejected, "rejected"},
                                            {Verdict::added, "added"},
                                            {Verdict::disputed, "disputed"}};

bool same_passage(const Coding& a, const Coding& b) { return a.theme == b.theme && a.span.overlaps(b.span); }

// A submission may be read again, by a better reader or with a cut put back, and its text then changes.  A decision on
// words that are no longer at their place is ignored.
bool still_there(const std::string& text, const Decision& d) {
    return d.span.begin < d.span.end && d.span.end <= text.size() && cut(text, d.span) == d.quote;
}

Coding coding_of(const Decision& d) {
    return {d.theme, d.span, d.quote, d.polarity, d.verdict, "", {}, d.coder, d.decided_ms, d.edition};
}

/// Decisions on passages of one theme that overlap each other, directly or through others, in the order in which they
/// were noted.
using Votes = std::vector<const Decision*>;

bool meet(const Decision& a, const Decision& b) { return a.theme == b.theme && a.span.overlaps(b.span); }

/// Puts together the decisions on each passage.  A person's new decision takes the place of the earlier ones that it
/// overlaps.
std::vector<Votes> by_passage(const std::vector<Decision>& decisions) {
    std::vector<const Decision*> said;
    for (const auto& d : decisions) {
        std::erase_if(said, [&](const Decision* other) { return other->coder == d.coder && meet(*other, d); });
        said.push_back(&d);
    }
    std::vector<Votes> passages;
    for (const auto* d : said) {
        Votes joined;
        std::erase_if(passages, [&](const Votes& votes) {
            if (std::none_of(votes.begin(), votes.end(), [&](const Decision* v) { return meet(*v, *d); })) return false;
            joined.insert(joined.end(), votes.begin(), votes.end());
            return true;
        });
        joined.push_back(d);
        std::sort(joined.begin(), joined.end());  // pointers into `decisions`, so this is their order there
        passages.push_back(std::move(joined));
    }
    return passages;
}

/// Returns what counts of the decisions on one passage.  Somebody who confirms one part of it and rejects another
/// counts among those who confirm.
std::vector<Coding> outcome(const Votes& votes) {
    std::set<std::string_view> people, for_it;
    for (const auto* v : votes) {
        people.insert(v->coder);
        if (confirmed(v->verdict)) for_it.insert(v->coder);
    }
    const auto against_it = people.size() - for_it.size();
    const bool confirms = for_it.size() >= against_it, even = for_it.size() == against_it;
    std::vector<Coding> out;
    for (const auto* v : votes) {
        if (confirmed(v->verdict) != confirms) continue;
        auto coding = coding_of(*v);
        if (even) coding.verdict = Verdict::disputed;
        std::erase_if(out, [&](const Coding& earlier) { return same_passage(earlier, coding); });
        out.push_back(std::move(coding));
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

std::vector<Coding> decided(const std::vector<Decision>& decisions) {
    std::vector<Coding> all;
    for (const auto& votes : by_passage(decisions))
        for (auto& coding : outcome(votes)) all.push_back(std::move(coding));
    return all;
}

std::vector<Coding> settle(const std::string& text, std::vector<Coding> suggestions,
                           const std::vector<Decision>& decisions) {
    std::vector<Decision> there;
    std::copy_if(decisions.begin(), decisions.end(), std::back_inserter(there),
                 [&](const Decision& d) { return still_there(text, d); });
    auto settled = decided(there);
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
