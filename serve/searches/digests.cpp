// A round has three phases: it forgets unconfirmed subscriptions, asks the owners of accounts to confirm their
// addresses, then goes through the subscriptions that are due. A refused address is recorded; a temporary failure ends
// the round. A digest shows the stories that opened to its reader after the last digest, by the store's revisions and
// not by time, so that clocks and late indexing neither repeat nor lose a story.
#include "serve/searches/digests.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/system/lock.h"
#include "serve/collection/log.h"
#include "serve/collection/tokens.h"
#include "serve/searches/digest_mail.h"
#include "serve/searches/queries.h"

namespace tangible::serve {
namespace {

constexpr std::int64_t relay_rest_ms = 5 * minute_ms;
constexpr int patience_ms = 30'000;
constexpr std::size_t an_hour = 40, at_once = 100;  // 40 of the 60 mails an hour: acknowledgements come first
constexpr std::uint32_t looked_through = 200;       // newest stories of a search; four times what a digest lists

/// One round's work on single subscriptions.
class Digests {
public:
    Digests(Store& store, index::Searcher& searcher, const Config& config, const std::string& secret, std::int64_t now,
            const Handing& hand)
        : store_(store), searcher_(searcher), config_(config), secret_(secret), now_(now), hand_(hand) {}

    /// Asks an address whether it wants the digests. Returns whether a mail was sent.
    bool ask(const Subscription& s) {
        const auto search = store_.saved_search(s.search);
        if (!search) return false;
        hand_(s.addr, question_mail(config_, about(*search, s)));
        store_.note_asked(s, now_);
        return true;
    }

    /// Sends a digest if the search has new stories; otherwise looks again in an hour. Returns whether a mail was sent.
    bool tell(const Subscription& s) {
        const auto search = store_.saved_search(s.search);
        if (!search) return false;
        const Use use = eyes_of(s);
        const auto results = latest(*search, use);
        const auto news = news_in(results, s, use);
        if (news.empty()) {
            store_.note_later(s, now_ + hour_ms);
            return false;
        }
        hand_(s.addr, digest_mail(config_, about(*search, s), news));
        store_.note_told(s, results.revision, now_);
        return true;
    }

private:
    DigestFor about(const SavedSearch& search, const Subscription& s) const {
        return {search, s, config_.base_url + "/digest/" + subscription_token(secret_, s.id), now_};
    }

    // Returns what the reader may see: what the account may see now, which may be less than when it subscribed. An
    // address other than the account's confirmed one gets only what everyone may read.
    Use eyes_of(const Subscription& s) {
        const auto account = s.account.empty() ? std::nullopt : store_.account(s.account);
        const bool own = account && !account->disabled && account->addr == s.addr;
        return pages::use_of(own ? account->role : Role::anyone);
    }

    /// Returns the stories of the search that opened last, newest first.
    Results latest(const SavedSearch& search, Use use) {
        auto query = pages::query_of(urlencoded(search.query), use);
        query.sort = Sort::latest;
        query.offset = 0, query.limit = looked_through;
        query.facets = false;
        return searcher_.search(query);
    }

    // Returns the stories that opened to this reader after the last digest. `came` is the revision that first allowed
    // the story any use, and so the team; `opened` is the last one that allowed a new use, and the hits are sorted by
    // it. Stories above the index's revision are left for the next digest, so that none is sent twice or never.
    std::vector<News> news_in(const Results& results, const Subscription& s, Use use) {
        std::vector<News> news;
        for (const auto& hit : results.hits) {
            const auto since = use == Use::team ? hit.came : hit.opened;
            if (hit.opened <= s.told) break;
            if (since <= s.told || hit.opened > results.revision) continue;
            const bool public_too = use == Use::publish || store_.story(hit.id, Use::publish);
            news.push_back(
                {hit.title, config_.base_url + "/stories/" + hit.id, public_too ? hit.snippet.text : "", hit.year});
        }
        return news;
    }

    Store& store_;
    index::Searcher& searcher_;
    const Config& config_;
    const std::string& secret_;
    std::int64_t now_;
    const Handing& hand_;
};

}  // namespace

std::size_t send_digests(Store& store, index::Searcher& searcher, const Config& config, const std::string& secret,
                         const DigestRound& round, const Handing& hand) {
    const auto now = round.now_ms;
    Digests digests(store, searcher, config, secret, now, hand);
    std::size_t sent = 0;
    store.forget_unconfirmed(now);
    for (const auto& check : store.address_checks_due(at_once)) {
        if (store.mails_since(now - hour_ms) >= an_hour) return sent;
        try {
            hand(check.addr, address_mail(config, check, address_token(secret, check), now));
            ++sent;
        } catch (const Error& e) {
            if (e.kind != ErrorKind::refused && e.kind != ErrorKind::temporary) throw;
            log_trouble(e.what());
            if (e.kind == ErrorKind::temporary) return sent;
        }
        store.note_checked(check, now);  // also if the relay refused it: the owner of the account can ask again
    }
    for (const auto& s : store.subscriptions_due(now, at_once, round.looked_at_or_not)) {
        if (store.mails_since(now - hour_ms) >= an_hour) break;
        try {
            sent += s.state == Subscription::State::due ? digests.ask(s) : digests.tell(s);
        } catch (const Error& e) {
            if (e.kind == ErrorKind::usage) {  // this search asks for too much; the others still get their mails
                store.note_later(s, now + hour_ms);
                continue;
            }
            if (e.kind != ErrorKind::refused && e.kind != ErrorKind::temporary) throw;
            log_trouble(e.what());
            if (e.kind == ErrorKind::refused) {
                store.note_refused(s, now);
                continue;
            }
            store.put_off_subscriptions(now + relay_rest_ms);
            break;
        }
    }
    return sent;
}

std::size_t send_digests(Store& store, index::Searcher& searcher, const Config& config, const std::string& secret,
                         bool looked_at_or_not) {
    const bool any = !store.subscriptions_due(now_ms(), 1, looked_at_or_not).empty() ||  //
                     !store.address_checks_due(1).empty();
    if (!config.can_write() || !any) {
        store.forget_unconfirmed(now_ms());
        return 0;
    }
    const auto turn = FileLock::take(config.data_dir / "mailer.lock", looked_at_or_not ? patience_ms : 0);
    if (!turn) return 0;
    return send_digests(store, searcher, config, secret, {now_ms(), looked_at_or_not},
                        [&](const std::string& to, std::string_view mail) { hand_over(config.relay, to, mail); });
}

}  // namespace tangible::serve
