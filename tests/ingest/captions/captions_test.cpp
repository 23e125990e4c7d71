#include "ingest/captions/captions.h"
#include "ingest/reading/documents.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

std::string printed(const std::vector<Cue>& cues) {
    std::string all;
    for (const Cue& cue : cues)
        all += std::to_string(cue.start_ms) + "-" + std::to_string(cue.end_ms) + " " + cue.text + ";";
    return all;
}

struct Case {
    std::string_view text, expected;
};

TEST(WebVtt, FindsTheCuesThatTheAlgorithmOfTheW3cFinds) {
    const Case cases[] = {
        {"WEBVTT\n\n00:01.000 --> 00:02.500\nOne\ntwo\n\n", "1000-2500 One\ntwo;"},
        {"\uFEFFWEBVTT a title\r\n\r\n1\r\n01:00:00.000 --> 01:00:01.000 align:start\r\nOne\r\n",
         "3600000-3601000 One;"},
        {"WEBVTT\n00:01.000 --> 00:02.000\nNo blank line", "1000-2000 No blank line;"},
        {"WEBVTT\nKind: captions\n\nNOTE not said\nat all\n\nSTYLE\n::cue {}\n\n00:01.000-->00:02.000\nOne",
         "1000-2000 One;"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n00:02.000 --> 00:03.000\nTwo", "1000-2000 One;2000-3000 Two;"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:02.000 --> 00:03.000\nTwo", "1000-2000 ;2000-3000 Two;"},
        {"WEBVTT\n\n120:00:00.000 --> 120:00:01.000\nLate", "432000000-432001000 Late;"},
        {"WEBVTT\n\n00:01.00 --> 00:02.000\nTwo digits", ""},
        {"WEBVTT\n\n00:61.000 --> 00:62.000\nNo such second", ""},
        {"WEBVTT\n\n00:01.000 -> 00:02.000\nNo arrow", ""},
        {"WEBVTTX\n\n00:01.000 --> 00:02.000\nNo signature", ""},
        {"WEBVTT", ""},
        {"", ""},
    };
    for (const Case& c : cases) EXPECT_EQ(printed(cues_of_webvtt(c.text)), c.expected) << c.text;
}

TEST(Subtitles, FindsTheCuesOfSubRipAndSbv) {
    const Case cases[] = {
        {"1\n00:00:01,000 --> 00:00:02,500\nOne\ntwo\n\n2\n00:00:03,000 --> 00:00:04,000\nThree\n",
         "1000-2500 One\ntwo;3000-4000 Three;"},
        {"\uFEFF1\r\n00:00:01.5 --> 00:00:02 X1:0 X2:9\r\nOne\r\n\r\nmore\r\n", "1500-2000 One\nmore;"},
        {"00:00:01,000 --> 00:00:02,000\nIn 1999\n1999\n\n3\n00:00:03,000 --> 00:00:04,000\n4\n",
         "1000-2000 In 1999\n1999;3000-4000 4;"},
        {"0:00:01.000,0:00:02.000\nOne\ntwo\n\n0:00:03.000,0:00:04.000\nThree", "1000-2000 One\ntwo;3000-4000 Three;"},
        {"At 10:30,11:15 we met", ""},
        {"only words", ""},
    };
    for (const Case& c : cases) EXPECT_EQ(printed(cues_of_subtitles(c.text)), c.expected) << c.text;
    EXPECT_TRUE(looks_like_captions(cases[0].text));
    EXPECT_FALSE(looks_like_captions("1\n2\n3\n"));
    EXPECT_FALSE(looks_like_captions("It began at 00:00:01,000 --> or so"));
}

