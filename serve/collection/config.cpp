// A table pairs the name of each setting with the function that checks and stores it. configured() goes through the
// table twice, for the file and then for the environment, so that the same rules apply to both. A variable becomes a
// YAML node with the variable's name in place of a file, so that complaints name it. To add a setting, add a member to
// Config and a row here, and describe it in serve/manual/running.md.
#include "serve/collection/config.h"
#include "schemas/ground/error.h"
#include "schemas/system/share.h"
#include "schemas/yaml/yaml.h"
#include <cstdlib>
#include <functional>
#include <sstream>

namespace tangible::serve {
namespace {

/// One row: the name in tangible.yaml, and what checks the value and stores it. `take` throws Error{bad_schema}.
struct Setting {
    const char* name;
    std::function<void(Config&, const yaml::Node&)> take;
};

/// Returns a whole number between `low` and `high`, both included.
template <class T> int whole(const yaml::Node& n, T low, T high) {
    int v = n.number();
    if (v < static_cast<int>(low) || v > static_cast<int>(high))
        n.complain("must be between " + std::to_string(low) + " and " + std::to_string(high));
    return v;
}

std::string relay_url(const yaml::Node& n) {
    if (!n.str().starts_with("smtp://") && !n.str().starts_with("smtps://"))
        n.complain("must be smtp://HOST:PORT or smtps://HOST");
    return n.str();
}

std::string mail_address(const yaml::Node& n) {
    const auto at = n.str().find('@');
    if (at == 0 || at >= n.str().size() - 1 || n.str().find_first_of(" <>,\r\n") != std::string::npos)
        n.complain("must be a single mail address, such as stories@example.org");
    return n.str();
}

/// Returns the items of a list. In the environment, a list is words with spaces between.
std::vector<yaml::Node> items_of(const yaml::Node& n) {
    if (n.kind == yaml::Node::Kind::list) return n.items;
    std::vector<yaml::Node> items;
    yaml::Node word = n;
    std::istringstream words(n.str());
    while (words >> word.text) items.push_back(word);
    return items;
}

std::vector<Network> networks(const yaml::Node& n) {
    std::vector<Network> out;
    for (const auto& item : items_of(n)) {
        const auto one = network(item.str());
        if (!one) item.complain("'" + item.str() + "' is not an address or a block such as 10.0.0.0/8");
        out.push_back(*one);
    }
    return out;
}

std::vector<std::string> host_names(const yaml::Node& n) {
    std::vector<std::string> out;
    for (const auto& item : items_of(n)) {
        out.push_back(item.str());
        if (out.back().find_first_of("/@ ,*") != std::string::npos)
            item.complain("'" + out.back() + "' is not a host name such as stories.example.org");
    }
    return out;
}

std::string before_or_none(const yaml::Node& n) {
    if (n.str() != "before" && n.str() != "none")
        n.complain("must be 'before', if a moderator passes each story first, or 'none'");
    return n.str();
}

std::string country(const yaml::Node& n) {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (n.str().size() != 2 || !is_capital(n.str()[0]) || !is_capital(n.str()[1]))
        n.complain("must be a country by the two capital letters of ISO 3166, such as GB");
    return n.str();
}

/// Returns the basis of each use that the map names.
std::map<Use, LegalBasis> legal_bases(const yaml::Node& n) {
    static const std::map<std::string, LegalBasis> names = {{"consent", LegalBasis::consent},
                                                            {"public-task", LegalBasis::public_task},
                                                            {"legitimate-interest", LegalBasis::legitimate_interest}};
    n.only({"team", "count", "research", "publish", "quote"});
    std::map<Use, LegalBasis> out;
    for (const auto& [use, basis] : n.map()) {
        const auto found = names.find(basis.str());
        if (found == names.end()) basis.complain("must be consent, public-task or legitimate-interest");
        out[use_named(use)] = found->second;
    }
    return out;
}

const Setting settings[] = {
    {"name", [](Config& c, const yaml::Node& n) { c.name = n.str(); }},
    {"contact", [](Config& c, const yaml::Node& n) { c.contact = n.str(); }},
    {"jurisdiction", [](Config& c, const yaml::Node& n) { c.jurisdiction = country(n); }},
    {"authority", [](Config& c, const yaml::Node& n) { c.authority = n.str(); }},
    {"legal_basis", [](Config& c, const yaml::Node& n) { c.legal_basis = legal_bases(n); }},
    {"address", [](Config& c, const yaml::Node& n) { c.address = n.str(); }},
    {"port", [](Config& c, const yaml::Node& n) { c.port = static_cast<std::uint16_t>(whole(n, 0, 65535)); }},
    {"base_url", [](Config& c, const yaml::Node& n) { c.base_url = n.str(); }},
    {"hosts", [](Config& c, const yaml::Node& n) { c.hosts = host_names(n); }},
    {"trusted_proxies", [](Config& c, const yaml::Node& n) { c.trusted_proxies = networks(n); }},
    {"moderation", [](Config& c, const yaml::Node& n) { c.moderation = before_or_none(n); }},
    {"codebook", [](Config& c, const yaml::Node& n) { c.codebook = c.data_dir / n.str(); }},
    {"form", [](Config& c, const yaml::Node& n) { c.form = c.data_dir / n.str(); }},
    {"signs", [](Config& c, const yaml::Node& n) { c.signs = c.data_dir / n.str(); }},
    {"relay", [](Config& c, const yaml::Node& n) { c.relay.url = relay_url(n); }},
    {"relay_user", [](Config& c, const yaml::Node& n) { c.relay.user = n.str(); }},
    {"relay_password_file", [](Config& c, const yaml::Node& n) { c.relay.password_file = c.data_dir / n.str(); }},
    {"relay_ca_file", [](Config& c, const yaml::Node& n) { c.relay.ca_file = c.data_dir / n.str(); }},
    {"mail_from", [](Config& c, const yaml::Node& n) { c.mail_from = mail_address(n); }},
    {"readers", [](Config& c, const yaml::Node& n) { c.readers = whole(n, 1, 64); }},
    {"threads", [](Config& c, const yaml::Node& n) { c.threads = whole(n, 4, 1024); }},
    {"connections_per_address",
     [](Config& c, const yaml::Node& n) { c.connections_per_address = whole(n, 1, 100000); }},
    {"stories_per_hour", [](Config& c, const yaml::Node& n) { c.stories_per_hour = whole(n, 1, 1000000); }},
    {"keep_free_mb", [](Config& c, const yaml::Node& n) { c.keep_free_mb = whole(n, 0, 1000000); }},
    {"lmtp_socket", [](Config& c, const yaml::Node& n) { c.lmtp_socket = c.data_dir / n.str(); }},
    {"lmtp_port", [](Config& c, const yaml::Node& n) { c.lmtp_port = whole(n, 0, 65535); }},
    {"lmtp_connections", [](Config& c, const yaml::Node& n) { c.lmtp_connections = whole(n, 1, 200); }},
    {"retrain_after", [](Config& c, const yaml::Node& n) { c.retrain_after = whole(n, 0, 1000000); }},
    {"demote_below_percent", [](Config& c, const yaml::Node& n) { c.demote_below_percent = whole(n, 0, 100); }},
    {"index_kept_days", [](Config& c, const yaml::Node& n) { c.index_kept_days = whole(n, 0, 3650); }},
    {"mailboxes", [](Config& c, const yaml::Node& n) { c.mailboxes = read_mailboxes(n, c.data_dir); }},
};

/// Returns "TANGIBLE_BASE_URL" for "base_url".
std::string environment_name(std::string_view setting) {
    std::string out = "TANGIBLE_";
    for (char c : setting) out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return out;
}

}  // namespace

Config configured(const std::filesystem::path& data_dir) {
    Config config;
    config.data_dir = data_dir;
    config.codebook = data_dir / "codebook.yaml";  // where put_in_force() writes the first edit of the shipped codebook
    if (!std::filesystem::exists(config.codebook))
        config.codebook = shared_file("schemas/codebooks/partnership-stories.yaml");
    config.form = shared_file("schemas/forms/story-form.yaml");
    config.signs = shared_file("schemas/codebooks/signs.yaml");
    if (auto file = data_dir / "tangible.yaml"; std::filesystem::exists(file)) {
        auto root = yaml::parse_file(file);
        std::vector<std::string_view> names;
        for (const auto& s : settings) names.push_back(s.name);
        root.only(names);
        for (const auto& s : settings)
            if (const auto* node = root.find(s.name)) s.take(config, *node);
    }
    for (const auto& s : settings) {
        auto variable = environment_name(s.name);
        if (const char* value = std::getenv(variable.c_str())) {
            yaml::Node node;
            node.text = value;
            node.file = variable;
            s.take(config, node);
        }
    }
    if (!config.relay.url.empty() && config.mail_from.empty())
        throw Error(ErrorKind::bad_schema, "'relay' is set, but 'mail_from' is not",
                    "set 'mail_from' to the address to which people send stories");
    return config;
}

}  // namespace tangible::serve
