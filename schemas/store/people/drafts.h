// Stories that tellers have begun and not sent yet.  Whoever has a draft's token may read and change it; the store
// knows the token's SHA-256 only.  A draft is kept for `draft_days` after it was last saved, and is no story: nothing
// finds, counts or shows it.
#pragma once
#include "schemas/store/common/part.h"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible {

/// A file of a story that is not sent yet.
struct UnsentFile {
    std::int64_t number = 0;  ///< by which the store knows it; 0 before it is stored
    std::string filename, content_type;
    std::uint64_t size = 0;
    std::string bytes;  ///< "" where only a description is asked for
};

/// What a teller has typed and chosen so far: names and values of the story form's fields, in order.
using UnsentFields = std::vector<std::pair<std::string, std::string>>;

/// A story that is not sent yet.
struct Unsent {
    UnsentFields fields;
    std::vector<UnsentFile> files;  ///< without their bytes
    std::int64_t until_ms = 0;      ///< when it is erased
};

inline constexpr int draft_days = 14;

/// How much the store keeps of what may never be sent.
struct DraftLimits {
    std::int64_t drafts_of_address = 300;  ///< a whole workshop may share one address
    std::int64_t bytes_of_address = std::int64_t{512} << 20, bytes_in_all = std::int64_t{4} << 30;
};

class Drafts : protected StorePart {
public:
    using StorePart::StorePart;

    /// Replaces the draft's fields and adds the files; makes the draft if there is none with this token.  `address` is
    /// where the teller writes from; the store keeps a digest of it, for the limits.  Returns false, and stores
    /// nothing, when the limits would be exceeded.
    bool save_draft(std::string_view token, std::string_view address, const UnsentFields&,
                    const std::vector<UnsentFile>& added, std::int64_t now_ms, const DraftLimits& = {});
    /// nullopt when there is no draft with this token, or its time is over.
    std::optional<Unsent> draft(std::string_view token, std::int64_t now_ms);
    /// Returns the draft's files with their bytes.
    std::vector<UnsentFile> draft_files(std::string_view token);
    void drop_draft_file(std::string_view token, std::int64_t number);
    /// Deletes the draft, whose words are a submission from now on.  Call it in the commit that stores the submission.
    void note_draft_sent(std::string_view token);
    /// Deletes the draft.  erase_dropped_drafts() then erases its words from the unused space of the file too.
    void drop_draft(std::string_view token);
    /// Deletes the drafts whose time is over.  Returns whether erase_dropped_drafts() has something to do.  Costs two
    /// look-ups when there is nothing to delete.
    bool forget_drafts(std::int64_t now_ms);
    /// Erases the words of deleted drafts and files from the log and from the unused space of the file, as
    /// finish_withdrawals() does for stories, and at the same cost.  Any visitor can delete drafts: not to be called
    /// for each.
    void erase_dropped_drafts();
};

}  // namespace tangible
