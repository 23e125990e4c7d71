#include "schemas/ground/error.h"
#include "schemas/json/json.h"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <random>

namespace tangible {
namespace {

Coding coding() {
    return {"REL.TRUST", {4, 9}, "trust", Polarity::supports, Verdict::accepted, "trust", {"wish"}, "ada", 5, "book 1"};
}

Draft draft() {
    Draft d;
    d.title = "Te \"quotes\" \\ and\nlines";
    d.text = "Tŷ bach. اعتماد 🫖\nNext line.";
    d.map = {{{0, 0}, {9, 12}, {30, 44}}};
    d.language = "cy";
    d.cuts = {{CutKind::quoted, "> before"}, {CutKind::signature, "-- \nA"}};
    d.asides = {{AsideKind::comment, "Ask Ann."}};
    d.senders = Senders{{"Bo", "bo@example.org"}, Person{"Ann", "ann@example.org"}};
    d.answering = Answering{"bo@example.org", "", 5, "<1@example.org>", {"0@example.org"}};
    d.trouble = {"encrypted", "The file is locked with a password."};
    d.attachments = {{"a.pdf", "application/pdf", 1ull << 40, "ab12"}};
    d.details = {"T",
                 "harbour",
                 {"council", "residents"},
                 "volunteer",
                 "Leith",
                 2018,
                 Consent{"batch", {Use::team, Use::quote}, 7}};
    d.machine_class = "bounce";
    d.problems = {"attachment 2 is encrypted"};
    return d;
}

TEST(Json, a_story_has_spans_in_bytes_and_code_points) {
    Story s;
    s.id = "7F3K-Q2M9-X";
    s.text = "tŷ trust";
    s.language = "en";
    s.consent = {"form/1", {Use::team, Use::count}, 3};
    s.cuts = {{CutKind::signature, "Call me on 01632 960001"}};
    s.attachments = {{"Ada Smith CV.pdf", "application/pdf", 3, "ff"}};
    EXPECT_EQ(to_json(s, {coding()}),
              R"({"id":"7F3K-Q2M9-X","title":"","text":"tŷ trust","language":"en","channel":"upload","partnership":"",)"
              R"("partners":[],"role":"","place":"","year":null,"received_ms":0,)"
              R"("consent":{"wording":"form/1","uses":"team count","given_ms":3},"answers":{},"problems":[],)"
              R"("codings":[{"theme":"REL.TRUST","span":{"begin":4,"end":9,"begin_code_point":3,"end_code_point":8},)"
              R"("quote":"trust","polarity":"supports","verdict":"accepted","cue":"trust","hints":["wish"],)"
              R"("decided_ms":5,"edition":"book 1"}]})")
        << "neither the signature nor the attachment's name is written";
}

TEST(Json, a_story_shows_only_the_answers_that_its_reader_may_see) {
    Story s;
    s.answers = {{"say", {"", "consult"}}, {"more", {"I am Ann."}}};
    EXPECT_EQ(to_json(s, {}).find("Ann"), std::string::npos);
    EXPECT_NE(to_json(s, {}, {{"say", {"", "consult"}}}).find(R"("answers":{"say":["","consult"]})"),
              std::string::npos);
}

TEST(Json, code_points_are_right_in_any_order_of_spans) {
    Story s;
    for (int i = 0; i < 50; ++i) s.text += i % 3 ? "aŷ" : "🫖é";
    std::mt19937 random(5);
    std::vector<Coding> codings;
    for (int i = 0; i < 200; ++i) {
        auto a = static_cast<std::uint32_t>(random() % s.text.size()),
             b = static_cast<std::uint32_t>(random() % s.text.size());
        codings.push_back(coding());
        codings.back().span = {std::min(a, b), std::max(a, b)};
    }
    auto json = to_json(s, codings);
    std::size_t at = 0;
    for (const auto& c : codings) {
        auto expected = "\"span\":{\"begin\":" + std::to_string(c.span.begin) +
                        ",\"end\":" + std::to_string(c.span.end) +
                        ",\"begin_code_point\":" + std::to_string(code_points(s.text.substr(0, c.span.begin))) +
                        ",\"end_code_point\":" + std::to_string(code_points(s.text.substr(0, c.span.end))) + "}";
        at = json.find(expected, at);
        ASSERT_NE(at, std::string::npos) << expected;
    }
}

TEST(Json, a_span_outside_the_text_stops_at_its_end) {
    EXPECT_NE(to_json(coding(), "abc").find("\"end_code_point\":3"), std::string::npos);
}

TEST(Json, invalid_utf8_is_replaced) {
    EXPECT_EQ(dumped("caf\xe9!"), "\"caf\xEF\xBF\xBD!\"");
    EXPECT_EQ(error_json("usage", "\xff", ""),
              "{\"error\":{\"kind\":\"usage\",\"what\":\"\xEF\xBF\xBD\",\"hint\":\"\"}}");
    Story s;
    s.text = s.title = "\xc3";
    EXPECT_EQ(to_json(s, {}).find('\xc3'), std::string::npos);
}

TEST(Json, strings_are_escaped) {
    EXPECT_EQ(dumped("a\"b\\c\nd\x01"), R"("a\"b\\c\nd\u0001")");
    EXPECT_EQ(dumped(""), "\"\"");
}

TEST(Json, numbers_keep_their_digits) {
    const nlohmann::ordered_json numbers = {
        {"half", json_number("0.5000")}, {"list", {json_number("-12.340"), json_number("7"), 0.5}}, {"text", "7"}};
    EXPECT_EQ(dumped(numbers), R"({"half":0.5000,"list":[-12.340,7,0.5],"text":"7"})");
    EXPECT_EQ(dumped(json_number("1")), "1");
    const std::string like_a_number = R"({"bytes":[49],"subtype":null})";
    EXPECT_EQ(nlohmann::ordered_json::parse(dumped(like_a_number)), like_a_number);
}

TEST(Json, results_and_evidence_are_objects_with_their_lists) {
    Results r;
    r.stories = 1;
    Hit h;
    h.id = "A";
    h.snippet = {"tŷ trust", {{4, 9}}, {100, 109}};
    h.themes = {{"REL.TRUST", 2, true}};
    h.places = {{"We had", "trust", "in it.", {4, 9}, false}};
    h.all_of_them = 3;
    r.hits = {h};
    r.widened = {{"good faith", "REL.TRUST", {"kept their word"}, true}};
    r.until_ms = 7;
    r.facets = {{"year", "Year", {{"2019", "2019", 4, true}}}};
    r.relaxations = {{"place", "Leith", 3, {{"words", "tea"}}}};
    EXPECT_EQ(
        to_json(r),
        R"({"stories":1,"hits":[{"id":"A","weight":0.0,"title":"","partnership":"","role":"","place":"","language":"","year":null,)"
        R"("snippet":{"text":"tŷ trust","marks":[{"begin":4,"end":9,"begin_code_point":3,"end_code_point":8}],"span":{"begin":100,"end":109}},)"
        R"("themes":[{"theme":"REL.TRUST","passages":2,"confirmed":true}],)"
        R"("passages":[],"places":[{"before":"We had","words":"trust","after":"in it.","span":{"begin":4,"end":9},"in_title":false}],"all_of_them":3}],)"
        R"("facets":[{"field":"year","label":"Year","values":[{"value":"2019","label":"2019","stories":4,"selected":true}]}],)"
        R"("notes":[],"did_you_mean":"","relaxations":[{"field":"place","value":"Leith","stories":3,"also":[{"field":"words","value":"tea"}]}],"edition":"",)"
        R"("widened":[{"words":"good faith","theme":"REL.TRUST","also":["kept their word"],"looked_for":true}],"until_ms":7,"newer":false})");
    EXPECT_EQ(to_json(Similar{"A", 2.5, "T", "en", 2019, {"kettle", "keys"}, {"REL.TRUST"}}),
              R"({"id":"A","weight":2.5,"title":"T","language":"en","year":2019,"words":["kettle","keys"],)"
              R"("themes":["REL.TRUST"]})");
    Evidence e;
    e.theme = "REL.TRUST";
    e.by_year = {{"2019", "2019", 4, 2, 7, 9, "theme:rel.trust year:2019"}};
    e.quotes = {{"A", coding(), "before", "after", "T", "P", "volunteer", 2019}};
    auto json = to_json(e);
    EXPECT_NE(
        json.find(
            R"("by_year":[{"label":"2019","value":"2019","stories":4,"partnerships":2,"passages":7,"of_stories":9,"query":"theme:rel.trust year:2019"}])"),
        std::string::npos);
    EXPECT_NE(
        json.find(R"("before":"before","coding":{"theme":"REL.TRUST","span":{"begin":4,"end":9},"quote":"trust")"),
        std::string::npos);
    EXPECT_NE(json.find(R"("by_partner":[])"), std::string::npos);
}

TEST(Json, receipts_standings_partnerships_and_parked_submissions_are_objects) {
    EXPECT_EQ(to_json(Receipt{"A", false, true}),
              R"({"reference":"A","is_new":false,"withdrawn":true,"narrowed":false})");
    Standing s;
    s.state = Standing::State::parked;
    s.reference = "A";
    s.rejection = {"empty", "There is no text."};
    EXPECT_EQ(
        to_json(s),
        R"({"reference":"A","state":"parked","received_ms":0,"rejection":{"reason":"empty","detail":"There is no text."}})");
    s.state = Standing::State::withdrawn;
    EXPECT_EQ(to_json(s), R"({"reference":"A","state":"withdrawn","received_ms":0,"rejection":null})");
    EXPECT_EQ(
        to_json(Partnership{"h", "H", "Leith", 2017, 0, "", {{"C", "council"}}}),
        R"({"id":"h","name":"H","place":"Leith","began":2017,"ended":0,"grant":"","partners":[{"name":"C","type":"council"}]})");
    EXPECT_EQ(
        to_json(Parked{"ab", "A", "x.pdf", Channel::mail, 9, {"encrypted", "It is locked."}}),
        R"({"submission":"ab","reference":"A","filename":"x.pdf","channel":"mail","received_ms":9,"rejection":{"reason":"encrypted","detail":"It is locked."}})");
}

TEST(Json, themes_have_all_their_fields) {
    auto book = read_codebook("codebook: {id: b, version: 1, language: en, status: draft}\n"
                              "groups: [{id: A, label: L, themes: [{id: A.B, label: M, definition: D, cues: [x y], "
                              "near: [[p, q, 2]], guards: [g], examples: [e]}]}]\n",
                              "b.yaml");
    EXPECT_EQ(
        to_json(book.themes[0]),
        R"({"id":"A.B","slug":"a.b","label":"M","group":"A","definition":"D","include":"","exclude":"",)"
        R"("cues":[{"name":"x y","phrases":["x y"],"within":0,"polarity":"supports","language":"en"},)"
        R"({"name":"p NEAR/2 q","phrases":["p","q"],"within":2,"polarity":"supports","language":"en"}],)"
        R"("guards":[{"phrase":"g","language":"en"}],"examples":["e"],"near_misses":[],"opposites":[],"sources":[]})");
    EXPECT_NE(to_json(book).find(R"("groups":[{"id":"A","label":"L","about":""}])"), std::string::npos);
}

TEST(Drafts, are_read_back_as_they_were_written) {
    EXPECT_EQ(drafts_from_json(to_json(std::vector<Draft>{})), std::vector<Draft>{});
    std::vector<Draft> two = {draft(), Draft{}};
    EXPECT_EQ(drafts_from_json(to_json(two)), two);
}

TEST(Details, are_read_back_as_they_were_written) {
    EXPECT_EQ(details_from_json(to_json(Details{})), Details{});
    EXPECT_EQ(details_from_json(to_json(draft().details)), draft().details);
    Details answered;
    answered.answers = {{"say", {"", "consult"}}, {"more", {"My own \"words\""}}}, answered.told_by = "helper";
    EXPECT_EQ(details_from_json(to_json(answered)), answered);
    EXPECT_THROW(details_from_json(R"({"title":"","partnership":"","partners":[],"role":"","place":"","year":0,)"
                                   R"("consent":null,"answers":[]})"),
                 Error);
    Details nothing_allowed;
    nothing_allowed.consent = Consent{};
    EXPECT_EQ(details_from_json(to_json(nothing_allowed)), nothing_allowed);
}

void expect_refused(const std::string& json) {
    try {
        drafts_from_json(json);
        FAIL() << json;
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::bad_schema);
        EXPECT_EQ(std::string(e.what()), "the JSON from a file reader is not valid")
            << "the message has no words of the story";
    }
}

TEST(Drafts, of_another_shape_are_refused) {
    auto good = to_json(std::vector<Draft>{draft()});
    auto with = [&](std::string_view from, std::string_view to) {
        auto at = good.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return std::string(good).replace(at, from.size(), to);
    };
    const std::string bad[] = {
        "",
        "null",
        "{}",
        "[1]",
        "[[]]",
        "[{}]",
        "\"text\"",
        good + "x",
        with("\"title\"", "\"titel\""),
        with("\"language\":\"cy\"", "\"language\":7"),
        with("\"language\":\"cy\"", "\"language\":\"cy\",\"more\":1"),
        with("\"map\":[0,0", "\"map\":[0"),
        with("\"map\":[0,0", "\"map\":[-1,0"),
        with("\"map\":[0,0", "\"map\":[4294967296,0"),
        with("\"map\":[0,0", "\"map\":[10,0"),
        with("\"map\":[0,0", "\"map\":[0.5,0"),
        with("\"quoted\"", "\"stolen\""),
        with("\"size\":", "\"size\":-"),
        with("\"year\":2018", "\"year\":99999999999"),
        with("\"year\":2018", "\"year\":\"2018\""),
        with("team quote", "team steal"),
        with("\"problems\":[", "\"problems\":[[],"),
        with("\"text\":\"T", "\"text\":\"\xff"),
    };
    for (const auto& json : bad) expect_refused(json);
    for (std::size_t cut = 0; cut + 1 < good.size(); ++cut) expect_refused(good.substr(0, cut));
}

TEST(Drafts, nesting_does_not_overrun_the_stack) { expect_refused(std::string(1'000'000, '[')); }

}  // namespace
}  // namespace tangible
