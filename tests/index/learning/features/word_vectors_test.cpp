#include "index/learning/features/word_vectors.h"
#include <cmath>
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

double likeness(std::string_view a, std::string_view b) {
    const auto& vectors = WordVectors::all();
    const auto u = vectors.vector(vectors.find(a).value()), v = vectors.vector(vectors.find(b).value());
    double product = 0, uu = 0, vv = 0;
    for (std::size_t k = 0; k < u.size(); ++k) product += u[k] * v[k], uu += u[k] * u[k], vv += v[k] * v[k];
    return product / std::sqrt(uu * vv);
}

TEST(WordVectors, related_words_are_near_each_other) {
    ASSERT_EQ(WordVectors::all().count(), 60'000u)
        << "this build has no word vectors: is index/learning/vectors/words.bin there?";
    EXPECT_EQ(WordVectors::all().find("the"), 0u);
    EXPECT_GT(likeness("doctor", "nurse"), likeness("doctor", "bridge") + 0.3);
    EXPECT_GT(likeness("trust", "confidence"), likeness("trust", "sandwich") + 0.2);
    EXPECT_NEAR(likeness("doctor", "doctor"), 1, 1e-9);
}

TEST(WordVectors, unknown_words_are_not_found) {
    for (const char* word : {"", "zzzzqqq", "The", "co-production of the whole"})
        EXPECT_FALSE(WordVectors::all().find(word).has_value()) << word;
}

}  // namespace
}  // namespace tangible::index
