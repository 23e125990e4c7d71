// Opens a PDF with poppler and takes the words of each page with their places. paragraphs.h makes text of them. Nothing
// is drawn, run or fetched. This is the only file that uses poppler.
#include "ingest/formats/readers.h"
#include "ingest/pdf/paragraphs.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

namespace tangible::ingest {
namespace {

/// A story has fewer pages and words; the limits keep reading within its time.
constexpr int max_pages = 500;
constexpr std::size_t max_words = 400'000;

std::string utf8(const poppler::ustring& s) {
    poppler::byte_array bytes = s.to_utf8();
    return {bytes.begin(), bytes.end()};
}

/// Decides whether a box has finite coordinates; a damaged file may have others.
bool usable(const poppler::rectf& r) {
    return std::isfinite(r.left()) && std::isfinite(r.right()) && std::isfinite(r.top()) && std::isfinite(r.bottom());
}

/// Returns the rotation of most words. Words with another one, such as notes up the margin, are not part of the text; a
/// page that is turned as a whole is.
int usual_rotation(const std::vector<poppler::text_box>& boxes) {
    std::array<std::size_t, 4> count{};
    for (const auto& box : boxes) ++count[static_cast<std::size_t>(box.rotation()) % 4];
    return static_cast<int>(std::ranges::max_element(count) - count.begin());
}

/// Takes the words of one page. The font size is at most twice the height of the box: some files give nonsense.
PrintedPage printed(const poppler::page& page) {
    PrintedPage result;
    poppler::rectf size = page.page_rect();
    result.width = size.width();
    result.height = size.height();
    std::vector<poppler::text_box> boxes = page.text_list(poppler::page::text_list_include_font);
    int rotation = usual_rotation(boxes);
    for (const poppler::text_box& box : boxes) {
        poppler::rectf r = box.bbox();
        if (box.rotation() != rotation || !usable(r)) continue;
        double height = r.bottom() - r.top();
        double points =
            box.has_font_info() && box.get_font_size() > 0 ? std::min(box.get_font_size(), height * 2) : height;
        result.words.push_back(
            {utf8(box.text()), r.left(), r.top(), r.right(), r.bottom(), points, box.has_space_after()});
    }
    return result;
}

Document refused(std::string reason, std::string detail) {
    Document document;
    document.rejection = {std::move(reason), std::move(detail)};
    return document;
}

}  // namespace

Document read_pdf(std::string_view bytes) {
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    poppler::set_data_dir(
        "/dev/null");  // a confined child cannot open its tables: let them not be found outside either
    std::unique_ptr<poppler::document> pdf(
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    if (!pdf) return refused("unreadable", "The PDF is damaged and cannot be opened.");
    if (pdf->is_locked() && pdf->unlock("", "")) return refused("encrypted", "The PDF is locked with a password.");

    Document document;
    std::vector<PrintedPage> pages;
    std::size_t words = 0;
    for (int i = 0; i < pdf->pages() && i < max_pages && words < max_words; ++i) {
        std::unique_ptr<poppler::page> page(pdf->create_page(i));
        if (!page) continue;
        pages.push_back(printed(*page));
        words += pages.back().words.size();
    }
    if (static_cast<int>(pages.size()) < pdf->pages())
        document.problems.push_back("Some pages of the PDF could not be read.");
    document.text = text_of_pages(pages);
    if (document.text.empty()) return refused("no_text", "The PDF has no text. It may contain only pictures of pages.");
    return document;
}

}  // namespace tangible::ingest
