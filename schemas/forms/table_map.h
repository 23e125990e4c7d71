// How a survey's table becomes stories, a row a story: which of its columns answers which question of ours.
// Written by an administrator as YAML, beside the survey's export.
#pragma once
#include "schemas/forms/form.h"
#include "schemas/shapes/story.h"
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

struct TableMap {
    struct Question {
        std::string column, heading;  ///< heading: a line above the answer, "" for none
    };
    struct Column {
        std::string name;                            ///< "" when no column answers this
        std::map<std::string, std::string> answers;  ///< the survey's words to ours; empty when they are the same
    };
    std::string survey;           ///< its name; a row's id is of this survey and no other
    std::string id;               ///< the column that names a row, or ""
    std::vector<Question> story;  ///< their answers together, in this order, are the story
    Column title, partnership, partners, role, place;
    Column year;                       ///< of a year, or of a date that holds one
    Column consent;                    ///< answers to uses, "team count", or "none"
    std::vector<std::string> ignored;  ///< columns that are not taken over
    Details defaults;                  ///< for rows that say nothing of it; consent is closed, not yet dated
};

/// Throws Error{bad_schema} with file, line and the nearest valid word.  With a form, roles and partner types must be
/// among its choices, and a column without `answers` may say the id or the label.
TableMap read_table_map(const std::filesystem::path&, const Form* = nullptr);
TableMap read_table_map(std::string_view yaml, std::string_view file_name, const Form* = nullptr);

}  // namespace tangible
