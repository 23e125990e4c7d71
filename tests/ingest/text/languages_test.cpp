// Languages sentence by sentence, in sentences that we wrote.
#include "ingest/text/languages.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

constexpr std::string_view english =
    "We met in the church hall every Tuesday, and slowly we began to trust each other.";

TEST(Languages, find_a_sentence_among_english_ones) {
    const std::pair<std::string_view, std::string_view> said[] = {
        {"cy", "Roedden ni'n cwrdd yn neuadd y pentref bob wythnos, ac roedd pawb yn hapus."},
        {"gd", "Bha sinn a' coinneachadh anns an talla a h-uile seachdain, agus bha a h-uile duine toilichte."},
        {"ga", "Bhíomar ag bualadh le chéile sa halla gach seachtain, agus bhí gach duine sásta."},
        {"sco", "We wis aw gaun tae the wee ha ilka week, an naebody wis feart tae speak wi the ither fowk."},
        {"pl", "Spotykaliśmy się w świetlicy co tydzień i powoli zaczęliśmy sobie ufać."},
        {"ro", "Ne întâlneam în fiecare săptămână la bibliotecă și încet am început să avem încredere."},
        {"ur", "ہم ہر ہفتے مسجد کے ہال میں ملتے تھے اور آہستہ آہستہ ایک دوسرے پر بھروسہ کرنے لگے۔"},
        {"ar", "كنا نلتقي كل أسبوع في القاعة، ومع الوقت صرنا نثق ببعضنا البعض ونعمل معا."},
        {"bn", "আমরা প্রতি সপ্তাহে হলঘরে মিলিত হতাম এবং একে অপরকে বিশ্বাস করতে শুরু করি।"},
        {"pa", "ਅਸੀਂ ਹਰ ਹਫ਼ਤੇ ਹਾਲ ਵਿੱਚ ਮਿਲਦੇ ਸੀ ਅਤੇ ਇੱਕ ਦੂਜੇ ਤੇ ਭਰੋਸਾ ਕਰਨ ਲੱਗੇ।"},
        {"pa", "اسیں ہر ہفتے ہال وچ ملدے ساں تے ساڈے بچیاں نوں وی چنگا لگدا سی۔"},
        {"gu", "અમે દર અઠવાડિયે હોલમાં મળતા હતા અને એકબીજા પર વિશ્વાસ કરવા લાગ્યા."},
        {"so",
         "Toddobaad kasta waxaan ku kulmi jirnay hoolka, tartiib tartiibna waxaan bilownay inaan isku kalsoonaano."},
        {"zh", "我们每周都在社区中心见面，慢慢地开始互相信任，一起做事。"},
    };
    for (const auto& [tag, sentence] : said) {
        const std::string text = std::string(english) + "\n" + std::string(sentence) + "\n" + std::string(english);
        const auto runs = languages_of(text);
        ASSERT_EQ(runs.size(), 3U) << sentence;
        EXPECT_EQ(runs[0].tag, "en") << sentence;
        EXPECT_EQ(runs[1].tag, tag) << sentence;
        EXPECT_EQ(cut(text, runs[1].span), sentence);
        EXPECT_EQ(runs[2].tag, "en") << sentence;
    }
}

TEST(Languages, short_sentences_go_with_their_neighbours) {
    const std::string text = "Yes. " + std::string(english) + " No. Never!";
    const auto runs = languages_of(text);
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0].tag, "en");
    EXPECT_EQ(runs[0].span, (Span{0, static_cast<std::uint32_t>(text.size())}));
    EXPECT_TRUE(languages_of("").empty());
}

}  // namespace
}  // namespace tangible::ingest
