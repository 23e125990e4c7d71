// Pieces of Views that several pages share, and numbers in words.
#pragma once
#include "schemas/ground/clock.h"
#include "schemas/shapes/evidence.h"
#include "serve/collection/collection.h"
#include "serve/searches/queries.h"
#include "serve/web/call.h"
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace tangible::serve::pages {

/// Returns the use under which numbers are counted for this reader: `publish` for everyone, `research` for researchers,
/// and `count` for staff.
Use counting_use(const Call&);
/// Returns those of a story's answers that this reader may see: the team sees all of them.
Answers answers_for(const Call&, const Workspace&, const Story&);
/// Whether to tell this reader that the story was withdrawn.  Only staff may know that a story existed which not
/// everyone could read.
bool was_taken_back(const Call&, Workspace&, const StoryId&);
/// Returns the server's address without a slash at the end, "https://stories.example.org": `base_url` where it is set,
/// else the host that the request named.
std::string base_of(const Call&, const Config&);

/// All partnerships, by id.
using Names = std::map<std::string, Partnership>;
Names names_of(Store&);

// Each of these returns the members that a template reads.

/// label, slug and whether the codebook has the theme; the label of an unknown theme is its id.
View theme_link(const Codebook&, const std::string& theme);
/// Returns where a coding stands, in words: "suggested by the machine", "accepted", "people disagree".
const char* said_by(Verdict);
/// A passage on a theme, and who said so: the machine or a person.  The person is never named.
View coding_view(const Codebook&, const Coding&);
/// What lists show of a story, without its words.
View story_line(const Workspace&, const Names&, const Story&);
View quote_view(const Workspace&, const Names&, const Quote&);
View count_view(const Count&);
/// The passages that reading cut out, each with its kind in words and the id by which put_back() knows it.
View cuts_view(const Story&);
View additions_view(const std::vector<Addition>&);
/// Adds the cuts of closed additions to those of their story, so that cuts_view() lists them and people can put them
/// back, too.
void add_closed_cuts(Story&, const std::vector<Addition>&);

/// question and lines of each answer, for _answers.mustache; `for_team` when only the team sees it.
View answers_view(const Collection&, const Answers&);

/// The choices of a field, each with whether it is among `chosen`; the id of its element is "PREFIX-ID".
View choices_view(const std::vector<Choice>&, const std::vector<std::string>& chosen, const std::string& prefix);
/// The form's questions about the uses, each with whether it `is_chosen`; the id of its element is "PREFIX-USE".
View uses_view(const Form&, const std::function<bool(Use)>& is_chosen, const std::string& prefix = "uses");

/// Returns the year that somebody typed: 0 for nothing; nullopt when it is no year, or one in the future.
std::optional<int> typed_year(std::string_view);
inline constexpr char wrong_year[] =
    "Write the year with four digits, for example 2019, or leave it empty. It cannot be in the future";

/// Returns a role's label without the explanation in brackets; "" for no role.
std::string role_of(const Form&, const std::string& role);
/// Returns a number with its noun: "1 story", "12 stories".
std::string counted(std::uint64_t n, const char* one, const char* many);
/// Returns "2021", or "unknown" for 0.
std::string year_in_words(int year);
/// Returns "12 of 40 (30 %)"; without the percentage when `whole` is less than 10.
std::string share(std::uint64_t part, std::uint64_t whole);
/// Returns the number, or "withheld" when it is suppressed.
std::string number_or_words(std::uint32_t n, bool suppressed);
/// Returns "13 %" for 0.13.
std::string percent(double share);
/// Returns the path of the page that lists the stories behind a Count: "/counted?q=...".
std::string door(const std::string& query);
/// Returns the HTML attribute `dir` for a base language: "rtl" or "ltr".
const char* direction(std::string_view language);

}  // namespace tangible::serve::pages
