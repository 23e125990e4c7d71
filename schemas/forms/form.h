// The story form and the consent wording, read from schemas/forms/*.yaml: what people are
// asked, which answers there are, and what each use means in plain words with its consequence.
#pragma once
#include "schemas/shapes/consent.h"
#include "schemas/shapes/partnership.h"
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

struct UseWording {
    Use use = Use::team;
    std::string question;     ///< "May the team read it?"
    std::string consequence;  ///< one plain sentence
};

struct Form {
    std::string id;  ///< "story-form/1": what Consent::wording points to
    std::string title, introduction;
    std::vector<std::string> before_you_start;  ///< plain sentences
    std::vector<std::string> prompts;           ///< "How did it begin?"
    std::vector<UseWording> uses;
    std::vector<Choice> roles, partner_types;
    std::size_t max_story_bytes = 0, max_upload_bytes = 0, max_files = 0;

    /// The words for a role or partner type; the id itself when unknown.
    const std::string& role_label(const std::string& id) const;
    const std::string& partner_label(const std::string& id) const;
};

/// Throws Error{bad_schema} with file, line and the nearest valid word.
Form read_form(const std::filesystem::path&);
Form read_form(std::string_view yaml, std::string_view file_name);

}  // namespace tangible
