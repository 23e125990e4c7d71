// Every page, on a desktop and at 320 pixels: axe finds nothing, nothing is wider than the screen, and nothing is loaded from elsewhere.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { Site, eventually, press, tangible } from "./helpers/site.mjs";

const axe_source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const screens = [["desk", 1280, "light"], ["phone", 320, "dark"]];
let site, paths, mailed;

/// A mail with everything that the desk shows beside a story: who forwarded it, what was left out, a note, personal data.
const mail = `From: Mair Davies <mair@example.org>
To: stories@example.org
Subject: Fwd: Our hall
Message-ID: <passed-on@example.org>
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Please look at this.

---------- Forwarded message ---------
From: Ann Price <ann@example.net>
Date: Mon, 4 Mar 2024 at 10:00
Subject: Our hall
To: Mair Davies <mair@example.org>

We met in the numbathall every week until the council trusted us with the keys.
My number is 01632 960 123 and I live at 12 Chapel Street, SW1A 1AA.

--
Ann Price
Friends of the hall

Sent from my iPhone
--b
Content-Type: text/csv; name=visits.csv
Content-Disposition: attachment; filename=visits.csv

week,who came
1,nine neighbours
--b--
`;

before(async () => {
  // As far as the pages know, mails can be sent; nothing listens at the relay.
  site = await Site.open({ env: { TANGIBLE_RELAY: "smtp://127.0.0.1:1", TANGIBLE_MAIL_FROM: "a@example.org", TANGIBLE_BASE_URL: "http://stories.example" } });
  for (const title of ["Our hall", "The hall"]) {
    const same = title === "Our hall" ? mail : mail.replace(/Our hall/g, title).replace("passed-on@", "again@");
    assert.equal(tangible(site.data, ["receive"], { input: same }).status, 0);
  }
  await site.settled();
  // The form for the first administrator is there only while nobody has an account.
  const first = (await eventually(() => site.printed.match(/http:\S+(\/first\/\w+)/), "a printed link"))[1];
  for (const [where, width, colorScheme] of screens) await looked_at(await site.visitor({ scripts: true, width, colorScheme }), first, where);
  site.account("axe-coder", "ten letters at least");
  const stories = (await site.json("/api/v1/stories?size=100")).body;
  assert.ok(stories.hits.length > 20, "the sample must have stories to look at");
  const rtl = stories.hits.find((h) => ["ur", "ar"].includes(h.language));
  const one = stories.hits[0];
  paths = ["/", "/tell", "/tell/all", "/tell/story", "/search", "/search?q=trust", "/search?q=partnrship", "/search?q=zzqqxx&theme=rel.trust",
    "/search?theme=rel.trust&year=2018..2024&view=passages", "/search?q=let+us+down&view=context&synonyms=yes", "/themes",
    "/themes/rel.trust", "/themes/rel.trust?confirmed=yes", "/counted?q=theme:rel.trust", "/about", "/complain", "/help", "/help/running", "/help/dpia", "/my-story", "/sign-in", "/no-such-page", "/digest/ended",
    `/stories/${one.id}`, `/stories/${one.id}?view=plain`, ...(rtl ? [`/stories/${rtl.id}`] : [])];
});
after(() => site?.close());

async function findings(page) {
  // The page's own policy allows no scripts, so axe is run through the debugger.
  return page.evaluate(`${axe_source}; axe.run(document, {runOnly: ["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]})
    .then(r => r.violations.map(v => v.id + ": " + v.nodes.map(n => n.target + " " + n.failureSummary).join(" | ")))`);
}

