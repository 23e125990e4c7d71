// A file is written beside its target, synced and renamed over it, so that a reader or a crash meets the old file or
// the new one and never a part. put_in_force() takes a lock, compares SHA-256 seals, keeps the present edition, then
// writes the new one. Followed compares path, inode, size and modification time.
#include "serve/collection/codebook_file.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include "schemas/system/file.h"
#include "schemas/system/lock.h"
#include "schemas/system/own_file.h"
#include "schemas/system/share.h"
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace tangible::serve {
namespace {

namespace fs = std::filesystem;

// Reads the settings again: the first edit of the codebook that comes with the program moves it to DATA/codebook.yaml,
// which did not exist when the server started.
fs::path path_now(const Config& config) { return configured(config.data_dir).codebook; }

[[noreturn]] void fail(const fs::path& file) {
    throw Error(ErrorKind::storage, "cannot write " + file.filename().string(),
                "nothing was changed; check the permissions of the folder and the free space on the disk");
}

void sync(const fs::path& path) {
    if (!synced(path)) fail(path);
}

/// Replaces the file in one step. From the rename on, readers see the new text; the sync of the folder makes the rename
/// last through a power cut.
void write_whole(const fs::path& file, const std::string& text) {
    const auto fresh = fs::path(file.string() + ".new");
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    if (!(out << text) || (out.close(), out.fail())) fail(file);
    sync(fresh);
    if (::rename(fresh.c_str(), file.c_str()) != 0) fail(file);
    if (!synced(file.parent_path()))
        throw Error(ErrorKind::storage, file.filename().string() + " was changed, but a power cut may undo it",
                    "check the free space on the disk and the state of the disk");
}

/// Returns "partnership-stories-1.4.yaml" for an id and a version. Other characters become '_', so that a codebook
/// cannot name a file outside the folder.
std::string as_file_name(std::string text) {
    for (char& c : text)
        if (!std::isalnum(static_cast<unsigned char>(c)) && c != '.' && c != '-') c = '_';
    return text + ".yaml";
}

/// Keeps an edition under its id and version. Another edit of the same version replaces it.
void keep(const fs::path& data_dir, const std::string& yaml) {
    const auto book = read_codebook(yaml, "codebook");
    const auto folder = data_dir / "codebooks";
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) fail(folder);
    write_whole(folder / as_file_name(book.id + "-" + book.version), yaml);
}

}  // namespace

CodebookFile codebook_file(const Config& config) {
    constexpr std::size_t max_bytes = 1 << 20;  // the limit of our YAML parser
    std::string yaml = bytes_of(path_now(config), max_bytes);
    std::string seal = sha256_hex(yaml);
    return {std::move(yaml), std::move(seal)};
}

void put_in_force(const Config& config, const std::string& seal, const Edited& edit) {
    constexpr int wait_ms = 2'000;  // an edit takes milliseconds; a person waits for the page
    const auto lock = FileLock::take(config.data_dir / "codebook.lock", wait_ms);
    const auto now = codebook_file(config);
    if (!lock || now.seal != seal)
        throw Error(ErrorKind::refused, "Somebody else has changed the codebook since you opened this page");
    keep(config.data_dir, now.yaml);
    const auto path = path_now(config);
    const bool shipped = path == shared_file("schemas/codebooks/partnership-stories.yaml");
    write_whole(shipped ? config.data_dir / "codebook.yaml" : path, edit.yaml);
}

Followed::Followed(const fs::path& data_dir) : data_dir_(data_dir), in_force_(stamp()), last_(in_force_) {}

// Returns what identifies the file's present state; "" if there is no file. The inode changes with each rename, also if
// size and time stay the same.
std::string Followed::stamp() const try {
    const auto path = configured(data_dir_).codebook;
    struct stat s {};
    if (::stat(path.c_str(), &s) != 0) return {};
    return path.string() + ' ' + std::to_string(s.st_ino) + ' ' + std::to_string(s.st_size) + ' ' +
           std::to_string(s.st_mtim.tv_sec) + '.' + std::to_string(s.st_mtim.tv_nsec);
} catch (const Error&) {  // tangible.yaml is wrong at the moment: the codebook in force stays
    return {};
}

bool Followed::changed() {
    const auto now = stamp();
    const bool settled = now == last_;
    last_ = now;
    if (!settled || now.empty() || now == in_force_) return false;
    in_force_ = now;
    return true;
}

}  // namespace tangible::serve
