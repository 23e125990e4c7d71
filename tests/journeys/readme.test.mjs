// Runs every command that README.md, the chapters of the manual and the help of each command show: in order, in a fresh
// folder for each page, with a fresh copy of the sample.  The program must read the configuration that they show, and their
// tables must be complete.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { Dovecot, missing_dovecot, password } from "./helpers/dovecot.mjs";
import { Site, load_sample, new_folder, program, root, tangible } from "./helpers/site.mjs";

const fence = /^```(\w+)\n([\s\S]*?)^```$/gm;

/// Returns {file, text, commands, fences(kind)}.  A backslash at the end of a line joins it with the next one, as in a shell.
function page(file) {
  const text = readFileSync(join(root, file), "utf8");
  const fences = (kind) => [...text.matchAll(fence)].filter((m) => m[1] === kind).map((m) => m[2]);
  const lines = fences("sh").flatMap((f) => f.replace(/\\\n\s*/g, "").split("\n"));
  const commands = lines.filter((l) => l.trim() && !l.startsWith("#"));
  return { file, text, commands, fences };
}

const folder_of_chapters = "serve/manual";
const files = readdirSync(join(root, folder_of_chapters)).filter((f) => f.endsWith(".md")).sort();
const chapters = files.map((f) => page(`${folder_of_chapters}/${f}`));
const readme = page("README.md");
const pages = [readme, ...chapters];
const chapter = (name) =>
  chapters.find((c) => basename(c.file) === name + ".md") ?? assert.fail("there is no chapter " + name);

/// Returns the commands that `tangible help` lists.
function names_in_help() {
  const list = tangible(new_folder(), ["help"]).stdout.match(/^Commands:\n([^]*?)\n\n/m)[1];
  const names = [...list.matchAll(/^ {2}([a-z]+(?: [a-z]+)?)(?= {2}|$)/gm)].map((m) => m[1]);
  assert.ok(names.length > 30, names.join());
  return names;
}

/// Returns the help of all commands as a page of its own, with the settings of the chapter on mail.
function help_page() {
  const commands = names_in_help().map((name) => {
    const said = tangible(new_folder(), ["help", ...name.split(" ")]).stdout;
    const example = said.match(new RegExp(`^tangible ${name}[^]*?\nExample:\n {2}(.+)\n`, "m"));
    assert.ok(example, `${name} has no example: ${said}`);
    assert.match(example[1], new RegExp("tangible " + name));
    return example[1];
  });
  return { file: "tangible help", commands, fences: chapter("mail").fences };
}

// Continuous integration and newcomers run these two, which install and build; here they only have to be shown.
const contract = ["serve/run", "tests/run"];

test("the README shows the two commands", () => {
  for (const c of contract) assert.ok(readme.commands.includes(c), c);
});

