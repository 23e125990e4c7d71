// Headers and footers are "margins" here.  Each page or section repeats them, so an equal one is added only once; and
// they become the text of a document whose body is blank.
#include "ingest/formats/asides.h"
#include <algorithm>
#include <utility>

namespace tangible::ingest {
namespace {

bool blank(std::string_view s) { return s.find_first_not_of(" \t\r\n") == s.npos; }
bool is_margin(AsideKind kind) { return kind == AsideKind::header || kind == AsideKind::footer; }

}  // namespace

void add_aside(std::vector<Aside>& asides, AsideKind kind, std::string text) {
    Aside aside{kind, std::move(text)};
    if (blank(aside.text) || (is_margin(kind) && std::ranges::count(asides, aside) > 0)) return;
    asides.push_back(std::move(aside));
}

void read_headers_of_an_empty_page(Document& document) {
    if (!blank(document.text)) return;
    for (const Aside& aside : document.asides)
        if (is_margin(aside.kind)) document.text += aside.text + '\n';
    if (!document.text.empty()) std::erase_if(document.asides, [](const Aside& a) { return is_margin(a.kind); });
}

}  // namespace tangible::ingest
