// For any bytes at all, the spans that could identify somebody lie in the text, in order and apart.
#include "ingest/personal/personal.h"
#include "tests/fuzz/mutations.h"
#include <cstdlib>
#include <gtest/gtest.h>

namespace {

bool holds(std::string_view text) {
    std::uint32_t end = 0;
    for (const auto& [kind, span] : tangible::ingest::personal(text)) {
        if (span.begin < end || span.size() == 0 || span.end > text.size()) return false;
        end = span.end;
    }
    return true;
}

const std::vector<std::string> texts = {
    "Dear Mrs Jones, my son David was born on 3 May 1956 at 12 Old Mill Lane, SW1A 1AA.\nRing +44 (0)7700 900123 or "
    "write to d.jones@example.org, www.example.org.\nNHS 943 476 5919, NI AB 12 34 56 C.\nRegards,\nAmina Khan"};
const std::vector<std::string> words = {
    "@",  ".",  " ",    "\n",   "07", "+", "(",    "Mr ",  "born ", "http://", "\xC3", "\xE2\x80\x99s",
    "AB", "1A", "Zoe ", "Hall", "-",  "'", "Siân", " and "};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (!holds({reinterpret_cast<const char*>(data), size})) std::abort();
    return 0;
}

TEST(FuzzPersonal, spans_in_mutated_texts_are_in_order_and_apart) {
    ASSERT_EQ(tangible::ingest::personal(texts[0]).size(), 11U);
    int failed = 0;
    const int tried = tangible::fuzz::mutate_for(std::chrono::seconds(2), {3, texts, words},
                                                 [&](const std::string& text) { failed += !holds(text); });
    EXPECT_EQ(failed, 0);
    EXPECT_GT(tried, 100);
}
