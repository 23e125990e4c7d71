// Telling a story: a page before you start, short pages with one question each, and the same form on one page.
//
// On the short pages every step is kept in a draft (schemas/store/people/drafts.h). The draft's token is in the
// address, and whoever has the address may read and change the draft, so it is never logged. When the teller sends it,
// the draft becomes the body of a posted form, and takes the same road as the form on one page.
#pragma once
#include "serve/collection/collection.h"

namespace tangible::serve::pages {

/// Says what happens to a story, who reads it, and in which ways it can be told.
Reply tell(const Call&, Workspace&);
/// Shows all questions on one page, also to print.
Reply tell_all(const Call&, Workspace&);
/// Stores the story that the form on one page sent, and leads to its private link.
Reply told(const Call&, Workspace&);

/// Shows the first question, before there is a draft.
Reply tell_begin(const Call&, Workspace&);
/// Begins a draft with what was typed, and leads to the next question.
Reply tell_begun(const Call&, Workspace&);
/// Leads to the draft whose code somebody typed.
Reply tell_back(const Call&, Workspace&);
/// Leads to the page of a draft where its teller left off.
Reply tell_on(const Call&, Workspace&);
Reply tell_step(const Call&, Workspace&);
/// Keeps what was typed on one page, and leads to the next.
Reply tell_step_saved(const Call&, Workspace&);
/// Shows the link by which the teller can come back.
Reply tell_later(const Call&, Workspace&);
/// Erases the draft.
Reply tell_deleted(const Call&, Workspace&);
/// Shows all answers before they are sent.
Reply tell_check(const Call&, Workspace&);
/// Stores the draft as a story, and leads to its private link.
Reply tell_sent(const Call&, Workspace&);

}  // namespace tangible::serve::pages
