#include "schemas/codebooks/codebook.h"
#include "schemas/ground/error.h"
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>

namespace tangible {
namespace {

const std::string small = R"(codebook: {id: book, version: 1.0.0, language: en-GB, status: draft, notice: Invented.}
sources:
  BOOK: {cite: "A book, 2020", where: "https://example.org/book"}
groups:
- id: REL
  label: Relationships
  about: How people got on.
  themes:
  - id: REL.TRUST
    label: Trust
    definition: Confidence in one another.
    include: Gained or lost.
    exclude: Names of bodies.
    cues: [trusted us, kept their word]
    against: [lost trust]
    near: [[trust, each other, 4]]
    near_against: [[trust, gone, 3]]
    guards: [NHS trust]
    examples: [They trusted us.]
    near_misses: [The NHS trust wrote.]
    opposites: [REL.HARM]
    sources: [BOOK]
    other_languages:
      cy: {cues: [cadw eu gair], against: [colli ymddiriedaeth], guards: [ymddiriedolaeth GIG]}
  - id: REL.HARM
    label: Harm
    definition: Somebody was hurt.
    cues: [let us down]
    examples: [They let us down.]
)";

Codebook book(const std::string& yaml) { return read_codebook(yaml, "b.yaml"); }

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::string complaint_of(const std::string& yaml) {
    try {
        book(yaml);
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::bad_schema);
        return e.what();
    }
    return "";
}

TEST(Codebook, is_read_with_all_its_fields) {
    auto b = book(small);
    EXPECT_EQ(b.id, "book");
    EXPECT_EQ(b.version, "1.0.0");
    EXPECT_EQ(b.language, "en-GB");
    EXPECT_EQ(b.status, "draft");
    EXPECT_EQ(b.notice, "Invented.");
    ASSERT_EQ(b.sources.size(), 1u);
    EXPECT_EQ(b.sources[0].cite, "A book, 2020");
    ASSERT_EQ(b.groups.size(), 1u);
    EXPECT_EQ(b.groups[0].label, "Relationships");
    ASSERT_EQ(b.themes.size(), 2u);
    const auto& t = b.at("REL.TRUST");
    EXPECT_EQ(t.group, "REL");
    EXPECT_EQ(t.slug(), "rel.trust");
    EXPECT_EQ(t.include, "Gained or lost.");
    EXPECT_EQ(t.exclude, "Names of bodies.");
    EXPECT_EQ(t.examples, std::vector<std::string>{"They trusted us."});
    EXPECT_EQ(t.near_misses, std::vector<std::string>{"The NHS trust wrote."});
    EXPECT_EQ(t.opposites, std::vector<std::string>{"REL.HARM"});
    EXPECT_EQ(t.sources, std::vector<std::string>{"BOOK"});
    EXPECT_EQ(t.line, 9);
    EXPECT_EQ(t.cues,
              (std::vector<Cue>{{{"trusted us"}, 0, Polarity::supports, "en", "trusted us"},
                                {{"kept their word"}, 0, Polarity::supports, "en", "kept their word"},
                                {{"trust", "each other"}, 4, Polarity::supports, "en", "trust NEAR/4 each other"},
                                {{"lost trust"}, 0, Polarity::against, "en", "lost trust"},
                                {{"trust", "gone"}, 3, Polarity::against, "en", "trust NEAR/3 gone"},
                                {{"cadw eu gair"}, 0, Polarity::supports, "cy", "cadw eu gair"},
                                {{"colli ymddiriedaeth"}, 0, Polarity::against, "cy", "colli ymddiriedaeth"}}));
    EXPECT_EQ(t.guards, (std::vector<Guard>{{"NHS trust", "en"}, {"ymddiriedolaeth GIG", "cy"}}));
}

TEST(Codebook, finds_themes_in_any_case) {
    auto b = book(small);
    EXPECT_EQ(b.find("rel.trust"), &b.themes[0]);
    EXPECT_EQ(b.find("Rel.Trust"), &b.themes[0]);
    EXPECT_EQ(b.find("rel.trus"), nullptr);
    try {
        b.at("rel.trsut");
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::not_found);
        EXPECT_EQ(e.hint, "did you mean 'rel.trust'?");
    }
}

