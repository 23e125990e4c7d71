// Pages for people: each function makes a View of what the rooms below know and fills a template with it.
// The same path with .json or .csv is the same data.
#pragma once
#include "serve/collection/collection.h"

namespace tangible::serve::pages {

Reply home(const Call&, Workspace&);
Reply tell(const Call&, Workspace&);
Reply told(const Call&, Workspace&);
Reply manage(const Call&, Workspace&);
Reply manage_consent(const Call&, Workspace&);
Reply manage_withdraw(const Call&, Workspace&);
Reply manage_cut(const Call&, Workspace&);
Reply manage_addition(const Call&, Workspace&);
Reply search(const Call&, Workspace&);
Reply counted(const Call&, Workspace&);
Reply saved_searches(const Call&, Workspace&);
Reply save_search(const Call&, Workspace&);
Reply saved_search(const Call&, Workspace&);
Reply rename_search(const Call&, Workspace&);
Reply delete_search(const Call&, Workspace&);
Reply subscribe(const Call&, Workspace&);
Reply subscription(const Call&, Workspace&);
Reply subscription_confirmed(const Call&, Workspace&);
Reply subscription_ended(const Call&, Workspace&);
Reply story(const Call&, Workspace&);
Reply themes(const Call&, Workspace&);
Reply theme(const Call&, Workspace&);
Reply about(const Call&, Workspace&);
Reply help(const Call&, Workspace&);
Reply help_chapter(const Call&, Workspace&);
Reply sign_in_form(const Call&, Workspace&);
Reply signed_in(const Call&, Workspace&);
Reply signed_out(const Call&, Workspace&);
Reply account(const Call&, Workspace&);
Reply change_password(const Call&, Workspace&);
Reply sign_out_everywhere(const Call&, Workspace&);
Reply check_own_address(const Call&, Workspace&);
Reply own_address(const Call&, Workspace&);
Reply own_address_confirmed(const Call&, Workspace&);
Reply forget_own_address(const Call&, Workspace&);
Reply desk(const Call&, Workspace&);
Reply agreement(const Call&, Workspace&);
Reply desk_story(const Call&, Workspace&);
Reply verdict(const Call&, Workspace&);
Reply desk_read(const Call&, Workspace&);
Reply learning(const Call&, Workspace&);
Reply desk_cut(const Call&, Workspace&);
Reply desk_addition(const Call&, Workspace&);
Reply desk_likeness(const Call&, Workspace&);
Reply parked(const Call&, Workspace&);
Reply parked_one(const Call&, Workspace&);
Reply parked_bytes(const Call&, Workspace&);
Reply parked_read(const Call&, Workspace&);
Reply parked_typed(const Call&, Workspace&);
Reply parked_dropped(const Call&, Workspace&);
Reply file(const Call&, Workspace&);
/// What went wrong: a page for people, or JSON for programs.
Reply trouble(const Call&, Workspace&, int status, const std::string& title, const std::string& sentence);

/// The page `name` inside the frame all pages share: navigation, notice, session.
Reply page(const Call&, Workspace&, const char* name, const std::string& title, View, int status = 200);

}  // namespace tangible::serve::pages
