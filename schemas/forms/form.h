// The story form and its consent wording, read from schemas/forms/*.yaml: what tellers are asked, which answers there
// are, and what each use means in plain words, with its consequence.
#pragma once
#include "schemas/forms/questions.h"
#include "schemas/shapes/consent.h"
#include "schemas/shapes/partnership.h"
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// How the form asks for one use.
struct UseWording {
    Use use = Use::team;
    std::string question;     ///< "May the team read it?"
    std::string consequence;  ///< what follows from a yes, in one or two plain sentences
};

/// The story form.
struct Form {
    std::string id;               ///< "story-form/1"; stored in Consent::wording
    std::string language = "en";  ///< of its words, BCP 47
    std::string title, introduction;
    std::vector<std::string> before_you_start;  ///< plain sentences
    std::vector<std::string> prompts;           ///< questions that invite a story: "How did it begin?"
    std::vector<UseWording> uses;               ///< each use at most once, never `own`
    std::vector<Choice> roles, partner_types;
    std::vector<Question> questions;  ///< the host's own, all optional
    /// Limits of one submission: its text, all its files together, and the number of files.
    std::size_t max_story_bytes = 0, max_upload_bytes = 0, max_files = 0;

    /// Returns the words with which this form asks for the uses, all of them in order.
    Wording wording() const;
    /// Returns the words for a role or partner type; the id itself when the form does not have it.
    const std::string& role_label(const std::string& id) const;
    const std::string& partner_label(const std::string& id) const;
};

/// Reads a form.  Throws Error{bad_schema} with file, line and the nearest valid word; Unreadable when the file cannot
/// be read.
Form read_form(const std::filesystem::path&);
Form read_form(std::string_view yaml, std::string_view file_name);

}  // namespace tangible
