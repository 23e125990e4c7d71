// One visit to a mailbox. The phases:
//
// 1. open() loads how far the folder was taken in, and starts from the beginning if the server numbers it anew.
//
// 2. finish() marks or moves what an earlier visit stored but could not finish.
//
// 3. take_new() fetches the mails behind the last UID, and take_due() those that could not be had before.
//
// 4. settle(), after each 50 mails or 8 MiB and at the end, commits the mails, then notes how far we are, then marks or
// moves. In this order, so that a crash at any step leads to the same end: a mail may be fetched twice, which the store
// recognises, but none is marked before it is stored.
#include "ingest/arrival/mail_key.h"
#include "ingest/arrival/receive.h"
#include "ingest/mailbox/mailbox.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <limits>
#include <optional>

namespace tangible::ingest {
namespace {

/// A commit costs a sync of the disk, so mails are committed together. A crash makes us fetch these again.
constexpr std::size_t mails_a_commit = 50, bytes_a_commit = std::size_t{8} << 20;
/// A mail that cannot be fetched is tried again at the next two visits, because the connection is usually to blame;
/// then after 5 minutes, 10 and so on, up to a day.
constexpr int patient_tries = 2, most_doublings = 9;
constexpr std::int64_t first_pause_ms = 5 * 60'000, longest_pause_ms = 24 * 60 * 60'000;

/// The reason noted for a mail that a person deleted but that is not expunged yet. It is not reported as left behind.
const std::string deleted = "marked as deleted, but not removed yet";

std::int64_t pause_ms(int tries) {
    if (tries <= patient_tries) return 0;
    return std::min(first_pause_ms << std::min(tries - patient_tries - 1, most_doublings), longest_pause_ms);
}

/// One visit. `progress_` runs ahead of what is saved; save() writes it to the store.
class Visiting {
public:
    Visiting(Store& store, MailConnection& server, const Mailbox& mailbox, std::int64_t now_ms, Visit& done)
        : store_(store), server_(server), mailbox_(mailbox), now_ms_(now_ms), done_(done), intake_(store) {}

    void go() {
        open();
        finish();
        try {
            take_new();
            take_due();
            settle();
        } catch (const ConnectionLost&) {
            // The mail that was asked for last may be what makes the server fail, so the next visit goes on behind it.
            if (asked_for_) leave(asked_for_, "the connection ended during the download");
            settle_without_marks();
            throw;
        }
        if (unfinished_) throw Error(*unfinished_);
    }

private:
    using Leftover = MailProgress::Leftover;

    void open() {
        progress_ = store_.mail_progress(mailbox_.account(), mailbox_.folder);
        const auto folder = server_.open(mailbox_.folder, mailbox_.after != Mailbox::After::keep);
        if (folder.uid_validity == progress_.uid_validity) return;
        // The server numbers its mails anew. The store recognises by their bytes those that are stored already.
        progress_ = {mailbox_.account(), mailbox_.folder, folder.uid_validity, 0, {}};
    }

    /// Takes the mails behind last_uid, in order of UID, up to max_mails_a_visit.
    void take_new() {
        if (progress_.last_uid == std::numeric_limits<std::uint32_t>::max()) return;
        auto mails = server_.mails_from(progress_.last_uid + 1);
        done_.more = mails.size() > max_mails_a_visit;
        mails.resize(std::min(mails.size(), max_mails_a_visit));
        for (const auto& mail : mails) {
            take(mail);
            progress_.last_uid = mail.uid;
        }
    }

    /// Tries again the mails that could not be had and are due. Those that this visit has left already are skipped.
    void take_due() {
        Uids due;
        for (const Leftover& l : progress_.leftovers)
            if (!l.stored && l.next_ms <= now_ms_ && !std::ranges::binary_search(left_now_, l.uid))
                due.push_back(l.uid);
        due.resize(std::min(due.size(), max_mails_a_visit));
        if (due.empty()) return;
        const auto mails = server_.mails(due);
        for (const std::uint32_t uid : due) {
            const auto mail = std::ranges::find(mails, uid, &MailConnection::Mail::uid);
            if (mail != mails.end())
                take(*mail);
            else
                forget(uid);  // somebody took it out of the mailbox
        }
    }

