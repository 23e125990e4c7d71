// The languages of our tellers, in sentences that we wrote.
#include "ingest/text/normalise.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

TEST(Language, is_recognised_for_the_languages_of_tellers) {
    const std::pair<const char*, const char*> said[] = {
        {"en", "We met in the church hall every Tuesday, and slowly we began to trust each other."},
        {"cy", "Roedden ni'n cwrdd yn neuadd y pentref bob wythnos, ac yn araf bach fe ddaethon ni i ymddiried yn ein "
               "gilydd."},
        {"gd",
         "Bha sinn a' coinneachadh anns an talla a h-uile seachdain, agus beag air bheag thàinig earbsa eadarainn."},
        {"ga", "Bhíomar ag bualadh le chéile sa halla gach seachtain, agus de réir a chéile tháinig muinín eadrainn."},
        {"pl", "Spotykaliśmy się w świetlicy co tydzień i powoli zaczęliśmy sobie ufać, choć nie było to łatwe."},
        {"ro", "Ne întâlneam în fiecare săptămână la bibliotecă și încet am început să avem încredere unii în alții."},
        {"ur", "ہم ہر ہفتے مسجد کے ہال میں ملتے تھے اور آہستہ آہستہ ایک دوسرے پر بھروسہ کرنے لگے۔"},
        {"ar", "كنا نلتقي كل أسبوع في القاعة، ومع الوقت صرنا نثق ببعضنا البعض ونعمل معا."},
        {"bn", "আমরা প্রতি সপ্তাহে হলঘরে মিলিত হতাম এবং ধীরে ধীরে একে অপরকে বিশ্বাস করতে শুরু করি।"},
        {"pa", "ਅਸੀਂ ਹਰ ਹਫ਼ਤੇ ਹਾਲ ਵਿੱਚ ਮਿਲਦੇ ਸੀ ਅਤੇ ਹੌਲੀ ਹੌਲੀ ਇੱਕ ਦੂਜੇ ਤੇ ਭਰੋਸਾ ਕਰਨ ਲੱਗੇ।"},
        {"pa",
         "اسیں ہر ہفتے ہال وچ ملدے ساں تے ہولی ہولی اک دوجے اتے بھروسا کرن لگ پئے۔ ساڈے بچیاں نوں وی چنگا لگدا سی۔"},
        {"gu", "અમે દર અઠવાડિયે હોલમાં મળતા હતા અને ધીમે ધીમે એકબીજા પર વિશ્વાસ કરવા લાગ્યા."},
        {"so",
         "Toddobaad kasta waxaan ku kulmi jirnay hoolka, tartiib tartiibna waxaan bilownay inaan isku kalsoonaano."},
        {"zh", "我们每周都在社区中心见面，慢慢地开始互相信任，一起做事。"},
    };
    for (const auto& [tag, words] : said) EXPECT_EQ(language_of(words).tag, tag) << words;
}

TEST(Language, is_unknown_for_a_few_letters_unless_the_script_decides) {
    EXPECT_EQ(language_of("Thank you").tag, "und");
    EXPECT_EQ(language_of("").tag, "und");
    EXPECT_EQ(language_of("12345 !!").tag, "und");
    EXPECT_EQ(language_of("ਧੰਨਵਾਦ").tag, "pa");
    EXPECT_EQ(language_of("谢谢").tag, "zh");
    EXPECT_EQ(language_of("ありがとう").tag, "ja");
}

TEST(Language, first_person_english_is_not_taken_for_welsh) {
    EXPECT_EQ(language_of("I had a chat. I made a cake. I am a mum. I am a carer. I am a friend.").tag, "en");
}

TEST(Language, accepts_any_bytes) {
    for (std::string_view bytes : {"\xFF\xFE\xFF\xFE", "\xE2\x80", "<<<<>>>>", "\x01\x02"})
        EXPECT_FALSE(language_of(bytes).tag.empty());
}

}  // namespace
}  // namespace tangible::ingest
