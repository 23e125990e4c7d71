// One function for each route, in the order of the route table. Each parses the call, asks the store or the searcher,
// and returns JSON. Most errors are thrown, and routes.cpp answers them.
#include "serve/api/api.h"
#include "index/building/index.h"
#include "index/evidence/evidence.h"
#include "ingest/arrival/receive.h"
#include "ingest/tables/table.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/limit_text.h"
#include "schemas/ground/utf8.h"
#include "schemas/json/json.h"
#include "schemas/system/own_file.h"
#include "schemas/system/share.h"
#include "serve/coding/judging.h"
#include "serve/collection/tokens.h"
#include "serve/pages/own_lists.h"
#include "serve/pages/views.h"
#include "serve/searches/listed.h"
#include "serve/searches/queries.h"
#include "serve/web/client_address.h"
#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace tangible::serve::api {

using Json = nlohmann::ordered_json;

// Says how far reading and indexing are behind, for monitoring. Not the store's revision itself: how many changes there
// ever were would reveal something about stories that nobody may see.
Reply health(const Call&, Workspace& work) {
    constexpr std::size_t at_most = 1000;
    // Reads the index before the store, so that the index is never ahead and `behind` never negative.
    const auto indexed = index::reached(work.collection.config.data_dir);
    return json(dumped(
        {{"open", true}, {"behind", work.store.revision() - indexed}, {"unread", work.store.pending(at_most).size()}}));
}

Reply openapi(const Call&, Workspace&) {
    return {200, "application/yaml; charset=utf-8", content_of(shared_file("schemas/openapi.yaml")), {}};
}

Reply search(const Call& call, Workspace& work) {
    auto results = work.searcher.search(pages::query_of(call));
    pages::keep_own_lists(results, work, pages::use_of(call));
    return json(to_json(results));
}

// The body is the story itself, in any format that we read; the address has its details. In order: check size and rate,
// take details and consent from the address, commit, wake the follower, answer with the reference.
Reply tell(const Call& call, Workspace& work) {
    if (call.body.empty())
        throw Error(ErrorKind::usage, "the body of the request is empty", "send the story as the body");
    if (call.body.size() > work.collection.form.max_upload_bytes)
        return json(error_json("too_large",
                               "a story sent to this API can have at most " +
                                   std::to_string(work.collection.form.max_upload_bytes) + " bytes",
                               "send a smaller file, or only the text"),
                    413);
    if (const auto wait = work.collection.limits.stories.take(client_block(call.client)); wait.count() > 0)
        return retry_after(wait, json(error_json("too_many", "too many stories arrived from this address",
                                                 "wait for the seconds in Retry-After, then send the story again"),
                                      429));
    Submission s;
    s.channel = Channel::upload;
    s.media_type = call.content_type;
    s.filename = std::string(value_of(call.query, "filename"));
    s.bytes = call.body;
    auto text = [&](const char* n) { return std::string(value_of(call.query, n)); };
    s.details = {
        text("title"), text("partnership"), values_of(call.query, "partner"), text("role"), text("place"), 0, {}};
    auto uses = values_of(call.query, "uses");
    if (uses.empty())
        throw Error(ErrorKind::usage, "missing parameter 'uses': it lists how the story may be used",
                    "add uses=team, and one uses parameter for each other use that the teller chose");
    Uses chosen;
    for (const auto& u : uses) chosen.add(use_named(u));
    s.details.consent = Consent{work.collection.form.id, closed(chosen), now_ms()};
    auto link = random_token();
    auto receipt = ingest::receive(work.store, std::move(s), link);
    if (work.collection.wake) work.collection.wake();
    Json out = {{"reference", receipt.reference},
                {"is_new", receipt.is_new},
                {"withdrawn", receipt.withdrawn},
                {"narrowed", receipt.narrowed}};
    // Somebody else may have sent these bytes before: a duplicate gets no link, which would open their story.
    if (receipt.is_new && !receipt.withdrawn) out["private_link"] = "/manage/" + link;
    return json(dumped(out), receipt.is_new ? 201 : 200);
}

