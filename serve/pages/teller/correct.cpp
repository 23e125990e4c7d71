// A teller changes the words, title, place or year of their story, or adds what happened next. A correction is a new
// version; earlier ones stay for the team. What happened next is a submission of its own, stored before its teller is
// thanked, and becomes an addition to the story when it is read.
#include "ingest/arrival/receive.h"
#include "ingest/reading/admit.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/ground/limit_text.h"
#include "serve/pages/pages.h"
#include "serve/pages/teller/teller.h"
#include "serve/pages/views.h"
#include "serve/web/client_address.h"

namespace tangible::serve::pages {
namespace {

constexpr std::size_t max_line_bytes = 500;

/// The teller's own words, without those of additions, which stand behind them.
std::string own_text(const Story& story) {
    if (story.follow_ups.empty()) return story.text;
    return story.text.substr(0, story.follow_ups.front().span.begin - 1);
}

Reply correction_page(const Call& call, Workspace& work, const StoryId& id, const Fields& typed,
                      const std::string& text_problem, const std::string& year_problem) {
    View view{{"token", call.parts[0]},
              {"reference", id},
              {"title", value_of(typed, "title")},
              {"text", value_of(typed, "text")},
              {"place", value_of(typed, "place")},
              {"year", value_of(typed, "year")},
              {"error_text", text_problem},
              {"error_year", year_problem},
              {"has_problems", !text_problem.empty() || !year_problem.empty()}};
    const bool wrong = view["has_problems"].truth();
    return page(call, work, "correct", wrong ? "Error: Correct your story" : "Correct your story", view,
                wrong ? 422 : 200);
}

}  // namespace

Reply manage_correct(const Call& call, Workspace& work) {
    const auto id = story_or_404(call, work);
    const auto story = work.store.original(id, Use::own);
    return correction_page(call, work, id,
                           {{"title", story->title},
                            {"text", own_text(*story)},
                            {"place", story->place},
                            {"year", story->year ? std::to_string(story->year) : ""}},
                           "", "");
}

Reply manage_corrected(const Call& call, Workspace& work) {
    const auto id = story_or_404(call, work);
    auto line = [&](const char* name) { return ingest::normal(trimmed(value_of(call.form, name))).text; };
    Correction now{line("title"), line("text"), line("place"), 0, now_ms()};
    const auto year = typed_year(trimmed(value_of(call.form, "year")));
    std::string wrong_text;
    if (now.text.empty()) wrong_text = "Write your story, or go back and take it back instead";
    if (now.text.size() > ingest::max_text_bytes)
        wrong_text = "Your story is longer than " + in_bytes(ingest::max_text_bytes) + ". Please make it shorter";
    for (const auto* part : {&now.title, &now.place})
        if (part->size() > max_line_bytes) wrong_text = "The name of your story or its place is too long";
    if (!wrong_text.empty() || !year)
        return correction_page(call, work, id, call.form, wrong_text, year ? "" : wrong_year);
    now.year = *year;
    work.store.correct(id, now);
    if (work.collection.wake) work.collection.wake();
    return see_other(manage_path(call) + "?corrected=yes#kept");
}

// The key makes a double click one addition. The same words under another story, or sent as a story, are stored already
// and can belong to one place only: the teller is told.
Reply manage_next(const Call& call, Workspace& work) {
    const auto id = story_or_404(call, work);
    const auto words = trimmed(value_of(call.form, "words"));
    if (words.empty()) return see_other(manage_path(call) + "?added=none#next");
    if (const auto wait = work.collection.limits.stories.take(client_block(call.client)); wait.count() > 0)
        return retry_after(wait, trouble(call, work, 429, "Your words were not stored yet",
                                         "Many stories arrived from your network within an hour. Please go back in "
                                         "your browser and send your words again later."));
    Submission s;
    s.channel = Channel::form;
    s.media_type = "text/plain; charset=utf-8";
    s.bytes = words, s.id = sha256_hex(s.bytes);
    s.details.follows = id;
    s.key = "next " + sha256_hex(id + "\n" + std::string(words));
    const auto is_stored_elsewhere = [&] {
        const auto earlier = work.store.earlier(s);
        return earlier && (earlier->withdrawn || work.store.submission(s.id).details.follows != id);
    };
    if (is_stored_elsewhere()) return see_other(manage_path(call) + "?added=known#next");
    ingest::receive(work.store, std::move(s));
    if (work.collection.wake) work.collection.wake();
    return see_other(manage_path(call) + "?added=yes#next");
}

}  // namespace tangible::serve::pages