TEST(Codebook, complains_with_line_and_nearest_word) {
    struct {
        const char *from, *to, *complaint;
    } rows[] = {
        {"examples: [They trusted us.]", "exampels: [They trusted us.]",
         "b.yaml:19: unknown word 'exampels' (did you mean 'examples'?)"},
        {"groups:", "grops:", "b.yaml:4: unknown word 'grops' (did you mean 'groups'?)"},
        {"version: 1.0.0, ", "", "b.yaml:1: 'version' is missing here"},
        {"status: draft", "status: ''", "b.yaml:1: 'status' must not be empty"},
        {"status: draft", "state: draft", "b.yaml:1: unknown word 'state' (did you mean 'status'?)"},
        {"language: en-GB", "language: English", "b.yaml:1: 'English' is not a language code"},
        {"cy: {", "Welsh: {", "b.yaml:24: 'Welsh' is not a language code"},
        {"{cues: [cadw eu gair]", "{ques: [cadw eu gair]", "b.yaml:24: unknown word 'ques' (did you mean 'cues'?)"},
        {"cite: \"A book, 2020\", ", "", "b.yaml:3: 'cite' is missing here"},
        {"where:", "were:", "b.yaml:3: unknown word 'were' (did you mean 'where'?)"},
        {"about: How", "abuot: How", "b.yaml:7: unknown word 'abuot' (did you mean 'about'?)"},
        {"- id: REL\n", "- id: Rel\n", "b.yaml:5: the id of a group must be a word in capitals"},
        {"id: REL.TRUST", "id: POW.TRUST", "b.yaml:9: 'POW.TRUST' is not a valid id for a theme in the group REL"},
        {"id: REL.TRUST", "id: REL.trust", "b.yaml:9: 'REL.trust' is not a valid id for a theme in the group REL"},
        {"id: REL.TRUST", "id: REL.", "b.yaml:9: 'REL.' is not a valid id for a theme in the group REL"},
        {"id: REL.HARM", "id: REL.TRUST", "b.yaml:25: there are two themes with the id REL.TRUST"},
        {"    definition: Somebody was hurt.\n", "", "b.yaml:25: 'definition' is missing here"},
        {"definition: Somebody was hurt.", "definition:", "b.yaml:27: 'definition' must not be empty"},
        {"    cues: [let us down]\n", "", "b.yaml:25: REL.HARM has no cue"},
        {"    examples: [They let us down.]\n", "", "b.yaml:25: REL.HARM has no example"},
        {"label: Harm", "label: '...'", "b.yaml:26: REL.HARM has no word "},
        {"label: Harm", "label: Harm\n    parent: REL.HRAM",
         "b.yaml:27: there is no theme 'REL.HRAM' (did you mean 'REL.HARM'?)"},
        {"label: Harm", "label: Harm\n    parent: REL.HARM", "b.yaml:27: REL.HARM is its own ancestor"},
        {"status: draft", "imported: maybe, status: draft", "b.yaml:1: 'imported' must be yes or no"},
        {"opposites: [REL.HARM]", "opposites: [REL.HRAM]",
         "b.yaml:21: there is no theme 'REL.HRAM' (did you mean 'REL.HARM'?)"},
        {"sources: [BOOK]", "sources: [COOK]", "b.yaml:22: there is no source 'COOK' (did you mean 'BOOK'?)"},
        {"cues: [trusted us, ", "cues: [trusted us, Trusted us, ",
         "b.yaml:14: REL.TRUST has the cue 'Trusted us' twice"},
        {"against: [lost trust]", "against: [kept their word]",
         "b.yaml:15: REL.TRUST has the cue 'kept their word' twice"},
        {"cues: [trusted us, ", "cues: ['', ", "b.yaml:14: this phrase is empty and would never match"},
        {"guards: [NHS trust]", "guards: ['']", "b.yaml:18: this phrase is empty and would never match"},
        {"cues: [let us down]", "cues: let us down", "b.yaml:28: a list is expected here, not a text"},
        {"[[trust, each other, 4]]", "[[trust, 4]]", "b.yaml:16: write a pair as"},
        {"[[trust, each other, 4]]", "[[trust, each other, 0]]", "b.yaml:16: the number of words must be from 1 to 30"},
        {"[[trust, each other, 4]]", "[[trust, each other, 31]]",
         "b.yaml:16: the number of words must be from 1 to 30"},
        {"[[trust, each other, 4]]", "[[trust, each other, four]]", "b.yaml:16: a whole number is expected here"},
        {"[[trust, each other, 4]]", "[trust]", "b.yaml:16: a list is expected here, not a text"},
        {"examples: [They trusted us.]", "examples: They trusted us.",
         "b.yaml:19: a list is expected here, not a text"},
        {"label: Trust\n", "label: Trust\n    label: Trust\n", "b.yaml:11: 'label' appears twice"},
        {"label: Trust\n", "label: &t Trust\n", "b.yaml:10: anchors (&name) are not supported"},
    };
    for (auto r : rows) {
        auto said = complaint_of(replaced(small, r.from, r.to));
        EXPECT_EQ(said.substr(0, std::string_view(r.complaint).size()), r.complaint) << "the whole message: " << said;
    }
    EXPECT_EQ(complaint_of(replaced(small, "  BOOK: {", "  {")).substr(0, 8), "b.yaml:3");
    EXPECT_EQ(complaint_of(small + "- {id: REL, label: Again, themes: []}\n"),
              "b.yaml:30: there are two groups with the id REL");
    EXPECT_EQ(complaint_of("codebook: {id: a, version: b, language: en, status: c}\ngroups: []\n"),
              "b.yaml:1: this codebook has no themes");
    EXPECT_EQ(complaint_of("just words\n"), "b.yaml:1: a map is expected here, not a text");
}

