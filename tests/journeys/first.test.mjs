// A newcomer starts the server, opens the link that it prints, and reads the first story that waits.  Scripts are off.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Site, eventually, press } from "./helpers/site.mjs";

const password = "a password of your own";
let site, link;
const printed_link = () => eventually(() => site.printed.match(/http:\S+(\/first\/\w+)/)?.[1], "a printed link");

before(async () => {
  process.env.TANGIBLE_MODERATION = "before";
  site = await Site.open();
});
after(() => site?.close());

test("the server prints a link for the first administrator, another one at each start", async () => {
  const earlier = await printed_link();
  await site.stop();
  await site.serve();
  link = await printed_link();
  assert.notEqual(link, earlier);
  const page = await site.visitor();
  await page.goto(earlier);
  assert.match(await page.locator("main").innerText(), /This link no longer works/);
});

test("a newcomer makes an account and finds the stories that wait", async () => {
  const page = await site.visitor({ width: 320 });
  await page.goto(link);
  await page.getByLabel("Name").fill("robin");
  await page.getByLabel("Password").fill("short");
  await press(page.getByRole("button", { name: "Make this account" }));
  assert.match(await page.title(), /^Error: /);
  assert.equal(await page.getByLabel("Name").inputValue(), "robin");
  await page.getByLabel("Password").fill(password);
  await press(page.getByRole("button", { name: "Make this account" }));
  assert.equal(new URL(page.url()).pathname, "/moderate");
  await press(page.locator("main li a").first());
  assert.ok((await page.getByRole("button", { name: /^Pass: |and pass/ }).count()) >= 1);
});

test("the link works once, and stands in no file and no log", async () => {
  const page = await site.visitor();
  assert.equal((await page.goto(link)).status(), 404);
  assert.match(await page.locator("main").innerText(), /If you have an account, sign in/);
  const token = link.split("/").at(-1);
  assert.ok(!site.log.includes(token), site.log);
  for (const file of ["store.sqlite", "store.sqlite-wal"]) assert.ok(!readFileSync(join(site.data, file)).includes(token), file);
  await site.stop();
  await site.serve();
  await site.settled();
  assert.doesNotMatch(site.printed, /first/);
});
