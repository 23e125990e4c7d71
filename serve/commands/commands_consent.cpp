// `tangible consent`: prints the consent record of a story, and writes down what its teller said by other ways than our
// pages.
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/store/store.h"
#include "serve/collection/collection.h"
#include "serve/collection/consent_record.h"
#include "serve/collection/tokens.h"
#include "serve/commands/commands.h"
#include <iostream>

namespace tangible::serve {

int show_consent(Invocation& call) {
    const auto id = reference(call.words[0]);
    const auto config = configured(call.data_dir);
    Store store(call.data_dir, Store::Access::write);  // may have to make the secret of the names
    if (store.standing_of(id).state == Standing::State::unknown)
        throw Error(ErrorKind::not_found, "there is no story " + id);
    std::cout << to_json_ld(consent_record(store, config, secret_of(store), config.base_url, id),
                            read_form(config.form))
              << '\n';
    return 0;
}

int set_consent(Invocation& call) {
    const auto id = reference(call.words[0]);
    const auto how = call.value("how"), by = call.value("by");
    if (how.empty()) throw Error(ErrorKind::usage, "--how is missing: paper, spoken or mail");
    if (how != "paper" && how != "spoken" && how != "mail")
        throw Error(ErrorKind::usage, "--how must be paper, spoken or mail");
    if (call.value("uses").empty())
        throw Error(ErrorKind::usage, "--uses is missing: what they said yes to",
                    "--uses none, if they said yes to nothing");
    const auto form = read_form(configured(call.data_dir).form);
    Store store(call.data_dir, Store::Access::write);
    store.note_wording(form.wording());
    const auto uses = call.value("uses") == "none" ? Uses{} : closed(uses_from(call.value("uses")));
    store.set_consent(id, {form.id, uses, now_ms()},
                      {by.empty() ? Giver::teller : giver_named(by), way_named(how), by_command});
    std::cout << id << " now allows: " << (uses.empty() ? "nothing" : to_string(uses)) << '\n';
    return 0;
}

}  // namespace tangible::serve
