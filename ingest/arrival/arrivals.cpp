// Finds what is to be received below a path: files, folders, Maildirs, mailboxes, or standard input.
//
// The class Arrivals walks down and gives each submission to the caller as soon as it is read, so one submission at a
// time is in memory.  Something that cannot be taken becomes a sentence and does not stop the rest.
#include "ingest/arrival/receive.h"
#include "ingest/mail/mail.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <unistd.h>
#include <utility>

namespace tangible::ingest {
namespace {

namespace fs = std::filesystem;

/// How much of a file is read to recognise a mailbox: its first mail's header, as a rule.
constexpr std::size_t beginning_bytes = 64 << 10;
constexpr const char* stdin_name = "-";

class Arrivals {
public:
    Arrivals(Channel channel, const std::function<void(Submission)>& each) : channel_(channel), each_(each) {}

    void standard_input() {
        try {
            give(File(::dup(STDIN_FILENO), "standard input").whole(max_submission_bytes), "");
        } catch (const Unreadable& e) {
            problems_.emplace_back(e.what());
        }
    }

    /// Takes an open file from the byte `from` on: a mailbox mail by mail, anything else as one submission.
    void file(const File& file, const std::string& name, std::uint64_t from) {
        if (is_mailbox(file.bytes(from, beginning_bytes), name)) return mailbox(file, name, from);
        if (file.size_bytes() - from > max_submission_bytes) return leave_out(name, too_large());
        give(file.bytes(from, max_submission_bytes), name);
    }

    /// Takes a file or folder.  Links are not followed: a link in a shared folder could lead to any file of this
    /// machine.
    void path(const fs::path& path) {
        std::error_code error;
        const fs::file_status status = fs::symlink_status(path, error);
        if (fs::is_directory(status)) return folder(path);
        const std::string name = path.filename().string();
        if (fs::is_symlink(status)) return leave_out(name, "a symbolic link, which Tangible does not follow");
        if (!fs::is_regular_file(status)) return leave_out(name, "neither a file nor a folder");
        try {
            file(File(path), name, 0);
        } catch (const Unreadable& e) {  // the other files may still be readable
            problems_.push_back(std::string(e.what()) + (e.hint.empty() ? "" : "; " + e.hint));
        }
    }

    std::vector<std::string> take_problems() { return std::move(problems_); }

private:
    /// Takes a Maildir's new/ and cur/, in which every file is a mail whatever its name, or all entries of another
    /// folder.
    void folder(const fs::path& path) {
        std::error_code error;  // a folder whose entries may not be looked at: entries() says so
        if (fs::is_directory(path / "cur", error) && fs::is_directory(path / "new", error)) {
            for (const char* part : {"new", "cur"}) entries(path / part, Channel::mail);
            return;
        }
        entries(path, channel_);
    }

    void entries(const fs::path& path, Channel channel) {
        std::error_code error;
        std::vector<fs::path> found;
        for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error))
            if (!at->path().filename().string().starts_with('.')) found.push_back(at->path());
        if (error) return leave_out(path.filename().string(), "cannot be opened");
        std::ranges::sort(found);
        Channel before = std::exchange(channel_, channel);
        for (const fs::path& entry : found) this->path(entry);
        channel_ = before;
    }

    /// Finds the mails of a mailbox and reads each by its place.  A mail has the file's name and its number: "Inbox:3".
    void mailbox(const File& file, const std::string& name, std::uint64_t from) {
        std::size_t number = 0;
        const Channel before = std::exchange(channel_, Channel::mail);
        each_in_mbox([&](std::uint64_t at, std::size_t size) { return file.bytes(from + at, size); },
                     file.size_bytes() - from,
                     [&](MailPlace place) {
                         const std::string numbered = name + ":" + std::to_string(++number);
                         if (place.size_bytes > max_submission_bytes) return leave_out(numbered, too_large());
                         give(without_from_quotes(file.bytes(from + place.begin, place.size_bytes)), numbered);
                     });
        channel_ = before;
        if (number == 0) leave_out(name, "a mailbox without mails");
    }

    void give(std::string bytes, const std::string& name) {
        if (bytes.empty()) return leave_out(name.empty() ? "standard input" : name, "empty");
        Submission submission;
        submission.channel = channel_;
        submission.filename = name;
        submission.bytes = std::move(bytes);
        each_(std::move(submission));
    }

    void leave_out(const std::string& name, const std::string& why) { problems_.push_back(name + ": " + why); }

    Channel channel_;
    const std::function<void(Submission)>& each_;
    std::vector<std::string> problems_;
};

}  // namespace

void must_be_receivable(const fs::path& path) {
    if (path == stdin_name) return;
    if (!fs::exists(path))
        throw Error(ErrorKind::not_found, path.string() + ": no such file or folder", "check the name and the path");
    if (!fs::is_directory(path) && !fs::is_regular_file(path))
        throw Error(ErrorKind::usage, path.string() + ": neither a file nor a folder",
                    "save its contents to a file first");
}

std::vector<std::string> arrivals(const fs::path& path, Channel channel, const std::function<void(Submission)>& each) {
    must_be_receivable(path);
    Arrivals arrivals(channel, each);
    if (path == stdin_name)
        arrivals.standard_input();
    else  // the person who named this path meant what it leads to; links found below it are not followed
        arrivals.path(fs::is_symlink(path) ? fs::canonical(path) : path);
    return arrivals.take_problems();
}

std::vector<std::string> arrivals(const File& file, const std::string& name, Channel channel,
                                  const std::function<void(Submission)>& each, std::uint64_t from) {
    Arrivals arrivals(channel, each);
    arrivals.file(file, name, from);
    return arrivals.take_problems();
}

}  // namespace tangible::ingest
