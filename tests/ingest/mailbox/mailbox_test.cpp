// Tests the loop over mailboxes against a small fake mail server that breaks off where a test says.
#include "ingest/mailbox/mailbox.h"
#include "schemas/ground/hash.h"
#include "schemas/store/sqlite/connection.h"
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <set>
#include <type_traits>
#include <unistd.h>

namespace tangible::ingest {
namespace {

namespace fs = std::filesystem;

struct Letter {
    std::uint32_t uid = 0;
    std::string bytes;
    bool seen = false, deleted = false, given = true;
    std::uint64_t size = 0;  ///< 0: that of its bytes
};

/// The state that outlives connections.
struct Server {
    std::uint32_t uid_validity = 7;
    std::vector<Letter> inbox, moved;
    int verbs_left = -1;              ///< after these the connection breaks; -1: never
    bool breaks_after = false;        ///< breaks after doing what was asked, not before
    std::uint32_t stumbles_over = 0;  ///< breaks when this UID is fetched
    bool marks = true, rests = false, news = false;
    int connections = 0;

    std::function<std::set<std::string>()> look_into_store;
};

class FakeConnection : public MailConnection {
public:
    explicit FakeConnection(Server& s) : s_(s) { ++s.connections; }

    std::vector<std::string> folders() override { return {"INBOX", "Sent"}; }
    void make(const std::string&) override {}
    Folder open(const std::string& folder, bool to_change) override {
        to_change_ = to_change;
        return verb([&] {
            folder_on_server({"INBOX"}, folder);
            return Folder{s_.uid_validity, static_cast<std::uint32_t>(s_.inbox.size())};
        });
    }
    std::vector<Mail> mails_from(std::uint32_t first) override {
        return verb([&] {
            std::vector<Mail> all;
            for (const Letter& l : s_.inbox)
                if (l.uid >= first) all.push_back({l.uid, l.size ? l.size : l.bytes.size(), l.deleted});
            return all;
        });
    }
    std::vector<Mail> mails(const Uids& uids) override {
        std::vector<Mail> all = mails_from(1);
        std::erase_if(all, [&](const Mail& m) { return std::ranges::find(uids, m.uid) == uids.end(); });
        return all;
    }
    Fetched fetch(std::uint32_t uid, std::size_t) override {
        return verb([&] {
            if (uid == s_.stumbles_over) throw ConnectionLost("it stumbles");
            for (const Letter& l : s_.inbox)
                if (l.uid == uid && l.given) return Fetched{l.bytes, ""};
            return Fetched{"", "the server does not give it"};
        });
    }
    void mark(const Uids& uids) override {
        EXPECT_TRUE(to_change_);
        if (!s_.marks) throw Error(ErrorKind::refused, "read only");
        verb([&] {
            for (Letter& l : s_.inbox)
                if (std::ranges::find(uids, l.uid) != uids.end()) l.seen = was_stored(l);
            return 0;
        });
    }
    void move(const Uids& uids, const std::string&) override {
        verb([&] {
            for (const Letter& l : s_.inbox)
                if (std::ranges::find(uids, l.uid) != uids.end() && was_stored(l)) s_.moved.push_back(l);
            std::erase_if(s_.inbox, [&](const Letter& l) { return std::ranges::find(uids, l.uid) != uids.end(); });
            return 0;
        });
    }
    bool rest() override {
        return verb([&] { return s_.rests; });
    }
    bool has_news() override { return std::exchange(s_.news, false); }
    int handle() const override { return -1; }

private:
    template <class Do> std::invoke_result_t<Do> verb(Do what) {
        if (s_.verbs_left == 0 && !s_.breaks_after) throw ConnectionLost("cut");
        auto answer = what();
        if (s_.verbs_left == 0) throw ConnectionLost("cut");
        if (s_.verbs_left > 0) --s_.verbs_left;
        return answer;
    }
    bool was_stored(const Letter& l) {
        const bool is = s_.look_into_store().contains(sha256_hex(l.bytes));
        EXPECT_TRUE(is) << "marked or moved before it was stored";
        return is;
    }
    Server& s_;
    bool to_change_ = false;
};

std::string letter_text(int n) {
    return "From: a@example.org\r\nMessage-ID: <" + std::to_string(n) + "@x>\r\n\r\nStory " + std::to_string(n) +
           ".\r\n";
}

class AMailbox : public testing::Test {
protected:
    AMailbox() : dir(make_dir()), store(dir, Store::Access::write) {
        server.look_into_store = [this] { return stored(); };
        mailbox.name = "stories", mailbox.user = "a", mailbox.host = "b", mailbox.after = Mailbox::After::mark;
        fill(3);
    }
    ~AMailbox() override { fs::remove_all(dir); }
    static fs::path make_dir() {
        std::string name = (fs::temp_directory_path() / "tangible-XXXXXX").string();
        return fs::path(mkdtemp(name.data()));
    }

