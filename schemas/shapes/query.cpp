// The names of the shapes are in one array, in the order of the enum.
#include "schemas/shapes/query.h"
#include <algorithm>
#include <iterator>

namespace tangible {
namespace {

constexpr std::string_view shapes[] = {"stories", "passages", "context"};

}  // namespace

std::string_view name(Shape shape) { return shapes[static_cast<std::size_t>(shape)]; }

Shape shape_named(std::string_view said) {
    const auto at = std::find(std::begin(shapes), std::end(shapes), said);
    return at == std::end(shapes) ? Shape::stories : static_cast<Shape>(at - std::begin(shapes));
}

}  // namespace tangible
