// What happened to the invented stories of a batch after they arrived: words that were hidden with the teller's
// agreement, decisions of coders, a complaint that was answered, a story that was taken back. Everything may be
// repeated: what happened once does not happen again, and what people decided since then stays.
#pragma once
#include "schemas/forms/batch.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <string>
#include <string_view>

namespace tangible::serve {

/// Returns the token of the teller's private link to a submission of a batch; `secret` is that of the collection.
std::string teller_token(const std::string& secret, std::string_view submission);

/// Makes happen what the batch says; its stories must have been read. Words that do not stand in the story any more
/// are left out, and so are decisions on themes that the codebook does not have. Returns whether a story changed, so
/// that the index must follow (erase_from_index.h). Throws what the store's verbs throw.
bool apply_since(Store&, const Codebook&, const std::filesystem::path& about, const Batch&);

/// Returns a line for each thing that happened, with the addresses of pages that show it, without the server's name.
/// "" when nothing happened.
std::string pages_of_since(Store&, const std::filesystem::path& about, const Batch&);

/// Erases the words of the batch's complaints; the register keeps their numbers, dates and steps. Returns how many
/// stay, because somebody of the team has taken up the complaint again and not answered it.
std::size_t erase_complaints_of(Store&, const std::filesystem::path& about, const Batch&);

}  // namespace tangible::serve
