// What others make of the same real inputs: a row a program or library, each giving those keys of `tangible look` that
// it knows.  One that is not installed is left out.
//   apt-get install maildir-utils pandoc poppler-utils libreoffice-writer-nogui libreoffice-calc-nogui uchardet tnef
//   npm ci --prefix tests/corpora/peers
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";

function run(words, options = {}) {
  const done = spawnSync(words[0], words.slice(1), { maxBuffer: 1 << 28, timeout: 60_000, ...options });
  return { ok: done.status === 0, out: done.stdout?.toString("utf8") ?? "", err: done.stderr?.toString("utf8") ?? "" };
}
const is_there = (program) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

function with_folder(use) {
  const folder = mkdtempSync(join(tmpdir(), "tangible-peer-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/// What begins the body of a mail that looks.mjs made of a bare body.
const body_of = (file) => {
  const text = readFileSync(file, "utf8");
  return text.slice(text.indexOf("\n\n") + 2);
};

const lisp = (text, key) => {
  const at = text.match(new RegExp(`:${key} "((?:[^"\\\\]|\\\\.)*)"`));
  return at ? at[1].replace(/\\(.)/g, "$1") : "";
};
const people = (text, key) => {
  const list = text.match(new RegExp(`:${key} \\((\\(.*?\\))\\)`))?.[1] ?? "";
  return list.split(/\)\s*\(/).map((one) => ({ name: lisp(one, "name"), addr: lisp(one, "email").toLowerCase() }))
    .filter((one) => one.addr || one.name);
};

function mu(file) {
  const { ok, out } = run(["mu", "view", "--format=sexp", file]);
  if (!ok) return null;
  const [high, low] = (out.match(/:date \((\d+) (\d+)/) ?? [0, 0, 0]).slice(1).map(Number);
  const date = high * 65536 + low;
  const from = people(out, "from")[0] ?? { name: "", addr: "" };
  return { subject: lisp(out, "subject"), from_addr: from.addr, from_name: from.name,
    to_addrs: people(out, "to").map((one) => one.addr).filter(Boolean),
    message_id: lisp(out, "message-id").replace(/^[0-9a-f]{64}@mu\.id$/, ""),  // made up where there is none
    date_utc: date ? new Date(date * 1000).toISOString().replace(".000", "") : "" };
}

const pandoc_formats = { ".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".html": "html", ".htm": "html" };
function pandoc(file) {
  const format = pandoc_formats[extname(file).toLowerCase()];
  if (!format) return undefined;
  const { ok, out } = run(["pandoc", "--wrap=none", "-f", format, "-t", "plain", file]);
  return ok ? { text: out } : null;
}

function pdftotext(file) {
  if (extname(file).toLowerCase() !== ".pdf") return undefined;
  const { ok, out, err } = run(["pdftotext", "-q", file, "-"]);
  const noisy = ok ? "" : run(["pdftotext", file, "-"]).err;
  const encrypted = /Incorrect password/.test(err + noisy);
  return { text: out, encrypted, reason: encrypted ? "encrypted" : "" };
}

const office_kinds = [".docx", ".docm", ".odt", ".rtf", ".doc", ".html", ".htm"];
function libreoffice(file) {
  if (!office_kinds.includes(extname(file).toLowerCase())) return undefined;
  return with_folder((folder) => {
    run(["soffice", `-env:UserInstallation=file://${join(tmpdir(), "tangible-peer-office")}`, "--headless", "--convert-to",
      "txt:Text (encoded):UTF8", "--outdir", folder, file]);
    const made = readdirSync(folder)[0];
    return made ? { text: readFileSync(join(folder, made), "utf8") } : null;
  });
}

function tnef(file) {
  return with_folder((folder) => {
    if (!run(["tnef", "--overwrite", "-C", folder, "-f", file]).ok) return null;
    return { attachments: readdirSync(folder).map((filename) => {
      const bytes = readFileSync(join(folder, filename));
      return { filename, content_type: "", size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
    }) };
  });
}

function uchardet(file) {
  const { ok, out } = run(["uchardet", file]);
  return ok ? { charset: out.trim() } : null;
}

const [{ default: EmailReplyParser } = {}, { default: planer } = {}, { default: EmailForwardParser } = {},
  { default: webvtt } = {}, csv] =
  await Promise.all(["email-reply-parser", "planer", "email-forward-parser", "node-webvtt", "csv-parse/sync"]
    .map((name) => import(name).catch(() => undefined)));

function forwarded(file, row) {
  const found = new EmailForwardParser().read(body_of(file), row.expect.outer_subject);
  if (!found.forwarded) return { forwarded: null, covering_message: found.message };
  const { subject, from, body } = found.email;
  return { forwarded: { original_subject: subject, original_from: [from?.name, from?.address], original_body: body },
    covering_message: found.message };
}

function captions(file) {
  try {
    const { cues } = webvtt.parse(readFileSync(file, "utf8"), { strict: false, meta: true });
    return { cues };
  } catch {
    return null;
  }
}

function table(file) {
  try {
    return { rows: csv.parse(readFileSync(file), { bom: true, relax_column_count: true, skip_empty_lines: false }) };
  } catch {
    return null;
  }
}

const documents = ["text_contains", "text_fragments", "text_not_contains", "text_equals_ws"];
const visible = ["visible_reply", "visible_reply_ws", "visible_contains", "visible_not_contains"];
const mails = /^(mime-|mail-|bounces-)/, docs = /^docs-(office|pandoc|rtf|tika|pdf)/;
const table_of_peers = [
  { peer: "mu", sets: mails, there: is_there("mu"), read: mu,
    keys: ["subject", "from_addr", "from_name", "to_addrs", "date_utc", "message_id"] },
  { peer: "pandoc", sets: docs, there: is_there("pandoc"), read: pandoc, keys: documents },
  { peer: "LibreOffice", sets: docs, there: is_there("soffice"), read: libreoffice, keys: documents },
  { peer: "pdftotext", sets: docs, there: is_there("pdftotext"), read: pdftotext, keys: [...documents, "encrypted"] },
  { peer: "tnef", sets: /^tnef$/, there: is_there("tnef"), read: tnef, keys: ["attachments"] },
  { peer: "uchardet", sets: /^charset$/, there: is_there("uchardet"), read: uchardet, keys: ["charset"] },
  { peer: "email-reply-parser", sets: /^reply-(?!forward)/, there: EmailReplyParser, keys: visible,
    read: (file) => ({ visible_reply: new EmailReplyParser().read(body_of(file)).getVisibleText() }) },
  { peer: "planer", sets: /^reply-(?!forward)/, there: planer, keys: visible,
    read: (file) => ({ visible_reply: planer.extractFromPlain(body_of(file)) }) },
  { peer: "email-forward-parser", sets: /^reply-forward$/, there: EmailForwardParser, read: forwarded,
    keys: ["forwarded", "original_subject", "original_from", "original_body", "covering_message"] },
  { peer: "node-webvtt", sets: /^captions$/, there: webvtt, read: captions, keys: ["cues", "cue_count"] },
  { peer: "csv-parse", sets: /^tabular$/, there: csv, read: table, keys: ["rows"] },
];

/// The peers that are installed and read something of this set; read() gives undefined for what they never read.
export const peers_of = (set) => table_of_peers.filter(({ sets, there }) => sets.test(set) && there);
