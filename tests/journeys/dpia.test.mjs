// The data-protection sheet (serve/manual/dpia.md) says of each statement about the program which test shows it.  Every
// test that it names must exist, and no statement may leave it open.  Needs neither the program nor a browser.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const sheet = readFileSync(join(root, "serve/manual/dpia.md"), "utf8");

/// Returns the statements of a chapter, each on one line: the items of its lists with "-".
const statements = (text) => text.match(/^- [^]*?(?=\n(?:- |\n|$))/gm).map((item) => item.slice(2).replace(/\s*\n\s*/g, " "));

/// Returns the tests that a statement names; none when it ends with "(no test)"; undefined when it says neither.
function named(statement) {
  if (statement.endsWith("(no test)")) return [];
  const list = statement.match(/\((`[^`]+`(?:, `[^`]+`)*)\)$/);
  return list?.[1].split("`, `").map((name) => name.replaceAll("`", ""));
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/// Whether a test exists: "tests/serve/web/call_test.cpp#Call.html_is_escaped", or "tests/journeys/http.test.mjs#story
/// text is shown as text".  In a title that is a template, each value stands for one word.
function exists(name) {
  const [, file, title] = name.match(/^(tests\/[\w/.]+)#(.+)$/) ?? [];
  if (!file || !existsSync(join(root, file))) return false;
  const source = readFileSync(join(root, file), "utf8");
  if (file.endsWith(".cpp")) return new RegExp(`^TEST(_F)?\\(${escaped(title).replace("\\.", ", ")}\\)`, "m").test(source);
  const titles = [...source.matchAll(/^ *test\((["`])(.*?)\1, /gm)];
  return titles.some(([, quote, written]) =>
    new RegExp(`^${written.split(quote === "`" ? /\$\{.*?\}/ : /$^/).map(escaped).join("\\S+")}$`).test(title));
}

test("every statement of the sheet names tests that exist, or says that there is none", () => {
  const all = statements(sheet);
  assert.ok(all.length > 80, `${all.length} statements`);
  for (const statement of all) {
    const tests = named(statement);
    assert.ok(tests, `neither a test nor "(no test)": ${statement}`);
    for (const name of tests) assert.ok(exists(name), `there is no ${name}: ${statement}`);
  }
});

test("a test that is not there and a statement without one are noticed", () => {
  assert.deepEqual(statements("One:\n\n- a\n  b (no test)\n- c\n\nd\n- e\n"), ["a b (no test)", "c", "e"]);
  assert.equal(named("It is safe."), undefined);
  assert.equal(named("It is safe. (`tests/a`: see below)"), undefined);
  assert.deepEqual(named("It is safe. (`tests/a#b`, `tests/c#d`)"), ["tests/a#b", "tests/c#d"]);
  for (const name of ["tests/serve/asvs_test.cpp#Asvs.a_test_that_is_not_there_is_noticed",
    "tests/schemas/store/people/tellers_test.cpp#ATeller.is_told_how_far_the_erasure_is", "tests/journeys/http.test.mjs#story text is shown as text",
    "tests/journeys/survey.test.mjs#a survey as csv is received row by row"]) assert.ok(exists(name), name);
  for (const name of ["tests/serve/asvs_test.cpp#Asvs.nothing_of_the_kind", "tests/serve/asvs_test.cpp", "serve/main.cpp#main",
    "tests/nothing_test.cpp#Asvs.a_test_that_is_not_there_is_noticed", "tests/journeys/http.test.mjs#story text",
    "tests/schemas/store/people/tellers_test.cpp#ATeller.is_told", "tests/journeys/survey.test.mjs#a survey as is received row by row"])
    assert.ok(!exists(name), name);
});
