// Stories as readers see them: their text, what was added to them later, copies, and partnerships.  No text leaves the
// store without a use that its teller's consent allows.
#pragma once
#include "schemas/shapes/consent.h"
#include "schemas/shapes/partnership.h"
#include "schemas/shapes/story.h"
#include "schemas/store/common/part.h"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tangible {

/// Words that a teller added to a story later, by answering our mail.
struct Addition {
    StoryId id;  ///< its own reference: it can be withdrawn alone
    std::int64_t received_ms = 0;
    std::string text;       ///< UTF-8, NFC
    std::vector<Cut> cuts;  ///< what reading left out
    bool open = false;      ///< true: part of the story; false: only its teller and the team see it
};

class Stories : protected StorePart {
public:
    using StorePart::StorePart;

    /// Replaces the stories of a submission and gives each a reference.  The first story's is the submission's own; a
    /// story that is read again keeps the reference of its place.  Consent that a teller chose by link since then
    /// stays in force.  Does nothing when the submission was withdrawn meanwhile.
    Revision put_stories(const std::string& submission, std::vector<Story>);
    /// Returns the story as others see it, with its open additions as last paragraphs and without redacted words;
    /// nullopt when it does not exist or its teller does not allow `use`.
    std::optional<Story> story(const StoryId&, Use);
    /// Returns the story without its redactions, for Use::own or Use::team; nullopt as above.  Throws Error{usage} for
    /// any other use.
    std::optional<Story> original(const StoryId&, Use);
    /// Returns the references of the stories that allow `use`, in order of arrival.
    std::vector<StoryId> stories(Use);
    std::vector<StoryId> stories_of(const std::string& submission);
    /// Returns the references of all stories that are not withdrawn, for a rebuild of the index.
    std::vector<StoryId> live();
    /// Whether everyone could read the story at any time, also when it has been withdrawn since.
    bool was_public(const StoryId&);
    /// Returns the stories that no longer allow `use` because of a change after `since`: a teller's choice, a
    /// withdrawal, or a copy that was found.  The index, which follows behind, must leave them out.
    std::vector<StoryId> closed_since(Revision since, Use);

    // Additions.

    /// Stores the words of a submission as an addition to the story `of`.  The addition is closed at first: `story()`
    /// leaves it out, so that its words are neither found nor tagged nor counted.  With `open` it is open at first,
    /// when it is read for the first time. Throws Error{not_found} when there is no such story.
    Revision put_follow_up(const std::string& submission, const StoryId& of, const Story& words, bool open = false);
    /// Opens an addition, so that its words become the last paragraphs of the story and share its consent, or closes it
    /// again.  Throws Error{not_found} when the story has no such addition.
    Revision open_addition(const StoryId& story, const StoryId& addition, bool open);
    /// Returns all additions to a story in order of arrival; none when its teller does not allow `use`.
    std::vector<Addition> additions(const StoryId&, Use);
    /// Returns at most `limit` stories that the team may read and that have closed additions, by reference.
    std::vector<StoryId> stories_with_closed_additions(std::size_t limit);

    // What reading cut out of a story, such as a signature.

    /// Puts a cut back into the story or its additions, on a person's decision; `cut` is the SHA-256 of its words, in
    /// hexadecimal.  The story is read again.
    void put_back(const StoryId&, const std::string& cut, const std::string& coder, std::int64_t now_ms);
    /// Undoes every `put_back()` of the story, which is read again.
    void cut_again(const StoryId&);
    /// Whether anything was put back into the story.
    bool put_back(const StoryId&);

    // Duplicates.

    /// Marks `copy` as a duplicate of `of` (a person's decision): it is no longer shown or counted, and neither can be
    /// withdrawn without the other.
    Revision note_copy(const StoryId& copy, const StoryId& of);
    /// Undoes `note_copy()`.
    Revision note_no_copy(const StoryId& copy);
    /// Records a person's decision that two similar stories are two.
    void note_apart(const StoryId& one, const StoryId& other, const std::string& coder, std::int64_t now_ms);
    /// Whether a person decided that the two are two stories.
    bool apart(const StoryId& one, const StoryId& other);
    std::vector<StoryId> copies_of(const StoryId&);
    /// Returns the story that this one is a duplicate of; nullopt if it is none.
    std::optional<StoryId> original_of(const StoryId&);

    // Partnerships.

    /// Adds the partnership or changes the one with its id; its stories then count as changed.
    Revision put_partnership(const Partnership&);
    std::vector<Partnership> partnerships();  ///< by id
    /// Deletes a partnership.  Does nothing and returns false while a story belongs to it.
    bool drop_partnership(const std::string& id);
    /// Whether everybody may read a story that did not come with one of the submissions of these references.
    bool has_stories_besides(const std::vector<StoryId>&);
};

}  // namespace tangible
