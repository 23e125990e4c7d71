// Reduces the password to lower-case letters and digits, then looks it up in a list of common passwords, among runs of
// keys and among repetitions. At least six bytes must remain without the account's name and words of this program. So
// "Password-12345!" is refused like "password": attackers try the usual additions too. The list is searched from its
// beginning; its 0.5 MB take less time than the hash of a password.
#include "serve/collection/password.h"
#include "schemas/ground/utf8.h"
#include <algorithm>
#include <array>

// The list of common passwords, one a line, becomes part of the program: .incbin copies the file that CMakeLists.txt
// names between two symbols. As an array in C++ it would be slow to compile.
asm(R"(
    .section .rodata
    .global tangible_common_passwords_begin
    .global tangible_common_passwords_end
tangible_common_passwords_begin:
    .byte 10
    .incbin ")" TANGIBLE_COMMON_PASSWORDS R"("
tangible_common_passwords_end:
    .byte 0
    .previous
)");
extern "C" const char tangible_common_passwords_begin[], tangible_common_passwords_end[];

namespace tangible::serve {
namespace {

/// Keys that stand in a row, and the alphabet, with the beginning once more, so that a run may go around the end.
constexpr std::array<std::string_view, 6> runs = {
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnmqwertyuiop",
    "qwertzuiopasdfghjklyxcvbnmqwertzuiop",
    "azertyuiopqsdfghjklmwxcvbnazertyuiop",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p1q2w3e4r5t6y7u8i9o0p",
};
/// Words that everybody who knows this program would try.
constexpr std::array<std::string_view, 3> of_the_house = {"tangible", "password", "administrator"};

/// Bytes from 0x80 are parts of letters beyond ASCII in UTF-8, or of signs; all count as letters.
bool is_letter_or_digit(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80; }

/// Returns only the letters and digits, in lower case (ASCII).
std::string bare(std::string_view text) {
    std::string out;
    for (unsigned char c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<unsigned char>(c + 32);
        if (is_letter_or_digit(c)) out += static_cast<char>(c);
    }
    return out;
}

/// Returns "summer" for "2024summer1".
std::string_view without_digits_around(std::string_view text) {
    const auto first = text.find_first_not_of("0123456789"), last = text.find_last_not_of("0123456789");
    return first == text.npos ? std::string_view{} : text.substr(first, last - first + 1);
}

bool is_listed(std::string_view word) {
    static const std::string_view list(
        tangible_common_passwords_begin,
        static_cast<std::size_t>(tangible_common_passwords_end - tangible_common_passwords_begin));
    return list.find("\n" + std::string(word) + "\n") != list.npos;
}

/// Returns the shortest piece that `text` repeats: "ab" for "abab" and "ababa"; `text` itself if it repeats nothing.
/// A text repeats its first n bytes if it is equal to itself shifted by n. O(n^2), n at most 1024.
std::string_view repeated(std::string_view text) {
    for (std::size_t n = 1; n <= text.size() / 2; ++n)
        if (text.substr(0, text.size() - n) == text.substr(n)) return text.substr(0, n);
    return text;
}

bool is_run(std::string_view text) {
    return std::any_of(runs.begin(), runs.end(), [&](std::string_view run) { return run.find(text) != run.npos; });
}

/// Removes each occurrence of `word`, also those that a removal creates. A word of one or two bytes says nothing.
std::string without(std::string text, std::string_view word) {
    constexpr std::size_t too_short_to_tell = 3;
    if (word.size() < too_short_to_tell) return text;
    for (std::size_t at; (at = text.find(word)) != text.npos;) text.erase(at, word.size());
    return text;
}

bool is_common(std::string_view password, std::string_view account) {
    constexpr std::size_t few = 6;  // fewer bytes are guessed at once, whatever is around them
    const auto all = bare(password);
    const auto letters = without_digits_around(all);
    for (auto text : {std::string_view(all), letters})
        if (text.size() < few || is_listed(text) || is_run(text) || is_listed(repeated(text)) ||
            repeated(text).size() < few)
            return true;
    auto rest = without(std::string(letters), bare(account));
    for (auto word : of_the_house) rest = without(rest, word);
    return rest.size() < few;
}

}  // namespace

std::string password_problem(std::string_view password, std::string_view account) {
    // Counts code points: all bytes of UTF-8 but continuation bytes, which are 10xxxxxx.
    const auto is_first_byte = [](unsigned char c) { return (c & 0xC0) != 0x80; };
    const auto characters = static_cast<std::size_t>(std::count_if(password.begin(), password.end(), is_first_byte));
    if (!is_utf8(password)) return "The password is not UTF-8 text";
    if (characters < shortest_password)
        return "The password must have at least " + std::to_string(shortest_password) +
               " characters. Four words with spaces between them are easy to remember";
    if (password.size() > longest_password_bytes)
        return "The password must not be longer than " + std::to_string(longest_password_bytes) + " bytes";
    if (is_common(password, account)) return "This password is too easy to guess. Choose another";
    return "";
}

}  // namespace tangible::serve
