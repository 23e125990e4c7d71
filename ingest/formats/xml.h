// Reads the XML of a docx, odt or xlsx part into a tree.
//
// walk() visits the tree without recursion, so that deep nesting cannot exhaust the stack.  Names are compared without
// their prefix, since each program chooses its own.  XML with a DOCTYPE is refused, because a DOCTYPE can declare
// entities that expand without limit.
//
//     const xml::Tree tree(part);
//     xml::walk(tree.root(), [&](xml::Node n) { if (n.is_text()) text += n.text(); return true; }, [](xml::Node) {});
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace tangible::ingest::xml {

/// A node of a Tree, or no node (false).  Must not be used after its tree is gone.
class Node {
public:
    Node() = default;
    explicit operator bool() const { return raw_ != nullptr; }
    bool operator==(const Node&) const = default;

    std::string_view name() const;   ///< "w:p"
    std::string_view local() const;  ///< "p"
    bool is_text() const;
    std::string_view text() const;  ///< of a text node
    /// Returns the value of an attribute; "" when there is none.
    std::string_view attribute(std::string_view local_name) const;
    /// Returns the first child of that name; no node when there is none.
    Node child(std::string_view local_name) const;
    Node first_child() const;
    Node next() const;  ///< the next sibling
    Node parent() const;

    struct Children;
    /// Returns the children, for a range-based for loop.
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

/// A parsed XML document.
class Tree {
public:
    /// Parses a copy of `xml`.
    explicit Tree(const std::string& xml);
    ~Tree();
    /// Returns the outermost element; no node when the text is not XML or has a DOCTYPE.
    Node root() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Visits `root` and all nodes below it in the order of the text, without recursion.  Calls enter(node) for each node;
/// when that returns true, visits the node's children and then calls leave(node).
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
