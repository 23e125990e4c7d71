// Speaks IMAP. Wire sends commands and collects answers with their literals, within limits of size and time.
// ImapConnection has one function for each task; run() sends a command and reads answers up to the one that ends it.
// The server may send other answers in between (new mails, flags), so each task picks out those it understands.
#include "ingest/mailbox/imap.h"
#include "ingest/mailbox/imap_answers.h"
#include "ingest/mailbox/imap_names.h"
#include "ingest/mailbox/imap_sign_in.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <array>
#include <chrono>
#include <poll.h>

namespace tangible::ingest {
namespace {

using Clock = std::chrono::steady_clock;

/// Limits on what a server may send. A million mails or ten thousand folders are far above any mailbox; they keep
/// memory bounded.
constexpr std::size_t max_line_bytes = 64 << 10, max_literal_bytes = 64 << 10, max_listed = 1'000'000,
                      max_folders = 10'000;
/// A server may be silent for a minute, and take ten minutes over one answer: listing a large folder takes some their
/// time. Nobody waits for a farewell.
constexpr std::chrono::seconds longest_silence(60), longest_command(600), longest_farewell(5);

/// Sends bytes and reads lines and literals, over the connection that signing in opened. Throws ConnectionLost when a
/// limit is passed and AskedToStop when `stop_` becomes readable.
class Wire {
public:
    Wire(SignedIn connection, int stop) : connection_(std::move(connection)), stop_(stop) {}

    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const std::size_t sent = connection_.send(bytes);
            bytes.remove_prefix(sent);
            if (sent == 0) wait(POLLOUT, longest_silence);
        }
    }

    /// Reads one answer with its literals, each of at most `max_bytes`. A line that ends in "{123}" goes on behind 123
    /// raw bytes.
    ImapAnswer answer(std::size_t max_bytes) {
        ImapAnswer all;
        for (;;) {
            const std::string line = take_line(max_line_bytes - all.line.size());
            all.line += line;
            const auto announced = literal_announced(line);
            if (!announced) return all;
            if (*announced > max_bytes) throw ConnectionLost("the server sends more than the program asked for");
            all.line.erase(all.line.rfind('{'));
            all.line += literal_mark;
            all.literals.push_back(take(static_cast<std::size_t>(*announced)));
        }
    }

    /// Reads what has arrived by now into the buffer, without waiting. Returns whether there is anything in it.
    bool has_bytes() {
        while (buffer_.size() < max_line_bytes && connection_.receive(buffer_) > 0) {
        }
        return !buffer_.empty();
    }

    /// Sets how long all reading from here on may take together.
    void limit(std::chrono::seconds time) { until_ = Clock::now() + time; }
    int handle() const { return connection_.handle(); }

private:
    /// Reads a line, without its line end. A zero byte in it becomes a space, since it would look like literal_mark.
    std::string take_line(std::size_t max_bytes) {
        std::size_t looked = 0;
        for (;;) {
            const std::size_t end = buffer_.find('\n', looked);
            if (std::min(end, buffer_.size()) > max_bytes)
                throw ConnectionLost("the server sends a line that does not end");
            if (end != std::string::npos) {
                std::string line = take(end + 1);
                while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
                std::ranges::replace(line, literal_mark, ' ');
                return line;
            }
            looked = buffer_.size();
            more();
        }
    }

    /// Reads exactly this many bytes.
    std::string take(std::size_t bytes) {
        while (buffer_.size() < bytes) more();
        std::string taken = buffer_.substr(0, bytes);
        buffer_.erase(0, bytes);
        return taken;
    }

    /// Waits until at least one byte has arrived.
    void more() {
        while (connection_.receive(buffer_) == 0) wait(POLLIN, longest_silence);
        if (Clock::now() > until_) throw ConnectionLost("the server takes too long to answer");
    }

    /// Waits until the connection is ready for `events`.
    void wait(short events, std::chrono::seconds time) const {
        std::array<pollfd, 2> all = {pollfd{handle(), events, 0}, pollfd{stop_, POLLIN, 0}};
        const int ready = ::poll(all.data(), all.size(), static_cast<int>(std::chrono::milliseconds(time).count()));
        if (ready == 0) throw ConnectionLost("the server has been silent for a minute");
        if (all[1].revents) throw AskedToStop();
    }

