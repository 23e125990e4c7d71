// libzip writes into a source in memory, which it closes and frees itself; it is kept alive here until its bytes are
// read.
#include "serve/web/zip_file.h"
#include "schemas/ground/error.h"
#include <memory>
#include <zip.h>

namespace tangible::serve {
namespace {

[[noreturn]] void fail() { throw Error(ErrorKind::temporary, "the file could not be made", "try again in a moment"); }

struct Free {
    void operator()(zip_source_t* s) const { zip_source_free(s); }
};

}  // namespace

std::string zip_file(const std::vector<std::pair<std::string, std::string>>& files) {
    const std::unique_ptr<zip_source_t, Free> source(zip_source_buffer_create(nullptr, 0, 0, nullptr));
    if (!source) fail();
    zip_t* zip = zip_open_from_source(source.get(), ZIP_TRUNCATE, nullptr);
    if (!zip) fail();
    zip_source_keep(source.get());  // zip_close() frees the archive's own hold
    for (const auto& [name, bytes] : files) {
        auto* part = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
        if (part && zip_file_add(zip, name.c_str(), part, ZIP_FL_ENC_UTF_8) >= 0) continue;
        if (part) zip_source_free(part);
        zip_discard(zip);
        fail();
    }
    if (zip_close(zip) != 0) {
        zip_discard(zip);
        fail();
    }
    zip_stat_t about;
    if (zip_source_stat(source.get(), &about) != 0 || zip_source_open(source.get()) != 0) fail();
    std::string out(about.size, '\0');
    const auto read = zip_source_read(source.get(), out.data(), out.size());
    zip_source_close(source.get());
    if (read != static_cast<zip_int64_t>(out.size())) fail();
    return out;
}

}  // namespace tangible::serve
