// The records that Excel 5 to 2003 wrote (MS-XLS 2.1.4), and the strings and numbers in them.  Takes any bytes; a
// record that is cut gives what is there of it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

struct BiffRecord {
    std::uint16_t type = 0;
    std::string_view data;
};

/// The records of one part of the stream, from its first (BOF, MS-XLS 2.4.21) to its last (EOF), without the parts
/// within it: a chart on a sheet has cells of its own.  None when no part begins at `at`.
class BiffRecords {
public:
    BiffRecords(std::string_view stream, std::size_t at);
    /// False at the end.
    bool next(BiffRecord&);
    /// A record's data and that of the records which continue it (MS-XLS 2.4.58).
    std::vector<std::string_view> continued(std::string_view data);

private:
    bool take(BiffRecord&);

    std::string_view rest_;
    int depth_ = 0;
};

/// The shared strings of a workbook (MS-XLS 2.4.265), a million and 64 MiB at most.
std::vector<std::string> shared_strings(const std::vector<std::string_view>& pieces);
/// A string that begins with its length.  `charset`: of the bytes in Excel 5; "" for Unicode as of Excel 97.
std::string biff_string(const std::vector<std::string_view>& pieces, const std::string& charset,
                        std::size_t length_bytes = 2);
/// A number in the short form (MS-XLS 2.5.217).
double short_number(std::uint32_t);
double number_at(std::string_view data, std::size_t at);

}  // namespace tangible::ingest
