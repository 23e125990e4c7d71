// Pages of a list.  Every list that can grow is shown in pages, with the links of templates/_pages.mustache.
//
//     const auto shown = paging(call, all.size());
//     for (std::size_t i = shown.first; i < shown.end; ++i) list.push(line_of(all[i]));
//     view["pages"] = pages_view(shown, "/parked?");
#pragma once
#include "serve/web/call.h"
#include "serve/web/template.h"
#include <cstddef>
#include <string>

namespace tangible::serve::pages {

/// Which part of a list is shown.
struct Paging {
    std::size_t here = 1, of = 1;    ///< pages, from 1
    std::size_t first = 0, end = 0;  ///< entries shown: indices [first, end)
};

/// Returns the page that the address asks for (page=).  The first page when it asks for none or for what is no number;
/// the last page for a later one.  An empty list has one page.
Paging paging(const Call&, std::size_t entries, std::size_t page_size = 50);
/// Returns the view for {{#pages}}{{>_pages}}{{/pages}}.  `address` is that of the list without page=; it has a '?'.
View pages_view(const Paging&, const std::string& address);

}  // namespace tangible::serve::pages
