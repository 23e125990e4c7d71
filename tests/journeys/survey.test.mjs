// A survey's export with one story in each row: tried, received, received again with one more row, and one story taken back.
import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { new_folder, tangible } from "./helpers/site.mjs";
import { zip } from "./helpers/zip.mjs";

const header = ["No", "What happened?", "What changed?", "I am", "Date", "May we use it?", "IP address"];
const rows = [
  ["1", "The hall key was passed on, and so was the trust.", "We meet on Tuesdays now.", "Volunteer", "2019-03-04", "Yes, all of it", "192.0.2.1"],
  ["2", "Nobody wrote the minutes, \"until Ann did\".", "", "volunteer", "2020-11-30", "Yes, all of it", "192.0.2.2"],
  ["3", "", "", "", "2020-11-30", "Yes, all of it", "192.0.2.3"],
  ["4", "We argued about the lanterns for a year.", "", "", "2021-01-02", "Ask me first", "192.0.2.4"],
];
const late = ["5", "The pond was dug again by the school.", "Frogs.", "", "2022-05-06", "Only the team", "192.0.2.5"];
const map = `survey: hall-2026
id: No
story: ["What happened?", "What changed?"]
role: I am
date: Date
consent:
  column: May we use it?
  answers:
    Yes, all of it: [team, count, research, publish, quote]
    Only the team: [team, count]
ignore: [IP address]
defaults: {place: Leeds}
`;

