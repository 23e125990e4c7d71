// The three kinds of watched.h.
#pragma once
#include "ingest/arrival/folder.h"
#include "ingest/arrival/watched.h"
#include <chrono>
#include <map>
#include <set>
#include <string>

namespace tangible::ingest {

inline constexpr std::size_t files_in_a_look = 200;

inline constexpr std::chrono::milliseconds still_ms{2000};

/// Whether a file is whole: nobody has it open to write, and it has not changed for some time.
class Stillness {
public:
    explicit Stillness(std::chrono::milliseconds time) : time_(time) {}
    bool whole(const Folder&, const std::string& name, const FileState&);
    void forget_all_but(const std::vector<std::string>& names);

private:
    struct Seen {
        FileState state;
        std::chrono::steady_clock::time_point since;
    };
    std::chrono::milliseconds time_;
    std::map<std::string, Seen> seen_;
};

/// A file in it is taken when it is whole, and then moved into received/, or into refused/ with a sentence beside it.
class DropFolder : public Watched {
public:
    explicit DropFolder(std::filesystem::path path, std::chrono::milliseconds still = still_ms)
        : path_(std::move(path)), stillness_(still) {}
    Look look(Store&) override;
    std::vector<std::filesystem::path> places() const override { return {path_}; }

private:
    std::filesystem::path path_;
    Stillness stillness_;
};

/// A mail in new/ is moved to cur/ and marked as seen; one in cur/ stays as it is.
class Maildir : public Watched {
public:
    explicit Maildir(std::filesystem::path path) : path_(std::move(path)) {}
    Look look(Store&) override;
    std::vector<std::filesystem::path> places() const override { return {path_ / "new", path_ / "cur"}; }

private:
    std::filesystem::path path_;
    std::set<std::string> done_;  ///< unique names that need not be read again
};

/// Never written to.  Read from where it was read to, or as a whole when a mail program has changed what was there.
class Mbox : public Watched {
public:
    explicit Mbox(std::filesystem::path path, std::chrono::milliseconds still = still_ms)
        : path_(std::move(path)), stillness_(still) {}
    Look look(Store&) override;
    std::vector<std::filesystem::path> places() const override { return {path_.parent_path()}; }

private:
    std::uint64_t read_on_from(const File&, const FileState&) const;
    std::filesystem::path path_;
    Stillness stillness_;
    FileState done_;
    std::string end_;  ///< what stood last in the part that was read
};

}  // namespace tangible::ingest