    void fill(int letters) {
        server.inbox.clear();
        for (int n = 1; n <= letters; ++n) server.inbox.push_back({static_cast<std::uint32_t>(n * 2), letter_text(n)});
    }
    std::set<std::string> stored() {
        std::set<std::string> all;
        for (const Pending& p : store.pending(1'000'000)) EXPECT_TRUE(all.insert(p.submission).second);
        return all;
    }
    std::size_t seen() const { return std::ranges::count_if(server.inbox, &Letter::seen); }

    Visit visited(std::int64_t now_ms = 0) {
        FakeConnection connection(server);
        Visit done;
        visit(store, connection, mailbox, now_ms, done);
        return done;
    }
    Surroundings around() {
        Surroundings a;
        a.connect = [this](const Mailbox&) -> std::unique_ptr<MailConnection> {
            if (refuses) throw Error(ErrorKind::refused, "wrong password");
            return std::make_unique<FakeConnection>(server);
        };
        a.read = [this] { ++read; };
        a.say = [this](const std::string&, const std::string& words) { said.push_back(words); };
        a.now_ms = [this] { return now_ms; };
        a.wait = [this](const std::vector<int>&, std::int64_t until_ms) {
            waits.push_back(until_ms - now_ms);
            now_ms = until_ms;
            if (at_wait) at_wait();
            return waits.size() < most_waits;
        };
        return a;
    }
    bool was_said(const std::string& part) const {
        return std::ranges::any_of(said, [&](const std::string& s) { return s.find(part) != s.npos; });
    }

