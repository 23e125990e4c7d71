// A file is written beside its target, synced and renamed over it. put_in_force() takes a lock, compares SHA-256 seals,
// keeps the present edition, then writes the new one. Followed compares path, inode, size and modification time.
#include "serve/collection/codebook_file.h"
#include "schemas/ground/error.h"
#include "schemas/ground/file.h"
#include "schemas/ground/hash.h"
#include "schemas/ground/lock.h"
#include "schemas/ground/own_file.h"
#include "schemas/ground/share.h"
#include "schemas/store/store.h"
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace tangible::serve {
namespace {

namespace fs = std::filesystem;

// Settings are read again: a first edit moves the codebook to where nobody pointed at the start.
fs::path path_now(const Config& config) { return configured(config.data_dir).codebook; }

[[noreturn]] void fail(const fs::path& file) {
    throw Error(ErrorKind::storage, "cannot write " + file.filename().string(),
                "nothing was changed; check the permissions of the folder and the free space on the disk");
}

void sync(const fs::path& path) {
    if (!synced(path)) fail(path);
}

void write_whole(const fs::path& file, const std::string& text) {
    const auto fresh = fs::path(file.string() + ".new");
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    if (!(out << text) || (out.close(), out.fail())) fail(file);
    sync(fresh);
    if (::rename(fresh.c_str(), file.c_str()) != 0) fail(file);
    sync(file.parent_path());
}

std::string as_file_name(std::string text) {
    for (char& c : text)
        if (!std::isalnum(static_cast<unsigned char>(c)) && c != '.' && c != '-') c = '_';
    return text + ".yaml";
}

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
    constexpr std::size_t max_bytes = 1 << 20;  // as much as is read of a YAML file
    std::string yaml = bytes_of(path_now(config), max_bytes);
    std::string seal = sha256_hex(yaml);
    return {std::move(yaml), std::move(seal)};
}

void put_in_force(const Config& config, const std::string& seal, const Edited& edit) {
    constexpr int wait_ms = 2'000;
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

std::string Followed::stamp() const try {
    const auto path = configured(data_dir_).codebook;
    struct stat s {};
    if (::stat(path.c_str(), &s) != 0) return {};
    return path.string() + ' ' + std::to_string(s.st_ino) + ' ' + std::to_string(s.st_size) + ' ' +
           std::to_string(s.st_mtim.tv_sec) + '.' + std::to_string(s.st_mtim.tv_nsec);
} catch (const Error&) {  // settings that cannot be read change nothing
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
