#include "ingest/tables/number_format.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

TEST(NumberFormat, CodesOfDatesAndTimesAreRecognised) {
    struct Case {
        const char* code;
        bool date, time;
    };
    const Case cases[] = {
        {"General", false, false},
        {"0.00", false, false},
        {"#,##0 \"days\"", false, false},
        {"[Red]0.0", false, false},
        {"dd/mm/yyyy", true, false},
        {"[$-809]d mmmm yyyy;@", true, false},
        {"mmm", true, false},
        {"yyyy\\-mm\\-dd hh:mm", true, true},
        {"h:mm AM/PM", false, true},
        {"[h]:mm", false, true},
        {"mm:ss.0", false, true},
        {"0\\d", false, false},
        {"\"never closed yyyy", false, false},
    };
    for (const Case& c : cases) {
        NumberFormat format = format_of_code(c.code);
        EXPECT_EQ(format.date, c.date) << c.code;
        EXPECT_EQ(format.time, c.time) << c.code;
    }
}

TEST(NumberFormat, NumbersAreShownInTheirFormat) {
    struct Case {
        const char* number;
        NumberFormat format;
        bool from_1904;
        const char* text;
    };
    const NumberFormat plain, date{true, false}, time{false, true}, both{true, true};
    const Case cases[] = {
        {"1", plain, false, "1"},
        {"-0", plain, false, "0"},
        {"0.30000000000000004", plain, false, "0.3"},
        {"1e300", plain, false, "1e+300"},
        {"1e999", plain, false, "1e999"},
        {" 12 ", plain, false, "12"},
        {"1", date, false, "1900-01-01"},
        {"59", date, false, "1900-02-28"},
        {"61", date, false, "1900-03-01"},
        {"43528", date, false, "2019-03-04"},
        {"43528", date, true, "2023-03-05"},
        {"43528.999999", both, false, "2019-03-05"},
        {"0.5", time, false, "12:00"},
        {"1.5", time, false, "36:00"},
        {"-1", date, false, "-1"},
        {"9999999999", date, false, "9999999999"},
    };
    for (const Case& c : cases) EXPECT_EQ(shown(c.number, c.format, c.from_1904), c.text) << c.number;
}

}  // namespace
}  // namespace tangible::ingest
