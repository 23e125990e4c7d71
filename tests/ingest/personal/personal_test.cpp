#include "ingest/personal/personal.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

struct Row {
    const char *text, *kind, *found;  ///< the one detail in it; no kind if there is none
};

constexpr Row rows[] = {
    {"Write to amina.k@example.org.", "email", "amina.k@example.org"},
    {"meet @ the hall, 5 @ a time", nullptr, nullptr},
    {"not an address: amina@example.", nullptr, nullptr},
    {"See https://example.org/a?b=1.", "url", "https://example.org/a?b=1"},
    {"It is at www.example.co.uk, they say", "url", "www.example.co.uk"},
    {"We ended.Then we began.", nullptr, nullptr},
    {"Ring 07700 900123 after six", "phone", "07700 900123"},
    {"Ring (020) 7946 0018.", "phone", "(020) 7946 0018"},
    {"from abroad +48 22 123 45 67", "phone", "+48 22 123 45 67"},
    {"It cost 1250000 pounds in 2019-2021", nullptr, nullptr},
    {"We live near SW1A 1AA now", "uk_postcode", "SW1A 1AA"},
    {"so14 6wb is ours", "uk_postcode", "so14 6wb"},
    {"the form XA1 1AA, and room B1 1st floor", nullptr, nullptr},
    {"She lives at 12 Old Mill Lane, with a dog", "street_address", "12 Old Mill Lane"},
    {"yn 7 Heol Fawr ers talwm", "street_address", "7 Heol Fawr"},
    {"12 people came to Mill Lane", nullptr, nullptr},
    {"now Flat 2, 14b Canal Street, top floor", "street_address", "Flat 2, 14b Canal Street"},
    {"a flat 2 storeys up", nullptr, nullptr},
    {"at 12-14 St. Giles Street still", "street_address", "12-14 St. Giles Street"},
    {"up at 5/3 Harbour Wynd again", "street_address", "5/3 Harbour Wynd"},
    {"write to PO Box 118 instead", "street_address", "PO Box 118"},
    {"a PO Box is dear", nullptr, nullptr},
    {"my NHS number is 943 476 5919", "nhs_number", "943 476 5919"},
    {"NI: QQ 12 34 56 C, or AB 12 34 56 C", "uk_nino", "AB 12 34 56 C"},
    {"I was born on 3rd of February 1956 in Leith", "date_of_birth", "3rd of February 1956"},
    {"DOB: 03/02/1956", "date_of_birth", "03/02/1956"},
    {"We met on 3 February 1996", nullptr, nullptr},
    {"Then Mrs Jones came", "person", "Jones"},
    {"and Dr. Amina Khan's idea", "person", "Amina Khan"},
    {"my name is Siân ap Rhys, hello", "person", "Siân ap Rhys"},
    {"a woman called Farah helped us", "person", "Farah"},
    {"a project called Hope helped us", nullptr, nullptr},
    {"Then my son David said so", "person", "David"},
    {"It was lovely.\nBest wishes,\nEwan Muir", "person", "Ewan Muir"},
    {"from Qwelt Vrimble <vrimble>, no", nullptr, nullptr},
    {"from Qwelt Vrimble <vrimble@desk>", "person", "Qwelt Vrimble"},
    {"Dear Qwelta, we met", "person", "Qwelta"},
    {"Dear Customer, we met", nullptr, nullptr},
    {"they call me Qwelta here", "person", "Qwelta"},
    {"Surname: Vrimble", "person", "Vrimble"},
    {"Full name:  Qwelta Vrimble\n", "person", "Qwelta Vrimble"},
    {"Project name: Qwelta", nullptr, nullptr},
    {"In May the Lord Mayor of Leeds met Citizens Advice", nullptr, nullptr},
    // Known names.
    {"Then I met Amina there", "person", "Amina"},
    {"a word from “Amina” then", "person", "Amina"},
    {"Amina’s idea", "person", "Amina"},
    {"Łukasz Wiśniewski came too", "person", "Łukasz Wiśniewski"},
    {"so Qwelta Khan came", "person", "Qwelta Khan"},
    {"so Qwelta O'Hara came", "person", "Qwelta O'Hara"},
    {"so Anne-Marie Davies-Jones came", "person", "Anne-Marie Davies-Jones"},
    {"so Hanne I. Qwelt came", "person", "Hanne I. Qwelt"},
    {"so Amina ap Rhys came", "person", "Amina ap Rhys"},
    {"so Amina Khan MP came", "person", "Amina Khan"},
    {"so Sarah Sparks explained", "person", "Sarah Sparks"},
    {"amina and AMINA came", nullptr, nullptr},
    {"The Khan way of doing it", nullptr, nullptr},
    // Ordinary words, months, seasons.
    {"Will you come?", nullptr, nullptr},
    {"Will Amina come?", "person", "Amina"},
    {"we asked Will again", "person", "Will"},
    {"May I come in May or since May 1998?", nullptr, nullptr},
    {"Mark said so", "person", "Mark"},
    {"Mark it with a cross", nullptr, nullptr},
    {"the Hope we have, and Very Many others", nullptr, nullptr},
    {"a day of Joy, and Sing, with Love", nullptr, nullptr},
    {"It was Spring when Summer ended", nullptr, nullptr},
    {"My son and I've seen Such things. So On", nullptr, nullptr},
    {"on 14 Jan, the 22 Jan again", nullptr, nullptr},
    // Places and organisations.
    {"we lived in Florence", nullptr, nullptr},
    {"a train from Chelsea to Victoria", nullptr, nullptr},
    {"I asked Chelsea again", "person", "Chelsea"},
    {"Chelsea and Westminster Hospital", nullptr, nullptr},
    {"off Amina Street, by St Catherine Square", nullptr, nullptr},
    {"the Amina Project, Ruby ward, James Cook hospital", nullptr, nullptr},
    {"Mary's School and Anna Freud Centre", nullptr, nullptr},
    {"from Kenya to New York and Jersey", nullptr, nullptr},
    {"", nullptr, nullptr},
};

