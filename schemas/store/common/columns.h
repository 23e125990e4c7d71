// Values that are one column of a row: lists as JSON, and the map back to the raw text as small numbers (schemas/sql
// explains both).  Reading throws Error{storage} for a damaged column.  Private to schemas/store.
#pragma once
#include "schemas/shapes/partnership.h"
#include "schemas/shapes/story.h"
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible {

std::string column_of(const std::vector<std::string>&);
std::string column_of(const std::vector<Cut>&);
std::string column_of(const std::vector<Aside>&);
std::string column_of(const std::vector<Attachment>&);
std::string column_of(const std::optional<Senders>&);
std::string column_of(const std::vector<Partner>&);
std::vector<std::string> strings_of(std::string_view column);
std::vector<Cut> cuts_of(std::string_view column);
std::vector<Aside> asides_of(std::string_view column);
std::vector<Attachment> attachments_of(std::string_view column);
std::optional<Senders> senders_of(std::string_view column);
std::vector<Partner> partners_of(std::string_view column);
std::string column_of(const Answers&);
Answers answers_of(std::string_view column);
std::string column_of(const std::vector<std::pair<std::string, std::string>>& fields);
std::vector<std::pair<std::string, std::string>> fields_of(std::string_view column);
std::string column_of(const OffsetMap&);
OffsetMap map_of(std::string_view column);

}  // namespace tangible
