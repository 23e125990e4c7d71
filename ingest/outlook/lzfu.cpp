// Unpacks LZFu, a Lempel-Ziv packing. The window of 4,096 bytes begins with a text that both sides know. Each bit of a
// flag byte says what follows: 0 is one byte as it is, 1 is a reference into the window, of which 12 bits are the place
// and 4 bits the length minus 2. A reference to the place where the next byte goes marks the end. The checksum is not
// examined: a damaged mail is still worth reading.
#include "ingest/outlook/lzfu.h"
#include "ingest/formats/compound.h"
#include <algorithm>
#include <array>

namespace tangible::ingest {
namespace {

constexpr std::uint32_t packed = 0x75465A4C, plain = 0x414C454D;  // "LZFu", "MELA"
constexpr std::size_t header_bytes = 16, window_bytes = 4096, max_bytes = std::size_t{64} << 20;

/// What the window contains at first (MS-OXRTFCP 2.2.2.1): the beginning of a typical RTF.
constexpr std::string_view beginning =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS "
    "Sans "
    "SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// Unpacks to at most `size` bytes.
class Unpacking {
public:
    explicit Unpacking(std::size_t size) : size_(size) {
        window_.fill(' ');
        std::ranges::copy(beginning, window_.begin());
    }

    std::string of(std::string_view bytes) {
        for (std::size_t at = 0; at < bytes.size() && out_.size() < size_;) {
            const auto flags = static_cast<unsigned char>(bytes[at++]);
            for (int bit = 0; bit < 8 && at < bytes.size() && out_.size() < size_; ++bit) {
                if (!(flags >> bit & 1)) {
                    put(bytes[at++]);
                    continue;
                }
                if (at + 2 > bytes.size() || !copy(bytes[at], bytes[at + 1])) return std::move(out_);
                at += 2;
            }
        }
        return std::move(out_);
    }

private:
    void put(char c) {
        out_ += c;
        window_[end_++ % window_bytes] = c;
    }

    /// Copies from the window byte by byte, since the source may overlap what is being written. Returns false at the
    /// mark of the end.
    bool copy(char high, char low) {
        const unsigned both = static_cast<unsigned char>(high) << 8 | static_cast<unsigned char>(low);
        const std::size_t from = both >> 4, length = (both & 15) + 2;
        if (from == end_ % window_bytes) return false;
        for (std::size_t i = 0; i < length && out_.size() < size_; ++i) put(window_[(from + i) % window_bytes]);
        return true;
    }

    std::size_t size_, end_ = beginning.size();
    std::array<char, window_bytes> window_;
    std::string out_;
};

}  // namespace

std::optional<std::string> from_compressed_rtf(std::string_view bytes) {
    const std::size_t size = std::min<std::size_t>(u32_at(bytes, 4), max_bytes);
    const std::uint32_t kind = u32_at(bytes, 8);
    if (bytes.size() < header_bytes || (kind != packed && kind != plain)) return {};
    bytes.remove_prefix(header_bytes);
    if (kind == plain) return std::string(bytes.substr(0, size));
    return Unpacking(size).of(bytes);
}

}  // namespace tangible::ingest
