// What `tangible look` says of real inputs, and the inputs as they are handed to it: a bare body becomes the mail that
// it was the body of.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const program = process.env.TANGIBLE ?? join(root, "build/tangible");
export const corpora = process.env.TANGIBLE_CORPORA ?? resolve(root, "../shared/corpora");

export function rows(set, manifest) {
  const file = join(corpora, "inputs", set, manifest);
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => spelled_out({ ...JSON.parse(line), set }));
}

/// Where nothing is to be removed, the whole is what is to be seen.
function spelled_out(row) {
  if (row.expect.nothing_removed)
    row.expect.visible_reply = readFileSync(join(corpora, "inputs", row.set, row.input), "utf8");
  return row;
}

const bodies = { "plain-body": "text/plain", "html-body": "text/html" };

function file_of(row, folder, number) {
  const file = join(corpora, "inputs", row.set, row.input);
  const type = bodies[row.kind];
  if (!type) return file;
  const head = `From: teller@example.org\nTo: stories@example.org\nSubject: ${row.expect.outer_subject ?? ""}\n` +
    `MIME-Version: 1.0\nContent-Type: ${type}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n`;
  const made = join(folder, `${number}.eml`);
  writeFileSync(made, Buffer.concat([Buffer.from(head), readFileSync(file)]));
  return made;
}

/// Calls `use` with the file of each row, in order; those that are made for it are gone afterwards.
export function with_files(all, use) {
  const folder = mkdtempSync(join(tmpdir(), "tangible-sets-"));
  use(all.map((row, number) => file_of(row, folder, number)));
  rmSync(folder, { recursive: true });
}

/// One answer a file, in order; null where the program gave none.
export function looks(step, files) {
  const answers = new Map();
  for (let at = 0; at < files.length; at += 200) {
    const run = spawnSync(program, ["look", step, ...new Set(files.slice(at, at + 200))],
      { encoding: "utf8", maxBuffer: 1 << 30, timeout: 900_000 });
    for (const line of run.stdout.split("\n").filter(Boolean)) {
      const answer = JSON.parse(line);
      answers.set(answer.file, answer);
    }
  }
  return files.map((file) => answers.get(file) ?? null);
}
