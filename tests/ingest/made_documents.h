// Small documents made from words, for tests of their readers: a zip without compression, a Word
// and an OpenDocument file, a PDF in Courier whose lines wrap at a width.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible::made {

using Paragraphs = std::vector<std::string>;

inline std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = ~0u;
    for (unsigned char c : bytes) {
        crc ^= c;
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

inline std::string little(std::uint32_t value, int bytes) {
    std::string s;
    for (; bytes > 0; --bytes, value >>= 8) s += static_cast<char>(value & 0xFF);
    return s;
}

/// A zip file of uncompressed entries (APPNOTE 6.3.9, method 0).
inline std::string zip(const std::vector<std::pair<std::string, std::string>>& entries) {
    std::string out, directory;
    for (const auto& [name, bytes] : entries) {
        auto size = little(static_cast<std::uint32_t>(bytes.size()), 4);
        std::string common = little(20, 2) + little(0, 8) + little(crc32(bytes), 4) + size + size +
                             little(static_cast<std::uint32_t>(name.size()), 2) + little(0, 2);
        directory += "PK\x01\x02" + little(20, 2) + common + little(0, 10) +
                     little(static_cast<std::uint32_t>(out.size()), 4) + name;
        out += "PK\x03\x04" + common + name + bytes;
    }
    auto count = little(static_cast<std::uint32_t>(entries.size()), 2);
    return out + directory + "PK\x05\x06" + little(0, 4) + count + count +
           little(static_cast<std::uint32_t>(directory.size()), 4) + little(static_cast<std::uint32_t>(out.size()), 4) +
           little(0, 2);
}

inline std::string escaped(std::string_view text) {
    std::string s;
    for (char c : text) s += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    return s;
}

/// `body` is the content of <w:body>.
inline std::string docx_of(const std::string& body, std::vector<std::pair<std::string, std::string>> more = {}) {
    std::vector<std::pair<std::string, std::string>> entries = {
        {"[Content_Types].xml", "<Types/>"},
        {"word/document.xml",
         "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>" + body + "</w:body></w:document>"}};
    entries.insert(entries.end(), more.begin(), more.end());
    return zip(entries);
}

inline std::string docx(const Paragraphs& paragraphs) {
    std::string body;
    for (const std::string& p : paragraphs)
        body += "<w:p><w:r><w:t xml:space=\"preserve\">" + escaped(p) + "</w:t></w:r></w:p>";
    return docx_of(body);
}

/// `body` is the content of <office:text>.
inline std::string odt_of(const std::string& body, const std::string& manifest = "<manifest/>") {
    return zip({{"mimetype", "application/vnd.oasis.opendocument.text"},
                {"content.xml", "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" "
                                "xmlns:text=\"t\"><office:body><office:text>" +
                                    body + "</office:text></office:body></office:document-content>"},
                {"META-INF/manifest.xml", manifest}});
}

inline std::string odt(const Paragraphs& paragraphs) {
    std::string body;
    for (const std::string& p : paragraphs) body += "<text:p>" + escaped(p) + "</text:p>";
    return odt_of(body);
}

inline std::string html(const Paragraphs& paragraphs) {
    std::string body;
    for (const std::string& p : paragraphs) body += "<p>" + escaped(p) + "</p>\n";
    return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Not part of the text</title></head><body>" +
           body + "</body></html>";
}

inline std::string text(const Paragraphs& paragraphs) {
    std::string s;
    for (const std::string& p : paragraphs) s += p + "\n\n";
    return s;
}

/// The text in WinAnsi, for the characters that our sample texts use.
inline std::string win_ansi(std::string_view utf8) {
    static const std::vector<std::pair<std::string_view, char>> signs = {
        {"\u2018", '\x91'}, {"\u2019", '\x92'}, {"\u201c", '\x93'}, {"\u201d", '\x94'},
        {"\u2022", '\x95'}, {"\u2013", '\x96'}, {"\u2014", '\x97'}, {"\u00e9", '\xe9'}};
    std::string s;
    while (!utf8.empty()) {
        std::string_view sign = utf8.substr(0, 1);
        char put = sign[0];
        for (auto [from, to] : signs)
            if (utf8.starts_with(from)) sign = from, put = to;
        s += put;
        utf8.remove_prefix(sign.size());
    }
    return s;
}

inline std::vector<std::string> wrapped(const std::string& text, std::size_t columns) {
    std::vector<std::string> lines(1);
    for (std::size_t at = 0, end; at < text.size(); at = end + 1) {
        end = std::min(text.find(' ', at), text.size());
        bool fits = lines.back().empty() || lines.back().size() + 1 + end - at <= columns;
        if (!fits) lines.emplace_back();
        if (!lines.back().empty()) lines.back() += ' ';
        lines.back() += text.substr(at, end - at);
    }
    return lines;
}

/// A4 pages of 10 point Courier, 80 columns, 12 points a line, 6 points between paragraphs, the page's number below.
inline std::string pdf(const Paragraphs& paragraphs) {
    constexpr int top = 780, bottom = 60, line_height = 12, gap = 6;
    std::vector<std::string> pages(1);
    int y = top;
    auto put = [&](int at, const std::string& line) {
        std::string shown;
        for (char c : line) shown += c == '(' || c == ')' || c == '\\' ? std::string("\\") + c : std::string(1, c);
        pages.back() += "BT /F 10 Tf 57 " + std::to_string(at) + " Td (" + shown + ") Tj ET\n";
    };
    for (const std::string& paragraph : paragraphs) {
        for (const std::string& line : wrapped(win_ansi(paragraph), 80)) {
            if (y < bottom) {
                put(30, std::to_string(pages.size()));
                pages.emplace_back();
                y = top;
            }
            put(y, line);
            y -= line_height;
        }
        y -= gap;
    }
    std::string kids, objects;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        std::string page = std::to_string(4 + 2 * i), stream = std::to_string(5 + 2 * i);
        kids += page + " 0 R ";
        objects += page +
                   " 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents " +
                   stream + " 0 R>>endobj\n" + stream + " 0 obj<</Length " + std::to_string(pages[i].size()) +
                   ">>stream\n" + pages[i] + "endstream endobj\n";
    }
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count " +
           std::to_string(pages.size()) + "/Kids[" + kids + "]>>endobj\n" +
           "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>endobj\n" + objects +
           "trailer<</Root 1 0 R>>\n%%EOF\n";
}

}  // namespace tangible::made