TEST(Codebook, edition_changes_with_whatever_can_change_a_tag_and_with_nothing_else) {
    auto edition = [](const std::string& yaml) { return book(yaml).edition; };
    const auto before = edition(small);
    EXPECT_EQ(before.substr(0, 12), "book 1.0.0 #");
    EXPECT_EQ(before.size(), 20u);
    struct {
        const char *from, *to;
        bool changes;
    } rows[] = {
        {"label: Trust", "label: Faith", false},
        {"They trusted us.", "We were trusted.", false},
        {"opposites: [REL.HARM]", "opposites: []", false},
        {"groups:\n", "# a comment\ngroups:\n", false},
        {"cues: [trusted us, kept their word]", "cues:\n    - trusted us\n    - 'kept their word'", false},
        {"version: 1.0.0", "version: 1.0.1", true},
        {"kept their word", "kept his word", true},
        {"cues: [trusted us, kept their word]", "cues: [trusted us]", true},
        {"cues: [trusted us, kept their word]", "cues: [trusted, us kept their word]", true},
        {"each other, 4", "each other, 5", true},
        {"guards: [NHS trust]", "guards: [NHS trusts]", true},
        {"cy: {", "ga: {", true},
        {"    against: [lost trust]\n    near: [[", "    near: [[", true},
        {"id: REL.HARM", "id: REL.HURT", true},
        {"en-GB", "cy", true},
    };
    for (auto r : rows) {
        auto yaml = replaced(small, r.from, r.to);
        if (std::string_view(r.from) == "id: REL.HARM") yaml = replaced(yaml, "opposites: [REL.HARM]", "opposites: []");
        EXPECT_EQ(edition(yaml) != before, r.changes) << r.from << " -> " << r.to;
    }
}

TEST(Polarity, has_a_name_for_each_value) {
    EXPECT_EQ(name(Polarity::unstated), "unstated");
    EXPECT_EQ(name(Polarity::supports), "supports");
    EXPECT_EQ(name(Polarity::against), "against");
}

// ---- the codebook that comes with the program ----

Codebook ours() {
    return read_codebook(std::filesystem::path(TANGIBLE_SOURCE "/schemas/codebooks/partnership-stories.yaml"));
}

TEST(PartnershipStories, is_complete) {
    auto b = ours();
    EXPECT_EQ(b.groups.size(), 7u);
    EXPECT_EQ(b.themes.size(), 40u);
    EXPECT_EQ(b.status, "draft");
    EXPECT_NE(b.notice.find("review"), std::string::npos) << "the notice says that practitioners must review it";
    for (const auto& t : b.themes) {
        auto english = std::count_if(t.cues.begin(), t.cues.end(), [](const Cue& c) { return c.language == "en"; });
        EXPECT_GE(english, 8) << t.id;
        EXPECT_FALSE(t.include.empty() || t.exclude.empty()) << t.id;
        EXPECT_GE(t.examples.size(), 2u) << t.id;
        EXPECT_GE(t.near_misses.size(), 1u) << t.id;
        EXPECT_FALSE(t.sources.empty()) << t.id;
    }
}

TEST(PartnershipStories, has_twelve_themes_or_more_in_each_other_language) {
    auto b = ours();
    std::map<std::string, std::set<std::string>> themes;
    for (const auto& t : b.themes)
        for (const auto& c : t.cues) themes[c.language].insert(t.id);
    for (auto language : {"cy", "pl", "ur", "ar"}) EXPECT_GE(themes[language].size(), 12u) << language;
}

TEST(PartnershipStories, each_theme_that_an_exclusion_refers_to_exists) {
    auto b = ours();
    for (const auto& t : b.themes) {
        std::string word;
        for (std::istringstream in(t.exclude); in >> word;) {
            auto dot = word.find('.');
            auto from = word.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
            if (dot == std::string::npos || from == std::string::npos || dot < from + 3) continue;
            auto id = word.substr(from, word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ.", from) - from);
            while (!id.empty() && id.back() == '.') id.pop_back();
            EXPECT_TRUE(b.find(id)) << t.id << " refers to " << id;
        }
    }
}

TEST(PartnershipStories, every_source_is_used) {
    auto b = ours();
    std::set<std::string> used;
    for (const auto& t : b.themes) used.insert(t.sources.begin(), t.sources.end());
    for (const auto& s : b.sources) EXPECT_TRUE(used.count(s.id)) << s.id;
}

}  // namespace
}  // namespace tangible
