// When what was read is what a manifest expects: one rule a key.  A rule sees what was read and the whole expectation.
import { createHash } from "node:crypto";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const collapsed = (text) => (text ?? "").replace(/[\s\u00a0\u0085]+/gu, " ").trim();
const bare = (text) => (text ?? "").replace(/\s/g, "");

// Signs that writers and readers choose freely are one.
const signs = { "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00ad": "", "\u200b": "", "\ufeff": "",
  "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl" };
const folded = (text) => collapsed((text ?? "").replace(/[\u2018\u2019\u201c\u201d\u00ad\u200b\ufeff\ufb00-\ufb02]/g,
  (sign) => signs[sign])).normalize("NFC");

/// Some origins print a sign of their own between the cells of a table, and say so.
const without_cell_signs = (text, { compare = "" }) =>
  compare.includes('"|" cell separators removed') ? bare(folded(text).replaceAll("|", "")) : folded(text);

const has = (text, piece) => folded(text).includes(folded(piece));
const all_in = (text, pieces) => pieces.every((piece) => has(text, piece));
const same_list = (a, b) => JSON.stringify([...new Set(a)].sort()) === JSON.stringify([...new Set(b)].sort());
const plain_name = (name) => (name ?? "").toLowerCase().replace(/[^a-z0-9]/g, "");
const without_brackets = (id) => (id ?? "").replace(/^<|>$/g, "").trim();

/// One part is compared whole, several by how each begins.
const same_parts = (text, parts) =>
  parts.length === 0 ? collapsed(text) === "" : parts.length === 1 ? sha256(collapsed(text)) === parts[0].sha256_ws
    : parts.every((part) => collapsed(text).includes(collapsed(part.starts)));

const same_attachment = (ours, theirs) =>
  (theirs.size == null || theirs.size === ours.size) && (theirs.sha256 == null || theirs.sha256 === ours.sha256) &&
  (theirs.filename == null || collapsed(theirs.filename) === collapsed(ours.filename));

/// Messages within the message are counted by some origins and not by others.
const count_is = (attachments = [], number) =>
  [attachments, attachments.filter((a) => !a.content_type.startsWith("message/"))].some((l) => l.length === number);

/// Rows as lists, or as objects named by the first row; empty rows at the end are a reader's choice.
function same_rows(ours, theirs) {
  const full = (list) => list.slice(0, 1 + list.findLastIndex((row) => JSON.stringify(row) !== '[""]'));
  const [mine, named] = [full(ours ?? []), theirs.length > 0 && !Array.isArray(theirs[0])];
  if (!named) return JSON.stringify(mine) === JSON.stringify(full(theirs));
  return mine.length === theirs.length + 1 &&
    theirs.every((row, i) => mine[0].every((name, c) => (row[name] ?? null) === (mine[i + 1][c] ?? "")));
}

const seconds = (cue) => [cue.start, cue.end].map((s) => Math.round(s * 1000)).join();
const bare_cue = (text) => bare((text ?? "").replace(/<[^>]*>/g, "").replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name) =>
  ({ amp: "&", lt: "<", gt: ">" })[name] ?? ""));
const same_cues = (ours, theirs) => ours?.length === theirs.length &&
  theirs.every((cue, i) => seconds(cue) === seconds(ours[i]) && bare_cue(cue.text_raw).replace(/[<>&]/g, "") ===
    bare_cue(ours[i].text).replace(/[<>&]/g, ""));

function locked_as_said(look, expect) {
  const locked = look.encrypted === true || look.reason === "encrypted";
  if ("opens_without_password" in expect && expect.opens_without_password === null) return true;
  return (expect.encrypted && expect.opens_without_password !== true) === locked;
}

const among = (found, ...wanted) => wanted.flat().some((each) => plain_name(each) === plain_name(found));
const is_locked = (look, expect) => expect.encrypted && locked_as_said(look, expect) && look.reason === "encrypted";
const text = (rule) => (look, value, expect) => is_locked(look, expect) || rule(look.text, value, expect);

/// Words that a document keeps beside its text count as read; origins run them into it, each at its own place.
const beside = (look) => (look.asides ?? []).map((aside) => aside.text).join("\n");
const text_or_aside = (look, value, expect) => is_locked(look, expect) ||
  [value].flat().every((piece) => has(look.text, piece) || has(beside(look), piece));

