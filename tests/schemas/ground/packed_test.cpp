#include "schemas/ground/error.h"
#include "schemas/ground/packed.h"
#include <functional>
#include <gtest/gtest.h>

namespace tangible {
namespace {

constexpr std::uint64_t biggest = ~std::uint64_t{0};
const std::string binary("a\0\xff", 3);
const std::vector<std::string> list = {"", "one", binary};

std::string sample() {
    return PackedWriter().add(7).add("text").add(list).add("").add(std::vector<std::string>{}).add(biggest).take();
}

void read_sample(std::string_view bytes) {
    PackedReader in(bytes);
    EXPECT_EQ(in.number(), 7u);
    EXPECT_EQ(in.text(), "text");
    EXPECT_EQ(in.list(), list);
    EXPECT_EQ(in.text(), "");
    EXPECT_TRUE(in.list().empty());
    EXPECT_EQ(in.number(), biggest);
    EXPECT_THROW(in.number(), Error);
}

void expect_bad_schema(const std::function<void()>& read, const std::string& where) {
    try {
        read();
        ADD_FAILURE() << where;
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::bad_schema) << where;
    }
}

TEST(Packed, values_are_read_as_they_were_written) { read_sample(sample()); }

TEST(Packed, a_long_text_is_read_as_it_was_written) {
    const std::string text(100'000, 'x'), bytes = PackedWriter().add(text).take();
    EXPECT_EQ(bytes.size(), text.size() + 8);
    EXPECT_EQ(PackedReader(bytes).text(), text);
}

TEST(Packed, bytes_that_are_cut_short_anywhere_are_refused) {
    const std::string whole = sample();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const std::string part = whole.substr(0, size);
        expect_bad_schema([&] { read_sample(part); }, "after " + std::to_string(size) + " bytes");
    }
}

// Refused before any memory is requested: these lengths would otherwise cause std::bad_alloc or std::length_error.
TEST(Packed, a_length_beyond_the_end_is_refused) {
    for (const std::uint64_t length : {std::uint64_t{25}, std::uint64_t{1} << 32, biggest / 8, biggest / 2, biggest}) {
        const std::string bytes = PackedWriter().add(length).add(1).add(2).add(3).take();
        expect_bad_schema([&] { PackedReader(bytes).text(); }, "text of " + std::to_string(length));
        expect_bad_schema([&] { PackedReader(bytes).list(); }, "list of " + std::to_string(length));
    }
}

}  // namespace
}  // namespace tangible
