// Every command that the README shows is run, in order, in one folder.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { Dovecot, missing_dovecot, password } from "./dovecot.mjs";
import { load_sample, new_folder, program, root } from "./house.mjs";

const readme = readFileSync(join(root, "README.md"), "utf8");
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((m) => m[1].split("\n")).filter((l) => l.trim() && !l.startsWith("#"));

// The two that install and build are what continuous integration and a newcomer run; here they are only looked at.
const contract = ["serve/run", "tests/run"];

test("the README shows the two commands", () => {
  for (const c of contract) assert.ok(commands.includes(c), c);
});

/// The mailbox that the README describes, but on a server of this machine, and its relay, but where nobody listens.
function write_mailbox(data, server) {
  const described = readme.match(/```yaml\n(mailboxes:[\s\S]*?)```/)[1];
  writeFileSync(join(data, "password"), password, { mode: 0o600 });
  const here = { "host: imap.example.org": `host: localhost\n    port: ${server.tls_port}\n    ca_file: ${server.ca}`,
    "stories@example.org": "user1", "/etc/tangible/password": "password" };
  let settings = described;
  for (const [there, ours] of Object.entries(here)) {
    assert.ok(settings.includes(there), there);
    settings = settings.replace(there, ours);
  }
  writeFileSync(join(data, "relay-password"), password, { mode: 0o600 });
  const relay = readme.match(/```yaml\n(mail_from:[\s\S]*?)```/)[1].replace("mail.example.org", "127.0.0.1:1").replace("/etc/tangible/", "");
  writeFileSync(join(data, "tangible.yaml"), settings + relay);
  server.deliver("user1", "From: a@example.org\r\nSubject: Keys\r\n\r\nThe hall key was passed on, and so was the trust.\r\n");
}

/// The map that the README shows, and a survey that it fits.
function write_survey(folder) {
  writeFileSync(join(folder, "map.yaml"), readme.match(/```yaml\n(survey:[\s\S]*?)```/)[1]);
  writeFileSync(join(folder, "survey.csv"), "Response,What happened?,What changed?,I am,Submitted,May we use it?,IP address\n" +
    "1,The shed was painted by both streets.,We say hello.,Volunteer,2024-05-06,Only your team,192.0.2.1\n");
}

/// The list of queries that the README shows.
function write_queries(folder) {
  writeFileSync(join(folder, "queries.csv"), readme.match(/```csv\n([\s\S]*?)```/)[1]);
}

test("every other command works as it stands", { skip: missing_dovecot() }, async (t) => {
  const server = await Dovecot.open();
  t.after(() => server.close());
  const folder = new_folder();
  const data = join(folder, "tangible-data");
  load_sample(data);
  write_mailbox(data, server);
  write_survey(folder);
  write_queries(folder);
  for (const name of ["stories", "inbox"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "inbox/dropped.txt"), "We left the minutes in the inbox, and the trust with them.");
  writeFileSync(join(folder, "stories/one.txt"), "The hall key was on a nail by the door, and everybody knew it.");
  writeFileSync(join(folder, "story.eml"), "From: a@example.org\nSubject: Minutes\n\nWe wrote the minutes together, standing up.\n");
  const first = spawnSync(program, ["--data", data, "search", "--limit", "1", "trust"], { encoding: "utf8" }).stdout.slice(0, 11);
  const env = { ...process.env, PATH: dirname(program) + ":" + process.env.PATH, TANGIBLE_DATA: data };
  let ran = 0;
  for (const line of commands) {
    if (contract.includes(line)) continue;
    let command = line.replace("7F3K-Q2M9-N", first);
    // What does not end by itself is given time to open, and must still be open when it is ended, or end well then.
    const stays = /tangible (serve|lmtp|watch)/.test(line);
    if (stays) command = `timeout 3 ${line.replace(/ --port \d+/, "")} ${/watch/.test(line) ? "" : "--port 0"}`;
    const run = spawnSync("sh", ["-c", command], { cwd: folder, env, encoding: "utf8", timeout: 120_000 });
    const wanted = stays ? [0, 124] : /parked/.test(line) ? [0, 4] : [0];
    assert.ok(wanted.includes(run.status), `${command}: ${run.status} ${run.stderr}`);
    ++ran;
  }
  assert.ok(ran >= 6, `${ran} commands were run`);
  assert.equal(server.mails("user1", "Stored").length, 1);
  assert.ok(existsSync(join(folder, "inbox/received/dropped.txt")));
  const counts = readFileSync(join(folder, "counts.csv"), "utf8").trim().split("\r\n");
  assert.equal(counts.length, 3, counts.join());
  for (const row of counts.slice(1)) assert.match(row, /,[1-9]\d*,[1-9]\d*,\d+,"",""$/, row);
});
