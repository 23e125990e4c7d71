// Somebody complains without an account, a moderator answers, and the answer is read behind a private link.  Scripts are off.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Site, press, tangible } from "./helpers/site.mjs";

const password = "ten letters at least";
let site, person, link;
before(async () => {
  site = await Site.open({ sample: false });
  site.account("mo", password, "moderator");
  person = await site.visitor({ width: 320 });
});
after(() => site?.close());

test("a visitor finds the form at the foot of every page, and a mistake loses no word", async () => {
  await person.goto("/tell");
  await press(person.getByRole("contentinfo").getByRole("link", { name: "Complain" }));
  await person.getByLabel("What happened?").fill("The story of the hall has my name in it.\nPlease take it out.");
  await person.getByLabel("Is it about one story?").fill("the hall");
  await press(person.getByRole("button", { name: "Send my complaint" }));
  assert.match(await person.title(), /^Error: /);
  await person.getByRole("alert").getByRole("link", { name: /not the reference of a story/ }).click();
  assert.match(await person.getByLabel("What happened?").inputValue(), /^The story of the hall has my name in it\.\r?\nPlease/);
  await person.getByLabel("Is it about one story?").fill("");
  await press(person.getByRole("button", { name: "Send my complaint" }));
  link = new URL(person.url()).pathname;
  assert.match(link, /^\/complaint\/\w{40}$/);
  const said = await person.locator("main").innerText();
  for (const words of [/Your complaint C-1/, /We answer by \d+ \w+ \d{4}/, /my name in it/]) assert.match(said, words);
});

test("a moderator answers, and the person reads it", async () => {
  const mo = await site.signed_in("mo", password);
  await press(mo.getByRole("link", { name: "Complaints" }));
  assert.match(await mo.locator("ol li").first().innerText(), /C-1\b.* · 30 days left/);
  await press(mo.getByRole("link", { name: "C-1" }));
  await press(mo.getByRole("button", { name: "Save: we are looking into it" }));
  await mo.getByLabel("Note or answer").fill("We have hidden your name.");
  await press(mo.getByRole("button", { name: "Save as our answer" }));
  assert.match(await mo.locator("[role=status]").innerText(), /Saved\. The person who complained/);
  await person.goto(link);
  const said = await person.locator("main").innerText();
  assert.match(said, /Our team is looking into it[^]*Our team answered[^]*We have hidden your name\./);
  assert.doesNotMatch(said, /\bmo\b/);
  assert.ok(!site.log.includes(link.split("/").at(-1)), "the link is never logged");
});

test("the words are erased, and the register and the commands keep the rest", async () => {
  const mo = await site.signed_in("mo", password);
  await mo.goto("/complaints/1");
  await press(mo.getByRole("button", { name: "Erase the words" }));
  assert.match(await mo.locator("#unsure").innerText(), /Nothing was erased/);
  await mo.getByLabel("I am sure").check();
  await press(mo.getByRole("button", { name: "Erase the words" }));
  await person.goto(link);
  assert.match(await person.locator("main").innerText(), /We have erased your words/);
  const run = (...words) => tangible(site.data, ["complaints", ...words], { input: "They telephoned: it is too loud.\n" });
  assert.match(run().stdout, /^C-1\treceived .*\tanswered\n$/);
  const added = run("add");
  assert.match(added.stdout, /^C-2\t\/complaint\/\w{40}\n$/, added.stderr);
  assert.equal(run("answer", "C-2").status, 64);
  assert.equal(run("answer", "C-2", "--answer", "We close the window.").status, 0);
  assert.equal(run("answer", "C-3", "--answer", "x").status, 66);
  await person.goto(added.stdout.trim().split("\t")[1]);
  const said = await person.locator("main").innerText();
  for (const words of [/it is too loud/, /We close the window/]) assert.match(said, words);
});
