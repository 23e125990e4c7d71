// The consent receipt: every answer about every use of a story, with the words of the question, as a page and as JSON.
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "serve/collection/consent_record.h"
#include "serve/pages/pages.h"
#include "serve/pages/teller/teller.h"
#include "serve/pages/views.h"

namespace tangible::serve::pages {

Reply manage_receipt(const Call& call, Workspace& work) {
    const auto standing = standing_or_404(call, work);
    const auto& collection = work.collection;
    const auto record = consent_record(work.store, collection.config, collection.secret,
                                       base_of(call, collection.config), standing.reference);
    if (call.format == "json") return json(to_json_ld(record, collection.form));
    View uses(std::vector<View>{}), wordings(std::vector<View>{});
    for (const auto& u : collection.form.uses) {
        View answers(std::vector<View>{});
        for (const auto& e : record.events)
            if (e.use == u.use)
                answers.push({{"answer", answer_in_words(e.answer)},
                              {"when", day(e.said_ms)},
                              {"how", way_in_words(e.giving.how)},
                              {"by", e.giving.by == Giver::teller ? "" : std::string(name(e.giving.by))},
                              {"wording", e.wording}});
        const auto basis = record.bases.find(u.use);
        uses.push({{"question", u.question},
                   {"answers", answers},
                   {"none", answers.list().empty()},
                   {"basis", basis == record.bases.end() ? "" : basis_in_words(basis->second)}});
    }
    for (const auto& w : record.wordings)
        wordings.push({{"id", w.id}, {"sha256", sha256_hex(w.text)}, {"lang", w.language}, {"text", w.text}});
    return page(call, work, "receipt", "What you said yes to",
                {{"token", call.parts[0]},
                 {"reference", standing.reference},
                 {"received", record.received_ms ? day(record.received_ms) : ""},
                 {"uses", uses},
                 {"wordings", wordings},
                 {"withdrawn", standing.state == Standing::State::withdrawn}});
}

}  // namespace tangible::serve::pages
