// `tangible agreement`: prints how far coders agree, as a table or as JSON. The sentences that explain the figures go
// to stderr, so that the table can be piped.
#include "schemas/ground/error.h"
#include "serve/coding/agreed.h"
#include "serve/collection/config.h"
#include "serve/commands/commands.h"
#include "serve/pages/views.h"
#include <iostream>

namespace tangible::serve {

namespace {

constexpr char columns[] = "theme\tunits\tcoders\tpercent\tkappa\talpha\tAC1\n";

// One row; `units` are those that two or more people coded.
void print(const index::ThemeAgreement& t, const std::string& name) {
    const auto& a = t.agreement;
    std::cout << name << '\t' << a.shared << '\t' << a.coders;
    for (const auto* f : {&a.percent, &a.kappa, &a.alpha, &a.ac1}) std::cout << '\t' << in_words(*f);
    std::cout << '\n';
}

}  // namespace

// Rows: "blind" for the second readings, "all" for all themes, then each theme that two or more people coded.
int agreement(Invocation& call) {
    const bool as_json = call.has("json");
    Store store(call.data_dir, Store::Access::read);
    const auto book = read_codebook(configured(call.data_dir).codebook);
    const auto found = agreed(store, book);
    const auto& a = found.all;
    if (as_json) {
        std::cout << to_json(found, book) << '\n';
    } else if (a.pooled.agreement.shared || found.blind.agreement.shared) {
        std::cerr << agreement_unit << '\n' << agreement_caution << '\n';
        std::cout << columns;
        if (found.blind.agreement.shared) {
            std::cerr << "blind: " << agreement_blind << '\n';
            print(found.blind, "blind");
        }
        if (a.pooled.agreement.shared) print(a.pooled, "all");
        for (const auto& t : a.themes)
            if (t.agreement.shared) print(t, t.theme);
        if (found.passages_disputed)
            std::cerr << "People disagree about " << pages::counted(found.passages_disputed, "passage", "passages")
                      << ".\n";
    }
    if (a.pooled.agreement.shared || found.blind.agreement.shared) return 0;
    std::cerr << "No two people have decided on the same theme in the same story yet: there is nothing to compare.\n";
    return 4;
}

}  // namespace tangible::serve
