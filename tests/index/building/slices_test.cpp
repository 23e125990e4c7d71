#include "index/building/slices.h"
#include "index/glass/make/merge.h"
#include "tests/index/glass_database.h"

using namespace tangible;
using namespace tangible::index;
using namespace tangible::tests;

namespace {

/// Writes invented stories in slices and merges these into one database; returns its folder.
fs::path merged(Slices& slices, const fs::path& in, Analyser& analyser, TermNumbers& numbers, std::size_t stories) {
    InventedStories invented(7);
    fs::create_directories(in);
    slices.begin(in);
    for (std::size_t i = 0; i < stories; ++i) {
        auto story = invented.story();
        story.id = make_story_id(i + 1);
        const auto contents =
            contents_of(story, analyser.analyse(story.text, story.language), analyser, std::vector<Coding>(i % 3));
        slices.add(contents, numbers.of(contents), story.text.size());
    }
    const auto folders = slices.done();
    EXPECT_FALSE(folders.empty());
    fs::create_directories(in / "all");
    EXPECT_TRUE(glass::merge(folders, in / "all", 1));
    return in / "all";
}

}  // namespace

TEST(Slices, OwnTablesAndLibraryDatabasesAreEqual) {
    for (const std::size_t stories : {0u, 1u, 230u}) {
        const Folder folder;
        Analyser analyser;
        TermNumbers numbers(analyser);
        const auto own = own_tables(numbers), library = library_databases(analyser);
        for (const auto* name : {"once", "and again"}) {
            const auto in = folder.path() / name;
            const auto a = merged(*own, in / "own", analyser, numbers, stories);
            const auto b = merged(*library, in / "library", analyser, numbers, stories);
            EXPECT_EQ(trouble(a), "");
            EXPECT_EQ(told(a), told(b)) << stories;
        }
    }
}

TEST(Slices, WordsGiveTheSameTermsByNumberAndByLetters) {
    InventedStories invented(3);
    Analyser analyser;
    TermNumbers numbers(analyser);
    for (int i = 0; i < 50; ++i) {
        const auto story = invented.story();
        const auto contents = contents_of(story, analyser.analyse(story.text, story.language), analyser, {});
        std::vector<std::string> by_number;
        for (const auto term : numbers.of(contents)) by_number.emplace_back(numbers.terms()[term]);
        std::sort(by_number.begin(), by_number.end());
        std::vector<std::string> by_letters;
        for (const auto& term : document_of(contents, analyser).terms) by_letters.push_back(term.text);
        EXPECT_EQ(by_number, by_letters);
        EXPECT_EQ(numbers.hash(numbers.of("x")), std::hash<std::string_view>{}("x"));
    }
}
