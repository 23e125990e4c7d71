#include "ingest/text/language_name.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

TEST(LanguageName, is_what_people_call_it) {
    for (auto [tag, name] : {std::pair{"cy", "Welsh"},
                             {"en", "English"},
                             {"pa-arab", "Punjabi (Arabic)"},
                             {"gd", "Scottish Gaelic"},
                             {"und", "Not told"},
                             {"not a tag", "not a tag"},
                             {"", ""}})
        EXPECT_EQ(language_name(tag), name);
}

}  // namespace
}  // namespace tangible::ingest
