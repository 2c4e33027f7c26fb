import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it } from "vitest";
import { classifyLines } from "./classify-lines";
import { evaluateLines } from "./evaluate-lines";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "risk-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fileOf(...lines: string[]): string {
  const file = join(folder, "tools.jsonl");
  writeFileSync(file, lines.join("\n"));
  return file;
}

async function classified(file: string) {
  const out = new PassThrough();
  const told: string[] = [];
  const written = text(out);
  const bad = await classifyLines(file, out, (sentence) => told.push(sentence));
  out.end();
  const lines = (await written).split("\n").filter((line) => line !== "");
  return { bad, told, lines: lines.map((line): unknown => JSON.parse(line)) };
}

it("answers every line in its place, also behind a bad one", async () => {
  const file = fileOf(
    '\uFEFF{"server":"crm","tool":"get_contact","extra":1}',
    "",
    "{not json",
    '{"server":"crm"}',
    '{"server":"crm","tool":"delete_contact","description":null,"inputSchema":null,"annotations":null}',
  );
  const { bad, told, lines } = await classified(file);
  expect(bad).toBe(2);
  expect(told[0]).toMatch(/^line 3: not JSON: /);
  expect(told[1]).toMatch(/^line 4: tool: /);
  expect(lines).toMatchObject([
    { server: "crm", tool: "get_contact", class: "read", severity: "low", effects: [], unknown: false },
    { line: 3 },
    { line: 4 },
    { server: "crm", tool: "delete_contact", class: "destructive", severity: "critical" },
  ]);
});

it("writes more than a pipe holds", async () => {
  const count = 3_000;
  const { lines } = await classified(fileOf(...Array.from({ length: count }, (_, n) => `{"tool":"list_${n}"}`)));
  expect(lines).toHaveLength(count);
  expect(lines.at(-1)).toMatchObject({ tool: `list_${count - 1}` });
});

it("fails on a file that isn't there", async () => {
  await expect(classified(join(folder, "none"))).rejects.toThrow("ENOENT");
});

it("counts what was taken for what, per language and amount of information", async () => {
  const file = fileOf(
    '{"tool":"get_contact","class":"read"}',
    '{"tool":"borrar","description":"Borra un contacto de la agenda","class":"destructive"}',
    '{"tool":"get_thing","description":"Gets a thing","class":"financial"}',
    '{"tool":"x","class":"sideways"}',
  );
  const told: string[] = [];
  const { bad, text: printed } = await evaluateLines(file, (sentence) => told.push(sentence));
  expect({ bad, told: told.length }).toEqual({ bad: 1, told: 1 });
  expect(printed).toContain("name only: 3 tools\n  right 66.7 %");
  expect(printed).toContain("destructive or financial called read 1");
  expect(printed).toContain("with description: 2 tools\n  right 50.0 %");
  expect(printed).toContain("language es, with all there is: 1 tools");
});
