// Turns the text of a story into HTML with its passages marked: one <p> for each line, each passage with its number,
// and overlapping passages with both numbers. Offsets are in bytes of the normalised text (UTF-8, NFC); all text is
// escaped here.
#pragma once
#include "schemas/ground/text.h"
#include "schemas/shapes/coding.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

/// The codings on one span of words, under one number (from 1, in order of the text).
struct Passage {
    int number = 0;
    Span span;
    std::vector<Coding> codings;
};

/// Returns one passage for each distinct span, in order of the text.
std::vector<Passage> passages(const std::vector<Coding>&);

/// Returns the text as paragraphs in which each passage is a <mark>, between the anchor "pN" and a link to "#cN", where
/// the page describes passage N. Leaves out everything before byte `from`.
std::string marked_html(std::string_view text, const std::vector<Passage>&, std::uint32_t from = 0);
/// As above, without passages.
std::string paragraphs_html(std::string_view text, std::uint32_t from = 0);
/// Returns the byte at which the text begins without its title: after the first line if that line only repeats the
/// title, which the page prints above; otherwise 0.
std::uint32_t after_title(std::string_view text, std::string_view title);
/// Returns a snippet with its matches in <mark>. `marks` are in order; one that overlaps an earlier one is left out.
std::string snippet_html(std::string_view text, const std::vector<Span>& marks);

}  // namespace tangible::serve
