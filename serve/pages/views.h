// Pieces of Views that several pages share.
#pragma once
#include "schemas/ground/clock.h"
#include "schemas/shapes/evidence.h"
#include "serve/collection/collection.h"
#include "serve/searches/queries.h"
#include "serve/web/call.h"
#include <map>
#include <string>

namespace tangible::serve::pages {

/// What is counted for this reader: stories that they may read and that may be counted.
Use counting_use(const Call&);
/// Whether to say that the story was taken back.  Of one that everyone could not read, only staff may know that it
/// existed.
bool was_taken_back(const Call&, Workspace&, const StoryId&);
/// Where this house is, without a slash at the end: as it is configured, else as the reader called it.
std::string base_of(const Call&, const Config&);

using Names = std::map<std::string, Partnership>;
Names names_of(Store&);

View theme_link(const Codebook&, const std::string& theme);
View coding_view(const Codebook&, const Coding&);
View story_line(const Workspace&, const Names&, const Story&);
View quote_view(const Workspace&, const Names&, const Quote&);
View count_view(const Count&);
/// What reading left out, each with its kind in words and the id by which it is put back.
View cuts_view(const Story&);
View additions_view(const std::vector<Addition>&);
/// The cuts of closed additions are listed with those of their story, so that they can be put back, too.
void add_closed_cuts(Story&, const std::vector<Addition>&);

/// A role's label without its explanation in brackets.
std::string role_of(const Form&, const std::string& role);
/// "1 story", "12 stories".
std::string counted(std::uint64_t n, const char* one, const char* many);
/// "2021", or "unknown".
std::string year_in_words(int year);
/// "12 of 40 (30 %)".
std::string share(std::uint64_t part, std::uint64_t whole);
/// The number, or the words that stand for it when it is withheld.
std::string number_or_words(std::uint32_t n, bool suppressed);
/// "13 %" of a share from 0 to 1.
std::string percent(double share);
/// "/counted?q=..." for the search words of a Count.
std::string door(const std::string& query);
/// "rtl" for languages written so.
const char* direction(std::string_view language);

}  // namespace tangible::serve::pages
