// reindex, themes.
#include "index/rebuild.h"
#include "schemas/error.h"
#include "serve/commands.h"
#include "serve/config.h"
#include "serve/progress.h"
#include <algorithm>
#include <iostream>

namespace tangible::serve {

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
