// The story form on one page, and what happens when it is sent. The form's raw body is stored, and read into a story
// later like any other submission. Here it is only checked; every refusal shows the form again with the words that were
// typed, since a teller must never lose them.
#include "ingest/reading/form.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/hash.h"
#include "serve/collection/tokens.h"
#include "serve/pages/pages.h"
#include "serve/pages/tell/tell.h"
#include "serve/pages/tell/telling.h"

namespace tangible::serve::pages {
namespace {

// Files are only counted here: a browser does not send them again by itself.
Told told_in(const std::vector<ingest::FormPart>& parts) {
    Told told;
    for (const auto& p : parts) {
        if (!p.is_file)
            told.fields.emplace_back(p.name, p.bytes);
        else if (!p.bytes.empty())
            told.files.push_back({0, p.filename, p.content_type, p.bytes.size(), ""});
    }
    return told;
}

// Returns the idempotency key of a form: a hash of all its fields and files, but not of its uses. A form that is sent
// twice has the same key, although browsers choose a new boundary each time; so has one that a teller goes back to in
// order to change the uses. Another story typed on the same page has another key. Lengths stand before the pieces, or
// "ab" + "c" would be the same as "a" + "bc".
std::string key_of(const std::vector<ingest::FormPart>& parts) {
    std::string all;
    for (const auto& p : parts) {
        if (p.name == "uses") continue;
        for (std::string_view piece : {std::string_view(p.name), std::string_view(p.filename), p.bytes})
            all += std::to_string(piece.size()) + ":" + std::string(piece);
    }
    return "form " + sha256_hex(all);
}

// The form, empty or with answers and what is wrong with them.
Reply form_page(const Call& call, Workspace& work, const Told& told, const std::vector<Problem>& problems, int status) {
    auto view = form_view(work, told);
    add_problems(view, problems);
    view["on_one_page"] = true;
    view["lost_file"] = !told.files.empty();  // the page asks to choose it once more
    view["has_files"] = false;
    return page(call, work, "tell-all", titled(work.collection.form.title, problems), view, status);
}

}  // namespace

Reply tell_all(const Call& call, Workspace& work) {
    auto reply = form_page(call, work, {}, {}, 200);
    reply.headers.emplace_back("Cache-Control", "no-cache");  // so that going back shows what was typed
    return reply;
}

// In order, and each failure leaves nothing stored:
//   1. the body is a whole form of ours (415, 400);
//   2. its token is fresh, and the field that only programs fill is empty (400);
//   3. the answers have no problem (422), and neither form nor address has sent too much (429);
//   4. the raw body is committed with its key and private link (413, 503);
//   5. the follower wakes, and the teller is led to the private link.
Reply told(const Call& call, Workspace& work) {
    auto boundary = ingest::boundary_of(call.content_type);
    if (boundary.empty())
        return trouble(
            call, work, 415, "Your story was not kept",
            "Your browser did not send it as our form does. Please open our page and try again. Programs can "
            "send stories to /api/v1/stories.");
    auto parts = ingest::form_parts(call.body, boundary);
    // "end" is the last field of the form. Without it the form was cut off on its way, even when it looks complete.
    if (!parts || ingest::field(*parts, "end") != "complete")
        return trouble(call, work, 400, "Only part of your story arrived",
                       "We have not kept it. Please go back in your browser. Your words are still there, so you can "
                       "send them again.");
    const auto told = told_in(*parts);
    const auto again = [&](const std::string& sentence, int status) {
        return form_page(call, work, told, {{"story", sentence}}, status);
    };
    auto token = ingest::field(*parts, "token");
    if (!one_time_token_fits(work.collection.secret, "tell", token, now_ms()))
        return again("This page was open for more than a day. Your words are still below. Please send them again", 400);
    if (!ingest::field(*parts, "website").empty())  // hidden from people; programs tend to fill in every field
        return trouble(call, work, 400, "Your story was not kept",
                       "It looks as if a program sent it. If you are a person, please write to us.");
    if (auto problems = problems_of(told, work.collection); !problems.empty())
        return form_page(call, work, told, problems, 422);
    if (const auto wait = wait_for_turn(call, work, token); wait.count() > 0)
        return retry_after(wait, again(wait_in_words(wait), 429));
    Submission s;
    s.channel = Channel::form;
    s.media_type = call.content_type;
    s.bytes = call.body;
    s.details = details_of(told.fields, work.collection);
    s.key = key_of(*parts);
    return received(
        work, std::move(s), [](const Receipt&) {}, again);
}

}  // namespace tangible::serve::pages
