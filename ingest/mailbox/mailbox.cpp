// The loop over mailboxes. Tended keeps the state of one of them: its connection, when it is due, how often it failed.
// This is one of the places where an Error is caught: trouble with one mailbox stops neither the loop nor the others.
#include "ingest/mailbox/mailbox.h"
#include <algorithm>
#include <optional>
#include <utility>

namespace tangible::ingest {
namespace {

/// The pause after an error doubles from 5 seconds to 15 minutes.
constexpr std::int64_t first_pause_ms = 5'000, longest_pause_ms = 15 * 60'000;
constexpr int most_doublings = 8;

/// Returns the pause after this many failures in a row (at least one).
std::int64_t pause_ms(int failures) {
    return std::min(first_pause_ms << std::min(failures - 1, most_doublings), longest_pause_ms);
}

/// Summarises a visit: "3 new, 1 known before".
std::string sentence(const Visit& done) {
    std::string out = std::to_string(done.stored) + " new, " + std::to_string(done.known) + " known before";
    if (done.withdrawn) out += ", " + std::to_string(done.withdrawn) + " withdrawn before and not stored";
    if (done.leftovers) out += ", " + std::to_string(done.leftovers) + " left in the mailbox";
    return out;
}

std::string sentence(const Error& e) { return std::string(e.what()) + (e.hint.empty() ? "" : "; " + e.hint); }

/// One mailbox. Its connection is kept between visits only if the server reports new mails.
class Tended {
public:
    Tended(Store& store, const Mailbox& mailbox, const Surroundings& around)
        : store_(store), mailbox_(mailbox), around_(around) {}

    /// Visits the mailbox until nothing new is left. Returns the exit code as take_in_once() does.
    int visit_once() {
        Visit done;
        do {
            if (const auto trouble = visit(done)) return exit_code(trouble->kind);
            say(sentence(done));
        } while (done.more);
        return done.leftovers ? 1 : 0;
    }

    /// Visits the mailbox if its time has come or its server reports news, and sets when it is due again.
    void visit_if_due() {
        if (around_.now_ms() < due_ms_ && !has_news()) return;
        Visit done;
        auto trouble = visit(done);
        if (done.stored + done.known + done.withdrawn > 0) say(sentence(done));
        if (!trouble && !done.more) trouble = rest();
        failures_ = trouble ? failures_ + 1 : 0;
        due_ms_ = around_.now_ms() + (trouble     ? pause(*trouble)
                                      : done.more ? 0
                                                  : std::int64_t{mailbox_.every_s} * 1000);
    }

    std::int64_t due_ms() const { return due_ms_; }
    int handle() const { return connection_ ? connection_->handle() : -1; }

private:
    void say(const std::string& words) { around_.say(mailbox_.name, words); }

    /// Returns the pause after an error. A refused password may lock the account if it is tried too often, so the
    /// longest pause follows at once.
    std::int64_t pause(const Error& trouble) const {
        return trouble.kind == ErrorKind::refused ? longest_pause_ms : pause_ms(failures_);
    }

    /// Asks the resting connection. A connection that was lost counts as news, so that a new one is opened at once.
    bool has_news() {
        if (!connection_) return false;
        try {
            return connection_->has_news();
        } catch (const ConnectionLost&) {  // servers end connections that have rested for long
            connection_.reset();
            return true;
        }
    }

    /// Makes one visit and says what happened. Servers end connections that rest for long, so a visit that was lost
    /// before it did anything is made once more on a new connection.
    std::optional<Error> visit(Visit& done) {
        const bool has_rested = connection_ != nullptr;
        auto trouble = visit_on_one_connection(done);
        if (trouble && has_rested && !connection_ && lost_) trouble = visit_on_one_connection(done);
        for (const std::string& left : done.left) say(left);
        if (trouble) say(sentence(*trouble));
        // The first time, read in any case: an earlier process may have been killed after storing and before reading.
        if (!std::exchange(has_read_, true) || done.stored) read();
        return trouble;
    }

    /// Makes one visit. Returns its error as a value; only AskedToStop is passed on.
    std::optional<Error> visit_on_one_connection(Visit& done) {
        lost_ = false;
        done = {};
        try {
            if (!connection_) connection_ = around_.connect(mailbox_);
            ingest::visit(store_, *connection_, mailbox_, around_.now_ms(), done);
            return std::nullopt;
        } catch (const AskedToStop&) {
            throw;
        } catch (const ConnectionLost& e) {
            connection_.reset();
            lost_ = done.stored + done.known + done.withdrawn == 0;
            return e;
        } catch (const Error& e) {
            connection_.reset();
            return e;
        }
    }

    /// Reads what was stored. An error is only reported, since what is stored is safe.
    void read() {
        try {
            around_.read();
        } catch (const Error& e) {
            say("the mails are stored and will be read later: " + sentence(e));
        }
    }

    /// Lets the connection rest until news come, or closes it if the server cannot report any.
    std::optional<Error> rest() {
        try {
            if (!connection_->rest()) connection_.reset();
            return std::nullopt;
        } catch (const AskedToStop&) {
            throw;
        } catch (const Error& e) {
            connection_.reset();
            return e;
        }
    }

    Store& store_;
    const Mailbox& mailbox_;
    const Surroundings& around_;
    std::unique_ptr<MailConnection> connection_;
    bool has_read_ = false;
    bool lost_ = false;  ///< the last visit ended with its connection, having done nothing
    int failures_ = 0;
    std::int64_t due_ms_ = 0;
};

// Each round visits the mailboxes that are due, then waits for the next due time, news, or the request to stop.
void tend_always(Store& store, const std::vector<Mailbox>& mailboxes, const Surroundings& around) {
    std::vector<Tended> all;
    for (const Mailbox& mailbox : mailboxes) all.emplace_back(store, mailbox, around);
    for (;;) {
        std::vector<int> handles;
        std::int64_t next_ms = around.now_ms() + longest_pause_ms;
        for (Tended& one : all) {
            one.visit_if_due();
            next_ms = std::min(next_ms, one.due_ms());
        }
        for (const Tended& one : all)
            if (one.handle() >= 0) handles.push_back(one.handle());
        if (!around.wait(handles, next_ms)) return;
    }
}

}  // namespace

int take_in_once(Store& store, const std::vector<Mailbox>& mailboxes, const Surroundings& around) {
    int worst = 0;
    for (const Mailbox& mailbox : mailboxes) {
        // Exit code 1 (mails are left) gives way to that of an error.
        const int code = Tended(store, mailbox, around).visit_once();
        if (worst <= 1 && code != 0) worst = code;
    }
    return worst;
}

void take_in_always(Store& store, const std::vector<Mailbox>& mailboxes, const Surroundings& around) {
    try {
        tend_always(store, mailboxes, around);
    } catch (const AskedToStop&) {  // a mail that was being fetched is fetched again next time
    }
}

int check_all(Store* store, const std::vector<Mailbox>& mailboxes, const Surroundings& around) {
    int first = 0;
    for (const Mailbox& mailbox : mailboxes) try {
            const auto connection = around.connect(mailbox);
            check(store, *connection, mailbox, [&](const std::string& words) { around.say(mailbox.name, words); });
        } catch (const Error& e) {
            around.say(mailbox.name, sentence(e));
            if (first == 0) first = exit_code(e.kind);
        }
    return first;
}

}  // namespace tangible::ingest
