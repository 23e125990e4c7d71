// A language is added by an entry in a file of phrases and by nothing else. This program is linked with tables made of
// phrases.yaml and invented.yaml, in place of those in the library.
#include "tests/ingest/phrases/invented.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

TEST(OneMoreLanguage, replies_are_cut) {
    for (const std::string_view body : invented::replies)
        EXPECT_EQ(trimmed(reply(body).visible), "Iris bonurke.") << body;
    EXPECT_EQ(reply(invented::signed_off).signature, "Kun Ĝojurko,\nBen");
}

TEST(OneMoreLanguage, forwarded_mails_are_unwrapped) {
    const auto found = forwarded(invented::passed_on, "");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->author, (Person{"Ann Lee", "ann@example.org"}));
    EXPECT_EQ(found->subject, "La halurko");
    EXPECT_EQ(trimmed(found->body), "Ni havas la ŝlosilurkon de marto, kaj ni fermas.");
}

TEST(OneMoreLanguage, subjects_lose_their_marks) {
    for (const char* subject : {"Respurko: Halurko", "Re: RESPURKO : Halurko", "Ответурко[2]: Halurko"})
        EXPECT_EQ(bare_subject(subject), "Halurko") << subject;
    EXPECT_TRUE(is_forward_subject("Plusurko: Halurko"));
}

TEST(OneMoreLanguage, machines_are_known) {
    EXPECT_EQ(invented::mail("Nelivrurkebla: halurko", "Skatolurko plena.").machine_class, "bounce");
    EXPECT_EQ(invented::mail("Aŭtomurka respondo: halurko", "Ne nun.").machine_class, "auto_reply");
    EXPECT_EQ(invented::mail("AŬTOMURKA respondo: halurko", "Ne nun.").machine_class, "auto_reply");
}

TEST(OneMoreLanguage, other_languages_stay) {
    EXPECT_EQ(trimmed(reply("Yes.\n\nOn 3 May 2021 at 10:15, Ann <ann@example.org> wrote:\n> No?\n").visible), "Yes.");
    EXPECT_EQ(bare_subject("Re: AW: The key"), "The key");
}

}  // namespace
}  // namespace tangible::ingest
