// Sorts stories by the SHA-256 hash of day, coder and story. Such an order is random, yet no state has to be stored:
// the same queue can be drawn again, and a story that leaves it does not move the others. Shuffling would move them
// all. Stories that others have coded are drawn separately and fill every fifth place.
#include "serve/coding/reading_queue.h"
#include "schemas/ground/hash.h"
#include "schemas/shapes/by_story.h"
#include <algorithm>
#include <map>
#include <set>

namespace tangible::serve {
namespace {

/// Four new stories for each second reading: agreement needs some stories that two people read, and a collection needs
/// all its stories read once.
constexpr std::size_t second_reading_every = 5;

/// Sorts the stories into an order that depends on `drawn_for` alone.
void draw(std::vector<StoryId>& stories, const std::string& drawn_for) {
    std::vector<std::pair<std::string, StoryId>> drawn;
    for (auto& s : stories) drawn.emplace_back(sha256_hex(drawn_for + s), std::move(s));
    std::sort(drawn.begin(), drawn.end());
    std::transform(drawn.begin(), drawn.end(), stories.begin(), [](auto& d) { return std::move(d.second); });
}

}  // namespace

std::vector<Queued> to_read_next(const std::vector<StoryId>& stories, const std::vector<Decision>& decisions,
                                 const std::vector<ReadThrough>& read, std::string_view coder, std::string_view day,
                                 std::size_t limit) {
    // Stories that this coder has decided on or read are left out; of the rest, those of others are for a second
    // reading.
    std::set<StoryId> mine, others;
    for (const auto& d : decisions) (d.coder == coder ? mine : others).insert(d.story);
    for (const auto& r : read) (r.coder == coder ? mine : others).insert(r.story);
    std::vector<StoryId> fresh, again;
    for (const auto& s : stories)
        if (!mine.count(s)) (others.count(s) ? again : fresh).push_back(s);
    const auto drawn_for = std::string(day) + "\n" + std::string(coder) + "\n";
    draw(fresh, drawn_for);
    draw(again, drawn_for);
    // When one of the two lists is used up, the other fills the places that are left.
    std::vector<Queued> out;
    for (std::size_t f = 0, a = 0; out.size() < limit && (f < fresh.size() || a < again.size());) {
        const bool second = a < again.size() && (f == fresh.size() || (out.size() + 1) % second_reading_every == 0);
        out.push_back({second ? again[a++] : fresh[f++], second});
    }
    return out;
}

std::vector<Examples> fewest_examples(const Codebook& book, const std::vector<Decision>& decisions, std::size_t limit) {
    std::map<std::string, std::uint32_t> stories;
    for (const auto& [story, of_story] : by_story(decisions)) {
        std::set<std::string> themes;
        for (const auto& c : decided(of_story))
            if (confirmed(c.verdict)) themes.insert(c.theme);
        for (const auto& t : themes) ++stories[t];
    }
    std::vector<Examples> out;
    for (const auto& t : book.themes) out.push_back({t.id, stories[t.id]});
    // Stable, so that themes with equally many examples stay in the order of the codebook.
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.stories < b.stories; });
    out.resize(std::min(limit, out.size()));
    return out;
}

}  // namespace tangible::serve
