// Pages of a list: every list that can grow is shown in pages (_pages.mustache).
#pragma once
#include "serve/web/call.h"
#include "serve/web/template.h"
#include <cstddef>
#include <string>

namespace tangible::serve::pages {

/// Which part of a list is shown.
struct Paging {
    std::size_t here = 1, of = 1;    ///< pages, from 1
    std::size_t first = 0, end = 0;  ///< of the list: [first, end)
};

/// The page that the address asks for (page=), of a list with so many entries; the last for any later one.
Paging paging(const Call&, std::size_t entries, std::size_t page_size = 50);
/// For {{#pages}}{{>_pages}}{{/pages}}.  `address` is that of the list without its page, and has a '?'.
View pages_view(const Paging&, const std::string& address);

}  // namespace tangible::serve::pages