/// Looks at the short pages on which a story is told, empty and with mistakes, from the first to the teller's private page.
async function looked_at_telling(page, where) {
  const pressed = (name) => press(page.getByRole("button", { name, exact: true }));
  const seen = async (name) => {
    const at = new URL(page.url()).pathname;
    assert.deepEqual(await findings(page), [], `${at} ${name} ${where}`);
    const [wide, room] = await page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    assert.ok(wide <= room, `${at} ${name} ${where} is ${wide} wide on ${room}`);
    assert.equal(await page.locator("h1").count(), 1, `${at} has one h1`);
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/telling-${name}-${where}.png`, fullPage: true });
  };
  await page.goto("/tell");
  await seen("start");
  await page.getByLabel("I am writing this down").check();
  await pressed("Start");
  await pressed("Continue");
  assert.match(await page.title(), /^Error: /);
  await seen("story-error");
  await page.getByLabel("What happened?").fill("We met on Tuesdays in the laundry and nobody wrote minutes.");
  await page.locator("#files").setInputFiles({ name: `${"a-long-name-without-a-space".repeat(4)}.txt`, mimeType: "text/plain", buffer: Buffer.from("More of it.") });
  await pressed("Continue");
  await page.getByLabel("In which year").fill("last year");
  await pressed("Continue");
  await seen("about-error");
  await page.getByRole("link", { name: "Back", exact: true }).click();
  await seen("story");
  await pressed("Continue");
  await page.getByLabel("In which year").fill("2021");
  await pressed("Continue");
  await seen("say");
  await page.getByRole("group", { name: "Now" }).getByLabel("They decided together").check();
  await pressed("Continue");
  await seen("trust");
  await pressed("Continue");
  await seen("themes");
  await page.getByText("Relationships and ways of working").click();
  await page.getByLabel("Trust built or broken").check();
  await pressed("Continue");
  await pressed("Continue");
  assert.match(await page.title(), /^Error: /);
  await seen("choices-error");
  await pressed("Save and come back later");
  await seen("later");
  await page.getByRole("link", { name: "Go on now" }).click();
  await page.waitForURL(/choices$/);
  await page.goto(page.url().replace(/choices$/, "check"));
  await pressed("Send my story");
  await seen("check-error");
  await page.locator(".problems a").first().click();
  await page.locator("#uses-team").check();
  await pressed("Continue");
  await seen("check");
  await pressed("Send my story");
  await page.waitForURL(/manage/);
  await page.locator("article").or(page.getByText("A program still has to read it")).first().waitFor();
  await seen("manage");
}

async function looked_at(page, path, where) {
  const elsewhere = [], errors = [];
  page.on("request", (r) => { if (!r.url().startsWith(site.base)) elsewhere.push(r.url()); });
  page.on("console", (m) => { if (m.type() === "error" && !/40[0-9]|410/.test(m.text())) errors.push(m.text()); });
  const answer = await page.goto(path);
  const policy = answer.headers()["content-security-policy"] ?? "";
  assert.match(policy, /default-src 'none'/, `${path} has a strict policy`);
  assert.doesNotMatch(policy, /unsafe/);
  assert.deepEqual(await findings(page), [], `${path} ${where}`);
  const [wide, room] = await page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
  assert.ok(wide <= room, `${path} ${where} is ${wide} wide on ${room}`);
  assert.equal(await page.locator("h1").count(), 1, `${path} has one h1`);
  assert.deepEqual(elsewhere, []);
  assert.deepEqual(errors, []);
}

test("staff pages with filled tables are accessible and fit the screen", async () => {
  const quote = (await site.json("/api/v1/themes/rel.trust/evidence")).body.quotes[0];
  site.account("axe-admin", "ten letters at least", "admin");
  site.account("axe-other", "ten letters at least");
  const where = "phone", how = { scripts: true, width: 320, colorScheme: "dark" };
  let page;
  for (const who of ["axe-other", "axe-admin"]) {
    page = await site.signed_in(who, "ten letters at least", how);
    await page.goto("/desk/" + quote.story);
    await press(page.getByRole("button", { name: /^Accept Trust/ }).first());
  }
  await looked_at(page, "/desk/agreement", where);
  assert.ok((await page.locator("tbody tr").count()) >= 2, "the table must be filled");
  for (const path of ["/moderate", "/moderate/" + quote.story, "/moderate/" + quote.story + "/consent", "/account", "/desk/themes", "/desk/new-theme", "/desk/candidates"]) await looked_at(page, path, where);
  await looked_at(page, await page.getByRole("link", { name: /^Start a theme from/ }).first().getAttribute("href"), where);
  await looked_at(page, "/desk/themes/rel.trust", where);
  await page.getByLabel("Cues", { exact: true }).fill("trusted us\nkept turning up\nbrought us food\n[broken");
  await page.getByLabel("Definition").fill("");
  await press(page.getByRole("button", { name: "Try it on stories" }));
  assert.deepEqual(await findings(page), [], "the page of a theme that was tried");
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/theme-tried-${where}.png`, fullPage: true });
  const [wide, room] = await page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
  assert.ok(wide <= room, `the tried theme is ${wide} wide on ${room}`);
});

