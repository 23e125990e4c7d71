#include "index/evidence/disputed.h"
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

Decision said(const char* coder, Span span, Verdict v, const char* story = "A", const char* theme = "REL.TRUST") {
    Decision d;
    d.story = story, d.theme = theme, d.span = span, d.verdict = v, d.coder = coder;
    return d;
}
constexpr Span first{0, 10}, overlapping{5, 15}, elsewhere{20, 30};

TEST(Disputed, APassageThatOneAcceptedAndAnotherRejected) {
    const auto one = disputed({said("ana", first, Verdict::accepted), said("ben", overlapping, Verdict::rejected)});
    ASSERT_EQ(one.size(), 1u) << "counted once, whoever decided last";
    EXPECT_EQ(one[0].span, first);
}

TEST(Disputed, NotByOneCoderNorAcrossPassagesStoriesOrThemes) {
    const std::vector<std::vector<Decision>> none = {
        {},
        {said("ana", first, Verdict::accepted)},
        {said("ana", first, Verdict::accepted), said("ana", first, Verdict::rejected)},
        {said("ana", first, Verdict::accepted), said("ben", first, Verdict::added)},
        {said("ana", first, Verdict::accepted), said("ben", elsewhere, Verdict::rejected)},
        {said("ana", first, Verdict::accepted), said("ben", first, Verdict::rejected, "B")},
        {said("ana", first, Verdict::accepted), said("ben", first, Verdict::rejected, "A", "REL.CARE")},
    };
    for (std::size_t i = 0; i < none.size(); ++i) EXPECT_TRUE(disputed(none[i]).empty()) << i;
}

TEST(Disputed, AChangeOfMindEndsIt) {
    EXPECT_TRUE(disputed({said("ana", first, Verdict::accepted), said("ben", first, Verdict::rejected),
                          said("ana", first, Verdict::rejected)})
                    .empty());
}

TEST(Disputed, CountsEachPassageOnce) {
    EXPECT_EQ(disputed({said("ana", first, Verdict::accepted), said("ben", first, Verdict::rejected),
                        said("eve", overlapping, Verdict::rejected), said("ana", elsewhere, Verdict::rejected),
                        said("ben", elsewhere, Verdict::added)})
                  .size(),
              2u);
}

}  // namespace
}  // namespace tangible::index
