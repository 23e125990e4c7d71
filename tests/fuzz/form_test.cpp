// For any bytes at all, the form reader neither crashes nor hangs, its parts lie in the body, and a body that
// counts as whole no longer does when its end is cut off.
#include "ingest/reading/form.h"
#include "tests/fuzz/mutations.h"
#include <cstdlib>
#include <gtest/gtest.h>

namespace {

bool holds(std::string_view body) {
    const auto parts = tangible::ingest::form_parts(body);
    tangible::ingest::boundary_of(body);
    if (!parts) return true;
    for (const auto& part : *parts)
        if (!part.bytes.empty() &&
            (part.bytes.data() < body.data() || part.bytes.data() + part.bytes.size() > body.data() + body.size()))
            return false;
    if (parts->empty()) return true;
    // The last part is followed by CR LF, two hyphens, the boundary and two hyphens: without the last byte of these
    // the form is not whole.
    const std::size_t boundary = body.find("\r\n") - 2;
    const auto end = static_cast<std::size_t>(parts->back().bytes.data() + parts->back().bytes.size() - body.data()) +
                     4 + boundary + 2;
    return !tangible::ingest::form_parts(body.substr(0, end - 1));
}

const std::vector<std::string> forms = {
    "--edge\r\nContent-Disposition: form-data; name=\"story\"\r\n\r\nWe met.\r\n--edge\r\nContent-Disposition: "
    "form-data; name=\"file\"; filename=\"a.txt\"\r\n"
    "Content-Type: text/plain\r\n\r\nbytes\r\n--edge--\r\n",
    "--e\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--e--\r\n",
};
const std::vector<std::string> words = {
    "\r\n",      "\r\n\r\n", "--edge", "\r\n--edge\r\n",    "--edge--", "--", "\"", ";", "=", "name=", "filename=\"",
    "form-data", ":",        "\\",     std::string(1, '\0')};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (!holds({reinterpret_cast<const char*>(data), size})) std::abort();
    return 0;
}

TEST(FuzzForm, valid_forms_pass_the_checks) {
    for (const auto& each : forms) EXPECT_TRUE(holds(each) && tangible::ingest::form_parts(each));
}

TEST(FuzzForm, mutated_forms_pass_the_checks) {
    int failed = 0, whole = 0;
    const int tried =
        tangible::fuzz::mutate_for(std::chrono::seconds(2), {2, forms, words}, [&](const std::string& body) {
            failed += !holds(body);
            whole += tangible::ingest::form_parts(body).has_value();
        });
    std::printf("  %d mutated forms, %d of them whole\n", tried, whole);
    EXPECT_EQ(failed, 0);
    EXPECT_GT(whole, 10);
}