for (const [where, width, scheme] of screens) {
  test(`public pages are accessible and fit the screen, ${where}`, async () => {
    for (const path of paths) {
      const page = await site.visitor({ scripts: true, width, colorScheme: scheme });
      await looked_at(page, path, where);
      await page.context().close();
    }
  });

  test(`the short pages of telling are accessible and fit the screen, ${where}`, async () => {
    const page = await site.visitor({ scripts: true, width, colorScheme: scheme });
    await looked_at_telling(page, where);
    await page.context().close();
  });

  test(`staff and teller pages are accessible and fit the screen, ${where}`, async () => {
    const page = await site.signed_in("axe-coder", "ten letters at least", { scripts: true, width, colorScheme: scheme });
    for (const path of ["/desk", "/desk?theme=rel.trust", "/desk/agreement", "/desk/learning", "/parked", "/search?q=trust&theme=rel.trust"]) await looked_at(page, path, where);
    await page.getByRole("button", { name: "Save this search" }).click();
    await page.waitForURL(/saved/);
    for (const path of [new URL(page.url()).pathname, "/saved"]) await looked_at(page, path, where);
    await page.goto("/desk");
    await looked_at(page, await page.locator("ol.hits a").first().getAttribute("href"), where);
    await page.goto("/search?q=numbathall");
    mailed = (await page.locator("ol.hits h3 a").first().getAttribute("href")).replace("stories", "desk");
    await looked_at(page, mailed, where);
    for (const beside of ["Arrived twice?", "Words that could identify somebody", "Left out of the story"])
      assert.equal(await page.getByRole("heading", { name: beside }).count(), 1, beside);
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/desk-${where}.png`, fullPage: true });
    await page.goto("/tell/all");
    await page.getByRole("button", { name: "Send my story" }).click();
    assert.match(await page.title(), /^Error: /);
    assert.deepEqual(await findings(page), [], `the error page, ${where}`);
    await page.getByLabel("What happened?").fill("We met on Tuesdays in the laundry and nobody wrote minutes.");
    await page.locator("#uses-team").check();
    await page.getByRole("button", { name: "Send my story" }).click();
    await page.waitForURL(/manage/);
    await looked_at(page, new URL(page.url()).pathname, where);
    await page.goto("/complain");
    await page.getByLabel("Is it about one story?").fill("no reference");
    await press(page.getByRole("button", { name: "Send my complaint" }));
    assert.match(await page.title(), /^Error: /);
    assert.deepEqual(await findings(page), [], `the error page of a complaint, ${where}`);
    await page.getByLabel("What happened?").fill("A story has my name in it.");
    await page.getByLabel("Is it about one story?").fill("");
    await press(page.getByRole("button", { name: "Send my complaint" }));
    await looked_at(page, new URL(page.url()).pathname, where);
    await page.context().close();
  });
}

test("the register of complaints is accessible and fits the screen", async () => {
  const added = tangible(site.data, ["complaints", "add"], { input: "It is too loud." }).stdout.split("\t")[0];
  site.account("axe-mo", "ten letters at least", "moderator");
  for (const [where, width, colorScheme] of screens) {
    const page = await site.signed_in("axe-mo", "ten letters at least", { scripts: true, width, colorScheme });
    await looked_at(page, "/complaints", where);
    const one = "/complaints/" + added.slice(2);
    await looked_at(page, one, where);
    await press(page.getByRole("button", { name: "Save as our answer" }));
    assert.match(await page.title(), /^Error: /);
    assert.deepEqual(await findings(page), [], `the error page of an answer, ${where}`);
    await page.getByLabel("Note or answer").fill("We close the window.");
    await press(page.getByRole("button", { name: "Save as our answer" }));
    await looked_at(page, one, where);
    await page.context().close();
  }
});
