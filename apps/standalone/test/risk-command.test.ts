import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const COMMAND = fileURLToPath(new URL("../src/risk.ts", import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "risk-command-"));
});
afterAll(() => rm(folder, { recursive: true }));

function classify(file: string) {
  return spawn(process.execPath, ["--import", "tsx", COMMAND, "classify", file], { stdio: ["ignore", "pipe", "pipe"] });
}

it("ends quietly when whoever reads its answers has had enough of them", async () => {
  const file = join(folder, "many.jsonl");
  // More than a pipe holds, so that it writes into one that is closed.
  await writeFile(file, '{"tool":"list_files"}\n'.repeat(20_000));
  const command = classify(file);
  const said = text(command.stderr);
  await once(command.stdout, "data");
  command.stdout.destroy();
  const [code] = await once(command, "exit");
  expect({ code, said: await said }).toEqual({ code: 0, said: "" });
});

it("names a file that it can't read", async () => {
  const command = classify(join(folder, "absent.jsonl"));
  const said = text(command.stderr);
  const [code] = await once(command, "exit");
  expect(code).toBe(2);
  expect(await said).toMatch(/^can't read .*absent\.jsonl: ENOENT.*\n$/);
});
