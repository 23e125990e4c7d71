// What the one-page form and the short pages share: the fields of the story form, what can be wrong with them, how
// templates show them, and how a whole form becomes a submission.
#pragma once
#include "schemas/shapes/story.h"
#include "schemas/store/people/drafts.h"
#include "serve/collection/collection.h"
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve::pages {

/// What a teller typed and chose, by the names of the form's fields, and the files beside it. The files' bytes may be
/// missing: their number and size are enough.
struct Told {
    Fields fields;
    std::vector<UnsentFile> files;
};

/// What is wrong with one field, in a sentence for its teller.
struct Problem {
    std::string field;  ///< the id of its element on the page
    std::string sentence;
};

/// Returns the host's questions, with the themes of the codebook.
std::vector<Question> questions_of(const Collection&);
/// Returns what is wrong with a whole form.
std::vector<Problem> problems_of(const Told&, const Collection&);
Answers answers_of(const Fields&);
/// Returns what the form says beside the story. Leaves out answers that do not fit their question.
Details details_of(const Fields&, const Collection&);

/// Returns all that the templates of telling read: questions, choices, and what was typed and chosen so far.
View form_view(Workspace&, const Told&);
/// Adds to a form's view what is wrong: the list for the summary, and a sentence for each field.
void add_problems(View&, const std::vector<Problem>&);
/// Returns "Error: " before the title of a page with problems.
std::string titled(const std::string& title, const std::vector<Problem>&);

/// Takes a turn of the limits for stories, and returns how long to wait; 0 when the story may be stored now. `form`
/// names the page or draft that it was typed into.
std::chrono::seconds wait_for_turn(const Call&, Workspace&, std::string_view form);
/// Returns the sentence for a teller who has to wait.
std::string wait_in_words(std::chrono::seconds);

/// Stores the submission with a private link, and `also` does something in the same commit. Wakes the follower and
/// returns the way to the private link. When nothing could be stored, or `also` throws Error{refused} because what was
/// typed has changed meanwhile, returns what `refused` makes of a sentence and a status.
Reply received(Workspace&, Submission, const std::function<void(const Receipt&)>& also,
               const std::function<Reply(const std::string&, int)>& refused);

}  // namespace tangible::serve::pages