    fs::path dir;
    Store store;
    Server server;
    Mailbox mailbox;
    bool refuses = false, dies_at_rest = false;
    int read = 0;
    std::int64_t now_ms = 1'000'000;
    std::size_t most_waits = 3;
    std::vector<std::int64_t> waits;
    std::function<void()> at_wait;
    std::vector<std::string> said;
};

TEST_F(AMailbox, IsStoredOnce) {
    EXPECT_EQ(visited().stored, 3u);
    EXPECT_EQ(stored().size(), 3u);
    EXPECT_EQ(seen(), 3u);
    const Visit again = visited();
    EXPECT_EQ(again.stored + again.known, 0u);
    server.inbox.push_back({9, letter_text(9)});
    EXPECT_EQ(visited().stored, 1u);
}

TEST_F(AMailbox, IsNotChangedWhenItsMailsAreKept) {
    mailbox.after = Mailbox::After::keep;
    EXPECT_EQ(visited().stored, 3u);
    EXPECT_EQ(seen(), 0u);
    EXPECT_EQ(visited().known, 0u);
}

TEST_F(AMailbox, EndsTheSameWhereverTheConnectionBreaks) {
    for (const Mailbox::After after : {Mailbox::After::keep, Mailbox::After::mark, Mailbox::After::move})
        for (const bool breaks_after : {false, true})
            for (int verbs = 0; verbs < 10; ++verbs) {
                const fs::path other = make_dir();
                store = Store(other, Store::Access::write);
                fill(3);
                server.moved.clear();
                mailbox.after = after, mailbox.move_to = "Stored";
                server.verbs_left = verbs, server.breaks_after = breaks_after;
                try {
                    visited();
                } catch (const ConnectionLost&) {
                }
                server.verbs_left = -1;
                visited();
                const auto where = std::to_string(verbs) + (breaks_after ? " after" : " before");
                EXPECT_EQ(stored().size(), 3u) << where;
                EXPECT_EQ(seen(), after == Mailbox::After::mark ? 3u : 0u) << where;
                EXPECT_EQ(server.moved.size(), after == Mailbox::After::move ? 3u : 0u) << where;
                EXPECT_TRUE(store.mail_progress("a@b", "INBOX").leftovers.empty()) << where;
                fs::remove_all(other);
            }
}

TEST_F(AMailbox, WithNewUidsStoresNothingTwice) {
    visited();
    server.uid_validity = 8;
    fill(4);
    const Visit done = visited();
    EXPECT_EQ(done.known, 3u);
    EXPECT_EQ(done.stored, 1u);
    EXPECT_EQ(seen(), 4u);
}

TEST_F(AMailbox, StoresAMailThatWasDeliveredTwiceOnce) {
    mailbox.after = Mailbox::After::keep;
    server.inbox.push_back({10, letter_text(1)});
    server.inbox.push_back({11, "Received: by another way\r\n" + letter_text(2)});
    const Visit done = visited();
    EXPECT_EQ(done.stored, 3u);
    EXPECT_EQ(done.known, 2u);
}

TEST_F(AMailbox, LeavesMailsThatCannotBeFetchedAndAsksAgain) {
    server.inbox[0].size = 26u << 20;
    server.inbox[1].given = false;
    Visit done = visited();
    EXPECT_EQ(done.stored, 1u);
    ASSERT_EQ(done.left.size(), 2u);
    EXPECT_EQ(done.left[0], "the mail with UID 2 is left in the mailbox: larger than 25 MB");
    EXPECT_EQ(done.leftovers, 2u);
    EXPECT_EQ(seen(), 1u);
    server.inbox[1].given = true;
    done = visited();
    EXPECT_EQ(done.stored, 1u);
    EXPECT_EQ(done.leftovers, 1u);
    EXPECT_EQ(visited().left.size(), 1u);  // the second try, which does not wait
    EXPECT_EQ(visited(60'000).left.size(), 0u);
    EXPECT_EQ(visited(6 * 60'000).left.size(), 1u);
    server.inbox.erase(server.inbox.begin());
    done = visited(std::int64_t{1} << 40);
    EXPECT_EQ(done.leftovers, 0u) << "somebody removed the mail";
}

TEST_F(AMailbox, AMailThatBreaksTheConnectionBlocksNoOther) {
    server.stumbles_over = 2;
    for (int i = 0; i < 4; ++i) try {
            visited();
        } catch (const ConnectionLost&) {
        }
    EXPECT_EQ(stored().size(), 2u);
    EXPECT_EQ(store.mail_progress("a@b", "INBOX").leftovers.at(0).uid, 2u);
    server.stumbles_over = 0;
    visited(std::int64_t{1} << 40);
    EXPECT_EQ(stored().size(), 3u);
}

TEST_F(AMailbox, DeletedMailsAreNotStored) {
    server.inbox[1].deleted = true;
    Visit done = visited();
    EXPECT_EQ(done.stored, 2u);
    EXPECT_TRUE(done.left.empty());
    server.inbox[1].deleted = false;
    EXPECT_EQ(visited().stored, 1u);
}

TEST_F(AMailbox, AServerThatRefusesToMarkStopsNothingElse) {
    server.marks = false;
    EXPECT_THROW(visited(), Error);
    server.inbox.push_back({20, letter_text(20)});
    EXPECT_THROW(visited(), Error);
    EXPECT_EQ(stored().size(), 4u);
    server.marks = true;
    visited();
    EXPECT_EQ(seen(), 4u);
}

TEST_F(AMailbox, AStoreThatFailsMarksNothing) {
    {
        Connection db(fs::canonical(dir), true);
        db.run_all("ALTER TABLE originals RENAME TO elsewhere");
    }
    EXPECT_EQ(take_in_once(store, {mailbox}, around()), 75);
    EXPECT_EQ(seen(), 0u);
    {
        Connection db(fs::canonical(dir), true);
        db.run_all("ALTER TABLE elsewhere RENAME TO originals");
    }
    store = Store(dir, Store::Access::write);
    EXPECT_EQ(take_in_once(store, {mailbox}, around()), 0);
    EXPECT_EQ(seen(), 3u);
    EXPECT_EQ(stored().size(), 3u);
}

TEST_F(AMailbox, OneRunGivesTheExitCode) {
    EXPECT_EQ(take_in_once(store, {mailbox}, around()), 0);
    EXPECT_EQ(read, 1);
    EXPECT_TRUE(was_said("3 new, 0 known before"));
    server.inbox.push_back({20, "too large", false, false, true, 26u << 20});
    EXPECT_EQ(take_in_once(store, {mailbox}, around()), 1);
    refuses = true;
    EXPECT_EQ(take_in_once(store, {mailbox}, around()), 77);
    mailbox.folder = "Inbx", refuses = false;
    EXPECT_EQ(take_in_once(store, {mailbox}, around()), 66);
    EXPECT_TRUE(was_said("there is no folder 'Inbx' on the server (did you mean 'INBOX'?); there are: INBOX"));
}

TEST_F(AMailbox, WhatAKilledRunLeftUnreadIsReadByTheNext) {
    visited();
    EXPECT_EQ(take_in_once(store, {mailbox}, around()), 0);
    EXPECT_EQ(read, 1);
}

TEST_F(AMailbox, StoresAllOfManyMails) {
    fill(1200);
    EXPECT_EQ(take_in_once(store, {mailbox}, around()), 0);
    EXPECT_EQ(stored().size(), 1200u);
    EXPECT_EQ(seen(), 1200u);
}

TEST_F(AMailbox, IsVisitedAtItsInterval) {
    mailbox.every_s = 60;
    take_in_always(store, {mailbox}, around());
    EXPECT_EQ(waits, (std::vector<std::int64_t>{60'000, 60'000, 60'000}));
    EXPECT_EQ(server.connections, 3) << "a connection that does not announce new mail is not kept";
}

TEST_F(AMailbox, IsVisitedWhenTheServerAnnouncesMail) {
    server.rests = true;
    at_wait = [&] {
        now_ms -= 200'000;  // before it is due
        server.news = waits.size() == 1;
        if (server.news) server.inbox.push_back({20, letter_text(20)});
    };
    take_in_always(store, {mailbox}, around());
    EXPECT_EQ(stored().size(), 4u);
    EXPECT_EQ(server.connections, 1);
}

TEST_F(AMailbox, FailuresAreTriedAgainMoreAndMoreSlowly) {
    Mailbox other = mailbox;
    other.name = "other", other.folder = "Nowhere";
    server.verbs_left = 0;
    most_waits = 9;
    take_in_always(store, {mailbox}, around());
    EXPECT_EQ(waits,
              (std::vector<std::int64_t>{5'000, 10'000, 20'000, 40'000, 80'000, 160'000, 320'000, 640'000, 900'000}));
    server.verbs_left = -1;
    waits.clear(), most_waits = 1;
    take_in_always(store, {other, mailbox}, around());
    EXPECT_EQ(stored().size(), 3u) << "a mailbox that fails does not hold up another";
    refuses = true, waits.clear();
    take_in_always(store, {mailbox}, around());
    EXPECT_EQ(waits.at(0), 900'000) << "a refused password is not tried often";
}

TEST_F(AMailbox, AConnectionThatEndedWhileIdleIsNotReported) {
    server.rests = true;
    at_wait = [&] { server.verbs_left = -1; };
    Surroundings a = around();
    a.wait = [&, inner = a.wait](const std::vector<int>& handles, std::int64_t until_ms) {
        const bool on = inner(handles, until_ms);
        if (waits.size() == 1) server.inbox.push_back({20, letter_text(20)}), dies_at_rest = true;
        return on;
    };
    a.connect = [&, first = true](const Mailbox&) mutable -> std::unique_ptr<MailConnection> {
        struct Dying : FakeConnection {
            Dying(Server& s, const bool& dead) : FakeConnection(s), dead(dead) {}
            Folder open(const std::string& f, bool c) override {
                if (dead) throw ConnectionLost("the connection broke off");
                return FakeConnection::open(f, c);
            }
            const bool& dead;
        };
        if (!std::exchange(first, false)) return std::make_unique<FakeConnection>(server);
        return std::make_unique<Dying>(server, dies_at_rest);
    };
    most_waits = 2;
    take_in_always(store, {mailbox}, a);
    EXPECT_EQ(stored().size(), 4u);
    EXPECT_FALSE(was_said("broke off"));
}

TEST_F(AMailbox, IsCheckedStepByStep) {
    mailbox.after = Mailbox::After::move, mailbox.move_to = "Stored";
    EXPECT_EQ(check_all(nullptr, {mailbox}, around()), 0);
    EXPECT_TRUE(was_said("folders on the server: INBOX, Sent"));
    EXPECT_TRUE(was_said("3 messages, 3 not received yet"));
    EXPECT_TRUE(was_said("'Stored', which did not exist and has been created"));
    EXPECT_TRUE(was_said("checking for new mails every 300 s"));
    mailbox.after = Mailbox::After::mark;
    server.inbox[2].size = 26u << 20;
    visited();
    said.clear();
    EXPECT_EQ(check_all(&store, {mailbox}, around()), 0);
    EXPECT_TRUE(was_said("3 messages, 1 not received yet"));
    EXPECT_TRUE(was_said("UID 6 was left in the mailbox: larger than 25 MB"));
    mailbox.folder = "Sant";
    EXPECT_EQ(check_all(&store, {mailbox}, around()), 66);
    EXPECT_TRUE(was_said("did you mean 'Sent'?"));
}

}  // namespace
}  // namespace tangible::ingest
