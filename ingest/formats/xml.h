// XML of a docx or odt part as a tree that can be walked without a stack of calls, however deep it
// is nested.  Names are compared without their prefix, since writers choose it.  Any DOCTYPE is refused:
// strangers declare no entities (T18).
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace tangible::ingest::xml {

/// A view into a Tree.
class Node {
public:
    Node() = default;
    explicit operator bool() const { return raw_ != nullptr; }
    bool operator==(const Node&) const = default;

    std::string_view name() const;   ///< "w:p"
    std::string_view local() const;  ///< "p"
    bool is_text() const;
    std::string_view text() const;  ///< of a text node
    /// "" when there is none.
    std::string_view attribute(std::string_view local_name) const;
    /// The first one.
    Node child(std::string_view local_name) const;
    Node first_child() const;
    Node next() const;
    Node parent() const;

    struct Children;
    Children children() const;

private:
    friend class Tree;
    explicit Node(void* raw) : raw_(raw) {}
    void* raw_ = nullptr;
};

struct Node::Children {
    struct Iterator {
        Node node;
        Node operator*() const { return node; }
        Iterator& operator++() {
            node = node.next();
            return *this;
        }
        bool operator==(const Iterator&) const = default;
    };
    Node first;
    Iterator begin() const { return {first}; }
    Iterator end() const { return {}; }
};

inline Node::Children Node::children() const { return {first_child()}; }

class Tree {
public:
    explicit Tree(const std::string& xml);
    ~Tree();
    /// No node when it is not XML.
    Node root() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// enter(node) tells whether to go in; leave(node) is called for each node that was entered.
template <class Enter, class Leave> void walk(Node root, Enter enter, Leave leave) {
    for (Node node = root; node;) {
        bool in = enter(node);
        if (in && node.first_child()) {
            node = node.first_child();
            continue;
        }
        if (in) leave(node);
        while (node != root && !node.next()) {
            node = node.parent();
            leave(node);
        }
        if (node == root) return;
        node = node.next();
    }
}

}  // namespace tangible::ingest::xml