    SignedIn connection_;
    int stop_;
    std::string buffer_;
    Clock::time_point until_;
};

/// A MailConnection by IMAP. Between commands it may rest in IDLE; run() ends that first.
class ImapConnection : public MailConnection {
public:
    ImapConnection(SignedIn connection, int stop) : wire_(std::move(connection), stop) {
        run("CAPABILITY", [&](const ImapAnswer& a) { can_.merge(capabilities_in(a)); });
    }

    ~ImapConnection() override {
        try {  // it does not matter if the farewell fails
            wire_.limit(longest_farewell);
            if (resting_) wire_.send("DONE\r\n");
            wire_.send("Z LOGOUT\r\n");
        } catch (const Error&) {
        }
    }

    std::vector<std::string> folders() override {
        std::vector<std::string> all;
        run("LIST \"\" \"*\"", [&](const ImapAnswer& a) {
            if (auto name = folder_in(a); name && all.size() < max_folders) all.push_back(folder_from_wire(*name));
        });
        return all;
    }

    void make(const std::string& folder) override {
        expect_ok("CREATE " + name(folder), "the server does not create the folder '" + folder + "'",
                  "create the folder in a mail program, or name one that exists");
        run("SUBSCRIBE " + name(folder));  // so that mail programs show it; the folder exists even if this fails
    }

    Folder open(const std::string& folder, bool to_change) override {
        Folder opened;
        const std::string end = run((to_change ? "SELECT " : "EXAMINE ") + name(folder), [&](const ImapAnswer& a) {
            if (auto n = messages_in(a)) opened.messages = *n;
            if (auto n = number_of_code(a, "UIDVALIDITY")) opened.uid_validity = *n;
        });
        if (!end.empty()) {
            folder_on_server(folders(), folder);  // throws with the nearest names when it does not exist
            throw Error(ErrorKind::refused, "the server does not open the folder '" + folder + "': " + end,
                        "check what this account may do in that folder");
        }
        if (opened.uid_validity == 0)
            throw Error(ErrorKind::refused, "the server does not number the mails of this folder (no UIDVALIDITY)",
                        "fetch the mails into a Maildir with a mail program instead");
        return opened;
    }

    std::vector<Mail> mails_from(std::uint32_t first) override {
        std::vector<Mail> all = listed(std::to_string(first) + ":*");
        news_ = false;
        // "7:*" always includes the last mail, even if its UID is below 7 (RFC 3501 6.4.8).
        std::erase_if(all, [&](const Mail& m) { return m.uid < first; });
        return all;
    }

    std::vector<Mail> mails(const Uids& uids) override {
        return uids.empty() ? std::vector<Mail>{} : listed(uid_set(uids));
    }

    /// Asks for BODY.PEEK, which does not mark the mail as read, and only for the bytes up to the limit.
    Fetched fetch(std::uint32_t uid, std::size_t max_bytes) override {
        Fetched fetched;
        bool found = false;
        auto take = [&](const ImapAnswer& a) {
            if (auto body = body_in(a, uid)) fetched.bytes = std::move(*body), found = true;
        };
        const std::string command =
            "UID FETCH " + std::to_string(uid) + " (UID BODY.PEEK[]<0." + std::to_string(max_bytes + 1) + ">)";
        const std::string end = run(command, take, max_bytes + 1);
        if (!end.empty())
            fetched = {{}, "the server does not send this mail: " + end};
        else if (!found || fetched.bytes.empty())
            fetched = {{}, "the server sends nothing for this mail"};
        return fetched;
    }

    void mark(const Uids& uids) override {
        expect_ok("UID STORE " + uid_set(uids) + " +FLAGS.SILENT (\\Seen)", "the server does not mark mails as read",
                  "check what this account may do in the folder, or set after: keep");
    }

