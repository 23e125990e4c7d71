// One dpv:Process for each use, with its answers in order as dpv:hasConsentStatus. A use that nobody was asked about
// has no legal basis of consent, and says so.
#include "schemas/json/consent_record.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/hash.h"
#include "schemas/ground/json_text.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace tangible {
namespace {

using Json = nlohmann::ordered_json;

const char* status_of(Answer a) {
    switch (a) {
    case Answer::given:
        return "dpv:ConsentGiven";
    case Answer::refused:
        return "dpv:ConsentRefused";
    case Answer::withdrawn:
        return "dpv:ConsentWithdrawn";
    case Answer::unasked:
        break;
    }
    return "dpv:ConsentUnknown";
}

std::string notice_id(const std::string& wording) { return "urn:x-tangible:wording:" + wording; }

const char* iri_of(LegalBasis b) {
    switch (b) {
    case LegalBasis::consent:
        break;
    case LegalBasis::public_task:
        return "dpv:PublicInterest";
    case LegalBasis::legitimate_interest:
        return "dpv:LegitimateInterest";
    }
    return "dpv:Consent";
}

Json at(std::int64_t ms) { return {{"@type", "xsd:dateTime"}, {"@value", timestamp(ms)}}; }

Json json_of(const ConsentEvent& e) {
    Json out = {{"@type", status_of(e.answer)},
                {"dpv:isIndicatedAtTime", at(e.said_ms)},
                {"dct:created", at(e.noted_ms)},
                {"dpv:isIndicatedBy", name(e.giving.by)},
                {"dpv:hasIndicationMethod", name(e.giving.how)}};
    if (!e.wording.empty()) out["dpv:hasNotice"] = {{"@id", notice_id(e.wording)}};
    return out;
}

Json json_of(const Wording& w) {
    return {{"@id", notice_id(w.id)},
            {"@type", "dpv:ConsentNotice"},
            {"dct:identifier", w.id},
            {"dct:language", w.language},
            {"spdx:checksum", {{"spdx:algorithm", "SHA-256"}, {"spdx:checksumValue", sha256_hex(w.text)}}},
            {"dct:description", {{"@language", w.language}, {"@value", w.text}}}};
}

Json process_of(const UseWording& use, const ConsentRecord& record) {
    Json answers = Json::array();
    bool asked = false;
    for (const auto& e : record.events) {
        if (e.use != use.use) continue;
        answers.push_back(json_of(e));
        asked |= e.answer != Answer::unasked;
    }
    Json out = {
        {"@id", record.id + "#" + std::string(name(use.use))},
        {"@type", "dpv:Process"},
        {"dpv:hasPurpose", {{"@type", "dpv:Purpose"}, {"dct:identifier", name(use.use)}, {"dct:title", use.question}}},
        {"dpv:hasConsentStatus", answers}};
    if (const auto chosen = record.bases.find(use.use); chosen != record.bases.end())
        out["dpv:hasLegalBasis"] = {{"@id", iri_of(chosen->second)}};
    else if (asked)
        out["dpv:hasLegalBasis"] = {{"@id", iri_of(LegalBasis::consent)}};
    return out;
}

}  // namespace

std::string to_json_ld(const ConsentRecord& record, const Form& form) {
    Json processes = Json::array(), notices = Json::array();
    for (const auto& use : form.uses) processes.push_back(process_of(use, record));
    for (const auto& w : record.wordings) notices.push_back(json_of(w));
    Json controller = {{"@type", "dpv:DataController"}, {"dct:title", record.controller}};
    if (!record.contact.empty()) controller["dpv:hasContact"] = record.contact;
    Json out{{"@context",
              {{"dct", "http://purl.org/dc/terms/"},
               {"dpv", "https://w3id.org/dpv#"},
               {"spdx", "http://spdx.org/rdf/terms#"},
               {"xsd", "http://www.w3.org/2001/XMLSchema#"}}},
             {"@id", record.id},
             {"@type", "dpv:ConsentRecord"},
             {"dct:identifier", record.story},
             {"dct:created", at(record.received_ms)},
             {"dpv:hasDataSubject", {{"@id", record.subject}, {"@type", "dpv:DataSubject"}}},
             {"dpv:hasDataController", controller},
             {"dpv:hasPersonalData", {{"@type", "dpv:PersonalData"}, {"dct:title", "the story"}}},
             {"dpv:hasStorageCondition",
              {{"@type", "dpv:StorageCondition"}, {"dct:description", "until the teller takes the story back"}}},
             {"dpv:hasRight", {{"@type", "dpv:DataSubjectRight"}, {"dpv:isExercisedAt", record.about_url}}},
             {"dpv:hasProcess", processes},
             {"dpv:hasNotice", notices}};
    if (!record.jurisdiction.empty())
        out["dpv:hasJurisdiction"] = {{"@id", "https://w3id.org/dpv/loc#" + record.jurisdiction}};
    if (!record.authority.empty())
        out["dpv:hasAuthority"] = {{"@type", "dpv:DataProtectionAuthority"}, {"dct:title", record.authority}};
    return dumped(out);
}

}  // namespace tangible
