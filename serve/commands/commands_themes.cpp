// `tangible themes check`, `list`, `diff` and `versions`: work on the codebook's file. Stories are read as far as
// the team may read them; only `candidates` and `suggest --cues` print words of theirs.
#include "index/codebook/check.h"
#include "index/codebook/diff.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/yaml/yaml.h"
#include "serve/collection/codebook_file.h"
#include "serve/collection/config.h"
#include "serve/commands/commands.h"
#include "serve/commands/story_walk.h"
#include "serve/searches/feed.h"
#include <algorithm>
#include <iostream>
#include <map>

namespace tangible::serve {

namespace {

/// Returns the file that was named, or the codebook in force.
std::filesystem::path codebook_file(const Invocation& call) {
    return call.words.empty() ? configured(call.data_dir).codebook : std::filesystem::path(call.words[0]);
}

}  // namespace

int list_themes(Invocation& call) {
    for (const auto& t : read_codebook(codebook_file(call)).themes) std::cout << t.id << '\t' << t.label << '\n';
    return 0;
}

namespace {

// Prints the findings as compilers do ("book.yaml:12: error: ..."), so that editors can jump to the line. Returns the
// number of errors.
std::size_t print(const std::vector<index::Finding>& findings, const std::string& file) {
    for (const auto& f : findings)
        std::cout << file << ':' << f.line << ": " << (f.error ? "error: " : "warning: ") << f.what << '\n';
    return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [](auto& f) { return f.error; }));
}

// Tries the codebook's cues on the collection's stories.
std::vector<index::Finding> tried(const index::Cues& cues, Store& store) {
    index::Trial trial(cues);
    each_story(store, store.stories(Use::team), "Trying",
               [&](const Story& s, const index::Analysis& a, index::Analyser& an) { trial.add(s.text, a, an); });
    for (const auto& [language, stories] : trial.too_few())
        std::cerr << "Too few stories in " << language << " to find cues that never fire: " << stories << '\n';
    return trial.findings();
}

}  // namespace

int check_themes(Invocation& call) {
    const auto file = codebook_file(call);
    const index::Cues cues(read_codebook(file));
    auto findings = index::check(cues, index::CodebookLines(yaml::parse_file(file)));
    if (auto store = store_if_any(call.data_dir)) {
        const auto on_stories = tried(cues, *store);
        findings.insert(findings.end(), on_stories.begin(), on_stories.end());
    } else {
        std::cerr << "There are no stories here on which to try the cues.\n";
    }
    const auto errors = print(findings, file.filename().string());
    std::cerr << cues.codebook().edition << ": " << cues.codebook().themes.size() << " themes, " << errors
              << " errors, " << findings.size() - errors << " warnings\n";
    return errors ? 1 : 0;
}

int diff_themes(Invocation& call) {
    using Kind = index::ThemeChange::Kind;
    static const std::map<Kind, const char*> signs = {
        {Kind::added, "+ "}, {Kind::removed, "- "}, {Kind::renamed, "~ "}, {Kind::changed, "~ "}};
    const auto before = read_codebook(std::filesystem::path(call.words[0]));
    const auto after = read_codebook(std::filesystem::path(call.words[1]));
    std::cerr << before.edition << " -> " << after.edition << '\n';
    const auto all = index::changes(before, after);
    for (const auto& c : all) {
        std::cout << signs.at(c.kind) << c.id << "  " << c.label << (c.was.empty() ? "" : "  (was " + c.was + ")")
                  << '\n';
        const char* what = c.kind == Kind::added ? "    + cue: " : "    ";
        for (const auto& line : c.details) std::cout << what << line << '\n';
    }
    if (all.empty()) std::cerr << "The themes are the same in both files.\n";
    return 0;
}

namespace {

std::string day(std::int64_t ms) { return timestamp(ms).substr(0, 10); }

/// The decisions that were made under one edition of the codebook.
struct Edition {
    std::int64_t first_ms = 0, last_ms = 0;
    std::size_t decisions = 0;
};

// Returns, by "id version", what the codebook's file says about that edition: "2026-11-25 by ana, REL.TRUST: why".
// Several edits are joined with "; ".
std::map<std::string, std::string> saved_in(const Config& config) {
    std::map<std::string, std::string> out;
    const auto file = codebook_file(config).yaml;
    const auto id = read_codebook(file, "codebook").id;
    for (const auto& c : changes_noted_in(file)) {
        auto& said = out[id + " " + c.version];
        said += (said.empty() ? "" : "; ") + c.note.date + " by " + c.note.by + ", " + c.theme + ": " + c.note.why;
        std::replace_if(
            said.begin(), said.end(), [](unsigned char b) { return b < ' '; }, ' ');
    }
    return out;
}

// An edition is "id version #seal"; the file's own notes name it without the seal.
std::string without_seal(const std::string& edition) { return edition.substr(0, edition.find(" #")); }

// The editions are those of decisions, the one in force, and those that the file names. They are printed by their first
// decision, those without any before the others, and the one in force last.
}  // namespace

int versions_of_themes(Invocation& call) {
    Store store(call.data_dir, Store::Access::read);
    const auto in_force = read_codebook(configured(call.data_dir).codebook).edition;
    std::map<std::string, Edition> editions;
    editions[in_force];  // listed even without decisions
    for (const auto& d : store.decisions(Use::team)) {
        auto& e = editions[d.edition];
        e.first_ms = e.decisions ? std::min(e.first_ms, d.decided_ms) : d.decided_ms;
        e.last_ms = std::max(e.last_ms, d.decided_ms);
        ++e.decisions;
    }
    auto saved = saved_in(configured(call.data_dir));
    for (const auto& [edition, said] : saved)
        if (std::none_of(editions.begin(), editions.end(),
                         [&, &edition = edition](auto& e) { return without_seal(e.first) == edition; }))
            editions[edition];
    std::vector<std::pair<std::string, Edition>> in_order(editions.begin(), editions.end());
    std::stable_sort(in_order.begin(), in_order.end(), [&](auto& a, auto& b) {
        return std::pair(a.first == in_force, a.second.first_ms) < std::pair(b.first == in_force, b.second.first_ms);
    });
    std::cout << "edition\tfirst\tlast\tdecisions\tin force\tsaved\n";
    for (const auto& [edition, e] : in_order)
        std::cout << edition << '\t' << (e.decisions ? day(e.first_ms) : "") << '\t'
                  << (e.decisions ? day(e.last_ms) : "") << '\t' << e.decisions
                  << (edition == in_force ? "\tin force\t" : "\t\t") << saved[without_seal(edition)] << '\n';
    return 0;
}

}  // namespace tangible::serve
