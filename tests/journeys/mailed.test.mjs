// A story by mail: its sender gets an acknowledgement, chooses through the private link, and adds to the story by
// answering.  Nobody gets an answer who must not get one (RFC 3834).  The relay is a real SMTP server of this test's own,
// on loopback.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Site, eventually, new_folder, press, program, tangible } from "./helpers/site.mjs";
import { open_relay } from "./helpers/relay.mjs";
import { unzipped } from "./helpers/zip.mjs";

let site, relay, relayed, relay_is_away = false;

before(async () => {
  relay = await open_relay({
    refuses: () => (relay_is_away ? Object.assign(new Error("come back later"), { responseCode: 451 }) : null),
  });
  relayed = relay.relayed;
  site = new Site();
  site.data = new_folder();
  writeFileSync(join(site.data, "tangible.yaml"), `name: Straeon y Bryn
contact: team@stories.example
mail_from: tell@stories.example
base_url: http://stories.example
relay: ${relay.url}
`);
  await site.serve();
  site.account("river", "correct horse battery");
});
after(async () => { await site?.close(); relay?.close(); });

let mails = 0, said = "";
/// The relay runs in this process, which must therefore not block while it waits for the program.
async function mail(from, body, fields = {}) {
  const head = { From: from, To: "tell@stories.example", Subject: "Our hall", Date: new Date().toUTCString(),
    "Message-ID": `<${++mails}@home.example>`, "Content-Type": "text/plain; charset=utf-8", ...fields };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\n`).join("");
  const run = spawn(program, ["--data", site.data, "receive"], { stdio: ["pipe", "ignore", "pipe"] });
  run.stderr.on("data", (words) => (said += words));
  run.stdin.end(`${lines}\n${body}\n`);
  assert.equal(await new Promise((done) => run.once("exit", done)), 0);
}
const told = (addr) => relayed.filter(({ mail }) => mail.to.value[0].address === addr);
const link_in = (mail) => mail.text.match(/http:\/\/stories\.example(\/manage\/[0-9a-f]+)/)[1];
const search = async (words) => (await site.json("/api/v1/stories?q=" + words)).body;

test("the sender gets an acknowledgement, chooses, and adds to the story by answering", async () => {
  await mail("Ann Ó Briain <ann@home.example>", "We met in the quokkahall every week until they trusted us with the keys.\n\n-- \nAnn\nThe hall");
  const [{ mail: answer, envelope }] = await eventually(() => told("ann@home.example").length && told("ann@home.example"), "the acknowledgement");
  assert.equal(envelope.mailFrom.address, "", "a null return path");
  assert.equal(answer.headers.get("auto-submitted"), "auto-replied");
  assert.equal(answer.inReplyTo, "<1@home.example>");
  assert.equal(answer.from.value[0].address, "tell@stories.example");
  assert.doesNotMatch(answer.text, /quokkahall|Ann/, "the answer must not quote the story");
  const reference = answer.subject.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/)[0];

  await site.settled();
  assert.equal((await search("quokkahall")).stories, 0, "until the teller chooses, only the team may read it");
  const desk = await site.signed_in("river", "correct horse battery");
  // The relay has the mail a moment before the store records that it was sent.
  const beside = await eventually(async () => {
    const page = await desk.goto("/desk/" + reference).then(() => desk.locator("main").innerText());
    return /We told the sender that the story arrived/.test(page) && page;
  }, "the acknowledgement on the desk's page");
  assert.match(beside, /The teller has not chosen yet/);
  assert.match(beside, /Sent by Ann Ó Briain <ann@home\.example>/);

  const page = await site.visitor();
  await page.goto(link_in(answer));
  for (const use of ["publish", "quote"]) await page.locator(`[id="${reference}-${use}"]`).check();
  await press(page.getByRole("button", { name: "Save my choices" }));
  await eventually(async () => (await search("quokkahall")).stories === 1, "the story, as its teller chose");

  await mail("ann@home.example", "And now we teach the wombatkettle course there.\n\n> Thank you. What you sent arrived\n> and is stored.",
    { "In-Reply-To": answer.messageId, Subject: "Re: " + answer.subject });
  const added = page.getByText("wombatkettle");
  await eventually(async () => { await page.reload(); return (await added.count()) === 1; }, "the addition on the teller's page");
  await site.settled();
  assert.equal((await search("wombatkettle")).stories, 0, "only the team may read the addition");
  assert.doesNotMatch((await site.json("/api/v1/stories/" + reference)).body.text, /wombatkettle/);
  await desk.goto("/desk");
  await desk.getByRole("link", { name: reference }).first().click();
  assert.match(await desk.locator("main").innerText(), /only for the team:\s*And now we teach the wombatkettle/);
  await press(page.getByRole("button", { name: "Make it part of my story" }));
  await eventually(async () => (await search("wombatkettle")).stories === 1, "the addition, found in its story");
  const whole = (await site.json("/api/v1/stories/" + reference)).body;
  assert.match(whole.text, /trusted us with the keys\.\n.*wombatkettle course there\.$/s);
  assert.equal((await search("")).stories, 1, "story and addition must be one story");
  await desk.goto("/desk/" + reference);
  assert.match(await desk.locator("main").innerText(), /Added later/);
  assert.equal(told("ann@home.example").length, 1, "the addition must not be answered again");
});

test("the teller sees what was left out and can put it back", async () => {
  const page = await site.visitor();
  await page.goto(link_in(told("ann@home.example")[0].mail));
  await page.getByText("What we left out").click();
  const left_out = page.locator("details pre", { hasText: "The hall" });
  assert.equal(await left_out.count(), 1);
  await press(page.locator("details form", { has: page.getByRole("button") }).first().getByRole("button"));
  await eventually(async () => { await page.reload(); return /The hall/.test(await page.locator("article").innerText()); }, "the signature in the story");
  await press(page.getByRole("button", { name: "Leave out again" }));
  await eventually(async () => { await page.reload(); return !/The hall/.test(await page.locator("article").innerText()); }, "the signature left out again");
});

test("programs, lists, bounces and our own address get no answer, and nobody gets two a day", async () => {
  const story = "We planted the numbatgarden with the school, and it took two years.";
  await mail("robot@home.example", story, { "Auto-Submitted": "auto-generated" });
  await mail("member@home.example", story + " By list.", { "List-Id": "<allotments.example>", Precedence: "list" });
  await mail("MAILER-DAEMON@home.example", story + " Bounced.", { "Return-Path": "<>" });
  await mail("tell@stories.example", story + " Ourselves.");
  await mail("loop@home.example", story + " Loop.", { "X-Loop": "tell@stories.example" });
  await mail("ann@home.example", "Another story of ours, of the bilbybridge that the council built with us.");
  await mail("bo@home.example", story + " To be answered.");
  await eventually(() => told("bo@home.example").length === 1, "the answer to the mail that may be answered");
  await site.settled();
  const others = relayed.map(({ mail }) => mail.to.value[0].address).filter((a) => !["ann@home.example", "bo@home.example"].includes(a));
  assert.deepEqual(others, []);
  assert.equal(told("ann@home.example").length, 1);
});

test("all that one person sent is one file, with nothing of another person", async () => {
  const run = tangible(site.data, ["person", "--mail", "ANN@home.example"], { encoding: "buffer" });
  assert.equal(run.status, 0, run.stderr.toString());
  const files = Object.entries(unzipped(run.stdout)).map(([name, bytes]) => ({ name, text: bytes.toString() }));
  assert.equal(new Set(files.map(({ name }) => name.split("/")[0])).size, 2, "two stories of Ann's");
  for (const word of ["quokkahall", "wombatkettle", "bilbybridge"]) assert.ok(files.some(({ text }) => text.includes(word)), word);
  for (const word of ["numbatgarden", "bo@home"]) assert.ok(!files.some(({ text }) => text.includes(word)), word);
});

test("while the relay is away no answer goes out and the log names no address", async () => {
  relay_is_away = true;
  await mail("cai@home.example", "The potoroobus came at last, since the drivers helped to plan it.");
  await eventually(() => /the relay did not accept the mail \(451\)/.test(site.log + said), "trouble in the log");
  assert.doesNotMatch(site.log + said, /cai@home/, "the log must not have the address");
  assert.equal(told("cai@home.example").length, 0);
  relay_is_away = false;
  await eventually(() => told("cai@home.example").length === 1, "the answer, at the second attempt after a minute", 150);
});

test("a lost link is replaced by mail, for the sender alone", async () => {
  const { mail: first } = told("ann@home.example")[0];
  const reference = first.subject.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/)[0];
  const page = await site.visitor();
  const ask = async (address) => {
    await page.goto("/my-story");
    await page.getByLabel("Reference of your story").fill(reference);
    await page.getByLabel("Email address that you wrote from").fill(address);
    await page.getByRole("button", { name: "Send me a new link" }).click();
    assert.match(await page.locator("[role=status]").innerText(), /If that story came from that address/);
  };
  await ask("eve@stranger.example");
  await ask("Ann@home.example");
  const again = await eventually(() => told("ann@home.example").find(({ mail }) => mail.subject.startsWith("Your private link")), "the new link");
  assert.equal(told("eve@stranger.example").length, 0);
  const code = link_in(again.mail).split("/").pop();
  assert.notEqual(link_in(again.mail), link_in(first));
  await page.goto("/my-story");
  await page.getByLabel("Your private link, or its code").fill(code.toUpperCase().match(/.{4}/g).join(" "));
  await page.getByRole("button", { name: "Open my page" }).click();
  assert.equal(await page.locator(".reference").first().innerText(), reference);
});

test("taking a story back also takes back what was added to it", async () => {
  const path = link_in(told("ann@home.example")[0].mail);
  const page = await site.visitor();
  await page.goto(path);
  await page.getByLabel("Erase it", { exact: true }).check();
  await page.getByLabel("I am sure").check();
  await page.getByRole("button", { name: "Take my story back" }).click();
  assert.match(await page.locator("h1").innerText(), /taken back/);
  await eventually(async () => (await search("wombatkettle")).stories === 0 && (await search("quokkahall")).stories === 0, "story and addition gone from the search");
});
