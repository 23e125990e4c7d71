// Reads BIFF records. From top to bottom: Pieces, which reads a string across several records; the sequence of records;
// strings and numbers. Each record has 2 bytes of type, 2 of length, and its data; long data goes on in Continue
// records.
#include "ingest/tables/biff.h"
#include "ingest/formats/compound.h"
#include "ingest/text/charset.h"
#include <algorithm>
#include <bit>

namespace tangible::ingest {
namespace {

constexpr std::size_t header_bytes = 4, max_strings = 1'000'000, max_strings_bytes = 64 << 20;
// Types of records: BOF, EOF, Continue. Then the flags of a string (MS-XLS 2.5.293).
constexpr std::uint16_t begins = 0x0809, ends = 0x000A, continues = 0x003C;
enum StringFlag : unsigned char { wide = 1, has_reading_aid = 4, has_runs = 8 };

/// Bytes that continue from record to record.
class Pieces {
public:
    explicit Pieces(const std::vector<std::string_view>& pieces) : pieces_(pieces) {}

    bool done() {
        while (piece_ < pieces_.size() && at_ >= pieces_[piece_].size()) ++piece_, at_ = 0;
        return piece_ >= pieces_.size();
    }

    std::string take(std::size_t count) {
        std::string out;
        while (out.size() < count && !done()) out += part(count - out.size());
        return out;
    }

    void skip(std::size_t count) {
        while (count > 0 && !done()) count -= part(count).size();
    }

    /// Takes letters as UTF-16. When a string continues in another record, that record says anew whether its letters
    /// have one byte or two (MS-XLS 2.5.293).
    std::string letters(std::size_t count, bool is_wide) {
        std::string out;
        while (count > 0 && !done()) {
            if (at_ == 0) is_wide = part(1)[0] & wide;
            const std::size_t width = is_wide ? 2 : 1;
            const std::string_view bytes = part(count * width);
            count -= (bytes.size() + width - 1) / width;
            for (std::size_t i = 0; i + width <= bytes.size(); i += width) {
                out += bytes[i];
                out += is_wide ? bytes[i + 1] : '\0';
            }
        }
        return out;
    }

private:
    std::string_view part(std::size_t count) {
        const std::string_view found = pieces_[piece_].substr(at_, count);
        at_ += found.size();
        return found;
    }

    const std::vector<std::string_view>& pieces_;
    std::size_t piece_ = 0, at_ = 0;
};

/// Takes a string, and skips what hangs on it: runs of fonts, and the reading aid of East Asian scripts (MS-XLS
/// 2.5.293).
std::string next_string(Pieces& in) {
    const std::string length = in.take(2), flag = in.take(1);
    if (flag.empty()) return {};
    const auto flags = static_cast<unsigned char>(flag[0]);
    const std::size_t runs = flags & has_runs ? u16_at(in.take(2), 0) : 0;
    const std::size_t reading_aid_bytes = flags & has_reading_aid ? u32_at(in.take(4), 0) : 0;
    const std::string letters = in.letters(u16_at(length, 0), flags & wide);
    in.skip(4 * runs + reading_aid_bytes);
    return letters.empty() ? "" : converted_somehow(letters, "UTF-16LE");
}

}  // namespace

BiffRecords::BiffRecords(std::string_view stream, std::size_t at) : rest_(stream.substr(std::min(at, stream.size()))) {
    BiffRecord first;
    if (!take(first) || first.type != begins) rest_ = {};
}

bool BiffRecords::take(BiffRecord& record) {
    if (rest_.size() < header_bytes) return false;
    record.type = u16_at(rest_, 0);
    record.data = rest_.substr(header_bytes, u16_at(rest_, 2));
    rest_.remove_prefix(header_bytes + record.data.size());
    return true;
}

bool BiffRecords::next(BiffRecord& record) {
    while (take(record)) {
        if (record.type == begins)
            ++depth_;
        else if (record.type == ends) {
            if (depth_-- == 0) return rest_ = {}, false;
        } else if (depth_ == 0)
            return true;
    }
    return false;
}

std::vector<std::string_view> BiffRecords::continued(std::string_view data) {
    std::vector<std::string_view> all{data};
    for (BiffRecord record; rest_.size() >= header_bytes && u16_at(rest_, 0) == continues && take(record);)
        all.push_back(record.data);
    return all;
}

std::vector<std::string> shared_strings(const std::vector<std::string_view>& pieces) {
    Pieces in(pieces);
    in.skip(8);  // the number of strings, which some programs count wrongly
    std::vector<std::string> strings;
    for (std::size_t bytes = 0; !in.done() && strings.size() < max_strings && bytes < max_strings_bytes;) {
        strings.push_back(next_string(in));
        bytes += strings.back().size();
    }
    return strings;
}

std::string biff_string(const std::vector<std::string_view>& pieces, const std::string& charset,
                        std::size_t length_bytes) {
    Pieces in(pieces);
    if (charset.empty()) return next_string(in);
    const std::string length = in.take(length_bytes) + '\0';
    return converted_somehow(in.take(u16_at(length, 0)), charset);
}

/// Bit 0: the number is in hundredths. Bit 1: a signed integer of 30 bits, else the upper 30 bits of a double.
double short_number(std::uint32_t value) {
    constexpr std::uint32_t hundredths = 1, whole = 2;
    const double number =
        value & whole ? static_cast<std::int32_t>(value) >> 2 : std::bit_cast<double>(std::uint64_t{value & ~3U} << 32);
    return value & hundredths ? number / 100 : number;
}

double number_at(std::string_view data, std::size_t at) {
    return std::bit_cast<double>(std::uint64_t{u32_at(data, at + 4)} << 32 | u32_at(data, at));
}

}  // namespace tangible::ingest
