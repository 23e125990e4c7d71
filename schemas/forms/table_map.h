// How the rows of a survey's table become stories: which column answers which of our questions.  An administrator
// writes it as YAML beside the survey's export; the README has an example.
#pragma once
#include "schemas/forms/form.h"
#include "schemas/shapes/story.h"
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// A description of a survey's table.
struct TableMap {
    /// A column whose answers are part of the story.
    struct Question {
        std::string column, heading;  ///< heading: a line to put above the answer; "" for none
    };
    /// A column that answers one of our questions.
    struct Column {
        std::string name;                            ///< "" when no column answers this question
        std::map<std::string, std::string> answers;  ///< from the survey's words to ours; empty: the words are the same
    };
    std::string survey;           ///< name of the survey; ids of rows are unique within it
    std::string id;               ///< column with the id of a row, or ""
    std::vector<Question> story;  ///< their answers together, in this order, are the story
    Column title, partnership, partners, role, place;
    Column year;                       ///< a year, or a date that contains one
    Column consent;                    ///< its answers lead to uses: "team count", or "none"
    std::vector<std::string> ignored;  ///< columns that are left out
    Details defaults;                  ///< for rows that do not answer; the consent is closed and has given_ms 0
};

/// Reads a table map.  With a form, roles and partner types must be among its choices, and a column without `answers`
/// may contain ids or labels.  Throws Error{bad_schema} with file, line and the nearest valid word; Unreadable when the
/// file cannot be read.
TableMap read_table_map(const std::filesystem::path&, const Form* = nullptr);
TableMap read_table_map(std::string_view yaml, std::string_view file_name, const Form* = nullptr);

}  // namespace tangible
