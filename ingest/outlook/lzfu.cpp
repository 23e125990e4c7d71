// Unpacks with a window of 4,096 bytes that begins with a known text: each bit of a flag byte says whether one byte
// follows or a reference into the window. The checksum is not examined.
#include "ingest/outlook/lzfu.h"
#include "ingest/formats/compound.h"
#include <algorithm>
#include <array>

namespace tangible::ingest {
namespace {

constexpr std::uint32_t packed = 0x75465A4C, plain = 0x414C454D;  // "LZFu", "MELA"
constexpr std::size_t header_bytes = 16, window_bytes = 4096, max_bytes = std::size_t{64} << 20;

/// What the window holds at first: both ends know it (MS-OXRTFCP 2.2.2.1).
constexpr std::string_view beginning =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS "
    "Sans "
    "SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

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

    /// Twelve bits say where in the window, four how much; false at the mark of the end.
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
