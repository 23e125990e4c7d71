// Submissions that could not be read, for the people who look after the collection: they can look at one safely, have
// it read again, type its words, or drop it. The bytes are a stranger's: they are read only in a confined child, and a
// browser gets them only as a download.
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/collection/consent_record.h"
#include "serve/pages/pages.h"
#include "serve/pages/paging.h"
#include "serve/pages/views.h"

namespace tangible::serve::pages {
namespace {

Parked parked_or_404(const Call& call, Workspace& work) {
    const auto id = parse_story_id(call.parts.at(0));
    auto parked = id ? work.store.parked(*id) : std::nullopt;
    if (!parked)
        throw Error(ErrorKind::not_found, "Nothing is parked under this reference",
                    "Somebody may have dealt with it already.");
    return std::move(*parked);
}

View line_of(const Parked& p) {
    return {{"id", p.reference},
            {"filename", p.filename},
            {"received", day(p.received_ms)},
            {"channel", name(p.channel)},
            {"reason", p.rejection.reason},
            {"detail", p.rejection.detail},
            {"bytes", p.bytes}};
}

// `missing`: the field that was left empty, "words" or "reason"; `typed`: words to show again.
Reply shown(const Call& call, Workspace& work, const Parked& parked, const char* missing = "",
            const std::string& typed = {}) {
    auto view = line_of(parked);
    ingest::Excerpt excerpt;
    const auto sent = work.store.submission(parked.submission);
    const bool allowed = team_may_read(work.store, parked.reference, sent);
    view["not_allowed"] = !allowed;
    if (!allowed) view["filename"] = "";
    if (allowed && work.collection.readers) excerpt = work.collection.readers->excerpt(sent);
    view["excerpt"] = excerpt.words;
    view["was_read"] = excerpt.was_read;
    view["is_cut"] = !excerpt.is_whole;
    view["hex"] = excerpt.hex;
    view["words"] = typed.empty() ? excerpt.words : typed;
    view["no_words"] = std::string_view(missing) == "words";
    view["no_reason"] = std::string_view(missing) == "reason";
    return page(call, work, "parked-one", "Parked: " + parked.reference, view, *missing ? 400 : 200);
}

Reply back_to_the_list(Workspace& work, const char* done, const StoryId& id) {
    if (work.collection.wake) work.collection.wake();
    return see_other(std::string("/parked?") + done + "=" + id);
}

}  // namespace

Reply parked(const Call& call, Workspace& work) {
    View list(std::vector<View>{});
    const auto all = work.store.parked();
    const auto shown = paging(call, all.size());
    for (std::size_t i = shown.first; i < shown.end; ++i) list.push(line_of(all[i]));
    const auto done = [&](const char* what) {
        const auto id = parse_story_id(value_of(call.query, what));
        return id ? *id : std::string();
    };
    return page(call, work, "parked", "What could not be read",
                {{"parked", list},
                 {"none", all.empty()},
                 {"pages", pages_view(shown, "/parked?")},
                 {"read", done("read")},
                 {"typed", done("typed")},
                 {"dropped", done("dropped")}});
}

Reply parked_one(const Call& call, Workspace& work) { return shown(call, work, parked_or_404(call, work)); }

// As a file to save, in a sandbox: the bytes could be a page with scripts.
Reply parked_bytes(const Call& call, Workspace& work) {
    const auto parked = parked_or_404(call, work);
    auto sent = work.store.submission(parked.submission);
    if (!team_may_read(work.store, parked.reference, sent))
        throw Error(ErrorKind::not_found, "Its teller does not allow the team to read it",
                    "You can have it read again, or erase it.");
    return {200,
            "application/octet-stream",
            std::move(sent.bytes),
            {{"Content-Disposition", "attachment; filename=\"" + parked.reference + ".bin\""},
             {"Content-Security-Policy", "sandbox; default-src 'none'"}}};
}

Reply parked_read(const Call& call, Workspace& work) {
    const auto parked = parked_or_404(call, work);
    work.store.read_again(parked.submission);
    return back_to_the_list(work, "read", parked.reference);
}

Reply parked_typed(const Call& call, Workspace& work) {
    const auto parked = parked_or_404(call, work);
    const auto words = std::string(trimmed(value_of(call.form, "words")));
    if (words.empty()) return shown(call, work, parked, "words");
    work.store.transcribe(parked.submission, words, call.session->account, now_ms());
    return back_to_the_list(work, "typed", parked.reference);
}

Reply parked_dropped(const Call& call, Workspace& work) {
    const auto parked = parked_or_404(call, work);
    const auto reason = std::string(trimmed(value_of(call.form, "reason")));
    if (reason.empty()) return shown(call, work, parked, "reason", std::string(trimmed(value_of(call.form, "words"))));
    work.store.drop(parked.submission, reason, call.session->account, now_ms());
    work.store.want_index_erased();  // words of an earlier reading may still be in the index's files
    return back_to_the_list(work, "dropped", parked.reference);
}

}  // namespace tangible::serve::pages
