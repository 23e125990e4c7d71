// What follows the commit of a submission: reads it, updates the index, acknowledges mails. Every step may be repeated
// after a failure, so a failure here never concerns the sender, whose submission is safe already.
#pragma once
#include "ingest/confined/confine.h"
#include "ingest/reading/admit.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/forms/form.h"
#include "schemas/store/store.h"
#include "serve/collection/config.h"
#include <chrono>
#include <utility>

namespace tangible::serve {

/// How long to read before the index is updated, so that a large mailbox becomes findable piece by piece. Doubles with
/// each round: many new stories make the index be rebuilt as a whole, and with doubling all rebuilds together cost at
/// most about twice as much as the last one.
class Patience {
public:
    explicit Patience(std::chrono::milliseconds first) : now_(first) {}
    /// Returns the time for the next round.
    std::chrono::milliseconds next() { return std::exchange(now_, now_ * 2); }

private:
    std::chrono::milliseconds now_;
};

/// Returns what the collection asks of its stories.
ingest::AdmissionRules admission_rules(const Config&, const Form&, const Codebook&);

/// Reads everything pending, updates the index and sends acknowledgements. With `talk`, reports progress on stderr. If
/// a server runs on the same folder, leaves the index to that server. Throws what reading and indexing throw.
void read_and_follow(Store&, ingest::ReadingPool&, const Config&, bool talk);

}  // namespace tangible::serve