const renamed = (at, name) => header.map((cell, i) => (i === at ? name : cell));
const csv = (table) => table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",") + "\r\n").join("");
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
function xlsx(table) {
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const sheet = table.map((row) => "<row>" + row.map((cell) => `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`).join("") + "</row>").join("");
  return zip(Object.entries({
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": `<Relationships><Relationship Id="r0" Type="${type}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r0"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r0" Type="${type}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  }).map(([name, text]) => ({ name, bytes: Buffer.from(text) })));
}

class Desk {
  constructor() {
    this.folder = new_folder();
    this.data = join(this.folder, "data");
    this.map = this.write("map.yaml", map);
  }
  write(name, bytes) {
    const path = join(this.folder, name);
    writeFileSync(path, bytes);
    return path;
  }
  receive(table, ...more) {
    return tangible(this.data, ["receive", "--table", table, "--map", this.map, ...more]);
  }
  found(words, use = "team") {
    const run = tangible(this.data, ["search", "--use", use, words]);
    return run.status === 4 ? [] : run.stdout.match(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/gm) ?? [];
  }
}

for (const [kind, made] of Object.entries({ csv, xlsx })) {
  test(`a survey as ${kind} is received row by row`, () => {
    const desk = new Desk(), first = desk.write("survey." + kind, made([header, ...rows]));

    const dry = desk.receive(first, "--dry-run");
    assert.equal(dry.status, 1, dry.stderr);
    assert.match(dry.stdout, /'IP address': ignored/);
    assert.match(dry.stdout, /3 stories: 3 new, 0 known before; 1 row fails/);
    assert.match(dry.stdout, /row 4 fails: The row has no story\./);
    assert.match(dry.stdout, /row 5: We could not understand the answer about consent/);
    assert.match(dry.stdout, /role: volunteer\nplace: Leeds\nyear: 2019\nconsent: team count research publish quote\n\nWhat happened\?\nThe hall key/);
    assert.ok(!existsSync(desk.data) || readdirSync(desk.data).length === 0, "a dry run must store nothing");

    const run = desk.receive(first);
    assert.equal(run.status, 1, run.stderr);
    assert.match(run.stderr, /row 4 fails: The row has no story\./);
    assert.match(run.stderr, /Stored: 3 new, 0 known before, 1 row failed/);
    assert.equal(desk.found("trust").length, 1);
    assert.equal(desk.found("192.0.2.1").length, 0);
    assert.equal(desk.found("lanterns").length, 0, "an unknown answer about consent must allow nothing");

    assert.match(desk.receive(first, "--dry-run").stdout, /3 stories: 0 new, 3 known before/);
    assert.match(desk.receive(first).stderr, /Stored: 0 new, 3 known before/);

    const second = desk.write("survey-later." + kind, made([header, late, ...[...rows].reverse()]));
    assert.match(desk.receive(second, "--dry-run").stdout, /4 stories: 1 new, 3 known before/);
    assert.match(desk.receive(second).stderr, /Stored: 1 new, 3 known before/);

    const [taken_back] = desk.found("trust");
    assert.equal(tangible(desk.data, ["withdraw", taken_back]).status, 0);
    assert.equal(desk.found("trust").length, 0);
    assert.equal(desk.found("minutes").length, 1);
    assert.match(desk.receive(second, "--dry-run").stdout, /4 stories: 0 new, 3 known before, 1 withdrawn before and not to be stored/);
    assert.match(desk.receive(second).stderr, /Stored: 0 new, 3 known before, 1 withdrawn before and not stored/);
    assert.equal(desk.found("trust").length, 0);
  });
}

test("an answer that allows less in a later export narrows the consent", () => {
  const desk = new Desk();
  assert.match(desk.receive(desk.write("survey.csv", csv([header, rows[0], rows[1]]))).stderr, /Stored: 2 new/);
  assert.equal(desk.found("trust", "publish").length, 1);
  const no = rows[0].map((cell) => (cell === "Yes, all of it" ? "Only the team" : cell));
  const later = desk.write("later.csv", csv([header, no, rows[1]]));
  assert.match(desk.receive(later, "--dry-run").stdout, /2 known before.*\n1 row: consent would be narrowed/);
  assert.equal(desk.found("trust", "publish").length, 1);
  assert.match(desk.receive(later).stderr, /0 new, 2 known before\n1 row: consent was narrowed/);
  assert.equal(desk.found("trust", "publish").length, 0);
  assert.equal(desk.found("minutes", "publish").length, 1);
  assert.doesNotMatch(desk.receive(desk.write("old.csv", csv([header, rows[0]]))).stderr, /narrowed/);
  assert.equal(desk.found("trust", "publish").length, 0, "an older export must not widen consent");
});

test("a table or map that cannot be understood is refused, and nothing is stored", () => {
  const desk = new Desk();
  const encrypted = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(2000)]);
  const bad = {
    "nothing.csv": ["", /the file is empty/],
    "header.csv": [csv([header]), /no rows below/],
    "missing.csv": [csv([renamed(1, "What happend?"), ...rows]), /there is no column 'What happened\?' in the first row \(did you mean 'What happend\?'\?\)/],
    "twice.csv": [csv([renamed(6, "No"), ...rows]), /two columns are called 'No'/],
    "more.csv": [csv([[...header, "Email"], ...rows.map((r) => [...r, "a@b.example"])]), /neither used nor ignored by the map: 'Email'/],
    "locked.xlsx": [encrypted, /locked\.xlsx: /],
    "paper.pdf": ["%PDF-1.4\n", /paper\.pdf: /],
  };
  for (const [name, [bytes, complaint]] of Object.entries(bad)) {
    const run = desk.receive(desk.write(name, bytes));
    assert.equal(run.status, 64, `${name}: ${run.status} ${run.stderr}`);
    assert.match(run.stderr, complaint);
  }
  assert.equal(desk.receive(join(desk.folder, "absent.csv")).status, 66);
  const good = desk.write("good.csv", csv([header, ...rows]));
  assert.match(tangible(desk.data, ["receive", "--table", good]).stderr, /--table needs --map/);
  desk.write("map.yaml", map.replace("ignore:", "ignor:"));
  assert.match(desk.receive(good).stderr, /map\.yaml:11: unknown word 'ignor' \(did you mean 'ignore'\?\)/);
  assert.ok(!existsSync(desk.data) || readdirSync(desk.data).length === 0);
});