    /// Fetches one mail and queues it for the commit, or leaves it in the mailbox with a reason.
    void take(const MailConnection::Mail& mail) {
        if (mail.deleted) return leave(mail.uid, deleted);
        if (mail.size > max_submission_bytes) return leave(mail.uid, too_large());
        // Set only during the fetch; see go().
        asked_for_ = mail.uid;
        auto fetched = server_.fetch(mail.uid, max_submission_bytes);
        asked_for_ = 0;
        if (fetched.bytes.size() > max_submission_bytes) fetched.trouble = too_large();
        if (!fetched.trouble.empty()) return leave(mail.uid, fetched.trouble);
        Submission submission;
        submission.channel = Channel::mail;
        submission.key = key_of_mail(fetched.bytes);
        bytes_ += fetched.bytes.size();
        submission.bytes = std::move(fetched.bytes);
        intake_.add(std::move(submission));
        added_.push_back(mail.uid);
        if (added_.size() >= mails_a_commit || bytes_ >= bytes_a_commit) {
            progress_.last_uid = std::max(progress_.last_uid, mail.uid);
            settle();
        }
    }

    /// Notes that a mail stays in the mailbox, why, and when to try it again.
    void leave(std::uint32_t uid, const std::string& reason) {
        const auto known = std::ranges::find(progress_.leftovers, uid, &Leftover::uid);
        const int tries = known == progress_.leftovers.end() ? 1 : known->tries + 1;
        note({uid, false, reason, tries, now_ms_ + pause_ms(tries)});
        left_now_.insert(std::ranges::lower_bound(left_now_, uid), uid);
        progress_.last_uid = std::max(progress_.last_uid, uid);
        if (reason != deleted)
            done_.left.push_back("the mail with UID " + std::to_string(uid) + " is left in the mailbox: " + reason);
    }

    /// Inserts or replaces a leftover, in order of UID.
    void note(const Leftover& leftover) {
        forget(leftover.uid);
        progress_.leftovers.insert(std::ranges::lower_bound(progress_.leftovers, leftover.uid, {}, &Leftover::uid),
                                   leftover);
    }
    void forget(std::uint32_t uid) {
        std::erase_if(progress_.leftovers, [&](const Leftover& l) { return l.uid == uid; });
    }

    /// Commits the queued mails and notes them as stored. With After::keep nothing remains to be done with them.
    void settle_without_marks() {
        intake_.commit();
        // From here on the mails in `added_` are committed.
        for (const std::uint32_t uid : added_) {
            progress_.last_uid = std::max(progress_.last_uid, uid);
            if (mailbox_.after == Mailbox::After::keep)
                forget(uid);
            else
                note({uid, true, "", 0, 0});
        }
        added_.clear();
        bytes_ = 0;
        done_.stored = intake_.stored, done_.known = intake_.known, done_.withdrawn = intake_.withdrawn;
        save();
    }

    /// Commits, then marks or moves what is stored.
    void settle() {
        settle_without_marks();
        finish();
    }

    /// Marks or moves what is stored. If the server declines, the rest of the visit goes on; the next visit tries
    /// again.
    void finish() {
        Uids stored;
        for (const Leftover& l : progress_.leftovers)
            if (l.stored) stored.push_back(l.uid);
        if (stored.empty() || unfinished_) return;
        try {
            if (mailbox_.after == Mailbox::After::mark) server_.mark(stored);
            if (mailbox_.after == Mailbox::After::move) server_.move(stored, mailbox_.move_to);
        } catch (const Error& e) {
            if (e.kind != ErrorKind::refused && e.kind != ErrorKind::not_found) throw;
            unfinished_ = e;
            return;
        }
        std::erase_if(progress_.leftovers, [](const Leftover& l) { return l.stored; });
        save();
    }

    /// Writes the progress to the store, if it has changed.
    void save() {
        done_.leftovers = static_cast<std::size_t>(std::ranges::count_if(
            progress_.leftovers, [](const Leftover& l) { return !l.stored && l.reason != deleted; }));
        if (saved_ == progress_) return;
        store_.put_mail_progress(progress_);
        saved_ = progress_;
    }

