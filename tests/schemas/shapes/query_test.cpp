#include "schemas/shapes/query.h"
#include <gtest/gtest.h>

namespace tangible {
namespace {

TEST(Query, ShapesHaveNamesAndAnyOtherWordMeansStories) {
    for (auto shape : {Shape::stories, Shape::passages, Shape::context}) EXPECT_EQ(shape_named(name(shape)), shape);
    for (const auto* said : {"", "Passages", "kwic"}) EXPECT_EQ(shape_named(said), Shape::stories) << said;
}

}  // namespace
}  // namespace tangible
