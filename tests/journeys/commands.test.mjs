// Exit codes and messages of the command line, and how the sample is loaded and removed.
import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { load_sample, new_folder, tangible } from "./helpers/site.mjs";

test("help describes one command, and --version prints the version", () => {
  const data = join(new_folder(), "data");
  const help = tangible(data, ["help", "look"]);
  assert.equal(help.status, 0);
  assert.match(help.stdout, /^tangible look letter FILE\.\.\.\n[^]*^tangible look story FILE\.\.\.$/m);
  assert.ok(!help.stdout.includes("reindex"), "help on one command must not mention others");
  const near = tangible(data, ["help", "lok"]);
  assert.equal(near.status, 64);
  assert.match(near.stderr, /did you mean 'look'/);
  assert.match(tangible(data, ["--version"]).stdout, /^tangible \d+\.\d+\.\d+\n$/);
});

test("a file that is only parked is not a success", () => {
  const folder = new_folder(), data = join(folder, "data");
  const write = (name, bytes) => (writeFileSync(join(folder, name), bytes), join(folder, name));
  const story = write("story.txt", "We met in the hall every week."), broken = write("broken.pdf", "%PDF-1.4\nnothing");
  assert.equal(tangible(data, ["receive", story]).status, 0);
  for (const run of [tangible(data, ["receive", broken, story]), tangible(data, ["receive", broken])]) {
    assert.equal(run.status, 3, run.stderr);
    assert.match(run.stderr, /Parked \(.*\):\n {2}[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]: /);
  }
});

test("a mistyped name among others is refused before anything is stored", () => {
  const folder = new_folder(), data = join(folder, "data");
  writeFileSync(join(folder, "story.txt"), "We met in the hall every week.");
  const run = tangible(data, ["receive", join(folder, "story.txt"), join(folder, "stroy.txt")]);
  assert.notEqual(run.status, 0);
  assert.match(run.stderr, /stroy\.txt: no such file or folder/);
  assert.match(tangible(data, ["receive", join(folder, "story.txt")]).stderr, /Stored: 1 new/);
});

test("a story that is piped in as passed waits for no moderator", () => {
  const env = { ...process.env, TANGIBLE_MODERATION: "before" };
  const mail = { env, input: "From: ana@example.org\r\nSubject: The hall\r\n\r\nWe met in the hall every week.\r\n" };
  for (const [words, waits] of [[["receive", "-"], 0], [["receive", "--passed", "-"], 4]]) {
    const data = join(new_folder(), "data");
    assert.equal(tangible(data, words, mail).status, 0);
    const [, reference] = tangible(data, ["search", "hall"]).stdout.match(/([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])/) ?? [];
    assert.ok(reference, "the story is found");
    const told = tangible(data, ["consent", "set", reference, "--uses", "team count publish", "--how", "mail"], { env });
    assert.equal(told.status, 0, told.stderr);
    assert.equal(tangible(data, ["moderate"], { env }).status, waits, words.join(" "));
  }
});

test("a parked file is written to a file as it came, and shown without what could harm a terminal", () => {
  const folder = new_folder(), data = join(folder, "data"), file = join(folder, "broken.pdf");
  const bytes = Buffer.concat([Buffer.from("%PDF-1.4\n\0\x1b[31m\r\n\u202e"), Buffer.from(Array.from({ length: 256 }, (_, i) => i))]);
  writeFileSync(file, bytes);
  assert.equal(tangible(data, ["receive", file]).status, 3);
  const [reference] = tangible(data, ["parked"]).stdout.split("\t");
  const out = tangible(data, ["parked", "open", "--bytes", reference], { encoding: "buffer" });
  assert.equal(out.status, 0, out.stderr.toString());
  assert.ok(out.stdout.equals(bytes));
  const shown = tangible(data, ["parked", "open", reference]);
  assert.ok(!/[\0\x1b\u202e]/.test(shown.stdout), shown.stdout);
});

test("a dry run without a table is refused and stores nothing", () => {
  const folder = new_folder(), data = join(folder, "data");
  writeFileSync(join(folder, "story.txt"), "We met in the hall every week.");
  const run = tangible(data, ["receive", "--dry-run", join(folder, "story.txt")], { stdio: ["ignore", "pipe", "pipe"] });
  assert.equal(run.status, 64);
  assert.match(run.stderr, /--dry-run goes only with --table/);
  assert.ok(!existsSync(data));
});

test("a mistyped reference and a missing file are errors", () => {
  const data = join(new_folder(), "data");
  const typed = tangible(data, ["withdraw", "7F3K-Q2M9-Y"]);
  assert.equal(typed.status, 64);
  assert.match(typed.stderr, /'7F3K-Q2M9-Y' is not a reference/);
  assert.match(tangible(data, ["withdraw"]).stderr, /'withdraw' needs REFERENCE/);
  const look = tangible(data, ["look", "story", "/no/such/file.txt"]);
  assert.equal(look.status, 1);
});

test("what happened to stories of the sample happens once", () => {
  const data = join(new_folder(), "data");
  const pages = (run) => run.stderr.slice(run.stderr.indexOf("Words of a story were hidden"));
  const first = load_sample(data), again = load_sample(data);
  assert.match(first.stderr, /Read: 106 stories/);
  assert.match(pages(first), /^Words[^]*its teller sees: \/manage\/[^]*was answered: \/complaint\/[^]*took a story back: \/stories\//);
  assert.equal(pages(again), pages(first));
  assert.match(tangible(data, ["complaints"]).stdout, /^C-1\t[^\n]*\tanswered\n$/);
  assert.equal(JSON.parse(tangible(data, ["search", "--json", "--use", "team", ""]).stdout).stories, 105);
});

test("the sample can be removed, and all other stories stay", () => {
  const folder = new_folder(), data = join(folder, "data");
  load_sample(data);
  writeFileSync(join(folder, "ours.txt"), "We met in the quokkahall every week.");
  assert.equal(tangible(data, ["receive", join(folder, "ours.txt")]).status, 0);
  const stories = (words) => JSON.parse(tangible(data, ["search", "--json", "--use", "team", ...words]).stdout).stories;
  assert.ok(stories(["trust"]) > 10);
  const run = tangible(data, ["sample", "remove"]);
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stderr, /The sample collection was removed\./);
  assert.equal(stories(["trust"]), 0);
  assert.equal(stories(["quokkahall"]), 1);
  load_sample(data);
  assert.match(tangible(data, ["complaints"]).stdout, /^C-1\t[^\n]*\tanswered\n$/, "the register keeps the complaint");
  assert.equal(stories(["trust"]), 0, "loading the sample again must bring nothing back");
  assert.match(tangible(data, ["sample", "remove"]).stderr, /There is no sample collection here\./);
});
