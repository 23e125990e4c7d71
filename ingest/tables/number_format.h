// Decides what a workbook's numbers mean: a number format says whether a number is a day, a time or just a number
// (ECMA-376 part 1, 18.8.30 and 18.17.4). Pure.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// What a format shows: a date, a time, both, or (neither) a plain number.
struct NumberFormat {
    bool date = false, time = false;
};

/// Returns the meaning of a built-in format, by its number.
NumberFormat built_in_format(int id);
/// Returns the meaning of a format code such as `dd/mm/yyyy hh:mm`. Text in quotes or brackets is ignored, except for
/// elapsed times such as `[h]`.
NumberFormat format_of_code(std::string_view code);

/// Writes a number by its format: "2019-03-04", "2019-03-04 10:20", "10:20:30", or a plain number with at most 15
/// digits, as spreadsheet programs show it. Days count from 1900, or from 1904 on old Macs.
std::string shown(double number, NumberFormat, bool from_1904);
/// The same for a number in text form. Text that is not a number is returned unchanged.
std::string shown(std::string_view number, NumberFormat, bool from_1904);

}  // namespace tangible::ingest