TEST(Personal, is_found_by_its_shape_and_the_words_beside_it) {
    for (const Row& row : rows) {
        const auto found = personal(row.text);
        ASSERT_EQ(found.size(), row.kind ? 1U : 0U) << row.text;
        if (!row.kind) continue;
        EXPECT_EQ(name(found[0].kind), row.kind) << row.text;
        EXPECT_EQ(cut(row.text, found[0].span), row.found) << row.text;
    }
}

TEST(Personal, sees_each_of_several_people) {
    std::string seen;
    const std::string_view text = "Amina and Siân Davies-Jones, Zoe, Mark and Mrs Khan";
    for (const auto& [kind, span] : personal(text)) seen += std::string(cut(text, span)) + "|";
    EXPECT_EQ(seen, "Amina|Siân Davies-Jones|Zoe|Mark|Khan|");
}

TEST(Personal, is_in_order_without_overlaps) {
    const auto found = personal("Mr Muir, 3 High Street, EH1 1AA, 07700 900123, ewan@example.org");
    ASSERT_EQ(found.size(), 5U);
    for (std::size_t i = 1; i < found.size(); ++i) EXPECT_LE(found[i - 1].span.end, found[i].span.begin);
}

TEST(Personal, sees_numbers_in_digits_of_other_scripts) {
    const auto numbers = [](std::string_view text) {
        std::vector<std::string> all;
        for (const auto& [kind, span] : personal(text))
            if (kind == PersonalKind::phone) all.emplace_back(cut(text, span));
        return all;
    };
    using Words = std::vector<std::string>;
    EXPECT_EQ(numbers("मेरा नंबर ९८७६५ ४३२१० है।"), Words{"९८७६५ ४३२१०"});
    EXPECT_EQ(numbers("رقمي ٠٧٧٠٠ ٩٠٠١٢٣ في البيت"), Words{"٠٧٧٠٠ ٩٠٠١٢٣"});
    EXPECT_EQ(numbers("میرا نمبر ۰۳۰۰ ۱۲۳۴۵۶۷ ہے"), Words{"۰۳۰۰ ۱۲۳۴۵۶۷"});
    EXPECT_EQ(numbers("मुझे 98765 43210 पर बताएं"), Words{"98765 43210"});
    EXPECT_EQ(numbers("वर्ष २०१९ में ४० लोग"), Words{}) << "a year and a count";
    EXPECT_EQ(numbers("we had 12345 23456 steps"), Words{}) << "no mobile begins with 1";
}

TEST(Personal, says_in_which_texts_it_finds_no_names) {
    EXPECT_TRUE(finds_names_in("We met Siân — “twice” — in Łódź."));
    EXPECT_TRUE(finds_names_in(""));
    for (const auto* text : {"सुनीता शर्मा आईं", "فاطمة الحسن جاءت", "王小明来了", "Оксана прийшла"})
        EXPECT_FALSE(finds_names_in(text)) << text;
}

}  // namespace
}  // namespace tangible::ingest
