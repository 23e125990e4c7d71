// Reads the records that Excel 5 to 2003 wrote (BIFF, MS-XLS 2.1.4), and the strings and numbers in them. Takes any
// bytes; a record that is cut short gives what is there.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// One record. `data` is a view into the stream, without the four bytes of type and length.
struct BiffRecord {
    std::uint16_t type = 0;
    std::string_view data;
};

/// The records of one part of the stream, from its first (BOF, MS-XLS 2.4.21) to its last (EOF). Parts within it are
/// skipped: a chart on a sheet has cells of its own. There are none when no part begins at byte `at`.
class BiffRecords {
public:
    BiffRecords(std::string_view stream, std::size_t at);
    /// Reads the next record into its argument; returns false at the end.
    bool next(BiffRecord&);
    /// Returns the data of the current record and of the Continue records behind it (MS-XLS 2.4.58).
    std::vector<std::string_view> continued(std::string_view data);

private:
    bool take(BiffRecord&);

    std::string_view rest_;
    int depth_ = 0;
};

/// Returns the shared strings of a workbook in UTF-8 (SST, MS-XLS 2.4.265): at most a million, and about 64 MiB.
std::vector<std::string> shared_strings(const std::vector<std::string_view>& pieces);
/// Returns a string that begins with its length, in UTF-8. `charset` is that of its bytes in Excel 5; "" means a
/// Unicode string of Excel 97. `length_bytes` (1 or 2) is the size of the length in Excel 5.
std::string biff_string(const std::vector<std::string_view>& pieces, const std::string& charset,
                        std::size_t length_bytes = 2);
/// Returns the number in a four-byte RK value (MS-XLS 2.5.217).
double short_number(std::uint32_t);
/// Returns the little-endian double at byte `at`; bytes beyond the end count as 0.
double number_at(std::string_view data, std::size_t at);

}  // namespace tangible::ingest
