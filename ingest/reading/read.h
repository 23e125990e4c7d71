// Reads one submission: chooses the reader by the kind of the bytes, takes the story out and makes it normal. Pure. The
// bytes are an outsider's, so call it in a confined process, usually through ReadingPool:
//
//     Reading reading = pool.read(submission);
//     if (auto* why = std::get_if<Rejection>(&reading)) std::cerr << why->detail << '\n';
//     if (auto* drafts = std::get_if<std::vector<Draft>>(&reading)) std::cout << drafts->front().text;
#pragma once
#include "schemas/shapes/story.h"
#include <string_view>
#include <variant>
#include <vector>

namespace tangible::ingest {

/// The drafts of a submission (several for a table of stories), or why it cannot be read.
using Reading = std::variant<std::vector<Draft>, Rejection>;

/// Reads `submission`. When `transcript` is not empty, it replaces the text: the result is always one draft, even if
/// the bytes are empty or unreadable. A person types a transcript when the program cannot read what arrived.
Reading read(const Submission&, std::string_view transcript = {});

}  // namespace tangible::ingest
