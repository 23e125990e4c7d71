#include "schemas/ground/error.h"
#include "schemas/shapes/consent.h"
#include "schemas/shapes/partnership.h"
#include "schemas/shapes/story.h"
#include <gtest/gtest.h>
#include <random>
#include <set>

namespace tangible {
namespace {

constexpr std::string_view symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::vector<StoryId> some_ids() {
    std::mt19937_64 random(7);
    std::vector<StoryId> out = {make_story_id(0), make_story_id(~0ull)};
    for (int i = 0; i < 200; ++i) out.push_back(make_story_id(random()));
    return out;
}

TEST(StoryId, numbers_are_in_the_order_of_the_references) {
    EXPECT_EQ(number_of("0000-0000-0"), 0u);
    EXPECT_EQ(number_of("0000-0001-7"), 1u);
    EXPECT_EQ(number_of("ZZZZ-ZZZZ-A"), (std::uint64_t{1} << 40) - 1);
    EXPECT_LT(number_of("7F3K-Q2M8-Z"), number_of("7F3K-Q2M9-0"));
}

TEST(StoryId, has_its_shape_and_reads_back) {
    for (const auto& id : some_ids()) {
        ASSERT_EQ(id.size(), 11u);
        EXPECT_EQ(id[4], '-');
        EXPECT_EQ(id[9], '-');
        EXPECT_EQ(parse_story_id(id), id);
    }
}

TEST(StoryId, uses_the_lowest_forty_bits) {
    EXPECT_NE(make_story_id(0), make_story_id(1ull << 39));
    EXPECT_EQ(make_story_id(5), make_story_id(5 | 1ull << 40)) << "only the lowest forty bits are used";
}

TEST(StoryId, is_read_as_people_write_it) {
    auto id = make_story_id(0x1020304050);
    std::string plain, spaced, lower;
    for (char c : id) {
        if (c != '-') plain += c;
        spaced += c == '-' ? ' ' : c;
        lower += static_cast<char>(std::tolower(c));
    }
    for (const auto& said : {plain, spaced, lower, "  " + plain + " "}) EXPECT_EQ(parse_story_id(said), id) << said;
}

TEST(StoryId, letters_that_look_like_digits_are_digits) {
    StoryId id = make_story_id(1ull << 35);  // begins with seven zeros and a one
    auto misread = id;
    for (char& c : misread) c = c == '0' ? 'O' : c == '1' ? 'l' : c;
    ASSERT_NE(misread, id);
    EXPECT_EQ(parse_story_id(misread), id);
}

TEST(StoryId, every_single_wrong_symbol_is_noticed) {
    for (const auto& id : some_ids())
        for (std::size_t i = 0; i < id.size(); ++i)
            for (char wrong : symbols) {
                if (id[i] == '-' || wrong == id[i]) continue;
                auto said = id;
                said[i] = wrong;
                ASSERT_EQ(parse_story_id(said), std::nullopt) << id << " as " << said;
            }
}

TEST(StoryId, every_swap_of_two_symbols_is_noticed) {
    for (const auto& id : some_ids())
        for (std::size_t i = 0; i < id.size(); ++i)
            for (std::size_t j = i + 1; j < id.size(); ++j) {
                if (id[i] == '-' || id[j] == '-' || id[i] == id[j]) continue;
                auto said = id;
                std::swap(said[i], said[j]);
                ASSERT_EQ(parse_story_id(said), std::nullopt) << id << " as " << said;
            }
}

TEST(StoryId, what_is_not_a_reference_is_refused) {
    for (std::string_view said :
         {"", "-", "7F3K", "7F3K-Q2M9-XX", "UUUU-UUUU-U", "7F3K-Q2M9-ß", "0000-0000-1", "0000_0000_0"})
        EXPECT_EQ(parse_story_id(said), std::nullopt) << said;
    EXPECT_EQ(parse_story_id(std::string(1'000'000, '7')), std::nullopt);
}

TEST(Channel, converts_to_its_name_and_back) {
    for (auto c : {Channel::mail, Channel::form, Channel::upload, Channel::batch}) EXPECT_EQ(channel_named(name(c)), c);
    EXPECT_THROW(channel_named("male"), Error);
}

TEST(Uses, convert_to_words_and_back) {
    struct {
        const char *words, *back;
    } rows[] = {{"", ""},
                {"team", "team"},
                {"quote team", "team quote"},
                {"  count\tcount ", "count"},
                {"own", ""},
                {"team count research publish quote", "team count research publish quote"}};
    for (auto r : rows) EXPECT_EQ(to_string(uses_from(r.words)), r.back) << r.words;
}

TEST(Uses, an_unknown_word_is_named_with_the_nearest) {
    try {
        uses_from("team reserch");
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::usage);
        EXPECT_NE(std::string(e.what()).find("reserch"), std::string::npos);
        EXPECT_EQ(e.hint, "did you mean 'research'?");
    }
}

TEST(Uses, closed_adds_only_what_a_use_needs) {
    struct {
        const char *given, *closed;
    } rows[] = {{"", ""},
                {"team", "team"},
                {"count", "team count"},
                {"research", "team count research"},
                {"publish", "team count publish"},
                {"quote", "team count quote"}};
    for (auto r : rows) EXPECT_EQ(to_string(closed(uses_from(r.given))), r.closed) << r.given;
}

TEST(Uses, each_is_allowed_by_itself) {
    EXPECT_FALSE(Uses{Use::publish}.has(Use::quote));
    EXPECT_FALSE(Uses{Use::quote}.has(Use::publish));
    EXPECT_FALSE(Uses{}.has(Use::team));
    EXPECT_TRUE(Uses{}.has(Use::own)) << "tellers may always see their own story";
}

TEST(Consent, nobody_asked_means_team_and_count) { EXPECT_EQ(unasked(42), (Consent{"", {Use::team, Use::count}, 42})); }

TEST(Partnership, lists_each_type_once_and_sorted) {
    Partnership p;
    p.partners = {{"A", "university"}, {"B", "council"}, {"C", "university"}};
    EXPECT_EQ(p.types(), (std::vector<std::string>{"council", "university"}));
}

// A mail system must keep a mail that may be stored later, and may return only one that never will be.
TEST(ExitCode, errors_that_may_pass_ask_to_try_again) {
    for (auto kind : {ErrorKind::temporary, ErrorKind::locked, ErrorKind::storage}) EXPECT_EQ(exit_code(kind), 75);
    for (auto kind : {ErrorKind::usage, ErrorKind::not_found, ErrorKind::refused, ErrorKind::bad_schema}) {
        EXPECT_GE(exit_code(kind), 64);
        EXPECT_LE(exit_code(kind), 78);
        EXPECT_NE(exit_code(kind), 75);
    }
}

}  // namespace
}  // namespace tangible
