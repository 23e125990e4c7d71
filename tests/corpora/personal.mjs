// How much of the labelled personal data of set `pii` is noticed, kind by kind.  The unit is a labelled place:
// recall is how many places lie wholly in what we notice, of whatever kind; precision is how many of those that we call
// by a kind touch a place with that label (in files that label only one kind, of that kind's findings).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { corpora, looks } from "./looks.mjs";

const kinds = {
  PERSON: "person", EMAIL_ADDRESS: "email", EMAIL: "email", PHONE_NUMBER: "phone", PHONE: "phone", UK_NHS: "nhs_number",
  UK_NINO: "uk_nino", UK_POSTCODE: "uk_postcode", STREET_ADDRESS: "street_address", DOMAIN_NAME: "url", URL: "url",
  email: "email", email_rfc: "email", phone: "phone", nhs_number: "nhs_number", uk_postcode: "uk_postcode",
};
const lines = (file) => readFileSync(join(corpora, "inputs/pii/files", file), "utf8").split("\n").filter(Boolean)
  .map((line) => JSON.parse(line));

/// Each a text with the places labelled in it, and the kinds that its file labels.
function samples() {
  const out = [];
  const all = ["person", "email", "phone", "street_address", "url"];
  for (const { text, spans } of lines("presidio-synth/synth.a.jsonl"))
    out.push({ text, labels: all, places: [...spans].sort((a, b) => a.start - b.start).map(({ value, type }) => ({ value, kind: kinds[type] })) });
  for (const name of ["uk_nhs", "uk_nino", "uk_postcode", "email", "phone", "url"])
    for (const { text, entity, positions } of lines(`presidio-unit/${name}.a.jsonl`)) {
      const kind = kinds[entity];
      out.push({ text, labels: [kind], places: positions.map(([a, b]) => ({ value: text.slice(a, b), kind })) });
    }
  for (const { kind, value, valid } of lines("values/values.a.jsonl"))
    if (kinds[kind])
      out.push({ text: `It is ${value} and so on.`, labels: [kinds[kind]], places: valid ? [{ value, kind: kinds[kind] }] : [] });
  return out;
}

const plain = (text) => text.normalize("NFC").replace(/[\u200B\uFEFF\u180E]/g, "").replace(/\s+/g, " ").trim().replace(/^["']|["']$/g, "");

/// A place counts when what is found in its text, laid end to end, holds it.  Labels come in the text's order, so that
/// a value labelled twice is looked for twice.
function seen(sample, found) {
  const text = Buffer.from(found.text);
  const masked = new Uint8Array(text.length);
  for (const { start, end } of found.personal) masked.fill(1, start, end);
  let from = 0;
  return sample.places.map(({ value, kind }) => {
    const needle = Buffer.from(plain(value));
    const next = text.indexOf(needle, from);
    const at = next >= 0 ? next : text.indexOf(needle);
    const end = at + needle.length;
    if (at >= 0) from = end;
    return { kind, at, end, held: at >= 0 && needle.length > 0 && masked.subarray(at, end).every(Boolean) };
  });
}

export function measure_personal(show = false) {
  const folder = mkdtempSync(join(tmpdir(), "tangible-pii-"));
  const all = samples();
  const files = all.map(({ text }, i) => {
    writeFileSync(join(folder, `${i}.txt`), text);
    return join(folder, `${i}.txt`);
  });
  const answers = looks("story", files);
  rmSync(folder, { recursive: true });
  const table = {};
  const row = (kind) => (table[kind] ??= { places: 0, noticed: 0, called: 0, right: 0 });
  all.forEach((sample, i) => {
    const found = { text: answers[i]?.text ?? "", personal: answers[i]?.personal ?? [] };
    const places = seen(sample, found);
    for (const { kind, held } of places) if (kind) ++row(kind).places, (row(kind).noticed += held);
    for (const { kind, start, end, text } of found.personal) {
      if (!sample.labels.includes(kind)) continue;
      ++row(kind).called;
      const right = places.some((p) => p.kind === kind && p.at < end && start < p.end);
      row(kind).right += right;
      if (show && !right) console.log(`  called ${kind}: ${JSON.stringify(text)} in ${JSON.stringify(sample.text.slice(0, 120))}`);
    }
    if (show) places.forEach(({ kind, held }, n) => {
      if (kind && !held) console.log(`  missed ${kind}: ${JSON.stringify(sample.places[n].value)} in ${JSON.stringify(sample.text.slice(0, 120))}`);
    });
  });
  return table;
}

export function print_personal(show) {
  const table = measure_personal(show);
  const percent = (a, b) => (b === 0 ? "" : `${((100 * a) / b).toFixed(1)} %`);
  console.log("pii: kind           recall (labelled places)     precision (what we call so)");
  for (const [kind, { places, noticed, called, right }] of Object.entries(table))
    console.log(`  ${kind.padEnd(16)}${`${noticed}/${places}`.padStart(10)}${percent(noticed, places).padStart(9)}` +
      `${`${right}/${called}`.padStart(20)}${percent(right, called).padStart(9)}`);
}