    Store& store_;
    MailConnection& server_;
    const Mailbox& mailbox_;
    const std::int64_t now_ms_;
    Visit& done_;
    Intake intake_;
    MailProgress progress_, saved_;
    Uids added_, left_now_;  ///< UIDs: fetched but not yet committed; left in the mailbox by this visit
    std::size_t bytes_ = 0;
    std::uint32_t asked_for_ = 0;  ///< UID of the mail that is being fetched; 0: none
    std::optional<Error> unfinished_;
};

/// Joins names with commas, the first 40 of them.
std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t most = 40;
    std::string out;
    for (std::size_t i = 0; i < names.size() && i < most; ++i) out += (i ? ", " : "") + names[i];
    return names.size() > most ? out + ", ..." : out;
}

bool is_inbox(const std::string& name) { return lower_ascii(name) == "inbox"; }

/// Counts the mails of an opened folder that are not stored yet.
std::size_t not_yet_taken(MailConnection& server, const MailProgress& progress, const MailConnection::Folder& folder) {
    if (folder.uid_validity != progress.uid_validity) return folder.messages;
    const auto is_left = [](const MailProgress::Leftover& l) { return !l.stored && l.reason != deleted; };
    return server.mails_from(progress.last_uid + 1).size() +
           static_cast<std::size_t>(std::ranges::count_if(progress.leftovers, is_left));
}

/// Says where stored mails will be moved to, and creates that folder when it is missing.
void check_move(MailConnection& server, const std::vector<std::string>& folders, const std::string& folder,
                const Say& say) {
    if (std::ranges::find(folders, folder) != folders.end() || is_inbox(folder))
        return say("mails that are stored will be moved to '" + folder + "'");
    server.make(folder);
    say("mails that are stored will be moved to '" + folder + "', which did not exist and has been created");
}

}  // namespace

void visit(Store& store, MailConnection& server, const Mailbox& mailbox, std::int64_t now_ms, Visit& done) {
    Visiting(store, server, mailbox, now_ms, done).go();
}

std::string folder_on_server(const std::vector<std::string>& folders, const std::string& wanted) {
    std::vector<std::string> lower;
    for (const std::string& folder : folders) {
        if (folder == wanted || (is_inbox(folder) && is_inbox(wanted))) return folder;
        lower.push_back(lower_ascii(folder));
    }
    const std::string near = yaml::nearest(lower_ascii(wanted), {lower.begin(), lower.end()});
    const auto at = static_cast<std::size_t>(std::ranges::find(lower, near) - lower.begin());
    throw Error(ErrorKind::not_found,
                "there is no folder '" + wanted + "' on the server" +
                    (near.empty() ? "" : " (did you mean '" + folders[at] + "'?)"),
                "there are: " + listed(folders));
}

void check(Store* store, MailConnection& server, const Mailbox& mailbox, const Say& say) {
    const std::vector<std::string> folders = server.folders();
    say("folders on the server: " + listed(folders));
    const auto folder = server.open(folder_on_server(folders, mailbox.folder), false);
    MailProgress progress;
    if (store) progress = store->mail_progress(mailbox.account(), mailbox.folder);
    say("the folder '" + mailbox.folder + "' is open: " + std::to_string(folder.messages) + " messages, " +
        std::to_string(not_yet_taken(server, progress, folder)) + " not received yet");
    if (progress.uid_validity && progress.uid_validity != folder.uid_validity)
        say("the server has renumbered the folder: all mails are checked again, and nothing is stored twice");
    else
        for (const auto& l : progress.leftovers)
            if (!l.stored && l.reason != deleted)
                say("the mail with UID " + std::to_string(l.uid) + " was left in the mailbox: " + l.reason);
    if (mailbox.after == Mailbox::After::keep) say("mails that are stored will stay as they are");
    if (mailbox.after == Mailbox::After::mark) say("mails that are stored will be marked as read");
    if (mailbox.after == Mailbox::After::move) check_move(server, folders, mailbox.move_to, say);
    say(server.rest() ? "the server announces new mails at once (IDLE)"
                      : "checking for new mails every " + std::to_string(mailbox.every_s) + " s");
}

}  // namespace tangible::ingest
