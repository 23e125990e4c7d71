// reindex, themes.
#include "index/rebuild.h"
#include "schemas/error.h"
#include "serve/commands.h"
#include "serve/config.h"
#include "serve/progress.h"
#include <algorithm>
#include <csignal>
#include <iostream>
#include <optional>
#include <set>

namespace tangible::serve {

namespace {

volatile std::sig_atomic_t asked_to_stop = 0;

// The first signal ends the work in order, and a second one at once; either way what is made is taken up again.
void stop_when_asked() {
    struct sigaction action {};
    action.sa_handler = [](int) { asked_to_stop = 1; };
    action.sa_flags = SA_RESETHAND;
    for (int signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
}

/// A line for each step of the work.
class Steps {
public:
    void at(const index::Progress& p) {
        if (asked_to_stop)
            throw Error(ErrorKind::temporary, "interrupted",
                        "The live index is as it was; tangible reindex goes on from here.");
        if (step_ != p.step) line_.emplace(step_ = p.step);
        line_->at(p.done, p.total);
    }

private:
    std::string step_;
    std::optional<ProgressLine> line_;
};

}  // namespace

int reindex(Invocation& call) {
    const auto config = configured(call.data_dir);
    const bool back = call.flag("back");
    const auto memory_mb = call.take_number("memory-mb", 512, 64, 1'000'000);
    call.no_more_options();
    Store store(call.data_dir, Store::Access::read);  // says clearly when there is nothing to index
    const index::Cues cues(read_codebook(config.codebook));
    const index::RebuildSettings settings{static_cast<std::size_t>(memory_mb), config.index_kept_days};
    if (back) {
        index::go_back(call.data_dir, store, cues, settings);
        std::cerr << "The index before is live again.\n";
        return 0;
    }
    stop_when_asked();
    index::Proof proof;
    {
        Steps steps;
        proof = index::rebuild(
            call.data_dir, cues, [&](const index::Progress& p) { steps.at(p); }, settings);
    }
    std::cerr << "Proved: " << proof.stories << " stories and " << proof.terms
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
    if (!call.words.empty() && call.words[0] == "import") return import_themes(call);
    if (!call.words.empty() && call.words[0] == "eval") return eval_themes(call);
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