test("each chapter has a title, a sentence on what it is for, and plain CommonMark", () => {
  for (const { file, text } of chapters) {
    assert.match(text, /^# [^\n]+\n\n[^#`\n][^\n]*/, file);
    assert.equal(text.replace(fence, "").match(/^# /gm).length, 1, `${file}: one title`);
    const words = text.replace(fence, "").replace(/`[^`\n]*`/g, "");
    assert.doesNotMatch(words, /<[a-z/!]/i, `${file}: HTML`);
    assert.doesNotMatch(words, /!\[/, `${file}: a picture`);
  }
});

test("every link between pages leads to a page", () => {
  for (const { file, text } of pages)
    for (const [, to] of text.replace(fence, "").matchAll(/\]\(([^)]+)\)/g))
      if (!/^https?:/.test(to))
        assert.ok(existsSync(join(root, dirname(file), to.replace(/#.*/, ""))), `${file}: ${to}`);
});

test("every command of the program is named in the manual", () => {
  const all = chapters.map((c) => c.text).join("\n");
  for (const c of names_in_help()) assert.match(all, new RegExp("tangible " + c + "\\b"), c);
});

test("the table of settings has every setting, with its default", () => {
  const { text } = chapter("running");
  const settings = readFileSync(join(root, "serve/collection/config.cpp"), "utf8");
  const names = [...settings.matchAll(/^ {4}\{"(\w+)",\s/gm)].map((m) => m[1]);
  assert.ok(names.length > 20);
  const header = readFileSync(join(root, "serve/collection/config.h"), "utf8");
  for (const name of names) {
    const row = text.match(new RegExp("^\\| `" + name + "` \\| ([^|]*) \\|", "m"));
    assert.ok(row, `running.md: no row for the setting ${name}`);
    const preset = header.match(new RegExp("\\b" + name + " = \"?([^\";]+)\"?;"));
    if (preset && preset[1] !== "0")
      assert.ok(row[1].includes("`" + preset[1] + "`"), `running.md: ${name} is ${preset[1]}, not ${row[1]}`);
  }
});

test("the chapter on the API names every path", () => {
  const { text } = chapter("api");
  const description = readFileSync(join(root, "schemas/openapi.yaml"), "utf8");
  const paths = [...description.matchAll(/^ {2}(\/\S+):$/gm)].map((m) => m[1]);
  assert.ok(paths.length > 10);
  for (const path of paths) assert.ok(text.includes("`" + path + "`"), path);
});

/// Returns the first word of a YAML fence, which says what it describes.
const first_word = (yaml) => yaml.match(/^(\w+):/)?.[1];
const file_of = { questions: "form.yaml", survey: "map.yaml", codebook: "mine.yaml", partnerships: "batch.yaml" };

test("every setting that a page shows is read by the program", () => {
  for (const { file, fences } of pages)
    for (const yaml of fences("yaml").filter((y) => !file_of[first_word(y)])) {
      const data = new_folder();
      writeFileSync(join(data, "tangible.yaml"), yaml);
      const run = tangible(data, ["themes", "list"]);
      assert.equal(run.status, 0, `${file}: ${run.stderr}${yaml}`);
      rmSync(data, { recursive: true });
    }
});

test("the questions that a page shows can stand in a form", () => {
  const form = readFileSync(join(root, "schemas/forms/story-form.yaml"), "utf8");
  const receive = (questions) => {
    const data = new_folder();
    writeFileSync(join(data, "form.yaml"), form.replace("questions:\n", questions));
    writeFileSync(join(data, "tangible.yaml"), "form: form.yaml\n");
    const run = tangible(data, ["receive", join(root, "serve/sample/text/the-shed-key.txt")]);
    rmSync(data, { recursive: true });
    return run;
  };
  let read = 0;
  for (const { file, fences } of pages)
    for (const yaml of fences("yaml").filter((y) => first_word(y) === "questions")) {
      const run = receive(yaml);
      assert.equal(run.status, 0, `${file}: ${run.stderr}`);
      assert.match(receive(yaml.replace("kind: choice", "kind: choise")).stderr, /form\.yaml:\d+: .*did you mean 'choice'/);
      ++read;
    }
  assert.ok(read > 0);
});

/// Writes the mailbox that a page describes, but on a server of this machine, and its relay, but where nothing listens.
function write_mailbox({ fences }, data, server) {
  const described = fences("yaml").find((y) => first_word(y) === "mailboxes");
  writeFileSync(join(data, "password"), password, { mode: 0o600 });
  const here = { "host: imap.example.org": `host: localhost\n    port: ${server.tls_port}\n    ca_file: ${server.ca}`,
    "stories@example.org": "user1", "/etc/tangible/password": "password" };
  let settings = described;
  for (const [there, ours] of Object.entries(here)) {
    assert.ok(settings.includes(there), there);
    settings = settings.replace(there, ours);
  }
  writeFileSync(join(data, "relay-password"), password, { mode: 0o600 });
  const relay = fences("yaml").find((y) => first_word(y) === "mail_from") ?? "";
  const ours = relay.replace("mail.example.org", "127.0.0.1:1").replace("/etc/tangible/", "");
  writeFileSync(join(data, "tangible.yaml"), settings + ours);
  server.deliver("user1", "From: a@example.org\r\nSubject: Keys\r\n\r\n" +
    "The hall key was passed on, and so was the trust.\r\n");
}

/// Writes the files that the commands name.
function write_files({ fences }, folder) {
  const put = (name, text) => writeFileSync(join(folder, name), text);
  for (const yaml of fences("yaml")) if (file_of[first_word(yaml)]) put(file_of[first_word(yaml)], yaml);
  put("queries.csv", fences("csv").find((csv) => /^query,/.test(csv)) ??
    "query,name\ntrust,Trust\ntheme:rel.trust -funding,Trust without money\n");
  for (const name of ["stories", "inbox"]) mkdirSync(join(folder, name));
  put("survey.csv", "Response,What happened?,What changed?,I am,Submitted,May we use it?,IP address\n" +
    "1,The shed was painted by both streets.,We say hello.,Volunteer,2024-05-06,Only your team,192.0.2.1\n");
  put("inbox/dropped.txt", "We left the minutes in the inbox, and the trust with them.");
  put("stories/one.txt", "The hall key was on a nail by the door, and everybody knew it.");
  put("story.eml", "From: a@example.org\nSubject: Minutes\n\nWe wrote the minutes together, standing up.\n");
  put("words.txt", "What the picture says: we painted the shed together.\n");
  const shipped = readFileSync(join(root, "schemas/codebooks/partnership-stories.yaml"), "utf8");
  put("old.yaml", shipped);
  const newer = shipped.replace(/^( {2}version: ).*$/m, "$10.9.0");
  put("new.yaml", newer.replace("cues: [trust us, ", "cues: [hall key, trust us, "));
  put("labels.json", JSON.stringify([{ id: "KEYS", name: "Keys and doors" }, { id: "TEA", name: "Tea and biscuits" }]));
  const said = [["KEYS", "the hall key hung by the door"], ["TEA", "tea and biscuits were on the table"]];
  const texts = [...Array(12).keys()].map((i) => ({ id: "t" + i, text: `Week ${i}: ${said[i % 2][1]}, and we talked.`,
    labels: [said[i % 2][0]], split: i < 8 ? "train" : "test" }));
  put("texts.jsonl", texts.map((t) => JSON.stringify(t) + "\n").join(""));
}

/// Stores two files that cannot be read, before the page's first command.
function park(folder, data) {
  for (const i of [1, 2]) {
    const file = join(folder, `picture-${i}.png`);
    writeFileSync(file, Buffer.concat([Buffer.from("\x89PNG\r\n", "latin1"), Buffer.from([i])]));
    assert.equal(tangible(data, ["receive", file]).status, 3);
    rmSync(file);
  }
}

const published = ["search", "--use", "publish", "--limit", "1", "trust"];
/// Returns the first reference that a command lists.
const listed = (data, words) => tangible(data, words).stdout.slice(0, 11);

/// Returns the exit codes that are right.  124 comes from `timeout`; pages say what the others mean.
function wanted_of(line, stays) {
  if (stays) return [0, 124];
  if (/tangible (agreement|moderate$|complaints$)/.test(line)) return [0, 4];
  return /tangible parked read/.test(line) ? [0, 1] : [0];
}

for (const shown of [...pages, help_page()]) {
  const uses_mailbox = shown.commands.some((c) => /tangible mailbox/.test(c));
  test(`${shown.file}: every command works as shown`, { skip: uses_mailbox && missing_dovecot() }, async (t) => {
    const folder = new_folder(), data = join(folder, "tangible-data"), site = new Site();
    site.data = data;
    t.after(async () => {
      if (site.base) await site.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    load_sample(data);
    write_files(shown, folder);
    park(folder, data);
    // In help each command stands alone, so the account that some of them change is made first.
    if (shown.file === "tangible help")
      assert.equal(tangible(data, ["account", "add", "robin", "--role", "coder"], { input: "a password of your own\n" }).status, 0);
    let server;
    if (uses_mailbox) {
      server = await Dovecot.open();
      t.after(() => server.close());
      write_mailbox(shown, data, server);
    }
    const env = { ...process.env, PATH: dirname(program) + ":" + process.env.PATH, TANGIBLE_DATA: data };
    let ran = 0;
    for (const line of shown.commands) {
      if (contract.includes(line)) continue;
      let command = line;
      if (line.includes("7F3K-Q2M9-N"))
        command = line.replace("7F3K-Q2M9-N", listed(data, /tangible parked/.test(line) ? ["parked"] : published));
      // A command that does not end by itself gets time to start, and must still run when it is stopped, or end with 0 then.
      const stays = /^tangible (serve|lmtp|watch)|^tangible mailbox run$/.test(line);
      const needs_server = /\bcurl /.test(line);
      if (needs_server && !site.base) await site.serve();
      if (!needs_server && stays && site.base) {
        await site.stop();
        site.base = undefined;
      }
      if (stays) command = `timeout 3 ${line.replace(/ --port \d+/, "")} ${/serve|lmtp/.test(line) ? "--port 0" : ""}`;
      if (needs_server)
        command = command.replaceAll("http://127.0.0.1:8080", site.base)
          .replace(/\bcurl /g, "curl --silent --show-error --fail-with-body ");
      const run = spawnSync("bash", ["-o", "pipefail", "-c", command],
        { cwd: folder, env, encoding: "utf8", timeout: 120_000 });
      const said = `${run.stdout.slice(0, 2000)}${run.stderr}`;
      assert.ok(wanted_of(line, stays).includes(run.status), `${shown.file}: ${command}\nended with ${run.status}\n${said}`);
      ++ran;
    }
    assert.ok(ran >= 1, `${shown.file}: no command was run`);
    if (uses_mailbox) assert.equal(server.mails("user1", "Stored").length, 1, `${shown.file}: the mail was not moved`);
    if (shown.commands.some((c) => c.startsWith("tangible watch")))
      assert.ok(existsSync(join(folder, "inbox/received/dropped.txt")), shown.file);
    if (shown.commands.some((c) => c.endsWith("--list queries.csv > counts.csv"))) {
      const counts = readFileSync(join(folder, "counts.csv"), "utf8").trim().split("\r\n");
      assert.equal(counts.length, 3, counts.join());
      for (const row of counts.slice(1)) assert.match(row, /,[1-9]\d*,[1-9]\d*,\d+,"",""$/, row);
    }
  });
}
