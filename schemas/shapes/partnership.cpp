// types() collects them in a set, which sorts them and removes duplicates.
#include "schemas/shapes/partnership.h"
#include <set>

namespace tangible {

std::vector<std::string> Partnership::types() const {
    std::set<std::string> each;
    for (const auto& p : partners) each.insert(p.type);
    return {each.begin(), each.end()};
}

}  // namespace tangible
