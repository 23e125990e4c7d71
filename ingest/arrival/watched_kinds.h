// The three kinds of watched folders (watched.h), and how they find out whether a file is complete.
#pragma once
#include "ingest/arrival/folder.h"
#include "ingest/arrival/watched.h"
#include <chrono>
#include <map>
#include <set>
#include <string>

namespace tangible::ingest {

/// One look takes at most this many files, so that other folders, and a signal to end, get their turn.
inline constexpr std::size_t files_in_a_look = 200;

/// A file that nothing changed for this long counts as complete.
inline constexpr std::chrono::milliseconds still_ms{2000};

/// Finds out whether a file is complete: no program has it open to write, and it has not changed for some time.
class Stillness {
public:
    explicit Stillness(std::chrono::milliseconds time) : time_(time) {}
    /// Returns whether a file in this state is complete.  Remembers when it first saw the state.
    bool whole(const Folder&, const std::string& name, const FileState&);
    /// Forgets all files except these.  `names` must be sorted.
    void forget_all_but(const std::vector<std::string>& names);

private:
    struct Seen {
        FileState state;
        std::chrono::steady_clock::time_point since;
    };
    std::chrono::milliseconds time_;
    std::map<std::string, Seen> seen_;
};

/// A folder into which people drop mails and documents.  A complete file is taken and then moved into received/, or
/// into refused/ with a text file beside it that says what was wrong.
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

/// A Maildir.  A mail in new/ is taken, moved to cur/ and marked as seen; a mail in cur/ is taken and stays as it is.
class Maildir : public Watched {
public:
    explicit Maildir(std::filesystem::path path) : path_(std::move(path)) {}
    Look look(Store&) override;
    std::vector<std::filesystem::path> places() const override { return {path_ / "new", path_ / "cur"}; }

private:
    std::filesystem::path path_;
    std::set<std::string> done_;  ///< unique names of the mails that were taken or refused
};

/// An mbox, to which the program never writes.  Each look continues where the last one ended, or reads the whole file
/// again when a mail program changed what was read before.
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
    FileState done_;   ///< state of the file when it was last read to its end
    std::string end_;  ///< the last bytes of the file at that time
};

}  // namespace tangible::ingest
