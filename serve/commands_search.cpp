// search, by words or by a list, and digest.
#include "index/search.h"
#include "ingest/documents.h"
#include "ingest/normalise.h"
#include "schemas/error.h"
#include "schemas/json.h"
#include "serve/commands.h"
#include "serve/config.h"
#include "serve/digests.h"
#include "serve/listed.h"
#include "serve/tokens.h"
#include <algorithm>
#include <fstream>
#include <iostream>

namespace tangible::serve {

namespace {

// A story is one line of output, whatever lines its text has.
std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return text;
}

std::string text_of(const std::string& file) {
    constexpr std::size_t max_bytes = 1 << 20;
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file)) throw Error(ErrorKind::not_found, "cannot read " + file);
    std::string bytes(max_bytes + 1, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > max_bytes) throw Error(ErrorKind::usage, file + ": larger than 1 MiB", "split it");
    return ingest::decoded(bytes, "").text;
}

// All counts are of one state of the index as far as it stands still meanwhile; rows that failed are said on stderr
// too.
int search_list(Invocation& call, const std::string& file, Use use, bool as_json) {
    if (!call.words.empty()) throw Error(ErrorKind::usage, "search takes words or a list, not both");
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
    bool as_json = call.flag("json");
    auto list = call.take("list");
    auto limit = call.take_number("limit", 1000, 1, 1'000'000);
    // The shell's user owns the data folder, and so is staff unless they ask to see as others do.
    auto use = call.take("use");
    call.no_more_options();
    if (!list.empty()) return search_list(call, list, use.empty() ? Use::team : use_named(use), as_json);
    Query query(use.empty() ? Use::team : use_named(use));
    for (const auto& w : call.words) query.words += (query.words.empty() ? "" : " ") + w;
    query.limit = static_cast<std::uint32_t>(limit);
    Store store(call.data_dir, Store::Access::read);
    auto codebook = read_codebook(configured(call.data_dir).codebook);
    index::Searcher searcher(call.data_dir, store, codebook);
    auto results = searcher.search(query);
    for (const auto& note : results.notes) std::cerr << note << '\n';
    if (!results.did_you_mean.empty()) std::cerr << "Did you mean: " << results.did_you_mean << '\n';
    if (as_json) {
        std::cout << to_json(results) << '\n';
    } else {
        for (const auto& h : results.hits)
            std::cout << h.id << '\t' << h.year << '\t' << one_line(h.title) << '\t' << one_line(h.snippet.text)
                      << '\n';
    }
    return results.stories ? 0 : 4;
}

int digest(Invocation& call) {
    call.no_more_options();
    if (call.words != std::vector<std::string>{"run"})
        throw Error(ErrorKind::usage, "digest needs the word 'run'", "tangible digest run, once a day or more often");
    const auto config = configured(call.data_dir);
    if (!config.can_write())
        throw Error(ErrorKind::usage, "mails cannot be sent yet", "set relay, mail_from and base_url in tangible.yaml");
    auto codebook = read_codebook(config.codebook);
    Store store(call.data_dir, Store::Access::write);
    index::Searcher searcher(call.data_dir, store, codebook);
    std::cerr << "Sent: " << send_digests(store, searcher, config, secret_of(store), true) << " mails\n";
    return 0;
}

}  // namespace tangible::serve
