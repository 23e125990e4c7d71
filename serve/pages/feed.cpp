// A search as a feed: what it finds, latest first, in the order in which readers could first find the stories. Its
// bytes depend on nothing but stories that the reader may see, so that neither a change of the bytes nor an ETag
// betrays a hidden story.
#include "serve/searches/feed.h"
#include "serve/collection/tokens.h"
#include "serve/pages/saved.h"
#include "serve/pages/views.h"
#include "serve/searches/queries.h"

namespace tangible::serve::pages {
namespace {

constexpr std::uint32_t entries = 30;  // when the address does not say

FeedEntry entry(const Workspace& work, const std::string& base, const Hit& hit) {
    FeedEntry e{urn(work.collection.secret, "story " + hit.id),
                hit.title.empty() ? "A story without a title" : hit.title,
                base + "/stories/" + hit.id,
                hit.language == "und" ? "" : hit.language,
                hit.snippet.text,
                hit.opened_ms,
                {}};
    // Confirmed themes only: a feed has no place to say that a theme is merely suggested.
    for (const auto& t : hit.themes)
        if (const auto* theme = work.collection.codebook.find(t.theme); theme && t.confirmed)
            e.themes.emplace_back(theme->slug(), theme->label);
    return e;
}

// Has an ETag but no Last-Modified, which could not tell that a story was taken back: the newest date stays or goes
// back.
Reply told(const Call& call, const Feed& feed) {
    Reply reply{200, "application/atom+xml; charset=utf-8", atom(feed), {}};
    if (!call.session) reply.headers.emplace_back("Cache-Control", "no-cache");  // may be stored, but must be checked
    reply.headers.emplace_back("Vary", "Cookie");
    return unless_known(call, std::move(reply));
}

}  // namespace

// Searches in the order of a feed, then builds the feed. Its id and addresses name what is looked for and never the
// reader.
Reply feed(const Call& call, Workspace& work, Query query, const SavedSearch* saved) {
    query.sort = Sort::latest;
    query.limit = saved || value_of(call.query, "size").empty() ? entries : query.limit;
    query.offset = 0;
    query.facets = false;
    const auto results = work.searcher.search(query);

    // So that they are not in the address: feeds that differ in order and size alone are one feed.
    query.sort = Sort::relevance;
    query.limit = Query(query.use).limit;
    const auto base = base_of(call, work.collection.config);
    const auto here = saved ? "/saved/" + saved->id : address_of(query);
    Feed feed{urn(work.collection.secret, "search " + here),
              work.collection.config.name + ": " + (saved ? saved->name : in_words(query)),
              "",
              base + (saved ? here + ".atom" : address_of(query, "/search.atom")),
              base + here,
              work.collection.config.name,
              base + "/themes",
              {}};
    for (const auto& note : results.notes) feed.subtitle += (feed.subtitle.empty() ? "" : " ") + note;
    for (const auto& hit : results.hits) feed.entries.push_back(entry(work, base, hit));
    return told(call, feed);
}

}  // namespace tangible::serve::pages
