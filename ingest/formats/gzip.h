// One file packed by gzip (RFC 1952).  Takes any bytes; the limits are those of package.h.
#pragma once
#include "schemas/shapes/story.h"
#include <string>
#include <string_view>
#include <variant>

namespace tangible::ingest {

std::variant<std::string, Rejection> from_gzip(std::string_view, std::size_t max_bytes);

}  // namespace tangible::ingest
