// Forms as browsers post them, and every way in which a form can be incomplete.
#include "ingest/reading/form.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

std::string part(const std::string& header, const std::string& value) {
    return "--edge\r\nContent-Disposition: form-data; " + header + "\r\n\r\n" + value + "\r\n";
}
const std::string closing = "--edge--\r\n";

TEST(Form, splits_fields_and_files) {
    const std::string file = std::string("\0\r\n--edg\r\n\xff", 11);
    const std::string body =
        part("name=\"story\"", "We met.\r\nThen we built.") +
        part("name=\"file\"; filename=\"caf\xc3\xa9; 1.txt\"\r\nContent-Type: text/plain; charset=utf-8", file) +
        part("name=\"none\"; filename=\"\"\r\nContent-Type: application/octet-stream", "") + part("name=empty", "") +
        closing;
    const auto parts = form_parts(body, "edge");
    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->size(), 4u);
    EXPECT_EQ(field(*parts, "story"), "We met.\r\nThen we built.");
    EXPECT_EQ((*parts)[1].filename, "caf\xc3\xa9; 1.txt");
    EXPECT_EQ((*parts)[1].content_type, "text/plain; charset=utf-8");
    EXPECT_EQ((*parts)[1].bytes, file);
    EXPECT_TRUE((*parts)[1].is_file);
    EXPECT_TRUE((*parts)[2].is_file);
    EXPECT_EQ((*parts)[2].bytes, "");
    EXPECT_FALSE((*parts)[3].is_file);
    EXPECT_EQ(field(*parts, "file"), "");  // a file is not a field
    EXPECT_EQ(field(*parts, "absent"), "");
    EXPECT_EQ((*parts)[1].bytes.data() >= body.data() && (*parts)[1].bytes.data() < body.data() + body.size(),
              true);                          // not copied
    EXPECT_EQ(form_parts(body)->size(), 4u);  // finds the boundary on the first line
}

TEST(Form, that_we_write_ourselves_is_read_back) {
    const std::string file = std::string("\0\r\n--x\r\n\xff", 10);
    const std::vector<FormPart> parts = {
        {"story", "", "", false, "We met.\r\n--\r\n"},
        {"files", "a\\b \"c\".txt", "text/plain", true, file},
        {"files", "b.pdf", "", true, ""},
        {"partners", "", "", false, "council"},
    };
    const auto posted = posted_form(parts);
    EXPECT_EQ(posted_form(parts).body, posted.body) << "the same parts give the same bytes";
    const auto back = form_parts(posted.body, boundary_of(posted.content_type));
    ASSERT_TRUE(back);
    ASSERT_EQ(back->size(), parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        EXPECT_EQ((*back)[i].name, parts[i].name);
        EXPECT_EQ((*back)[i].bytes, parts[i].bytes);
        EXPECT_EQ((*back)[i].is_file, parts[i].is_file);
    }
    EXPECT_EQ((*back)[1].filename, "a\\b %22c%22.txt") << "as browsers write it";
    EXPECT_EQ((*back)[1].content_type, "text/plain");
    // A teller who types the boundary of their own form gets another one.
    const auto boundary = boundary_of(posted_form({{"story", "", "", false, ""}}).content_type);
    const std::vector<FormPart> sly = {{"story", "", "", false, boundary}};
    EXPECT_EQ(form_parts(posted_form(sly).body)->at(0).bytes, boundary);
}

TEST(Form, cut_anywhere_is_refused) {
    const std::string body =
        part("name=\"story\"", "We met.") + part("name=\"f\"; filename=\"a.txt\"", "--edge\r--edge--") + closing;
    ASSERT_TRUE(form_parts(body, "edge"));
    for (std::size_t size = 0; size + 2 < body.size(); ++size)
        EXPECT_FALSE(form_parts(std::string_view(body).substr(0, size), "edge")) << size;
    // Only the line end after the last boundary may be missing, because some programs leave it out.
    EXPECT_TRUE(form_parts(std::string_view(body).substr(0, body.size() - 2), "edge"));
}

TEST(Form, refuses_what_is_not_a_form) {
    const std::string good = part("name=\"a\"", "b");
    std::string many;
    for (int i = 0; i < 201; ++i) many += good;
    for (const std::string& bad :
         {std::string(), std::string("a=b"), std::string("--edge--x"), std::string("--\r\n\r\n--"),
          "x" + good + closing, good, good + "--edgy--\r\n", good + "--edge-- x", part("filename=\"a\"", "b") + closing,
          "--edge\r\nContent-Type: text/plain\r\n\r\nb\r\n" + closing, "--edge\r\nno colon\r\n\r\nb\r\n" + closing,
          "--edge\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nb\r\n" + closing,
          "--edge\r\nContent-Disposition: form-data; name=\"a\r\n\r\nb\r\n" + closing,
          "--edge\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\nb\r\n" +
              closing,
          std::string("--edge\nContent-Disposition: form-data; name=\"a\"\n\nb\n--edge--\n"), many + closing})
        EXPECT_FALSE(form_parts(bad, "edge")) << bad.substr(0, 80);
    EXPECT_TRUE(form_parts(many.substr(good.size()) + closing, "edge"));
    EXPECT_TRUE(form_parts(closing, "edge")->empty());
}

TEST(Form, reads_names_as_browsers_escape_them) {
    const auto parts = form_parts(part("name=\"a%22b\"; filename=\"C:\\dir\\x.txt\"", "") +
                                      part("name=\"q\\\"q\"", "") + part("filename=f; Name = n ", "") + closing,
                                  "edge");
    ASSERT_TRUE(parts);
    EXPECT_EQ((*parts)[0].name, "a%22b");
    EXPECT_EQ((*parts)[0].filename, "C:\\dir\\x.txt");
    EXPECT_EQ((*parts)[1].name, "q\"q");
    EXPECT_EQ((*parts)[2].name, "n");
    EXPECT_EQ((*parts)[2].filename, "f");
}

struct Type {
    const char* header;
    const char* boundary;
};

TEST(Form, finds_the_boundary_of_a_content_type) {
    for (const Type& type :
         {Type{"multipart/form-data; boundary=----WebKitFormBoundaryAb1", "----WebKitFormBoundaryAb1"},
          Type{"Multipart/Form-Data; charset=utf-8; BOUNDARY=\"a b:c\"", "a b:c"}, Type{"multipart/form-data", ""},
          Type{"multipart/mixed; boundary=x", ""}, Type{"multipart/form-data; boundary=", ""},
          Type{"multipart/form-data; boundary=\"x", ""}, Type{"multipart/form-data; boundary=\"a \"", ""},
          Type{"multipart/form-data; boundary=a\xc3\xa9", ""}, Type{"application/x-www-form-urlencoded", ""},
          Type{"", ""}})
        EXPECT_EQ(boundary_of(type.header), type.boundary) << type.header;
    EXPECT_EQ(boundary_of("multipart/form-data; boundary=" + std::string(70, 'x')).size(), 70u);
    EXPECT_EQ(boundary_of("multipart/form-data; boundary=" + std::string(71, 'x')), "");
}

}  // namespace
}  // namespace tangible::ingest
