// A search field is one row of the table in fields.cpp. Here the table gets one more, which the program does not have,
// and nothing else changes: it can be asked for, offered as a filter, and named in words.
#include "index/document/fields.h"

namespace tangible::index {
std::span<const Field> shipped_fields();
const Field* shipped_field(std::string_view);
}  // namespace tangible::index
// The rows of the program under other names, so that the definitions below take the place of those in the library.
#define fields shipped_fields
#define field shipped_field
#include "index/document/fields.cpp"
#undef fields
#undef field

#include "tests/index/collection.h"
#include <gtest/gtest.h>

namespace tangible::index {

std::span<const Field> fields() {
    static const std::vector<Field> all = [] {
        constexpr static FieldValue lengths[] = {{"short", "Short stories"}, {"long", "Long stories"}};
        std::vector<Field> rows(shipped_fields().begin(), shipped_fields().end());
        rows.push_back(
            {"length", "XLEN", "Length", "Short or long", "length:short", ValueKind::fixed, true,
             [](const Entry& e) { return std::vector<std::string>{e.story.text.size() < 40 ? "short" : "long"}; },
             lengths});
        return rows;
    }();
    return all;
}

const Field* field(std::string_view name) {
    const auto row = std::ranges::find_if(fields(), [&](const Field& f) { return f.name == name; });
    return row == fields().end() ? nullptr : &*row;
}

namespace {

TEST(OneMoreField, is_found_counted_and_named_by_its_row_alone) {
    Collection c;
    const auto brief = c.add(open_story("They trusted us.")).id;
    const auto wordy = c.add(open_story("They trusted us in the end, after a long year of talking and tea.")).id;
    c.commit();
    auto searcher = c.searcher();
    const auto found = searcher.search(asking("trusted length:short"));
    ASSERT_EQ(found.stories, 1u);
    EXPECT_EQ(found.hits[0].id, brief);
    EXPECT_EQ(searcher.search(asking("trusted length:long")).hits.at(0).id, wordy);
    bool offered = false;
    for (const auto& facet : searcher.search(asking("trusted")).facets) {
        if (facet.field != "length") continue;
        offered = true;
        EXPECT_EQ(facet.label, "Length");
        ASSERT_EQ(facet.values.size(), 2u);
        for (const auto& v : facet.values) EXPECT_EQ(v.stories, 1u);
        EXPECT_EQ(facet.values[0].label.substr(facet.values[0].label.find(' ')), " stories");
    }
    EXPECT_TRUE(offered);
}

}  // namespace
}  // namespace tangible::index
