// The manual: the chapters in serve/manual, from which the pages under /help, `tangible help CHAPTER` and the man pages
// are made. A chapter is CommonMark: "# Title", a paragraph that says what the chapter is for, then "## Task" by task.
//
//     for (const Chapter& c : manual()) std::cout << c.name << "  " << c.title << '\n';
//     if (const auto c = chapter("searching")) std::cout << as_text(*c);
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

/// One chapter of the manual.
struct Chapter {
    std::string name;      ///< of its file, without the ending: "searching"
    std::string title;     ///< "Searching"
    std::string summary;   ///< its first paragraph, on one line
    std::string markdown;  ///< all of it
};

/// Returns the chapters in the order in which to read them. Throws Error{not_found} when the folder is missing.
std::vector<Chapter> manual();
/// Returns nullopt when there is no chapter of this name.
std::optional<Chapter> chapter(std::string_view name);

/// Returns the chapter as HTML for a page, without its title: headings with ids, and links to /help/NAME in place of
/// NAME.md. Wide tables can be scrolled by keyboard.
std::string as_html(const Chapter&);
/// Returns the chapter as plain text for a terminal: its Markdown, with links that name the chapter to ask for.
std::string as_text(const Chapter&);
/// Returns the chapter as a man page of section 7, in the macros of man(7).
std::string as_man(const Chapter&);

}  // namespace tangible::serve