/// What must never happen, as far as an answer can show it; that a reader reaches no network, file or program is the
/// confinement's to prevent, and tests/ingest/confined/confine_test.cpp's to show.
const answered = (look) => look !== null && look.reason !== "crashed" && look.reason !== "too_slow";

export const rules = {
  subject: (look, value) => collapsed(look.subject) === collapsed(value),
  from_addr: (look, value) => look.from_addr === collapsed(value),
  from_name: (look, value) => collapsed(look.from_name) === collapsed(value),
  to_addrs: (look, value) => same_list(look.to_addrs, value),
  date_utc: (look, value) => look.date_utc === collapsed(value),
  message_id: (look, value) => without_brackets(look.message_id) === without_brackets(value),
  text: (look, value) => sha256(collapsed(look.text)) === value.sha256_ws,
  html: (look, value) => sha256(collapsed(look.html)) === value.sha256_ws,
  text_parts: (look, value) => same_parts(look.text, value),
  html_parts: (look, value) => same_parts(look.html, value),
  html_equals_ws: (look, value) => collapsed(look.html) === collapsed(value),
  html_contains: (look, value) => value.every((piece) => collapsed(look.html).includes(collapsed(piece))),
  attachment_count: (look, value) => count_is(look.attachments, value),
  attachments: (look, value) => value.every((one) => (look.attachments ?? []).some((ours) => same_attachment(ours, one))),
  is_story: (look, value) => look.is_story === value,
  is_bounce: (look, value) => (look.machine_class === "bounce") === value,
  machine_class: (look, value) => look.machine_class === (value ?? ""),

  text_contains: text_or_aside,
  text_fragments: text_or_aside,
  text_not_contains: text((found, value) => value.every((piece) => !has(found, piece))),
  text_equals_ws: text((found, value, expect) =>
    without_cell_signs(found, expect) === without_cell_signs(value, expect)),
  encrypted: (look, _, expect) => locked_as_said(look, expect),
  rows: (look, value) => same_rows(look.rows, value),
  cue_count: (look, value) => look.cues?.length === value,
  cues: (look, value) => same_cues(look.cues, value),
  message_count: (look, value) => look.messages === value || look.messages?.length === value,

  visible_reply: (look, value) => folded(look.visible_reply) === folded(value),
  visible_reply_ws: (look, value) => bare(look.visible_reply) === bare(value),
  visible_contains: (look, value) => all_in(look.visible_reply, value),
  visible_not_contains: (look, value) => value.every((piece) => !has(look.visible_reply, piece)),
  signature: (look, value) => bare(look.signature).includes(bare(value)),
  signature_contains: (look, value) => all_in(look.signature, value),
  forwarded: (look, value) => Boolean(look.forwarded) === value,
  original_subject: (look, value) => collapsed(look.forwarded?.original_subject) === collapsed(value),
  original_from: (look, value) => {
    const said = [look.forwarded?.original_from].flat().map((each) => each?.addr ? [each.name, each.addr] : each).flat()
      .join(" ").toLowerCase();
    return value.filter(Boolean).every((each) => said.includes(each.toLowerCase()));
  },
  original_body: (look, value) => bare(look.forwarded?.original_body) === bare(value),
  covering_message: (look, value) => bare(look.covering_message) === bare(value),

  charset: (look, value, expect) => among(look.charset, value, expect.charset_acceptable ?? []),
  language: (look, value, expect) => "charset" in expect || among(look.language, value, expect.language_acceptable ?? []),
  must: answered,
};

/// Rows that ask for settings that we do not have (another quote sign, a preview of n rows), or for another kind of
/// answer than a reading.
export function applies({ kind, expect, confidence }) {
  if (confidence === "low" || kind.startsWith("json") || kind.startsWith("lines")) return false;
  if ("format" in expect || "rule" in expect || "input" in expect || "data_rows" in expect) return false;
  return !expect.config || Object.keys(expect.config).length === 0;
}

/// The keys of `expect` that do not hold of `look`, of those that are asked for; null when there is none to hold.
export function broken(look, expect, asked = Object.keys(rules)) {
  const keys = Object.keys(expect).filter((key) => asked.includes(key) && key in rules);
  if (keys.length === 0) return null;
  if (look === null) return keys;
  return keys.filter((key) => !rules[key](look, expect[key], expect));
}
