// What people decided about a story's words, when its text changes: passages that they judged, words that they hid.
// Whoever changes a text, by a correction, an addition or another reading, asks for judged_text() before and calls
// carry_judgements() after.
#include "schemas/ground/clock.h"
#include "schemas/store/common/store_impl.h"
#include <map>

namespace tangible {

std::optional<std::string> StoreImpl::judged_text(std::int64_t story) {
    auto row = db.ask("SELECT text FROM texts WHERE story = ?1 AND (EXISTS (SELECT 1 FROM redactions WHERE story = ?1)"
                      " OR EXISTS (SELECT 1 FROM decisions WHERE story = ?1))",
                      story);
    if (!row.next()) return std::nullopt;
    Story whole;
    whole.text = row.text(0);
    add_follow_ups(whole, story);
    return std::move(whole.text);
}

void StoreImpl::carry_judgements(std::int64_t story, const std::optional<std::string>& before) {
    const auto after = before ? judged_text(story) : std::nullopt;
    if (!after || *after == *before) return;
    carry_decisions(story, *after);
    const auto decided = redactions_of(story);
    std::map<std::int64_t, const Redaction*> by_number;  // without those that were carried
    for (const auto& r : decided) by_number.emplace(r.number, &r);
    bool hides_more = false;
    const auto at_ms = now_ms();
    for (auto r : carried(decided, *before, *after)) {
        const auto was = by_number.extract(r.number);
        const bool is_new = !r.is_gone() && (!was || was.mapped()->is_gone());
        if (is_new) r.at_ms = at_ms;
        hides_more |= is_new;
        if (!was)
            put_redaction(story, r);
        else if (*was.mapped() != r)
            db.run(
                "UPDATE redactions SET span_begin = ?, span_end = ?, words = ?, who = ?, made_ms = ? WHERE number = ?",
                r.span.begin, r.span.end, r.words, r.who, r.at_ms, r.number);
    }
    if (hides_more) record(story, {Act::redact, "", "", "program", at_ms});
    for (const auto& [number, r] : by_number) db.run("DELETE FROM redactions WHERE number = ?", number);
}

// A passage moves to the nearest place of its words. If the text no longer contains them, it stays as it was, and
// quotes a text that no longer exists.
void StoreImpl::carry_decisions(std::int64_t story, const std::string& after) {
    struct Moved {
        std::int64_t noted;
        Span to;
    };
    std::vector<Moved> moved;
    for (auto d = db.ask("SELECT noted, span_begin, span_end, quote FROM decisions WHERE story = ?", story);
         d.next();) {
        const Span span{static_cast<std::uint32_t>(d.number(1)), static_cast<std::uint32_t>(d.number(2))};
        const auto places = places_of(after, d.text(3), span.begin);
        if (!places.empty() && places.front() != span) moved.push_back({d.number(0), places.front()});
    }
    for (const auto& [noted, to] : moved)
        db.run("UPDATE decisions SET span_begin = ?, span_end = ? WHERE noted = ?", to.begin, to.end, noted);
}

}  // namespace tangible