TEST(CueText, LosesItsMarkupAndKeepsItsVoices) {
    struct VoiceCase {
        std::string_view text;
        std::vector<std::pair<std::string, std::string>> spoken;
    };
    const VoiceCase cases[] = {
        {"<b>We</b> met<00:01.000><c.red> here</c>", {{"", "We met here"}}},
        {"<v Ann>Hello.</v>", {{"Ann", "Hello."}}},
        {"<v.loud Ann &amp; Bo>Hello\nagain</v> you", {{"Ann & Bo", "Hello"}, {"Ann & Bo", "again"}, {"", "you"}}},
        {"Tom &amp; Ann&#39;s &lt;3 &nosuch; &", {{"", "Tom & Ann's <3 &nosuch; &"}}},
        {"5 < 6 and 7 > 2, <laughs>", {{"", "5 < 6 and 7 > 2, <laughs>"}}},
        {"{\\an8}<font color=\"#fff\">Up</font> {here}", {{"", "Up {here}"}}},
        {" \n<i> </i>", {}},
    };
    for (const VoiceCase& c : cases) {
        std::vector<std::pair<std::string, std::string>> found;
        for (const Spoken& s : spoken_lines(c.text)) found.emplace_back(s.voice, s.text);
        EXPECT_EQ(found, c.spoken) << c.text;
    }
}

std::string spoken(std::initializer_list<std::string_view> texts, std::int64_t gap_ms = 0) {
    std::vector<Cue> cues;
    for (std::string_view text : texts) {
        auto start = static_cast<std::int64_t>(cues.size()) * (1000 + gap_ms);
        cues.push_back({start, start + 1000, std::string(text)});
    }
    return spoken_text(cues);
}

TEST(Spoken, EachVoiceIsAParagraph) {
    EXPECT_EQ(spoken({"<v Ann>We met", "<v Ann>in the hall.", "<v Bo>I was late.", "All left."}),
              "Ann: We met in the hall.\nBo: I was late.\nAll left.");
    EXPECT_EQ(spoken({"Ann Lee: We met", "Ann Lee: in the hall.", "and stayed.", "Bo: I was late.", "Bo: Sorry."}),
              "Ann Lee: We met in the hall. and stayed.\nBo: I was late. Sorry.");
    EXPECT_EQ(spoken({"One thing: it rained.", "We stayed."}), "One thing: it rained. We stayed.");
    EXPECT_EQ(spoken({">> Were you there?", ">> I was.", "- And now?\n- Now too."}),
              "Were you there?\nI was.\n- And now?\n- Now too.");
}

TEST(Spoken, APauseAfterASentenceEndsAParagraph) {
    EXPECT_EQ(spoken({"It rained.", "We", "stayed."}, 5000), "It rained.\nWe stayed.");
    EXPECT_EQ(spoken({"It rained.", "We", "stayed."}), "It rained. We stayed.");
    EXPECT_EQ(spoken({"我们在", "这里。"}), "我们在这里。");
}

TEST(Spoken, LinesThatRollUpAppearOnce) {
    EXPECT_EQ(spoken({"we met", "we met\nin the hall", "in the hall", "in the hall\nand stayed", "and stayed"}),
              "we met in the hall and stayed");
    EXPECT_EQ(spoken({"we", "we met", "we met in", "we met in the hall"}), "we met in the hall");
    EXPECT_EQ(spoken({"Yes.", "Yes.", "We did.", "And then", "we left."}), "Yes. Yes. We did. And then we left.");
}

TEST(Captions, AreReadAsDocuments) {
    const std::string_view vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>We met.\n";
    EXPECT_EQ(kind_of(vtt, "a.txt", ""), Kind::captions);
    EXPECT_EQ(kind_of("1\n00:00:01,000 --> 00:00:02,000\nOne\n", "", ""), Kind::captions);
    EXPECT_EQ(document(vtt, Kind::captions).text, "Ann: We met.");
    Document loose = document("WEBVTT\n\n00:01,00 --> 00:02,00\nWe met.\n", Kind::captions);
    EXPECT_EQ(loose.text, "We met.");
    EXPECT_EQ(loose.problems.size(), 1u);
    EXPECT_EQ(document("WEBVTT\n\n00:01.000 --> 00:02.000\n", Kind::captions).rejection.reason, "no_text");
    EXPECT_EQ(document("We met, and nobody wrote down when.", Kind::captions).problems.size(), 1u);
}

}  // namespace
}  // namespace tangible::ingest
