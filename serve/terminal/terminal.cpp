// Takes the place of the stream's buffer, applies visible() to what is written, and passes it on. Writes may cut the
// text anywhere, so an unfinished UTF-8 sequence, or a CR that may belong to a CR LF, waits for the next write or
// flush.
#include "serve/terminal/terminal.h"
#include "schemas/ground/error.h"
#include "schemas/ground/visible.h"
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <unistd.h>
#include <utility>

namespace tangible::serve {
namespace {

/// Returns how many bytes at the end begin something that they do not complete: a UTF-8 sequence ("\xE2\x82" of "€") or
/// a line end ("\r" before "\n").
std::size_t unfinished(std::string_view text) {
    if (text.ends_with('\r')) return 1;
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if (byte < 0x80) return 0;  // ASCII
        if (byte < 0xC0) continue;  // a continuation byte: 10xxxxxx
        const std::size_t whole = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
        return back < whole ? back : 0;
    }
    return 0;
}

}  // namespace

SafeToPrint::SafeToPrint(std::ostream& stream) : stream_(stream), to_(stream.rdbuf(this)) {}

SafeToPrint::~SafeToPrint() {
    sync();
    stream_.rdbuf(to_);
}

bool SafeToPrint::print(std::string_view text) {
    const std::string safe = visible(text);
    return to_->sputn(safe.data(), static_cast<std::streamsize>(safe.size())) ==
           static_cast<std::streamsize>(safe.size());
}

std::streamsize SafeToPrint::xsputn(const char* bytes, std::streamsize size) {
    const std::lock_guard turn(turn_);
    begun_.append(bytes, static_cast<std::size_t>(size));
    const std::string all = std::exchange(begun_, {});
    const std::size_t later = unfinished(all);
    begun_ = all.substr(all.size() - later);
    return print(std::string_view(all).substr(0, all.size() - later)) ? size : 0;
}

SafeToPrint::int_type SafeToPrint::overflow(int_type c) {
    if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
    const char byte = traits_type::to_char_type(c);
    return xsputn(&byte, 1) == 1 ? c : traits_type::eof();
}

int SafeToPrint::sync() {
    const std::lock_guard turn(turn_);
    if (!print(std::exchange(begun_, {}))) return -1;
    return to_->pubsync();
}

void print_bytes(std::string_view bytes) {
    if (::isatty(STDOUT_FILENO))
        throw Error(ErrorKind::usage, "this would write bytes of a file to the terminal",
                    "write them to a file: add > and its name");
    std::cout << std::flush;
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() || std::fflush(stdout) != 0)
        throw Error(ErrorKind::storage, "the bytes cannot be written to stdout", "look for space on the disk");
}

}  // namespace tangible::serve
