// Pages are mustache files in serve/pages/templates (Templates), filled with values (View). Every value is escaped.
// Only a value made by View::html, whose name ends in "_html", is written as it is: for SVG and marked-up text that
// this program made and escaped.
//
//     View view{{"title", "Themes"}, {"chart_html", View::html(columns_svg(chart))}};
//     for (const auto& t : themes) view["themes"].push({{"label", t.label}, {"stories", t.stories}});
//     templates.render("themes", view);  // {{title}} {{{chart_html}}} {{#themes}}{{label}}: {{stories}}{{/themes}}
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

/// One value of a page: a text, HTML, true or false, a list, or a map from names to values. An empty text counts as
/// false, so that {{#place}} asks whether there is a place.
class View {
public:
    View() = default;
    View(std::string text) : text_(std::move(text)), truth_(!text_.empty()) {}
    View(std::string_view text) : View(std::string(text)) {}
    View(const char* text) : View(std::string(text)) {}
    View(bool b) : kind_(Kind::truth), truth_(b) {}
    template <class N>
    requires(std::is_arithmetic_v<N> && !std::is_same_v<N, bool>) View(N n) : View(std::to_string(n)) {}
    View(std::vector<View> list) : kind_(Kind::list), list_(std::move(list)) {}
    View(std::initializer_list<std::pair<const std::string, View>> members) : kind_(Kind::map), map_(members) {}

    /// Returns a value that is written unescaped. `made_here` must be HTML from this program, with all foreign text in
    /// it escaped.
    static View html(std::string made_here);

    /// Returns the member of this name, makes it if it is not there, and turns the value into a map if it is not one.
    View& operator[](const std::string& name);
    /// Adds an item, and turns the value into a list if it is not one.
    void push(View item);

    enum class Kind { text, html, truth, list, map };
    Kind kind() const { return kind_; }
    const std::string& text() const { return text_; }
    bool truth() const { return truth_; }
    const std::vector<View>& list() const { return list_; }
    const std::map<std::string, View>& map() const { return map_; }

private:
    Kind kind_ = Kind::text;
    std::string text_;
    bool truth_ = false;
    std::vector<View> list_;
    std::map<std::string, View> map_;
};

/// The pages of one folder, read once. Any thread.
class Templates {
public:
    /// Reads every *.mustache file of the folder. Throws Error{bad_schema}, with the file's name, for one that is not
    /// valid, includes a partial that is not there, or writes a value unescaped ({{{ or {{&) whose name does not end in
    /// "_html".
    explicit Templates(const std::filesystem::path& folder);
    ~Templates();
    Templates(Templates&&) noexcept;
    /// Returns the page of this name (without suffix), filled with the view. Files whose names begin with '_' are
    /// partials, which pages include: {{>_head}}. Throws Error{not_found} when there is no such page, and
    /// Error{bad_schema} for a text under a name that ends in "_html".
    std::string render(std::string_view name, const View&) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::serve
