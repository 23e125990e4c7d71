// Unpacks a file that was packed by gzip (RFC 1952).  Takes any bytes.
#pragma once
#include "schemas/shapes/story.h"
#include <string>
#include <string_view>
#include <variant>

namespace tangible::ingest {

/// Returns the unpacked bytes, or why not: "unreadable" for a damaged file, "too_big" for more than `max_bytes`, 64
/// MiB, or a hundred times the packed size (1 MiB is always allowed).
std::variant<std::string, Rejection> from_gzip(std::string_view, std::size_t max_bytes);

}  // namespace tangible::ingest
