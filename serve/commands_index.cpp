// search, similar, reindex, themes.
#include "index/rebuild.h"
#include "index/search.h"
#include "schemas/error.h"
#include "schemas/json.h"
#include "serve/commands.h"
#include "serve/config.h"
#include "serve/progress.h"
#include <algorithm>
#include <iostream>
#include <set>

namespace tangible::serve {

namespace {

// A story is one line of output, whatever lines its text has.
std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return text;
}

std::string listed(const std::vector<std::string>& values) {
    std::string out;
    for (const auto& v : values) out += (out.empty() ? "" : ", ") + v;
    return out;
}

// A story a line, or a passage or place a line.
void print(const Hit& h, Shape shape) {
    const auto start = h.id + '\t';
    if (shape == Shape::stories)
        std::cout << start << h.year << '\t' << one_line(h.title) << '\t' << one_line(h.snippet.text) << '\n';
    for (const auto& c : h.passages)
        std::cout << start << c.theme << '\t' << name(c.verdict) << '\t' << one_line(c.quote) << '\n';
    for (const auto& p : h.places)
        std::cout << start << one_line(p.before) << '\t' << p.words << '\t' << one_line(p.after) << '\n';
    if (h.all_of_them > h.passages.size() + h.places.size())
        std::cerr << h.id << ": the first " << h.passages.size() + h.places.size() << " of " << h.all_of_them
                  << " are shown; --each N shows more.\n";
}

Shape shape_of(const std::string& said) {
    const auto shape = shape_named(said);
    if (!said.empty() && name(shape) != said)
        throw Error(ErrorKind::usage, "there is no view '" + said + "'", "stories, passages and context are there");
    return shape;
}

}  // namespace

int search(Invocation& call) {
    bool as_json = call.flag("json"), synonyms = call.flag("synonyms");
    if (call.flag("no-synonyms")) synonyms = false;
    auto shape = shape_of(call.take("view"));
    auto each = call.take_number("each", 5, 1, 1000);
    auto use = call.take("use");
    auto limit = call.take_number("limit", 1000, 1, 1'000'000);
    call.no_more_options();
    // The shell's user owns the data folder, and so is staff unless they ask to see as others do.
    Query query(use.empty() ? Use::team : use_named(use));
    for (const auto& w : call.words) query.words += (query.words.empty() ? "" : " ") + w;
    query.limit = static_cast<std::uint32_t>(limit);
    query.shape = shape, query.synonyms = synonyms, query.per_story = static_cast<std::uint32_t>(each);
    Store store(call.data_dir, Store::Access::read);
    auto codebook = read_codebook(configured(call.data_dir).codebook);
    index::Searcher searcher(call.data_dir, store, codebook);
    auto results = searcher.search(query);
    for (const auto& note : results.notes) std::cerr << note << '\n';
    for (const auto& w : results.widened)
        std::cerr << "“" << w.words << "” is a cue of " << w.theme
                  << (w.looked_for ? "; its other cues are looked for too, and weigh less.\n"
                                   : "; --synonyms looks for its other cues, too.\n");
    if (!results.did_you_mean.empty()) std::cerr << "Did you mean: " << results.did_you_mean << '\n';
    if (as_json) {
        std::cout << to_json(results) << '\n';
    } else {
        for (const auto& h : results.hits) print(h, shape);
    }
    return results.stories ? 0 : 4;
}

int similar(Invocation& call) {
    bool as_json = call.flag("json");
    auto use = call.take("use");
    call.no_more_options();
    auto id = call.words.size() == 1 ? parse_story_id(call.words[0]) : std::nullopt;
    if (!id) throw Error(ErrorKind::usage, "similar needs one story's reference", "tangible similar 7F3K-Q2M9-X");
    Store store(call.data_dir, Store::Access::read);
    auto codebook = read_codebook(configured(call.data_dir).codebook);
    const auto list =
        index::Searcher(call.data_dir, store, codebook).similar(*id, use.empty() ? Use::team : use_named(use));
    for (const auto& s : list)
        if (as_json)
            std::cout << to_json(s) << '\n';
        else
            std::cout << s.id << '\t' << one_line(s.title) << '\t' << listed(s.words) << '\t' << listed(s.themes)
                      << '\n';
    return list.empty() ? 4 : 0;
}

int reindex(Invocation& call) {
    call.no_more_options();
    auto config = configured(call.data_dir);
    Store(call.data_dir, Store::Access::read);  // says clearly when there is nothing to index
    index::Cues cues(read_codebook(config.codebook));
    ProgressLine line("Indexing");
    auto proof = index::rebuild(call.data_dir, cues, [&](const index::Progress& p) { line.at(p.done, p.total); });
    std::cerr << "\nProved: " << proof.stories << " stories and " << proof.terms
              << " terms equal the store. The new index is live.\n";
    return 0;
}

namespace {

int list_themes(const Codebook& book) {
    for (const auto& t : book.themes) std::cout << t.id << '\t' << t.label << '\n';
    return 0;
}

bool fires(const index::Cues& cues, index::Analyser& analyser, const std::string& text, const Theme& theme) {
    auto codings = cues.tag(text, analyser.analyse(text, cues.codebook().language.substr(0, 2)), analyser);
    return std::any_of(codings.begin(), codings.end(), [&](const Coding& c) { return c.theme == theme.id; });
}

int check_themes(const Codebook& book, const std::string& file) {
    index::Cues cues(book);
    index::Analyser analyser;
    int wrong = 0;
    for (const auto& t : book.themes) {
        auto complain = [&](const std::string& what) {
            ++wrong;
            std::cout << file << ':' << t.line << ": " << t.id << ' ' << what << '\n';
        };
        for (const auto& e : t.examples)
            if (!fires(cues, analyser, e, t)) complain("is not suggested by its own example: \"" + e + "\"");
        for (const auto& n : t.near_misses)
            if (fires(cues, analyser, n, t)) complain("is suggested by its own near miss: \"" + n + "\"");
    }
    std::cerr << book.edition << ": " << book.themes.size() << " themes, " << wrong << " complaints\n";
    return wrong ? 1 : 0;
}

}  // namespace

int themes(Invocation& call) {
    call.no_more_options();
    if (call.words.empty())
        throw Error(ErrorKind::usage, "themes needs a word",
                    "tangible themes check [FILE], tangible themes list [FILE]");
    auto file = call.words.size() > 1 ? std::filesystem::path(call.words[1]) : configured(call.data_dir).codebook;
    auto book = read_codebook(file);
    if (call.words[0] == "list") return list_themes(book);
    if (call.words[0] == "check") return check_themes(book, file.filename().string());
    throw Error(ErrorKind::usage, "there is no 'themes " + call.words[0] + "'", "check and list are there");
}

}  // namespace tangible::serve
