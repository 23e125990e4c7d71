// Text with its passages marked, as HTML that is escaped here: one <p> a line of normal text,
// each passage numbered, overlapping ones carrying both numbers.
#pragma once
#include "schemas/ground/text.h"
#include "schemas/shapes/coding.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

/// Codings on the same words, under one number (from 1, in order of the text).
struct Passage {
    int number = 0;
    Span span;
    std::vector<Coding> codings;
};

std::vector<Passage> passages(const std::vector<Coding>&);

/// Each passage is a <mark> behind the anchor "pN", with a link to "#cN" after it.  What stands before byte `from` is
/// left out.
std::string marked_html(std::string_view text, const std::vector<Passage>&, std::uint32_t from = 0);
/// Without passages.
std::string paragraphs_html(std::string_view text, std::uint32_t from = 0);
/// Where the words begin: after a first line that only repeats the title, which stands above them already.
std::uint32_t after_title(std::string_view text, std::string_view title);
/// A snippet with its matches in <mark>.
std::string snippet_html(std::string_view text, const std::vector<Span>& marks);

}  // namespace tangible::serve
