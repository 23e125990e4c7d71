// Finding what is to be received: files, folders, Maildirs, mailboxes, standard input.
#include "ingest/documents.h"
#include "ingest/mail.h"
#include "ingest/receive.h"
#include "schemas/error.h"
#include <algorithm>
#include <fstream>
#include <iostream>
#include <utility>

namespace tangible::ingest {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t read_at_once_bytes = 64 << 10;

/// At most `max_bytes` + 1, so that the caller sees what is too big.
std::string read_some(std::istream& in, std::size_t max_bytes) {
    std::string bytes;
    std::vector<char> buffer(read_at_once_bytes);
    while (bytes.size() <= max_bytes &&
           (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())), in.gcount() > 0))
        bytes.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
    return bytes;
}

class Arrivals {
public:
    Arrivals(Channel channel, const std::function<void(Submission)>& each) : channel_(channel), each_(each) {}

    void stream(std::istream& in, const std::string& name) {
        std::string bytes = read_some(in, max_mailbox_bytes);
        if (in.bad()) return leave_out(name, "cannot be read");
        whole(std::move(bytes), name);
    }

    void whole(std::string bytes, const std::string& name) {
        if (is_mailbox(bytes, name)) return mailbox(bytes, name);
        give(std::move(bytes), name);
    }

    void path(const fs::path& path) {
        fs::file_status status = fs::symlink_status(path);
        if (fs::is_directory(status)) return folder(path);
        if (!fs::is_regular_file(status)) return;  // links, sockets, devices
        std::ifstream in(path, std::ios::binary);
        if (!in) return leave_out(path.filename().string(), "cannot be opened");
        stream(in, path.filename().string());
    }

    std::vector<std::string> take_problems() { return std::move(problems_); }

private:
    void folder(const fs::path& path) {
        if (fs::is_directory(path / "cur") && fs::is_directory(path / "new")) {
            for (const char* part : {"new", "cur"}) entries(path / part, Channel::mail);
            return;
        }
        entries(path, channel_);
    }

    void entries(const fs::path& path, Channel channel) {
        std::error_code error;
        std::vector<fs::path> found;
        for (const fs::directory_entry& entry : fs::directory_iterator(path, error))
            if (!entry.path().filename().string().starts_with('.')) found.push_back(entry.path());
        if (error) return leave_out(path.filename().string(), "cannot be opened");
        std::ranges::sort(found);
        Channel before = std::exchange(channel_, channel);
        for (const fs::path& entry : found) this->path(entry);
        channel_ = before;
    }

    void mailbox(std::string_view bytes, const std::string& name) {
        int number = 0;
        Channel before = std::exchange(channel_, Channel::mail);
        for (std::string_view message : messages_in_mbox(bytes)) {
            ++number;
            give(without_from_quotes(message), name == "-" ? name : name + ":" + std::to_string(number));
        }
        channel_ = before;
        if (number == 0) leave_out(name, "a mailbox without mails");
    }

    void give(std::string bytes, const std::string& name) {
        if (bytes.empty()) return leave_out(name, "empty");
        if (bytes.size() > max_submission_bytes) return leave_out(name, "larger than 25 MB");
        Submission submission;
        submission.channel = channel_;
        submission.filename = name == "-" ? "" : name;
        submission.bytes = std::move(bytes);
        each_(std::move(submission));
    }

    void leave_out(const std::string& name, const std::string& why) { problems_.push_back(name + ": " + why); }

    Channel channel_;
    const std::function<void(Submission)>& each_;
    std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> arrivals(const fs::path& path, Channel channel, const std::function<void(Submission)>& each) {
    Arrivals arrivals(channel, each);
    if (path == "-")
        arrivals.stream(std::cin, "-");
    else if (fs::exists(path))
        arrivals.path(fs::is_symlink(path) ? fs::canonical(path) : path);
    else
        throw Error(ErrorKind::not_found, path.string() + ": no such file or folder", "check the name");
    return arrivals.take_problems();
}

std::vector<std::string> arrivals(std::string bytes, const std::string& name, Channel channel,
                                  const std::function<void(Submission)>& each) {
    Arrivals arrivals(channel, each);
    arrivals.whole(std::move(bytes), name);
    return arrivals.take_problems();
}

}  // namespace tangible::ingest
