// The consent record of a story as JSON-LD, with the fields of ISO/IEC TS 27560:2023 in the terms of the Data Privacy
// Vocabulary (DPV 2).  Its contexts stand in the document itself, so that it can be read without a network.
#pragma once
#include "schemas/forms/form.h"
#include "schemas/shapes/consent.h"
#include "schemas/shapes/story.h"
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tangible {

/// All that was said about the uses of one story, and with which words people were asked.  No word of the story.
struct ConsentRecord {
    std::string id, subject;  ///< permanent names of the record and of the teller: "urn:uuid:..."
    StoryId story;
    std::int64_t received_ms = 0;
    std::string controller;           ///< name of the collection
    std::string contact;              ///< its mail address; "" for none
    std::string about_url;            ///< page about people's rights
    std::string jurisdiction;         ///< ISO 3166-1 alpha-2 code of the country whose law applies; "" if not told
    std::string authority;            ///< name of the authority for data protection; "" if not told
    std::map<Use, LegalBasis> bases;  ///< as the host chose; for other uses, consent if somebody was asked
    std::vector<ConsentEvent> events;
    std::vector<Wording> wordings;  ///< those that the events name, as far as they are known
};

/// Returns the record as one line.  The names of accounts are not written.
std::string to_json_ld(const ConsentRecord&, const Form&);

}  // namespace tangible