Reply story(const Call& call, Workspace& work) {
    auto id = parse_story_id(call.parts.at(0));
    if (id && pages::was_taken_back(call, work, *id))
        return json(error_json("withdrawn", "this story was taken back", ""), 410);
    auto story = id ? work.store.story(*id, pages::use_of(call)) : std::nullopt;
    if (!story) throw Error(ErrorKind::not_found, "there is no such story that you may read");
    const auto codings = standing_codings(work, *story);
    return json(to_json(*story, codings, pages::answers_for(call, work, *story)));
}

Reply similar(const Call& call, Workspace& work) {
    auto id = parse_story_id(call.parts.at(0));
    if (!id || !work.store.story(*id, pages::use_of(call)))
        throw Error(ErrorKind::not_found, "there is no such story that you may read");
    Json list = Json::array();
    for (const auto& s : work.searcher.similar(*id, pages::use_of(call))) list.push_back(json_of(s));
    return json(dumped({{"story", *id}, {"similar", list}, {"edition", work.collection.codebook.edition}}));
}

Reply verdict(const Call& call, Workspace& work) {
    auto id = parse_story_id(call.parts.at(0));
    if (!id) throw Error(ErrorKind::not_found, "there is no such story");
    auto d = judge(work, {*id, std::string(value_of(call.form, "theme")),
                          span_of(value_of(call.form, "begin"), value_of(call.form, "end")),
                          verdict_named(value_of(call.form, "verdict")), call.session->account});
    Coding c{d.theme, d.span, d.quote, d.polarity, d.verdict, "", {}, d.coder, d.decided_ms, d.edition};
    auto text = work.store.story(*id, Use::team);
    return json(to_json(c, text ? text->text : ""), 201);
}

// Runs a list of queries (listed.h). At most 100, so that one request does not occupy a worker for long.
Reply counts(const Call& call, Workspace& work) {
    constexpr std::size_t max_queries = 100;
    if (!is_utf8(call.body)) throw Error(ErrorKind::usage, "the list is not UTF-8 text", "save it as UTF-8 CSV");
    auto queries = listed_queries(ingest::rows_of_csv(call.body), pages::use_of(call), work.collection.codebook);
    if (queries.size() > max_queries)
        throw Error(ErrorKind::usage, "the list has more than " + in_digits(max_queries) + " queries",
                    "send it in several parts, or run tangible search --list");
    const auto all = answers(work.searcher, std::move(queries));
    return value_of(call.query, "as") == "csv" ? csv(to_csv(all), "counts.csv") : json(to_json(all));
}

Reply themes(const Call&, Workspace& work) { return json(to_json(work.collection.codebook)); }
Reply theme(const Call& call, Workspace& work) { return json(to_json(work.collection.codebook.at(call.parts.at(0)))); }

Reply evidence(const Call& call, Workspace& work) {
    const auto& theme = work.collection.codebook.at(call.parts.at(0));
    bool confirmed = value_of(call.query, "confirmed") == "yes";
    const auto reader = pages::use_of(call);
    auto e = index::evidence(work.searcher, work.collection.codebook, theme.id, confirmed, reader);
    pages::keep_own_lists(e, work, reader);
    return json(to_json(e));
}

Reply hints(const Call& call, Workspace& work) {
    constexpr std::size_t at_most = 200;
    const auto& theme = work.collection.codebook.at(call.parts.at(0));
    const auto model = work.store.about_latest_model();
    Json stories = Json::array();
    for (const auto& h : work.store.hinted(theme.id, at_most)) {
        const auto chance = std::to_string(10'000 + h.chance).substr(1);
        stories.push_back({{"story", h.story}, {"probability", json_number(h.chance >= 10'000 ? "1" : "0." + chance)}});
    }
    return json(dumped({{"theme", theme.id},
                        {"model", model ? model->number : 0},
                        {"made_ms", model ? model->made_ms : 0},
                        {"stories", stories}}));
}

Reply partnerships(const Call&, Workspace& work) {
    Json out = Json::array();
    for (const auto& p : work.store.partnerships()) out.push_back(json_of(p));
    return json(dumped(out));
}

}  // namespace tangible::serve::api
