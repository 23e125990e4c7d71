#include "index/building/index.h"
#include "index/document/terms.h"
#include "schemas/ground/error.h"
#include "tests/index/stories.h"
#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>

using namespace tangible;
using namespace tangible::index;
using tests::Folder;

namespace {

Story story(std::string text) {
    Story s;
    s.id = "7F3K-Q2M9-X";
    s.title = "A title";
    s.text = std::move(text);
    s.language = "en-GB";
    s.partnership = "river-allotments";
    s.partners = {"community-group", "Council"};
    s.place = "St. Mary's, Łódź";
    s.year = 2019;
    s.role = "volunteer";
    s.channel = Channel::mail;
    s.consent.uses = {Use::team, Use::count};
    return s;
}

Document document(const Story& s, const std::vector<Coding>& codings = {}) {
    Analyser analyser;
    return document_of(s, analyser.analyse(s.text, s.language), analyser, codings);
}

const Document::Term* find(const Document& d, const std::string& text) {
    for (const auto& t : d.terms)
        if (t.text == text) return &t;
    return nullptr;
}

using Positions = std::vector<std::uint32_t>;
Positions positions(const Document& d, const std::string& term) {
    const auto* t = find(d, term);
    return t ? t->positions : Positions{};
}

Coding coding(std::string theme, Verdict verdict) {
    Coding c;
    c.theme = std::move(theme);
    c.span = {3, 14};
    c.quote = "never shown";
    c.verdict = verdict;
    return c;
}

}  // namespace

TEST(Document, WordsHavePositionsAndLinesAreSetApart) {
    const auto d = document(story("We trusted them.\nThey trust co-production, trusts."));
    EXPECT_EQ(positions(d, "Zwe"), Positions{1});
    EXPECT_EQ(positions(d, "Zthem"), Positions{3});
    EXPECT_EQ(positions(d, "Zthey"), Positions{14}) << "a new line is " << terms::line_gap << " words away";
    EXPECT_EQ(positions(d, "Ztrust"), (Positions{2, 15, 17}));
    EXPECT_EQ(positions(d, "Zcoproduct"), Positions{16});
    EXPECT_EQ(positions(d, "Zproduct"), Positions{16}) << "part of a hyphenated word";
    EXPECT_EQ(positions(d, "Ztitl"), Positions{29}) << "the title counts as one more line";
    ASSERT_TRUE(find(d, "trusted"));
    EXPECT_TRUE(find(d, "trusted")->positions.empty());
    EXPECT_EQ(find(d, "trusted")->occurrences, 1u);
    EXPECT_EQ(find(d, "Ztrust")->occurrences, 3u);
    EXPECT_TRUE(find(d, "production"));
}

TEST(Document, FieldsAreTermsOfTheirOwn) {
    const auto d =
        document(story("Words."), {coding("REL.TRUST", Verdict::suggested), coding("POW.SHARED", Verdict::accepted),
                                   coding("REL.CARE", Verdict::rejected), coding("LEG.SUSTAINED", Verdict::added)});
    for (const char* term : {"Q7F3K-Q2M9-X",
                             "XUteam",
                             "XUcount",
                             "XTrel.trust",
                             "XTrel",
                             "XTpow.shared",
                             "XTpow",
                             "XTCpow.shared",
                             "XTCpow",
                             "XTleg.sustained",
                             "XTCleg.sustained",
                             "XPcommunity-group",
                             "XPcouncil",
                             "XGriver-allotments",
                             "XLst mary lodz",
                             "XLWmary",
                             "XLWlodz",
                             "Y2019",
                             "Len-gb",
                             "Len",
                             "XRvolunteer",
                             "XCmail"}) {
        ASSERT_TRUE(find(d, term)) << term;
        EXPECT_EQ(find(d, term)->occurrences, 0u) << term << " is not a word";
    }
    for (const char* term : {"XUpublish", "XUquote", "XUown", "XTrel.care", "XTCrel.trust", "XTCrel", "XPCouncil"})
        EXPECT_FALSE(find(d, term)) << term;
    EXPECT_EQ(terms::value("XL", "ST MARYS  łódź"), "XLst marys lodz");
    EXPECT_EQ(terms::value("XP", "Community-Group"), "XPcommunity-group");
}

