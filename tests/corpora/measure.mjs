// How much of what the origins of real inputs state holds of what `tangible look` prints, set by set; fails when a set
// falls below what was reached (floors.json).   node tests/corpora/measure.mjs [--show] [--peers] [SET]...
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { corpora, looks, rows, with_files } from "./looks.mjs";
import { applies, broken } from "./rules.mjs";
import { peers_of } from "./peers/peers.mjs";
import { print_personal } from "./personal.mjs";

const mails = ["bounces-sisimai", "mail-mu", "mail-redmine", "mime-enmime", "mime-mime4j", "mime-misc", "mime-php",
  "mime-python", "mime-rubymail", "mime-stalwart"];
const replies = ["reply-erp", "reply-forward", "reply-quotequail", "reply-talon", "reply-trimmer"];
const documents = ["docs-hostile", "docs-office-extra", "docs-pandoc", "docs-pdf", "docs-rtf", "docs-tika", "tnef"];
const others = ["captions", "charset", "lang", "mbox", "tabular"];
const step_of = (set) => ([...mails, ...replies].includes(set) ? "letter" : "story");

const floors = JSON.parse(readFileSync(new URL("floors.json", import.meta.url), "utf8"));
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const [show, with_peers] = ["--show", "--peers"].map((flag) => process.argv.includes(flag));

const asked = (set, manifest) =>
  rows(set, manifest).filter(({ kind, expect, confidence = "high" }) => applies({ kind, expect, confidence }));

/// One manifest of one set: of its rows or, for a consensus, of its fields, how many hold.
function measured(set, manifest, all, answers) {
  const count = { held: 0, of: 0, high: { held: 0, of: 0 } };
  all.forEach((row, i) => {
    const wrong = broken(answers[i], row.expect);
    if (wrong === null) return;
    const by_field = manifest === "consensus.jsonl";
    const of = by_field ? Object.keys(row.expect).length : 1;
    const held = by_field ? of - wrong.length : Number(wrong.length === 0);
    count.of += of, count.held += held;
    if (row.confidence === "high") count.high.of += of, count.high.held += held;
    if (show && wrong.length > 0) console.log(`  ${row.id} (${row.confidence ?? "agreed"}): ${wrong.join(", ")}`);
  });
  return count;
}

/// Adds, peer by peer, how many rows the peer and we hold of those that it can answer, by the keys that it gives.
function compare(counts, set, all, answers, files) {
  for (const { peer, keys, read } of peers_of(set)) {
    const count = (counts[peer] ??= { theirs: 0, ours: 0, of: 0 });
    all.forEach((row, i) => {
      if (!keys.some((key) => key in row.expect)) return;
      const found = read(files[i], row);
      if (found === undefined) return;
      ++count.of;
      count.theirs += broken(found, row.expect, keys).length === 0;
      count.ours += broken(answers[i], row.expect, keys).length === 0;
    });
  }
}

const share = ({ held, of }) => (of === 0 ? "" : `${((100 * held) / of).toFixed(1)} %`);
const cell = ({ held, of }) => (of === 0 ? "".padStart(18) : `${held}/${of}`.padStart(10) + share({ held, of }).padStart(8));

const beside = (peers) => Object.entries(peers).filter(([, { of }]) => of > 0)
  .map(([peer, { theirs, ours, of }]) => `${peer} ${theirs}, we ${ours} of ${of}`).join("; ");

function main() {
  if (!existsSync(join(corpora, "README.md"))) {
    console.error("NOT RUN: the real inputs are not at TANGIBLE_CORPORA; this says nothing");
    return 0;
  }
  let failed = 0;
  console.log("set                       high rows              all rows          agreed fields   others on the same");
  for (const set of [...mails, ...replies, ...documents, ...others]) {
    if (wanted.length > 0 && !wanted.includes(set)) continue;
    const counts = {}, peers = {};
    for (const manifest of ["expect.jsonl", "consensus.jsonl"]) {
      const all = asked(set, manifest);
      with_files(all, (files) => {
        const answers = looks(step_of(set), files);
        counts[manifest] = measured(set, manifest, all, answers);
        if (with_peers) compare(peers, set, all, answers, files);
      });
    }
    const expect = counts["expect.jsonl"], agreed = counts["consensus.jsonl"];
    console.log(`${set.padEnd(18)}${cell(expect.high)}  ${cell(expect)}  ${cell(agreed)}   ${beside(peers)}`);
    for (const [name, { held, of }] of Object.entries({ expect, agreed }))
      if (of > 0 && held < (floors[set]?.[name] ?? 0)) {
        console.error(`  ${set}: ${held} ${name} hold, ${floors[set][name]} did`);
        failed = 1;
      }
  }
  if (wanted.length === 0 || wanted.includes("pii")) print_personal(show);
  return failed;
}

process.exitCode = main();
