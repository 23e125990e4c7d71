// Pages for people.  Each function answers one route: it makes a View of what the rooms below know, and fills a
// template with it.  The route table (serve/server/routes.cpp) gives the method, path, formats and least role of each.
//
//     Reply about(const Call& call, Workspace& work) {
//         View view{{"themes", work.collection.codebook.themes.size()}};
//         return page(call, work, "about", "About these stories", view);   // templates/about.mustache
//     }
//
// Before it calls a function, dispatch() has checked the role, the origin and the CSRF token; `call.session` is set on
// every route that needs a role.  The same path with .json or .csv gives the same data.  A function that changes
// something answers with a redirect (303), so that reloading the page does not repeat the change; a form with mistakes
// is shown again with what was typed.  All throw Error, which dispatch() turns into a page: {not_found} both for what
// is not there and for what this reader may not see.
#pragma once
#include "serve/collection/collection.h"

namespace tangible::serve::pages {

// The first page, and the teller's own page.  The pages on which a story is told are in tell/tell.h.
Reply home(const Call&, Workspace&);
Reply tell(const Call&, Workspace&);
/// Stores the story that a form sent, and leads to its private link.
Reply told(const Call&, Workspace&);
/// Leads tellers back to their private page, or has a new link mailed to them.
Reply my_story(const Call&, Workspace&);
Reply my_story_typed(const Call&, Workspace&);
Reply my_story_lost(const Call&, Workspace&);
/// Shows tellers what was kept of their story.  Whoever has the link may see and change it, so it is never logged.
Reply manage(const Call&, Workspace&);
Reply manage_consent(const Call&, Workspace&);
Reply manage_withdraw(const Call&, Workspace&);
Reply manage_cut(const Call&, Workspace&);
Reply manage_addition(const Call&, Workspace&);
/// Stores whether the teller agrees with what others would see.
Reply manage_answer(const Call&, Workspace&);
/// Shows every answer about the uses of the story; as JSON, the consent record.
Reply manage_receipt(const Call&, Workspace&);
Reply manage_correct(const Call&, Workspace&);
Reply manage_corrected(const Call&, Workspace&);
/// Stores what happened next as an addition to the story.
Reply manage_next(const Call&, Workspace&);
/// Returns all that there is about the story, as a ZIP file.
Reply manage_everything(const Call&, Workspace&);

// Searches, and the mails about them.
Reply search(const Call&, Workspace&);
/// Lists the stories behind a number.
Reply counted(const Call&, Workspace&);
Reply saved_searches(const Call&, Workspace&);
Reply save_search(const Call&, Workspace&);
Reply saved_search(const Call&, Workspace&);
Reply rename_search(const Call&, Workspace&);
Reply delete_search(const Call&, Workspace&);
/// Queues a confirmation mail to an address.
Reply subscribe(const Call&, Workspace&);
/// Shows the page behind the link in a mail, with buttons, which the next two functions answer.
Reply subscription(const Call&, Workspace&);
Reply subscription_confirmed(const Call&, Workspace&);
Reply subscription_ended(const Call&, Workspace&);

// Reading.
Reply story(const Call&, Workspace&);
Reply themes(const Call&, Workspace&);
Reply theme(const Call&, Workspace&);
Reply about(const Call&, Workspace&);
Reply help(const Call&, Workspace&);
Reply help_chapter(const Call&, Workspace&);

// Signing in, and one's own account.
Reply sign_in_form(const Call&, Workspace&);
Reply signed_in(const Call&, Workspace&);
Reply signed_out(const Call&, Workspace&);
/// Shows the form behind the link that a server without accounts prints, and makes the account of it.
Reply first_account(const Call&, Workspace&);
Reply first_account_made(const Call&, Workspace&);
Reply account(const Call&, Workspace&);
Reply change_password(const Call&, Workspace&);
Reply sign_out_everywhere(const Call&, Workspace&);
/// Queues a mail that asks whether the address belongs to the account.
Reply check_own_address(const Call&, Workspace&);
/// Shows the page behind the link in that mail, with a button, which the next function answers.
Reply own_address(const Call&, Workspace&);
Reply own_address_confirmed(const Call&, Workspace&);
Reply forget_own_address(const Call&, Workspace&);

// The coding desk.  Pages of the codebook are in desk/desk_theme.h.
Reply desk(const Call&, Workspace&);
Reply agreement(const Call&, Workspace&);
Reply desk_story(const Call&, Workspace&);
Reply verdict(const Call&, Workspace&);
Reply desk_add(const Call&, Workspace&);
Reply desk_undo(const Call&, Workspace&);
/// Stores that the coder has read the story to its end.
Reply desk_read(const Call&, Workspace&);
Reply learning(const Call&, Workspace&);
/// Puts a passage that reading cut out back into its story.
Reply desk_cut(const Call&, Workspace&);
Reply desk_addition(const Call&, Workspace&);
Reply desk_likeness(const Call&, Workspace&);

// Moderation: what others may read, and without which words.
Reply moderation(const Call&, Workspace&);
Reply moderate_story(const Call&, Workspace&);
/// Hides words of a story, leaves them, or undoes that.
Reply moderate_words(const Call&, Workspace&);
/// Passes a story, keeps it for the team, asks its teller, or flags it.
Reply moderate_decision(const Call&, Workspace&);
/// Shows the uses that a teller allows, for a member of staff to write down new answers.
Reply staff_consent(const Call&, Workspace&);
Reply staff_consent_set(const Call&, Workspace&);

// Submissions that could not be read.
Reply parked(const Call&, Workspace&);
Reply parked_one(const Call&, Workspace&);
Reply parked_bytes(const Call&, Workspace&);
Reply parked_read(const Call&, Workspace&);
Reply parked_typed(const Call&, Workspace&);
Reply parked_dropped(const Call&, Workspace&);

// Complaints: the form, the private page of whoever complained, and the register.
Reply complain(const Call&, Workspace&);
/// Stores the complaint that a form sent, and leads to its private link.
Reply complained(const Call&, Workspace&);
/// Shows whoever complained what was done.  Whoever has the link may see it, so it is never logged.
Reply complaint(const Call&, Workspace&);
Reply complaints(const Call&, Workspace&);
Reply complaint_at_desk(const Call&, Workspace&);
/// Notes a step, or answers.
Reply complaint_step(const Call&, Workspace&);
Reply complaint_erased(const Call&, Workspace&);

/// Returns a file of static/.
Reply file(const Call&, Workspace&);
/// Says what went wrong: as JSON below /api/ and for the format json, as a page otherwise.
Reply trouble(const Call&, Workspace&, int status, const std::string& title, const std::string& sentence);

/// Fills the template `name` (without suffix) and returns the page.  Adds to the view what every page shows: the title,
/// the collection's name, notice and contact, and who is signed in.
Reply page(const Call&, Workspace&, const char* name, const std::string& title, View, int status = 200);

}  // namespace tangible::serve::pages
