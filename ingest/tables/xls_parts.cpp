// Reads what the sheets of an Excel 5 to 2003 workbook share. BookReader goes through the records of the workbook once
// and takes those whose types it knows. At the end each style is given its number format, since the formats may follow
// the styles.
#include "ingest/tables/xls_parts.h"
#include "ingest/formats/compound.h"
#include "ingest/tables/biff.h"
#include "ingest/text/rtf_charset.h"
#include <algorithm>
#include <map>
#include <utility>

namespace tangible::ingest {
namespace {

constexpr std::size_t max_styles = 100'000;
/// The version in the first record, from Excel 97 on.
constexpr std::uint16_t version_97 = 0x0600;

// Types of records (MS-XLS 2.3).
enum Type : std::uint16_t {
    calendar = 0x0022,
    locked = 0x002F,
    code_page = 0x0042,
    sheet = 0x0085,
    style = 0x00E0,
    strings = 0x00FC,
    number_format = 0x041E,
};

/// Returns the charset of a code page. Excel has numbers of its own for two pages (MS-XLS 2.4.52).
std::string charset_of(std::uint16_t page) {
    const int known = page == 0x8000 ? 10000 : page == 0x8001 ? 1252 : page;
    const std::string charset = charset_of_code_page(known);
    return charset.empty() ? "windows-1252" : charset;
}

/// Decides whether a sheet has cells (no chart or macros) and is not hidden (MS-XLS 2.4.28).
bool is_visible_sheet(std::string_view data) {
    return data.size() > 6 && (data[4] & 3) == 0 && static_cast<unsigned char>(data[5]) == 0;
}

class BookReader {
public:
    explicit BookReader(bool is_97) { book_.charset = is_97 ? "" : "windows-1252"; }

    XlsBook read(BiffRecords records) {
        for (BiffRecord record; records.next(record);) take(record, records);
        for (std::uint16_t id : styles_) {
            const auto own = formats_.find(id);
            book_.formats.push_back(own == formats_.end() ? built_in_format(id) : own->second);
        }
        return std::move(book_);
    }

private:
    void take(const BiffRecord& record, BiffRecords& records) {
        const std::string_view data = record.data;
        switch (record.type) {
        case calendar:
            book_.from_1904 = u16_at(data, 0) == 1;
            break;
        case locked:
            book_.is_locked = true;
            break;
        case code_page:
            if (!book_.charset.empty() && !std::exchange(has_page_, true)) book_.charset = charset_of(u16_at(data, 0));
            break;
        case sheet:
            if (!book_.sheet_at && is_visible_sheet(data)) book_.sheet_at = u32_at(data, 0);
            break;
        case style:
            if (styles_.size() < max_styles) styles_.push_back(u16_at(data, 2));
            break;
        case strings:
            book_.strings = shared_strings(records.continued(data));
            break;
        case number_format:
            if (data.size() > 2)
                formats_[u16_at(data, 0)] = format_of_code(biff_string({data.substr(2)}, book_.charset, 1));
            break;
        }
    }

    XlsBook book_;
    std::map<std::uint16_t, NumberFormat> formats_;
    bool has_page_ = false;
    std::vector<std::uint16_t> styles_;  ///< the number format of each
};

}  // namespace

bool holds_xls(const Compound& file) {
    const std::vector<std::string> names = file.names();
    return std::ranges::any_of(names, [](const std::string& name) { return name == "workbook" || name == "book"; });
}

NumberFormat XlsBook::format(std::size_t style) const {
    return style < formats.size() ? formats[style] : NumberFormat{};
}

XlsBook xls_book_in(std::string_view stream) {
    return BookReader(u16_at(stream, 4) >= version_97).read(BiffRecords(stream, 0));
}

}  // namespace tangible::ingest
