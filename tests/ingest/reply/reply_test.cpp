// Finds the teller's own words, in invented mails like those that people send.
#include "ingest/reply/reply.h"
#include "tests/processor_time.h"
#include <algorithm>
#include <chrono>
#include <gtest/gtest.h>
#include <random>

namespace tangible::ingest {
namespace {

/// The text without blank lines and without white space at the ends of lines.
std::string lines(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        std::string line(text.substr(at, end - at));
        while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.pop_back();
        if (!line.empty()) out += (out.empty() ? "" : "\n") + line;
        at = end + 1;
    }
    return out;
}

std::string visible(std::string_view body) { return lines(reply(body).visible); }

TEST(Reply, cuts_marked_quotes_and_their_attributions) {
    EXPECT_EQ(visible("It helped us.\n\nOn Mon, 3 May 2021 at 10:15, Ann Lee <ann@example.org>\nwrote:\n\n> How did it "
                      "go?\n> Ann\n"),
              "It helped us.");
    EXPECT_EQ(visible("Bore da, aeth yn dda.\n\nAr Llun, 3 Mai 2021 am 10:15, ysgrifennodd Ann <ann@example.org>:\n> "
                      "Sut aeth hi?\n"),
              "Bore da, aeth yn dda.");
}

TEST(Reply, recognises_attributions_in_many_languages) {
    for (const char* said : {"Am Montag, 3. Mai 2021 um 10:15 schrieb Ann Lee <ann@example.org>:",
                             "Le lun. 3 mai 2021 à 10:15, Ann Lee <ann@example.org> a écrit :",
                             "El lun, 3 may 2021 a las 10:15, Ann Lee (<ann@example.org>) escribió:",
                             "Il giorno lun 3 mag 2021 alle ore 10:15 Ann Lee <ann@example.org> ha scritto:",
                             "Em seg., 3 de mai. de 2021 às 10:15, Ann Lee <ann@example.org> escreveu:",
                             "Op ma 3 mei 2021 om 10:15 schreef Ann Lee <ann@example.org>:",
                             "pon., 3 maj 2021 o 10:15 Ann Lee <ann@example.org> napisał(a):",
                             "Den mån 3 maj 2021 kl 10:15 skrev Ann Lee <ann@example.org>:",
                             "man. 3. mai 2021 kl. 10:15 skrev Ann Lee <ann@example.org>:",
                             "ma 3. toukok. 2021 klo 10.15 Ann Lee (ann@example.org) kirjoitti:",
                             "În lun., 3 mai 2021 la 10:15, Ann Lee <ann@example.org> a scris:",
                             "3 Mayıs 2021 Pzt 10:15 tarihinde Ann Lee <ann@example.org> şunu yazdı:",
                             "пн, 3 мая 2021 г. в 10:15, Ann Lee <ann@example.org> написал(а):",
                             "Ann Lee <ann@example.org> 于2021年5月3日周一 上午10:15写道：",
                             "2021年5月3日(月) 10:15 Ann Lee <ann@example.org>:",
                             "2021년 5월 3일 (월) 오전 10:15, Ann Lee <ann@example.org>님이 작성:",
                             "في الاثنين، 3 مايو 2021 10:15 م كتب Ann Lee <ann@example.org>:",
                             "Vào 10:15, Th 2, 3 thg 5, 2021 Ann Lee <ann@example.org> đã viết:"})
        EXPECT_EQ(visible("Own words.\n\n" + std::string(said) + "\nTheir words without a mark.\n"), "Own words.")
            << said;
}

TEST(Reply, keeps_answers_between_quotes) {
    EXPECT_EQ(visible("On 3 May 2021 at 10:15 Ann wrote:\n> Did you meet?\n\nEvery week.\n\n> And did it help?\n\nMore "
                      "than we thought.\n"),
              "Every week.\nMore than we thought.");
}

TEST(Reply, cuts_mails_quoted_below_their_header_fields) {
    for (const char* fields :
         {"From: Ann Lee <ann@example.org>\nSent: Monday, 3 May 2021 10:15\nTo: Ben\nSubject: Your story\n",
          "Von: Ann Lee\nGesendet: Montag, 3. Mai 2021 10:15\nAn: Ben\nBetreff: Ihre Geschichte\n",
          "De : Ann Lee\nEnvoyé : lundi 3 mai 2021 10:15\nÀ : Ben\nObjet : Votre histoire\n",
          "*Od:* Ann Lee <ann@example.org>\n*Wysłano:* poniedziałek, 3 maja 2021\n*Do:* Ben\n*Temat:* Historia\n",
          "Oddi wrth: Ann Lee\nAnfonwyd: 3 Mai 2021 10:15\nAt: Ben\nPwnc: Eich stori\n",
          "发件人: Ann <ann@example.org>\n发送时间: 2021年5月3日 10:15\n收件人: Ben\n主题: 故事\n",
          "من: Ann <ann@example.org>\nتاريخ: 3 مايو 2021\nإلى: Ben\nالموضوع: قصة\n"})
        for (const char* ruler : {"", "________________________________\n", "-----Original Message-----\n"})
            EXPECT_EQ(visible("Own words.\n\n" + std::string(ruler) + fields + "\nTheir words.\n"), "Own words.")
                << fields;
    EXPECT_EQ(visible("Own words.\n\n-----Ursprüngliche Nachricht-----\nTheir words.\n"), "Own words.");
}

TEST(Reply, leaves_words_that_only_look_like_a_quote) {
    for (const char* own :
         {"In 2019 the council wrote:\nWe will listen.\nAnd then they did.\n",
          "On Monday 3 May we met at 10:30.\nOn Tuesday nobody came.\n", "From: the start\nwe knew it would be hard.\n",
          "To: all who helped\nThank you.\n", "Sent from my desk, this took a while.\n",
          "We agreed three things -- all of them small.\nThen we ate.\n", "She said:\nI will stay.\n",
          "The day of the meeting\n----------------------\nIt rained.\n",
          "| Year | People |\n| 2019 | 12 |\n| 2020 | 30 |\n",
          "On 3 May at 10:30 the council wrote:\nWe will listen.\nAnd they did.\n",
          "I wrote 3 letters. At 10:30 they wrote\nback to say no.\n"})
        EXPECT_EQ(visible(own), lines(own));
}

TEST(Reply, cuts_signatures) {
    const Reply marked = reply("It helped.\n\n-- \nBen Okri\nHall keeper\n");
    EXPECT_EQ(lines(marked.visible), "It helped.");
    EXPECT_NE(marked.signature.find("Hall keeper"), std::string::npos);
    for (const char* phone :
         {"Sent from my iPhone", "Get Outlook for Android<https://example.org/x>", "Von meinem iPhone gesendet",
          "Envoyé de mon iPhone", "Wysłane z iPhone'a", "发自我的iPhone", "Anfonwyd o fy iPhone"})
        EXPECT_EQ(visible("It helped.\n\n" + std::string(phone) + "\n"), "It helped.") << phone;
    EXPECT_EQ(visible("It helped.\n\nBen Okri\nben@example.org\n020 7946 0000\n"), "It helped.");
}

TEST(Reply, cuts_what_a_mailing_list_adds) {
    EXPECT_EQ(visible("It helped.\n\n________________________________________\nhall-friends mailing "
                      "list\nhttps://example.org/list\n"),
              "It helped.");
}

TEST(Reply, recognises_attributions_over_several_lines) {
    for (const char* said : {"On May 3, 2021,\nat 10:15,\nAnn Lee <ann@example.org> wrote:",
                             "On Wed, May 3, Ann Lee\n<ann@example.org>\nwrote:",
                             "On 3 May 2021 at 10:15, Ann Lee <\nann@example.org> wrote:",
                             "W dniu 3 maja 2021 10:15 użytkownik Ann Lee <ann@example.org>\nnapisał:",
                             "Op 3 mei 2021 10:15 schreef \"Ann Lee\" <ann@example.org> het\nvolgende geschreven:"})
        for (const char* mark : {"> ", ""})
            EXPECT_EQ(visible("I kept going.\n\n" + std::string(said) + "\n\n" + mark + "Their words.\n"),
                      "I kept going.")
                << said;
}

TEST(Reply, keeps_the_closing_of_the_teller) {
    const Reply signed_off = reply("It helped.\n\nKind regards,\nBen\n");
    EXPECT_EQ(lines(signed_off.visible), "It helped.\nKind regards,\nBen");
    EXPECT_EQ(signed_off.signature, "Kind regards,\nBen");
}

TEST(Reply, keeps_a_long_story_below_a_signature_mark) {
    std::string story = "A note first.\n\n--\n";
    for (int i = 0; i < 60; ++i) story += "We met again and talked about what had happened since.\n";
    EXPECT_EQ(visible(story), lines(story));
}

TEST(Reply, cuts_nothing_when_nothing_would_be_left) {
    for (const char* all : {"> Only what another wrote.\n", "On 3 May 2021 at 10:15, Ann wrote:\n> How did it go?\n",
                            "---------- Forwarded message ---------\nFrom: Ann <ann@example.org>\nDate: Mon, 3 May "
                            "2021 at 10:15\nSubject: Our story\nTo: <us@example.org>\n\nWe met in the hall.\n"}) {
        const Reply found = reply(all);
        EXPECT_EQ(lines(found.visible), lines(all));
        EXPECT_TRUE(found.cuts.empty());
    }
}

TEST(Reply, loses_no_text) {
    std::mt19937 random(5);
    static const char* const pieces[] = {"Own words.",
                                         "> theirs",
                                         ">> older",
                                         "",
                                         "On 3 May 2021 at 10:15, Ann <ann@example.org> wrote:",
                                         "From: Ann <ann@example.org>",
                                         "Sent: 3 May 2021",
                                         "-- ",
                                         "Ben",
                                         "________________",
                                         "-----Original Message-----",
                                         "Sent from my iPhone",
                                         "| x",
                                         "<",
                                         "wrote:",
                                         "> wrote:",
                                         "Kind regards,",
                                         "a@example.org",
                                         "020 7946 0000",
                                         "\xFF\xFE",
                                         "reply On Wed, Apr 4, 2012 at 3:59 PM, b@example.org wrote:"};
    for (int i = 0; i < 20'000; ++i) {
        std::string body;
        for (auto n = random() % 14; n > 0; --n) body += std::string(pieces[random() % std::size(pieces)]) + "\n";
        const Reply found = reply(body);
        std::string all = found.visible;
        for (const Cut& c : found.cuts) all += c.text;
        auto sorted = [](std::string text) {
            std::erase_if(text, [](char c) { return c == '\n' || c == ' ' || c == '\r'; });
            std::ranges::sort(text);
            return text;
        };
        ASSERT_EQ(sorted(all), sorted(body)) << body;
        if (!lines(body).empty()) {
            ASSERT_FALSE(lines(found.visible).empty()) << body;
        }
    }
}

TEST(Reply, takes_seconds_at_most_for_the_worst_bodies) {
    for (const char* piece : {"-----Original Message-----\n", "From: a@b.c\n", "--\n",
                              "On 3 May 2021 at 10:15, Ann <ann@example.org> wrote:\n", "On 3 May 2021 at 10:15 <\n",
                              ">\nx\n", "\n", "| \n", "x:\n", "Sent from my iPhone\n", "<", "a@"}) {
        std::string body;
        while (body.size() < 2'000'000) body += piece;
        const auto begin = ProcessorTime::now();
        reply(body);
        EXPECT_LT(ProcessorTime::now() - begin, std::chrono::seconds(10)) << piece;
    }
}

}  // namespace
}  // namespace tangible::ingest
