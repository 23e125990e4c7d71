// The only file that includes libzip.  Inflates a part in pieces of 64 KiB and checks the limits after each.  The size
// that the zip states for a part is not used; its packed size is, to compute the ratio.
#include "ingest/formats/package.h"
#include <utility>
#include <vector>
#include <zip.h>

namespace tangible::ingest {
namespace {

constexpr zip_int64_t max_entries = 2000;
constexpr std::size_t max_part_bytes = std::size_t{64} << 20;
// The text of documents is packed far less than that.  A small part may be packed better, and harms nobody.
constexpr std::size_t max_ratio = 100, ratio_matters_from_bytes = std::size_t{1} << 20;

const Rejection damaged{"unreadable", "The file is damaged and cannot be unpacked."};
const Rejection locked{"encrypted", "The file is locked with a password."};
const Rejection too_big{"too_big", "The unpacked file is far larger than a story can be."};

}  // namespace

/// libzip's handle.  zip_discard() closes it without writing.
struct Package::Archive {
    zip_t* zip = nullptr;
    ~Archive() {
        if (zip) zip_discard(zip);
    }
};

Package::Package(std::string_view bytes, std::size_t inflated_bytes)
    : archive_(std::make_unique<Archive>()), max_bytes_(inflated_bytes) {
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (!source) throw std::bad_alloc();
    archive_->zip = zip_open_from_source(source, ZIP_RDONLY, nullptr);
    if (!archive_->zip) zip_source_free(source);
    if (!archive_->zip)
        fail(damaged);
    else if (zip_get_num_entries(archive_->zip, 0) > max_entries)
        fail(too_big);
}

Package::~Package() = default;

// Notes the first trouble; later ones usually follow from it.
std::optional<std::string> Package::fail(Rejection why) {
    if (trouble_.reason.empty()) trouble_ = std::move(why);
    return std::nullopt;
}

bool Package::has(const std::string& name) const {
    return archive_->zip && zip_name_locate(archive_->zip, name.c_str(), ZIP_FL_NOCASE) >= 0;
}

std::optional<std::string> Package::part(const std::string& name) {
    if (!trouble_.reason.empty() || !has(name)) return std::nullopt;
    auto found = entry(static_cast<std::size_t>(zip_name_locate(archive_->zip, name.c_str(), ZIP_FL_NOCASE)));
    if (auto* why = std::get_if<Rejection>(&found)) return fail(std::move(*why));
    return std::get<std::string>(std::move(found));
}

std::size_t Package::size() const {
    bool opened = archive_->zip && trouble_.reason.empty();
    return opened ? static_cast<std::size_t>(zip_get_num_entries(archive_->zip, 0)) : 0;
}

std::string Package::name(std::size_t entry) const {
    const char* name = zip_get_name(archive_->zip, entry, ZIP_FL_ENC_GUESS);
    return name ? name : "";
}

std::variant<std::string, Rejection> Package::entry(std::size_t index) {
    zip_stat_t stat;
    if (zip_stat_index(archive_->zip, index, 0, &stat) != 0) return damaged;
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) return locked;
    std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(archive_->zip, index, 0), &zip_fclose);
    if (!file) return damaged;

    std::string text;
    std::vector<char> buffer(64 << 10);
    zip_int64_t n;
    while ((n = zip_fread(file.get(), buffer.data(), buffer.size())) > 0) {
        const auto count = static_cast<std::size_t>(n);
        text.append(buffer.data(), count);
        // comp_size is the zip's claim, too, but it can only help an attacker up to the other two limits.
        bool bomb = text.size() > ratio_matters_from_bytes && text.size() / max_ratio > stat.comp_size;
        if (bomb || text.size() > max_part_bytes || count > bytes_left()) return too_big;
        inflated_bytes_ += count;
    }
    if (n < 0) return damaged;
    return text;
}

// [Content_Types].xml marks files of Microsoft Office, mimetype and META-INF/manifest.xml those of OpenDocument.  The
// old format of OpenOffice (sun.xml.writer) is read as odt.
Kind kind_of_package(std::string_view bytes) {
    Package package(bytes);
    if (package.has("[Content_Types].xml"))
        for (std::string_view word :
             {"word/document.xml", "word/document2.xml", "word/styles.xml", "word/_rels/document.xml.rels"})
            if (package.has(std::string(word))) return Kind::docx;
    if (package.has("[Content_Types].xml") && package.has("xl/workbook.xml")) return Kind::xlsx;
    if (package.has("content.xml") && package.has("META-INF/manifest.xml")) {
        std::string type = package.part("mimetype").value_or("");
        bool text = type.empty() || type.starts_with("application/vnd.oasis.opendocument.text") ||
                    type.starts_with("application/vnd.sun.xml.writer");
        return text ? Kind::odt : Kind::unknown;
    }
    bool office = package.has("[Content_Types].xml") || package.has("mimetype");
    return office ? Kind::unknown : Kind::zip;
}

}  // namespace tangible::ingest
