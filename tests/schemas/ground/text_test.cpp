#include "schemas/ground/text.h"
#include <gtest/gtest.h>

namespace tangible {
namespace {

TEST(OffsetMap, maps_back_run_by_run) {
    // "a b" from "a \n  b": the byte after the blank comes from further on.
    OffsetMap map{{{0, 0}, {2, 5}}};
    struct {
        std::uint32_t normal, source;
    } rows[] = {{0, 0}, {1, 1}, {2, 5}, {3, 6}};
    for (auto r : rows) EXPECT_EQ(map.source_of(r.normal), r.source) << r.normal;
    EXPECT_EQ(map.source_of(Span{0, 2}), (Span{0, 5})) << "bytes dropped at the end of a span belong to it";
    EXPECT_EQ(map.source_of(Span{2, 3}), (Span{5, 6}));
}

TEST(OffsetMap, without_runs_nothing_moves) { EXPECT_EQ(OffsetMap{}.source_of(7), 7u); }

TEST(OffsetMap, before_the_first_run_nothing_moves) { EXPECT_EQ((OffsetMap{{{4, 9}}}.source_of(3)), 3u); }

TEST(Span, overlaps_only_when_a_byte_is_shared) {
    EXPECT_TRUE((Span{0, 5}.overlaps({4, 9})));
    EXPECT_FALSE((Span{0, 5}.overlaps({5, 9})));
    EXPECT_FALSE((Span{3, 3}.overlaps({3, 3})));
}

TEST(CodePoints, counts_letters_not_bytes) {
    EXPECT_EQ(code_points(""), 0u);
    EXPECT_EQ(code_points("tŷ"), 2u);
    EXPECT_EQ(code_points("اعتماد"), 6u);
    EXPECT_EQ(code_points("🫖"), 1u);
}

}  // namespace
}  // namespace tangible
