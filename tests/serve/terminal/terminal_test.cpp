#include "serve/terminal/terminal.h"
#include <gtest/gtest.h>
#include <sstream>

namespace tangible::serve {
namespace {

TEST(Terminal, control_characters_are_printed_as_visible_marks) {
    std::ostringstream out;
    {
        const SafeToPrint door(out);
        out << "Story " << 7 << ": \x1b]0;owned\x07 " << '\x1b' << "\u202e" << std::endl;
        out << "café\r\n";
    }
    EXPECT_EQ(out.str(), "Story 7: ␛]0;owned␇ ␛[U+202E]\ncafé\r\n");
}

// A program may write to a stream in pieces of any size.
TEST(Terminal, a_character_may_arrive_in_pieces) {
    const std::string text = "é \u202e \U0001F469 \r\n \u009b x\r";
    for (std::size_t size = 1; size <= text.size(); ++size) {
        std::ostringstream out;
        {
            const SafeToPrint door(out);
            for (std::size_t at = 0; at < text.size(); at += size) out << text.substr(at, size);
        }
        EXPECT_EQ(out.str(), "é [U+202E] \U0001F469 \r\n [U+009B] x␍") << size;
    }
}

}  // namespace
}  // namespace tangible::serve
