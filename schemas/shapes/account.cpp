// The names of the roles are in one array, in the order of the enum.  role_named() starts behind `anyone`, which is the
// role of visitors and of no account.
#include "schemas/shapes/account.h"
#include "schemas/ground/error.h"
#include "schemas/ground/limit_text.h"
#include <algorithm>
#include <iterator>

namespace tangible {
namespace {
constexpr std::string_view roles[] = {"anyone", "researcher", "coder", "moderator", "admin"};
}

std::string_view name(Role r) { return roles[static_cast<std::size_t>(r)]; }

Role role_named(std::string_view word) {
    for (std::size_t i = 1; i < std::size(roles); ++i)
        if (roles[i] == word) return static_cast<Role>(i);
    throw Error(ErrorKind::usage, "there is no role '" + std::string(word.substr(0, 40)) + "'",
                "the roles are researcher, coder, moderator and admin");
}

std::string account_name_problem(std::string_view name) {
    constexpr std::size_t longest = 100;
    const bool plain = std::ranges::none_of(name, [](unsigned char c) { return c < ' ' || c == 0x7F; });
    if (!name.empty() && name.size() <= longest && plain && name.front() != ' ' && name.back() != ' ') return "";
    return "The name of an account must be 1 to " + in_digits(longest) +
           " characters on one line, without spaces at either end";
}

}  // namespace tangible
