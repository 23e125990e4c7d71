// Pages for people: each function makes a View of what the rooms below know and fills a template with it.
// The same path with .json or .csv is the same data.
#pragma once
#include "serve/house/house.h"

namespace tangible::serve::pages {

Reply home(const Call&, Desk&);
Reply tell(const Call&, Desk&);
Reply told(const Call&, Desk&);
Reply manage(const Call&, Desk&);
Reply manage_consent(const Call&, Desk&);
Reply manage_withdraw(const Call&, Desk&);
Reply manage_cut(const Call&, Desk&);
Reply manage_addition(const Call&, Desk&);
Reply search(const Call&, Desk&);
Reply counted(const Call&, Desk&);
Reply saved_searches(const Call&, Desk&);
Reply save_search(const Call&, Desk&);
Reply saved_search(const Call&, Desk&);
Reply rename_search(const Call&, Desk&);
Reply delete_search(const Call&, Desk&);
Reply subscribe(const Call&, Desk&);
Reply subscription(const Call&, Desk&);
Reply subscription_confirmed(const Call&, Desk&);
Reply subscription_ended(const Call&, Desk&);
Reply story(const Call&, Desk&);
Reply themes(const Call&, Desk&);
Reply theme(const Call&, Desk&);
Reply about(const Call&, Desk&);
Reply sign_in_form(const Call&, Desk&);
Reply signed_in(const Call&, Desk&);
Reply signed_out(const Call&, Desk&);
Reply account(const Call&, Desk&);
Reply change_password(const Call&, Desk&);
Reply sign_out_everywhere(const Call&, Desk&);
Reply check_own_address(const Call&, Desk&);
Reply own_address(const Call&, Desk&);
Reply own_address_confirmed(const Call&, Desk&);
Reply forget_own_address(const Call&, Desk&);
Reply desk(const Call&, Desk&);
Reply agreement(const Call&, Desk&);
Reply desk_story(const Call&, Desk&);
Reply verdict(const Call&, Desk&);
Reply desk_read(const Call&, Desk&);
Reply learning(const Call&, Desk&);
Reply desk_cut(const Call&, Desk&);
Reply desk_addition(const Call&, Desk&);
Reply desk_likeness(const Call&, Desk&);
Reply parked(const Call&, Desk&);
Reply parked_one(const Call&, Desk&);
Reply parked_bytes(const Call&, Desk&);
Reply parked_read(const Call&, Desk&);
Reply parked_typed(const Call&, Desk&);
Reply parked_dropped(const Call&, Desk&);
Reply file(const Call&, Desk&);
/// What went wrong: a page for people, or JSON for programs.
Reply trouble(const Call&, Desk&, int status, const std::string& title, const std::string& sentence);

/// The page `name` inside the frame all pages share: navigation, notice, session.
Reply page(const Call&, Desk&, const char* name, const std::string& title, View, int status = 200);

}  // namespace tangible::serve::pages