TEST(Document, KeepsTheStorysWordsOutOfItsData) {
    auto c = coding("REL.TRUST", Verdict::accepted);
    c.polarity = Polarity::against;
    c.cue = "trust us; let\tus down";
    c.hints = {"wish", "negation"};
    c.coder = "ada";
    c.decided_ms = 1'650'000'000'000;
    c.edition = "book 1";
    auto machine = coding("REL.CARE", Verdict::suggested);
    machine.edition = "book 2";
    const auto data = terms::coded({"7F3K-Q2M9-X", {c, machine}});
    EXPECT_EQ(data.find("never shown"), std::string::npos);

    auto expected = std::vector<Coding>{c, machine};
    expected[0].quote = expected[1].quote = expected[1].edition = "";
    expected[0].cue = "trust us; let us down";
    const auto indexed = terms::decoded(data);
    EXPECT_EQ(indexed.story, "7F3K-Q2M9-X");
    EXPECT_EQ(indexed.codings, expected);
    EXPECT_TRUE(terms::decoded(terms::coded({"A", {}})).codings.empty());
}

TEST(Document, DamagedDataCausesAtWorstAnError) {
    const auto good = terms::coded({"7F3K-Q2M9-X", {coding("REL.TRUST", Verdict::accepted)}});
    for (std::size_t at = 0; at < good.size(); ++at) {
        try {
            terms::decoded(good.substr(0, at));
        } catch (const Error& e) {
            EXPECT_EQ(e.kind, ErrorKind::storage);
        }
        auto changed = good;
        changed[at] = '\t';
        try {
            terms::decoded(changed);
        } catch (const Error& e) {
            EXPECT_EQ(e.kind, ErrorKind::storage);
        }
    }
    EXPECT_THROW(terms::decoded(""), Error);
    EXPECT_THROW(terms::decoded("A\nTHEME\t1\t2\t9\t0\t0\t\t\t\t\n"), Error);
}

TEST(Document, TermsAreNeverTooLongForXapian) {
    const Folder folder;
    auto s = story(std::string(5000, 'a') + " " + std::string(300, 'b') + "\n");
    for (int i = 0; i < 2000; ++i) s.text += "字é";
    s.place = s.partnership = s.role = std::string(500, 'p') + "é" + s.text;
    s.partners = {s.place};
    Analyser analyser;
    Writer writer(folder.path() / "one");
    writer.replace(s, analyser.analyse(s.text, s.language), analyser, {coding(std::string(900, 'T'), Verdict::added)});
    writer.commit(1, "e");
    for (const auto& t : document(s).terms) EXPECT_LE(t.text.size(), 245u);
}

TEST(Writer, CommitsDocumentsAndRevisionTogether) {
    const Folder folder;
    const auto s = story("We trusted them.");
    Analyser analyser;
    const auto analysis = analyser.analyse(s.text, s.language);
    {
        Writer writer(folder.path());
        EXPECT_EQ(writer.revision(), 0);
        EXPECT_EQ(writer.edition(), "");
        writer.replace(s, analysis, analyser, {});
        writer.commit(7, "edition");
        writer.remove(s.id);
    }
    Writer again(folder.path());
    EXPECT_EQ(again.revision(), 7);
    EXPECT_EQ(again.edition(), "edition");
}

TEST(Writer, OnlyOneAtATime) {
    const Folder folder;
    Writer one(folder.path());
    try {
        Writer two(folder.path());
        FAIL() << "two writers at once";
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::locked);
    }
}

// In either case catch_up rebuilds the index.
TEST(Writer, RubbishIsAStorageErrorOrHasNoEdition) {
    for (std::size_t bytes : {0u, 2u, 30u, 5000u}) {
        const Folder folder;
        std::ofstream(folder.path() / "iamglass") << std::string(bytes, 'x');
        try {
            EXPECT_EQ(Writer(folder.path()).edition(), "");
        } catch (const Error& e) {
            EXPECT_EQ(e.kind, ErrorKind::storage);
        }
    }
}

TEST(Live, IsCreatedOnceAndKept) {
    const Folder folder;
    const auto first = live(folder.path());
    EXPECT_TRUE(std::filesystem::is_directory(first));
    EXPECT_EQ(live(folder.path()), first);
    std::ofstream(folder.path() / "index/live", std::ios::trunc) << "../../etc\n";
    EXPECT_EQ(live(folder.path()).parent_path(), folder.path() / "index") << "the file can only name a numbered folder";
}

TEST(Edition, ChangesWithTheCodebook) {
    EXPECT_EQ(edition(tests::small_codebook("1")), edition(tests::small_codebook("1")));
    EXPECT_NE(edition(tests::small_codebook("1")), edition(tests::small_codebook("2")));
}

TEST(Fields, EachRowIsFoundDescribedAndUnique) {
    for (const auto& f : fields()) {
        EXPECT_EQ(field(f.name), &f);
        EXPECT_FALSE(std::string(f.label).empty() || std::string(f.description).empty());
        EXPECT_EQ(std::string(f.example).rfind(std::string(f.name) + ":", 0), 0u) << f.example;
        for (const auto& other : fields()) EXPECT_TRUE(&other == &f || std::string(other.prefix) != f.prefix);
    }
    EXPECT_EQ(field("colour"), nullptr);
}
