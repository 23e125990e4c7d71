// The only file that includes zlib.  Inflates in pieces of 64 KiB and checks the limits after each, so that a few
// packed bytes cannot fill the memory.
#include "ingest/formats/gzip.h"
#include <algorithm>
#include <new>
#include <vector>
#include <zlib.h>

namespace tangible::ingest {
namespace {

constexpr std::size_t max_part_bytes = std::size_t{64} << 20, max_ratio = 100,
                      ratio_matters_from_bytes = std::size_t{1} << 20;
constexpr int window_bits_of_gzip = 15 + 16;  // the largest window; plus 16 means: with gzip's header and checksum

/// Frees zlib's memory at the end of its scope.
struct Inflating {
    z_stream stream{};
    Inflating() {
        if (inflateInit2(&stream, window_bits_of_gzip) != Z_OK) throw std::bad_alloc();
    }
    ~Inflating() { inflateEnd(&stream); }
};

}  // namespace

std::variant<std::string, Rejection> from_gzip(std::string_view bytes, std::size_t max_bytes) {
    const std::size_t limit =
        std::min({max_bytes, max_part_bytes, std::max(bytes.size() * max_ratio, ratio_matters_from_bytes)});
    Inflating inflating;
    z_stream& stream = inflating.stream;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib reads it only
    stream.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), 1U << 30));
    std::string text;
    std::vector<char> buffer(64 << 10);
    // A file that ends early gives Z_BUF_ERROR when no input is left, and so is damaged.  What follows the first member
    // of the file is ignored.
    for (int status = Z_OK; status != Z_STREAM_END;) {
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = static_cast<uInt>(buffer.size());
        status = inflate(&stream, Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END)
            return Rejection{"unreadable", "The file is damaged and cannot be unpacked."};
        text.append(buffer.data(), buffer.size() - stream.avail_out);
        if (text.size() > limit) return Rejection{"too_big", "The unpacked file is far larger than a story can be."};
    }
    return text;
}

}  // namespace tangible::ingest
