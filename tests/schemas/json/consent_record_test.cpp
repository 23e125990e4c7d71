// The consent record as JSON-LD: the fields of ISO/IEC TS 27560 that the program knows, and nothing of the story.
#include "schemas/ground/hash.h"
#include "schemas/json/consent_record.h"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tangible {
namespace {

Form form() {
    Form f;
    f.id = "story-form/1";
    f.uses = {{Use::team, "May we read it?", "We read it."}, {Use::quote, "May we quote it?", "We quote it."}};
    return f;
}

ConsentRecord record() {
    ConsentRecord r;
    r.id = "urn:uuid:1", r.subject = "urn:uuid:2", r.story = "7F3K-Q2M9-N", r.received_ms = 1'700'000'000'000;
    r.controller = "Stories", r.contact = "team@example.org", r.about_url = "https://example.org/about";
    r.events = {{Use::team, Answer::unasked, "", 1, 2, {Giver::teller, Way::mail, ""}},
                {Use::quote, Answer::given, "story-form/1", 1'700'000'000'000, 2, {Giver::helper, Way::paper, "robin"}},
                {Use::quote, Answer::withdrawn, "story-form/1", 1'700'000'100'000, 2, {Giver::teller, Way::link, ""}}};
    r.wordings = {form().wording()};
    return r;
}

TEST(ConsentRecordAsJson, has_one_process_for_each_use_with_its_answers_in_order) {
    const auto j = nlohmann::json::parse(to_json_ld(record(), form()));
    EXPECT_EQ(j["@type"], "dpv:ConsentRecord");
    EXPECT_EQ(j["dct:identifier"], "7F3K-Q2M9-N");
    EXPECT_EQ(j["dpv:hasDataController"]["dpv:hasContact"], "team@example.org");
    ASSERT_EQ(j["dpv:hasProcess"].size(), 2u);
    const auto& quote = j["dpv:hasProcess"][1];
    EXPECT_EQ(quote["dpv:hasPurpose"]["dct:identifier"], "quote");
    ASSERT_EQ(quote["dpv:hasConsentStatus"].size(), 2u);
    EXPECT_EQ(quote["dpv:hasConsentStatus"][0]["@type"], "dpv:ConsentGiven");
    EXPECT_EQ(quote["dpv:hasConsentStatus"][0]["dpv:isIndicatedBy"], "helper");
    EXPECT_EQ(quote["dpv:hasConsentStatus"][0]["dpv:hasIndicationMethod"], "paper");
    EXPECT_EQ(quote["dpv:hasConsentStatus"][0]["dpv:isIndicatedAtTime"]["@value"], "2023-11-14T22:13:20Z");
    EXPECT_EQ(quote["dpv:hasConsentStatus"][1]["@type"], "dpv:ConsentWithdrawn");
}

TEST(ConsentRecordAsJson, claims_consent_only_where_somebody_was_asked) {
    const auto j = nlohmann::json::parse(to_json_ld(record(), form()));
    EXPECT_FALSE(j["dpv:hasProcess"][0].contains("dpv:hasLegalBasis"));
    EXPECT_EQ(j["dpv:hasProcess"][0]["dpv:hasConsentStatus"][0]["@type"], "dpv:ConsentUnknown");
    EXPECT_EQ(j["dpv:hasProcess"][1]["dpv:hasLegalBasis"]["@id"], "dpv:Consent");
}

TEST(ConsentRecordAsJson, names_the_basis_that_the_host_chose_also_where_nobody_was_asked) {
    auto r = record();
    r.bases = {{Use::team, LegalBasis::public_task}, {Use::quote, LegalBasis::legitimate_interest}};
    const auto j = nlohmann::json::parse(to_json_ld(r, form()));
    EXPECT_EQ(j["dpv:hasProcess"][0]["dpv:hasLegalBasis"]["@id"], "dpv:PublicInterest");
    EXPECT_EQ(j["dpv:hasProcess"][1]["dpv:hasLegalBasis"]["@id"], "dpv:LegitimateInterest");
}

TEST(ConsentRecordAsJson, names_law_and_authority_where_the_host_told_them) {
    auto r = record();
    EXPECT_FALSE(nlohmann::json::parse(to_json_ld(r, form())).contains("dpv:hasJurisdiction"));
    EXPECT_FALSE(nlohmann::json::parse(to_json_ld(r, form())).contains("dpv:hasAuthority"));
    r.jurisdiction = "GB", r.authority = "The authority, authority.example";
    const auto j = nlohmann::json::parse(to_json_ld(r, form()));
    EXPECT_EQ(j["dpv:hasJurisdiction"]["@id"], "https://w3id.org/dpv/loc#GB");
    EXPECT_EQ(j["dpv:hasAuthority"]["dct:title"], r.authority);
}

TEST(ConsentRecordAsJson, has_the_words_that_people_read_with_their_hash) {
    const auto j = nlohmann::json::parse(to_json_ld(record(), form()));
    const auto& notice = j["dpv:hasNotice"].at(0);
    const std::string words = "May we read it?\nWe read it.\n\nMay we quote it?\nWe quote it.\n\n";
    EXPECT_EQ(notice["dct:description"]["@value"], words);
    EXPECT_EQ(notice["spdx:checksum"]["spdx:checksumValue"], sha256_hex(words));
    EXPECT_EQ(j["dpv:hasProcess"][1]["dpv:hasConsentStatus"][0]["dpv:hasNotice"]["@id"], notice["@id"]);
}

TEST(ConsentRecordAsJson, names_nobody_of_the_team) {
    EXPECT_EQ(to_json_ld(record(), form()).find("robin"), std::string::npos);
}

}  // namespace
}  // namespace tangible
