#include "ingest/reading/documents.h"
#include "ingest/text/normalise.h"
#include "tests/processor_time.h"
#include <chrono>
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

struct Row {
    std::string_view html, text;
};

TEST(Html, BlocksEndLinesAndWordsFlow) {
    const Row rows[] = {
        {"<p>One <b>two</b>\n   three</p><p>four", "One two three\nfour"},
        {"one<br>two<br/>three", "one\ntwo\nthree"},
        {"<h1>Our garden</h1>It grew.", "Our garden\nIt grew."},
        {"<div>a<div>b</div>c</div>", "a\nb\nc"},
        {"w<i>or</i>d", "word"},
        {"<p>a</p> <p>b</p>", "a\nb"},
        {"<pre>one\n  two</pre>", "one\ntwo"},
        {"&lt;b&gt; &amp; caf&eacute; &#8217;", "<b> & café ’"},
    };
    for (const Row& row : rows) EXPECT_EQ(normal(text_of_html(row.html)).text, row.text) << row.html;
}

TEST(Html, WhatIsNotDisplayedIsLeftOut) {
    const Row rows[] = {
        {"<head><title>T</title><style>p{}</style></head><body>a<script>b()</script>c", "ac"},
        {"<template><p>a</p></template>b", "b"},
        {"<div style='Display : None'>preview<div>more</div></div>seen", "seen"},
        {"<p hidden>a</p>b", "b"},
        {"<!-- a -->b", "b"},
        {"<svg><text>a</text></svg>b", "b"},
        {"<script>document.write('<p>a</p>')</script>b", "b"},
    };
    for (const Row& row : rows) EXPECT_EQ(normal(text_of_html(row.html)).text, row.text) << row.html;
}

TEST(Html, ListItemsAndTableRowsBecomeLines) {
    const Row rows[] = {
        {"<ul><li>one<li>two</ul>", "one\ntwo"},
        {"<ol><li>one<li><p>two</p></ol>", "1. one\n2. two"},
        {"<ol start=3 type=a><li>one<li>two</ol>", "c. one\nd. two"},
        {"<ol><li>one<ul><li>in</ul><li>two</ol>", "1. one\nin\n2. two"},
        {"<table><tr><th>year<th>what<tr><td>2019<td>a shed</table>", "year what\n2019 a shed"},
        {"<table><tr><td><p>One.</p><p>Two.</p></td><td>Three.</td></tr></table>", "One.\nTwo.\nThree."},
    };
    for (const Row& row : rows) EXPECT_EQ(normal(text_of_html(row.html)).text, row.text) << row.html;
}

TEST(Html, QuotesAreMarkedForMailsOnly) {
    std::string_view html = "Yes.<blockquote><p>Will you?</p><blockquote>Please?</blockquote></blockquote>Bye.";
    EXPECT_EQ(text_of_html(html), "Yes.\nWill you?\nPlease?\nBye.\n");
    EXPECT_EQ(text_of_html(html, Quotes::marked), "Yes.\n> Will you?\n> > Please?\nBye.\n");
}

TEST(Html, TheCharsetOfTheMetaElementIsUsed) {
    EXPECT_EQ(normal(document("<html><head><meta charset='iso-8859-2'></head><p>\xbfycie", Kind::html).text).text,
              "życie");
    EXPECT_EQ(normal(document("<meta http-equiv=content-type content='text/html; charset=windows-1251'><p>\xc4\xe0",
                              Kind::html)
                         .text)
                  .text,
              "Да");
}

TEST(Html, DeepNestingTakesSecondsAtMost) {
    std::string deep;
    for (int i = 0; i < 200'000; ++i) deep += "<div><b>";
    auto begin = ProcessorTime::now();
    EXPECT_EQ(text_of_html(deep + "a"), "a\n");
    EXPECT_LT(ProcessorTime::now() - begin, std::chrono::seconds(10));
}

}  // namespace
}  // namespace tangible::ingest
