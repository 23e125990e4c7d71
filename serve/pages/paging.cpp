// paging() moves the page number of the address into the range of pages that exist, so that a link to a page that is
// gone by now shows the last one. pages_view() makes the links to the previous and the next page.
#include "serve/pages/paging.h"
#include <algorithm>
#include <charconv>

namespace tangible::serve::pages {

Paging paging(const Call& call, std::size_t entries, std::size_t page_size) {
    Paging p;
    p.of = std::max<std::size_t>(1, (entries + page_size - 1) / page_size);
    const auto said = value_of(call.query, "page");
    std::from_chars(said.data(), said.data() + said.size(), p.here);
    p.here = std::clamp<std::size_t>(p.here, 1, p.of);
    p.first = std::min(entries, (p.here - 1) * page_size);
    p.end = std::min(entries, p.first + page_size);
    return p;
}

View pages_view(const Paging& p, const std::string& address) {
    const auto to = [&](std::size_t n) {
        return address + (address.back() == '?' ? "" : "&") + "page=" + std::to_string(n);
    };
    return {{"here", p.here},
            {"of", p.of},
            {"several", p.of > 1},
            {"previous", p.here > 1 ? to(p.here - 1) : ""},
            {"next", p.here < p.of ? to(p.here + 1) : ""}};
}

}  // namespace tangible::serve::pages
