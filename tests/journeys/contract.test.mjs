// What both commands promise on a bare Debian 12, as far as any machine can show it; tests/bare checks the rest.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { counted, sampled, sweeps_all } from "./helpers/sampled.mjs";
import { cases_of_program, cases_of_tap } from "../summary.mjs";

// This test opens no browser, so that it can say what is wrong when no other journey starts.
const here = dirname(fileURLToPath(import.meta.url)), root = join(here, "../..");
const debian = [18, 20, 4];  // the Node.js of Debian 12

/// Whether a range such as "^16.14.0 || >=18" allows this version of Node.js.
function admits(range, version) {
  const less = (a, b) => { const i = a.findIndex((n, k) => n !== b[k]); return i >= 0 && a[i] < b[i]; };
  const holds = (rule) => {
    const [, sign, numbers] = rule.match(/^([\^~]|>=|>|<=|<|=)?v?([\d.x*]+)$/) ?? assert.fail("not understood: " + rule);
    const wanted = [0, 1, 2].map((k) => Number(numbers.split(".")[k]) || 0);
    if (sign === ">=") return !less(version, wanted);
    if (sign === ">") return less(wanted, version);
    if (sign === "<=") return !less(wanted, version);
    if (sign === "<") return less(version, wanted);
    return version[0] === wanted[0] && !less(version, wanted);
  };
  return range.split("||").some((all) => all.trim().replace(/([<>=^~])\s+/g, "$1").split(/\s+/).every((rule) => rule === "*" || holds(rule)));
}

test("a range of versions allows the right ones", () => {
  for (const [range, yes] of [[">=18", true], [">= 14.6", true], [">=20", false], [">=18.20.5", false], ["^16.14.0 || >=18", true],
    ["^20.19 || >= 22", false], [">=14 <18", false], ["*", true], ["18.x", true]])
    assert.equal(admits(range, debian), yes, range);
});

test("every package of the tests runs on the Node.js of Debian 12", () => {
  const { packages } = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
  const rows = Object.entries(packages).filter(([, { engines }]) => engines?.node);
  assert.ok(rows.length > 10);
  for (const [name, { version, engines }] of rows) assert.ok(admits(engines.node, debian), `${name} ${version} needs Node.js ${engines.node}`);
});

test("no test uses features that are newer than the Node.js of Debian 12", () => {
  const newer = /\.(toSorted|toReversed|toSpliced|isWellFormed|toWellFormed)\(|\b(Object|Map)\.groupBy|Promise\.(withResolvers|try)|Array\.fromAsync|import\.meta\.(dirname|filename)|node:sqlite|\bawait using\b|\bglobSync\b|\bRegExp\.escape/;
  for (const folder of [here, join(here, ".."), join(here, "../corpora")])
    for (const file of readdirSync(folder).filter((f) => f.endsWith(".mjs") && f !== "contract.test.mjs"))
      assert.doesNotMatch(readFileSync(join(folder, file), "utf8"), newer, file);
});

/// Runs .ci/check with scripts in place of some of the machine's programs: {name: script}.
function check(words, instead = {}) {
  const stubs = mkdtempSync(join(tmpdir(), "tangible-stubs-"));
  for (const [name, script] of Object.entries(instead)) writeFileSync(join(stubs, name), "#!/bin/sh\n" + script + "\n", { mode: 0o755 });
  const run = spawnSync(join(root, ".ci/check"), words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: stubs + ":" + process.env.PATH, HOME: process.env.HOME, TANGIBLE_DATA: stubs } });
  rmSync(stubs, { recursive: true });
  return { status: run.status, lines: run.stderr.trim().split("\n").filter(Boolean) };
}

test("an obstacle is reported before anything starts, in one sentence that says what to do", async (t) => {
  const busy = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => busy.once("listening", done));
  t.after(() => busy.close());
  const { port } = busy.address();
  const full = 'echo "Filesystem 1024-blocks Used Available Capacity Mounted"; echo "x 9 9 102400 9% /"';
  const missing = { "dpkg-query": "exit 1", id: 'case $1 in -u) echo 1000 ;; *) echo robin ;; esac', sudo: "exit 1" };
  const rows = [
    [["serve", "--port", String(port)], {}, RegExp(`^Port ${port} is taken by another program .*choose another port`)],
    [["serve", `--port=${port}`], {}, RegExp(`^Port ${port} is taken`)],
    [["serve", "--port", "http"], {}, /^'http' is not a port: give a number/],
    [["serve", "--port", "0"], { df: full }, /has 100 MB free, and \d+ MB are needed there: make room/],
    [["tests"], { df: full }, /has 100 MB free, and \d+ MB are needed there: make room/],
    [["serve", "--port", "0"], missing, /^\d+ packages are missing, and sudo lets robin install none: run this as root, or/],
  ];
  for (const [words, instead, said] of rows) {
    const { status, lines } = check(words, instead);
    assert.equal(status, 1, words.join(" "));
    assert.equal(lines.length, 1, lines.join("\n"));
    assert.match(lines[0], said);
  }
  assert.deepEqual(check(["serve", "--port", "0"]), { status: 0, lines: [] });
});

test("skipped tests are counted, with the reason", () => {
  const xml = `<testsuites><testsuite name="A"><testcase name="one" status="run" result="completed" classname="A" />
    <testcase name="two" status="run" result="skipped" classname="A"><skipped message="/x/y.cpp:3&#x0A;no corpora &amp; more&#x0A;"><![CDATA[z]]></skipped></testcase>
    <testcase name="three" classname="A"><failure message="m" type=""></failure></testcase></testsuite></testsuites>`;
  assert.deepEqual(cases_of_program(xml), [{ name: "A.one", result: "passed", why: "" },
    { name: "A.two", result: "skipped", why: "no corpora & more" }, { name: "A.three", result: "failed", why: "" }]);
  const tap = `TAP version 13
    ok 1 - inner
    not ok 2 - broken
    ok 3 - left out # SKIP no inputs
not ok 1 - a file
    ok 1 - fine
not ok 2 - a file whose end failed
not ok 3 - a file that did not start
ok 4 - alone
`;
  assert.deepEqual(cases_of_tap(tap).map((c) => `${c.name}: ${c.result}${c.why && " " + c.why}`),
    ["inner: passed", "broken: failed", "left out: skipped no inputs", "fine: passed", "a file whose end failed: failed",
      "a file that did not start: failed", "alone: passed"]);
});

test("a sample takes one point of each block, and the same points for the same seed", () => {
  if (sweeps_all) return assert.deepEqual([...sampled([1, 2, 3], 2, "x")], [1, 2, 3]);
  const first = (name) => { const out = []; for (const n of sampled(counted(1, () => 1), 5, name)) if (out.push(n) === 40) return out; };
  const points = first("x");
  points.forEach((n, i) => assert.ok(n > 5 * i && n <= 5 * i + 5, `${n} of block ${i}`));
  assert.deepEqual(first("x"), points);
  assert.notDeepEqual(first("y"), points);
  assert.equal([...sampled([1, 2, 3], 5, "short")].length, 1, "a block that is not full must still give a point");
});
