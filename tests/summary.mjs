// What passed, failed and was skipped, and why, of all that tests/run ran.   node tests/summary.mjs FOLDER
// FOLDER holds GoogleTest's XML, a file a program, and journeys.tap.  Exit code 1 when something failed or nothing ran.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" };
const plain = (text) => text.replace(/&#x([0-9A-Fa-f]+);/g, (_, n) => String.fromCodePoint(parseInt(n, 16)))
  .replace(/&(lt|gt|quot|apos|amp);/g, (e) => entities[e]);

/// {name, result, why} of each case of a GoogleTest program.
export function cases_of_program(xml) {
  return [...xml.matchAll(/<testcase name="([^"]*)"([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)].map(([, name, attributes, inside = ""]) => {
    const room = attributes.match(/classname="([^"]*)"/)?.[1] ?? "";
    const skipped = inside.match(/<skipped(?: message="([^"]*)")?/);
    const why = skipped ? plain(skipped[1] ?? "").split("\n").filter((l) => l && !/^\S+:\d+$/.test(l)).join(" ") : "";
    return { name: `${room}.${name}`, result: /<failure/.test(inside) ? "failed" : skipped ? "skipped" : "passed", why };
  });
}

/// The same of a file in TAP.  What has tests below it is no test of its own, unless it failed and none of them did.
export function cases_of_tap(tap) {
  const cases = [], begins = Array(20).fill(0);  // by depth: how many cases there were when the one before it ended
  let before = 0;
  for (const line of tap.split("\n")) {
    const m = line.match(/^( *)(not )?ok \d+(?: - (.*?))?(?: # (SKIP|TODO)\b ?(.*))?$/);
    if (!m) continue;
    const depth = m[1].length / 4, failed = Boolean(m[2]), leaf = before <= depth;
    const explained = !leaf && cases.slice(begins[depth]).some((c) => c.result === "failed");
    if (leaf || (failed && !explained))
      cases.push({ name: m[3] ?? "", result: failed ? "failed" : m[4] === "SKIP" ? "skipped" : "passed", why: m[5] ?? "" });
    begins.fill(cases.length, depth);
    before = depth;
  }
  return cases;
}

function main(folder) {
  const cases = readdirSync(folder).sort().flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    return file.endsWith(".xml") ? cases_of_program(text) : file.endsWith(".tap") ? cases_of_tap(text) : [];
  });
  const of = (result) => cases.filter((c) => c.result === result);
  const why = {};
  for (const c of of("skipped")) (why[c.why || "no reason given"] ??= []).push(c.name);
  for (const c of of("failed")) console.log(`failed: ${c.name}`);
  for (const [reason, names] of Object.entries(why))
    console.log(`skipped: ${reason} (${names.length}: ${names.slice(0, 3).join(", ")}${names.length > 3 ? ", ..." : ""})`);
  console.log(`${of("passed").length} passed, ${of("failed").length} failed, ${of("skipped").length} skipped`);
  return of("failed").length > 0 || of("passed").length === 0 ? 1 : 0;
}

if (process.argv[1]?.endsWith("summary.mjs")) process.exitCode = main(process.argv[2]);