    /// Moves by MOVE (RFC 6851) where the server has it, else by copying and deleting. TRYCREATE in a refusal means
    /// that the folder does not exist.
    void move(const Uids& uids, const std::string& folder) override {
        const std::string set = uid_set(uids), refused = "the server does not move mails to '" + folder + "'",
                          remedy = "check the name of the folder and what this account may do there",
                          verb = can_.contains("MOVE") ? "UID MOVE " : "UID COPY ",
                          command = verb + set + " " + name(folder);
        const std::string end = run(command);
        if (end.find("[TRYCREATE]") != end.npos)
            make(folder), expect_ok(command, refused, remedy);
        else if (!end.empty())
            throw Error(ErrorKind::refused, refused + ": " + end, remedy);
        if (can_.contains("MOVE")) return;
        expect_ok("UID STORE " + set + " +FLAGS.SILENT (\\Deleted)", refused, remedy);
        // Without UIDPLUS (RFC 4315) only all deleted mails could be expunged, other people's too; so ours stay, marked
        // as deleted.
        if (can_.contains("UIDPLUS")) expect_ok("UID EXPUNGE " + set, refused, remedy);
    }

    /// Enters IDLE (RFC 2177). The server confirms with "+".
    bool rest() override {
        if (!can_.contains("IDLE")) return false;
        wire_.limit(longest_silence);
        wire_.send(next_tag() + " IDLE\r\n");
        for (;;) {
            const ImapAnswer a = wire_.answer(max_literal_bytes);
            note_news(a);
            if (a.line.starts_with('+')) break;
            if (!end_of(a, tag_).empty()) return false;
        }
        return resting_ = true;
    }

    bool has_news() override { return news_ || wire_.has_bytes(); }
    int handle() const override { return wire_.handle(); }

private:
    static std::string name(const std::string& folder) { return quoted_for_imap(folder_to_wire(folder)); }
    std::string next_tag() { return tag_ = "T" + std::to_string(++commands_); }

    /// Notes a new mail that is reported during another command: it is not reported again in IDLE.
    void note_news(const ImapAnswer& a) { news_ = news_ || (a.literals.empty() && messages_in(a)); }

    /// Leaves IDLE, if we are in it.
    void wake() {
        if (!resting_) return;
        resting_ = false;
        wire_.limit(longest_silence);
        wire_.send("DONE\r\n");
        while (end_of(wire_.answer(max_literal_bytes), tag_).empty()) {
        }
    }

    /// Sends a command and calls `each` for every answer until the one that ends it. Returns "" for OK, else what the
    /// server said. Throws ConnectionLost when the server says BYE.
    std::string run(const std::string& command, const std::function<void(const ImapAnswer&)>& each = {},
                    std::size_t max_bytes = max_literal_bytes) {
        wake();
        wire_.limit(longest_command);
        wire_.send(next_tag() + " " + command + "\r\n");
        for (;;) {
            const ImapAnswer a = wire_.answer(max_bytes);
            const std::string_view end = end_of(a, tag_);
            note_news(a);
            if (each) each(a);
            if (end == "OK") return {};
            if (!end.empty()) return words_of(std::string_view(a.line).substr(tag_.size() + 1));
            if (lower_ascii(a.line.substr(0, 6)) == "* bye ")
                throw ConnectionLost("the server ends the connection: " + words_of(a.line.substr(6)));
        }
    }

    /// Runs a command; throws Error{refused} with `refused` and the server's words unless it ends in OK.
    void expect_ok(const std::string& command, const std::string& refused, const std::string& remedy,
                   const std::function<void(const ImapAnswer&)>& each = {}) {
        if (const std::string end = run(command, each); !end.empty())
            throw Error(ErrorKind::refused, refused + ": " + end, remedy);
    }

    /// Lists the mails of a UID set, in order of UID.
    std::vector<Mail> listed(const std::string& set) {
        std::vector<Mail> all;
        expect_ok("UID FETCH " + set + " (UID FLAGS RFC822.SIZE)", "the server does not list the mails of the folder",
                  "try again later", [&](const ImapAnswer& a) {
                      if (auto mail = mail_in(a); mail && all.size() < max_listed) all.push_back(*mail);
                  });
        std::ranges::sort(all, {}, &Mail::uid);
        return all;
    }

    Wire wire_;
    std::set<std::string> can_;
    std::string tag_;
    std::uint64_t commands_ = 0;
    bool resting_ = false, news_ = false;
};

}  // namespace

std::unique_ptr<MailConnection> connect_by_imap(const Mailbox& mailbox, const Say& say, int stop) {
    return std::make_unique<ImapConnection>(SignedIn::to(mailbox, say, stop), stop);
}

}  // namespace tangible::ingest
