// The store: the truth, and the only place that commits.  SQLite behind this door; its format
// is explained in schemas/sql/.  A put has been committed and synced when it returns.
// One Store per thread.  Writers of one data folder, in any process, take turns under a file
// lock held over commit and checkpoint together: the SQLite of Debian 12 can lose a committed
// transaction when one connection checkpoints while another commits (fixed in 3.51.3).
// Any verb throws Error{storage} when the disk fails, {temporary} when the lock is not had in time.
#pragma once
#include "schemas/ground/hash.h"
#include "schemas/shapes/account.h"
#include "schemas/shapes/coding.h"
#include "schemas/shapes/consent.h"
#include "schemas/shapes/learned.h"
#include "schemas/shapes/mailbox.h"
#include "schemas/shapes/partnership.h"
#include "schemas/shapes/saved.h"
#include "schemas/shapes/story.h"
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tangible {

using Revision = std::int64_t;

/// What an arrival is told.
struct Receipt {
    StoryId reference;       ///< of the submission's first story
    bool is_new = true;      ///< false: these bytes (or this key) were stored before, under `reference`
    bool withdrawn = false;  ///< these bytes were withdrawn once; nothing was stored
    bool narrowed = false;   ///< it was stored before, and allowed more: what both allow holds now
};

/// Words that a teller added to a story later, by answering our mail.
struct Addition {
    StoryId id;  ///< its own reference: it can be taken back alone
    std::int64_t received_ms = 0;
    std::string text;
    std::vector<Cut> cuts;
    bool open = false;  ///< part of the story; otherwise only its teller and the team see it
};

struct Pending {
    std::string submission;
    StoryId reference;
    int attempts = 0;
};

/// Which of the pending submissions: one that may take long must not hold up those that hardly can.
enum class Pace : std::uint8_t {
    any,
    quick,  ///< at most 64 KiB, and no reader died of it
    slow,   ///< larger, and no reader died of it
    again,  ///< a reader died of it
};

struct Parked {
    std::string submission;
    StoryId reference;
    std::string filename;
    Channel channel = Channel::upload;
    std::int64_t received_ms = 0;
    Rejection rejection;
    std::int64_t bytes = 0;
};

/// A story that changed; `gone` when it was withdrawn or rejected since.
struct Change {
    Revision revision = 0;
    StoryId story;
    bool gone = false;
};

/// Where a teller's story stands, without its text.
struct Standing {
    enum class State { unknown, pending, parked, story, withdrawn } state = State::unknown;
    StoryId reference;
    std::int64_t received_ms = 0;
    Rejection rejection;  ///< when parked; of a withdrawn one "dropped" and why, when a moderator did so
};

/// An answer that a mail's sender is to get.
struct Owed {
    std::string submission;
    StoryId reference;
    std::string addr, message_id;  ///< whom, and in reply to what
    int tries = 0;
    std::int64_t received_ms = 0;
    Rejection rejection;  ///< when it is parked
};

class Store {
public:
    enum class Access { read, write };
    /// Opens the store in `data_dir`; with write access a new one is made.
    /// Throws Error{not_found} when there is none to read, {bad_schema} when it is of a later format.
    Store(const std::filesystem::path& data_dir, Access);
    ~Store();
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;

    /// All that `changes` does is one commit and one sync, all or none.  It must not withdraw, and is short: other
    /// writers wait.
    void together(const std::function<void()>& changes);

    // Arrival.
    Receipt put(const Submission&);
    /// As above, and lets the holder of `token` see and withdraw what comes of it.  Only its hash is kept.
    /// Not so when the bytes were here already: who sends a copy gets no door to the first teller's story.
    /// Where the consent in `details` allows less than the story does, what both allow holds from now on.
    Receipt put(const Submission&, std::string_view token);
    /// Many in one commit, all or none; as many receipts, in order.
    std::vector<Receipt> put(const std::vector<Submission>&);
    /// What put() would say of one that was stored before, by its id or its key; writes nothing.
    std::optional<Receipt> earlier(const Submission&);

    // Reading.
    /// The oldest and the newest by turns, so that nobody's many hold up all others; of any pace the oldest first.
    std::vector<Pending> pending(std::size_t limit, Pace = Pace::any);
    Submission submission(const std::string& id);
    /// The confined reader of this submission died, or ran out of time.
    void count_attempt(const std::string& submission);
    /// Replaces the submission's stories; gives each its reference (the first has the submission's own, and at each
    /// place it stays the same when read again).  Consent that a teller chose by link since holds.
    /// Nothing happens when the submission was withdrawn meanwhile.
    Revision put_stories(const std::string& submission, std::vector<Story>);
    Revision park(const std::string& submission, const Rejection&);
    std::vector<Parked> parked();
    std::optional<Parked> parked(const StoryId&);
    /// Makes a parked or read submission pending again, as if nobody had tried.
    void read_again(const std::string& submission);
    /// As above for a parked one, with `words` in place of its text.  Throws Error{refused} when it is not parked.
    void transcribe(const std::string& submission, std::string_view words, const std::string& coder,
                    std::int64_t now_ms);
    /// Those words; "" when nobody typed any.
    std::string transcript(const std::string& submission);
    /// Erases a parked submission as a withdrawal does, and keeps the reason, which its sender may see.
    /// Throws Error{refused} when it is not parked.
    void drop(const std::string& submission, std::string_view reason, const std::string& coder, std::int64_t now_ms);

    /// Keeps the submission as an addition to a story instead of a story of its own.  It is closed at first: story()
    /// leaves it out, so that nothing finds, tags or counts its words.
    Revision put_follow_up(const std::string& submission, const StoryId& of, const Story& words);
    /// Opens an addition, so that its words become the last paragraphs of the story and share its consent, or closes it
    /// again.  Throws Error{not_found} when the story has no such addition.
    Revision open_addition(const StoryId& story, const StoryId& addition, bool open);
    /// All additions to a story, in order of arrival; none when its consent does not allow `use`.
    std::vector<Addition> additions(const StoryId&, Use);
    /// Stories that the team may read and that have closed additions, by reference; at most `limit`.
    std::vector<StoryId> stories_with_closed_additions(std::size_t limit);
    /// A person wants the words with this SHA-256 left in, in the story or in its follow-ups, or all cuts made again;
    /// either way they are read again.
    void put_back(const StoryId&, const std::string& cut, const std::string& coder, std::int64_t now_ms);
    void cut_again(const StoryId&);
    /// Whether anything was put back.
    bool put_back(const StoryId&);

    // Answering mails (serve/mail/mailer.h sends).  Each is told at most once that its mail was received.
    /// Once a submission, when it is first read; says why not where no answer may be sent.
    void owe(const std::string& submission, const Answering&, std::int64_t now_ms);
    std::vector<Owed> owed(std::int64_t now_ms, std::size_t limit);
    bool acknowledged_since(std::string_view addr, std::int64_t since_ms);
    std::size_t acknowledged_since(std::int64_t since_ms);
    /// Our mail with this Message-ID was taken by the relay; the holder of `token` may see and withdraw the story.
    void note_acknowledged(const Owed&, std::string_view message_id, std::string_view token, std::int64_t now_ms);
    void note_unacknowledged(const std::string& submission, std::string_view because);
    void note_delayed(const std::string& submission, std::int64_t due_ms);
    /// "due", "sent", why there is none, or "".
    std::string acknowledgement_of(const std::string& submission);
    /// The story that our mail with this Message-ID was about.
    std::optional<StoryId> story_acknowledged_by(std::string_view message_id);

    // Asking.  No text without a use that the teller's consent allows.
    std::optional<Story> story(const StoryId&, Use);
    /// References of the stories that allow `use`, in order of arrival.
    std::vector<StoryId> stories(Use);
    std::vector<StoryId> stories_of(const std::string& submission);
    /// Whether everyone could read the story at any time, withdrawn or not.
    bool was_public(const StoryId&);
    /// Stories that no longer allow `use` for what happened after `since`: a teller's choice, a withdrawal, a copy
    /// that was found out.  Who follows behind has to leave them out.
    std::vector<StoryId> closed_since(Revision since, Use);

    // Judging.
    Revision note(const Decision&);
    std::vector<Decision> decisions(const StoryId&);
    /// Returns the decisions on all stories that allow `use`, in the order they were noted; with `theme`, those on it.
    std::vector<Decision> decisions(Use, std::string_view theme = "");
    /// Only the first time that a person reads a story through is kept.
    void note(const ReadThrough&);
    std::vector<ReadThrough> read_through(const StoryId&);
    std::vector<ReadThrough> read_through(Use);

    // Stories that arrived twice.
    /// A person says so: `copy` is no longer shown or counted, and one cannot be withdrawn without the other.
    Revision note_copy(const StoryId& copy, const StoryId& of);
    Revision note_no_copy(const StoryId& copy);
    void note_apart(const StoryId& one, const StoryId& other, const std::string& coder, std::int64_t now_ms);
    bool apart(const StoryId& one, const StoryId& other);
    std::vector<StoryId> copies_of(const StoryId&);
    /// The story that it is a copy of.
    std::optional<StoryId> original_of(const StoryId&);

    // Partnerships.
    /// Its stories change with it; nothing happens when it is as it was.
    Revision put(const Partnership&);
    std::vector<Partnership> partnerships();
    /// False, and nothing happens, while a story belongs to it.
    bool drop_partnership(const std::string& id);
    /// Whether everybody may read a story that did not come with one of the submissions of these references.
    bool has_stories_besides(const std::vector<StoryId>&);

    // The teller's door.
    Standing standing(std::string_view token);
    Standing standing_of(const StoryId&);
    Revision set_consent(const StoryId&, const Consent&);
    /// Hides the whole submission of `story` at once (one commit), with its follow-ups and copies; then erases it as
    /// below.
    /// Idempotent; safe to repeat after a crash.  Throws Error{not_found}.
    Revision withdraw(const StoryId&);
    /// Erases the bytes, stories and decisions of what was withdrawn, empties the log, and makes the file anew where
    /// words are left in unused space (that takes as much memory as the file is large).  Nothing to do: one look-up.
    /// What readers prevent for some seconds is left for the next call.
    void finish_withdrawals();

    // Following.
    Revision revision();
    /// A number that is another after any change, by whomever, and means nothing to another Store.
    std::uint64_t state();

    // ---- what was learned ----

    /// Gives it a number.  The last three are kept, and none when a story is withdrawn or closed to the team; 0, and
    /// nothing is kept, when that happened to one since the revision that it was learned from.  Its hints and rules
    /// take the place of those before; a change of which rules are demoted is a change of the store.
    std::int64_t put(const Learned&);
    std::int64_t latest_model();  ///< 0: there is none
    /// The latest without its bytes.
    std::optional<Learned> about_latest_model();
    /// Number of the latest judgement (a decision, or a story read to its end).  Increases; 0 if there is none.
    std::int64_t last_judgement();
    std::optional<Learned> model(std::int64_t number);
    /// Stories that the latest model takes to be about a theme, likeliest first; none that the team may not read.
    std::vector<Hinted> hinted(std::string_view theme, std::size_t limit);
    std::vector<RuleRecord> rules();  ///< by theme and cue; they stay when models go
    /// Another number whenever other rules are demoted than before; 0: none ever was.
    std::int64_t demotions();
    /// Changes after `since` in order, each story once with its last change, at most `limit` stories.
    std::vector<Change> changes_since(Revision since, std::size_t limit);
    /// All live stories, for a rebuild that starts from nothing: ids in order.
    std::vector<StoryId> live();

    // Settings kept with the data: small values by name ("notice").  Never text of stories.
    void set(const std::string& name, const std::string& value);
    std::string get(const std::string& name);

    // Saved searches, and the addresses that are told what is new in them.
    /// A known one is renamed.
    void put(const SavedSearch&);
    std::optional<SavedSearch> saved_search(std::string_view id);
    std::vector<SavedSearch> saved_searches(std::string_view owner);
    /// With its subscriptions.
    void drop_saved_search(std::string_view id);
    /// Owes the address a question whether it wants the mails; whoever holds `token` can say yes, and later no.  False
    /// when it has them or was asked already, or was asked three times since yesterday.
    bool subscribe(const Subscription&, std::string_view token, std::int64_t now_ms);
    std::optional<Subscription> subscription(std::string_view token);
    /// From here on it is told what is new; what is there now is not.
    void confirm(const Subscription&, std::int64_t now_ms);
    void unsubscribe(const Subscription&);
    /// Addresses that were asked three days ago and said nothing.
    void forget_unconfirmed(std::int64_t now_ms);
    /// Those to be asked, then those to be told, when it is time to look; or all that may have a mail today.
    std::vector<Subscription> subscriptions_due(std::int64_t now_ms, std::size_t limit, bool looked_at_or_not = false);
    std::size_t mails_since(std::int64_t since_ms);  ///< acknowledgements too
    void note_asked(const Subscription&, std::int64_t now_ms);
    void note_told(const Subscription&, Revision told, std::int64_t now_ms);
    void note_later(const Subscription&, std::int64_t next_ms);
    void put_off_subscriptions(std::int64_t until_ms);  ///< all of them
    /// The relay will not have this mail: tried again tomorrow, and three times in all; a question, once.
    void note_refused(const Subscription&, std::int64_t now_ms);

    // Mailboxes elsewhere.
    /// With uid_validity 0 when that folder was never taken in.
    MailProgress mail_progress(const std::string& account, const std::string& folder);
    void put(const MailProgress&);

    // Accounts and sessions; tokens are kept as hashes.
    /// Throws Error{refused} when an account has this name already.
    void add(const Account&);
    /// Adds the account or changes it, and ends its sessions.
    void put(const Account&);
    /// Deletes the account, its sessions and the mails that were sent with its eyes.  Verdicts keep its name.
    void drop_account(std::string_view name);
    std::optional<Account> account(std::string_view name);
    std::vector<Account> accounts();  ///< by name
    void put_session(std::string_view token, const Session&);
    /// The session, with the role that its account has now.  nullopt when it ended, was unused for `session_idle_ms`,
    /// its account is disabled, or the clock was set back before its last use.  Notes that it was used.
    std::optional<Session> session(std::string_view token, std::int64_t now_ms);
    void drop_session(std::string_view token);
    /// Ends all sessions when the clock has been set back since the last call, else remembers the time for the next.
    /// Call now and then, and at each sign-in.
    void note_time(std::int64_t now_ms);
    void drop_sessions(std::string_view account);

    /// Queues the mail that asks whether the address is theirs.  False when this address was asked too often today.
    bool check_address(const AddressCheck&, std::string_view token, std::int64_t now_ms);
    std::optional<AddressCheck> address_check(std::string_view account);
    std::vector<AddressCheck> address_checks_due(std::size_t limit);
    void note_checked(const AddressCheck&, std::int64_t now_ms);  ///< the mail was sent
    /// Makes it the account's address.  False when the link in that mail had another token, or is three days old.
    bool confirm_address(std::string_view account, std::string_view token, std::int64_t now_ms);
    void drop_address(std::string_view account);

    struct Impl;  ///< for schemas/store*.cpp

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible
