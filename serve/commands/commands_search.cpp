// `tangible search` (by words or by a list of queries), `tangible similar` and `tangible digest`.
#include "index/search/search.h"
#include "ingest/tables/table.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/error.h"
#include "schemas/json/json.h"
#include "schemas/system/file.h"
#include "serve/collection/config.h"
#include "serve/collection/tokens.h"
#include "serve/commands/commands.h"
#include "serve/pages/views.h"
#include "serve/searches/digests.h"
#include "serve/searches/listed.h"
#include <algorithm>
#include <iostream>

namespace tangible::serve {

namespace {

// Replaces line ends and tabs, so that programs can take one line for a story and a tab for the end of a column.
std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return text;
}

std::string one_after_another(const std::vector<std::string>& values) {
    std::string out;
    for (const auto& v : values) out += (out.empty() ? "" : ", ") + v;
    return out;
}

// Prints one line for a story or, in the other shapes, one for each passage or place. Columns are separated by tabs.
void print(const Hit& h, Shape shape) {
    const auto start = h.id + '\t';
    if (shape == Shape::stories)
        std::cout << start << pages::year_in_words(h.year) << '\t' << one_line(h.title) << '\t'
                  << one_line(h.snippet.text) << '\n';
    for (const auto& c : h.passages)
        std::cout << start << c.theme << '\t' << name(c.verdict) << '\t' << one_line(c.quote) << '\n';
    for (const auto& p : h.places)
        std::cout << start << one_line(p.before) << '\t' << p.words << '\t' << one_line(p.after) << '\n';
    if (h.all_of_them > h.passages.size() + h.places.size())
        std::cerr << h.id << ": showing the first " << h.passages.size() + h.places.size() << " of " << h.all_of_them
                  << ". --each N shows more.\n";
}

Shape shape_of(const std::string& said) {
    const auto shape = shape_named(said);
    if (!said.empty() && name(shape) != said)
        throw Error(ErrorKind::usage, "there is no view '" + said + "'", "the views are stories, passages and context");
    return shape;
}

// Prints remarks on the search to stderr, so that they are not among the results.
void remark(const Results& results) {
    for (const auto& note : results.notes) std::cerr << note << '\n';
    for (const auto& w : results.widened)
        std::cerr << "“" << w.words << "” is a cue for the theme " << w.theme
                  << (w.looked_for ? ". The search also finds other cues for the theme, ranked lower.\n"
                                   : ". --synonyms also searches for other cues for the theme.\n");
    if (!results.did_you_mean.empty()) std::cerr << "Did you mean: " << results.did_you_mean << '\n';
}

std::string text_of(const std::string& file) {
    constexpr std::size_t max_bytes = 1 << 20;
    return ingest::decoded(bytes_of(file, max_bytes), "").text;
}

// Answers a list of queries. Rows that fail do not stop the others: they are in the output with their reason, and on
// stderr, too. If the index changes meanwhile, later rows count in its new state.
int search_list(Invocation& call, const std::string& file, Use use, bool as_json) {
    if (!call.words.empty()) throw Error(ErrorKind::usage, "'search' takes words or --list, not both");
    auto codebook = read_codebook(configured(call.data_dir).codebook);
    auto queries = listed_queries(ingest::rows_of_csv(text_of(file)), use, codebook);
    Store store(call.data_dir, Store::Access::read);
    index::Searcher searcher(call.data_dir, store, codebook);
    const auto all = answers(searcher, std::move(queries));
    std::cout << (as_json ? to_json(all) + "\n" : to_csv(all));
    bool failed = false;
    for (const auto& [asked, found] : all)
        if (!asked.trouble.empty())
            std::cerr << "row " << asked.row << " fails: " << asked.trouble << '\n', failed = true;
    return failed ? 1 : 0;
}

}  // namespace

int search(Invocation& call) {
    const bool as_json = call.has("json"), synonyms = call.has("synonyms") && !call.has("no-synonyms");
    auto shape = shape_of(call.value("view"));
    auto each = call.number("each", 5, 1, 1000);
    auto list = call.value("list");
    auto limit = call.number("limit", 1000, 1, 1'000'000);
    // Whoever can run this owns the data folder and could read every file in it: the team's rights unless --use says
    // less.
    auto use = call.value("use");
    if (!list.empty()) return search_list(call, list, use.empty() ? Use::team : use_named(use), as_json);
    Query query(use.empty() ? Use::team : use_named(use));
    for (const auto& w : call.words) query.words += (query.words.empty() ? "" : " ") + w;
    query.limit = static_cast<std::uint32_t>(limit);
    query.shape = shape, query.synonyms = synonyms, query.per_story = static_cast<std::uint32_t>(each);
    Store store(call.data_dir, Store::Access::read);
    auto codebook = read_codebook(configured(call.data_dir).codebook);
    index::Searcher searcher(call.data_dir, store, codebook);
    auto results = searcher.search(query);
    remark(results);
    if (as_json) {
        std::cout << to_json(results) << '\n';
    } else {
        for (const auto& h : results.hits) print(h, shape);
    }
    return results.stories ? 0 : 4;
}

int similar(Invocation& call) {
    bool as_json = call.has("json");
    auto use = call.value("use");
    const auto id = reference(call.words[0]);
    Store store(call.data_dir, Store::Access::read);
    auto codebook = read_codebook(configured(call.data_dir).codebook);
    const auto list =
        index::Searcher(call.data_dir, store, codebook).similar(id, use.empty() ? Use::team : use_named(use));
    for (const auto& s : list)
        if (as_json)
            std::cout << to_json(s) << '\n';
        else
            std::cout << s.id << '\t' << one_line(s.title) << '\t' << one_after_another(s.words) << '\t'
                      << one_after_another(s.themes) << '\n';
    return list.empty() ? 4 : 0;
}

int run_digests(Invocation& call) {
    const auto config = configured(call.data_dir);
    if (!config.can_write())
        throw Error(ErrorKind::usage, "this collection cannot send mail yet",
                    "set 'relay', 'mail_from' and 'base_url' in tangible.yaml");
    auto codebook = read_codebook(config.codebook);
    Store store(call.data_dir, Store::Access::write);
    index::Searcher searcher(call.data_dir, store, codebook);
    // `true`: a person who runs this also wants searches that were looked at within the last hour.
    std::cerr << "Mails sent: " << send_digests(store, searcher, config, secret_of(store), true) << '\n';
    return 0;
}

}  // namespace tangible::serve
