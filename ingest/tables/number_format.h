// What a workbook's numbers mean: a number format says whether one is a day, a time, or a number (ECMA-376 part 1,
// 18.8.30 and 18.17.4).  Pure.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

struct NumberFormat {
    bool date = false, time = false;
};

NumberFormat built_in_format(int id);
/// Of a format code such as `dd/mm/yyyy hh:mm`; text in quotes or brackets says nothing.
NumberFormat format_of_code(std::string_view code);

/// "2019-03-04", "2019-03-04 10:20", "10:20:30"; a plain number with at most 15 digits otherwise, as programs show it.
std::string shown(double number, NumberFormat, bool from_1904);
/// What is no number is given back as it is.
std::string shown(std::string_view number, NumberFormat, bool from_1904);

}  // namespace tangible::ingest
