import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readOrMakeSecrets } from "./secrets";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "policylayer-secrets-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

test("three different keys of 32 bytes, in a private file, the same at the next start", async () => {
  const first = await readOrMakeSecrets(dir);
  expect(Object.keys(first).sort()).toEqual(["AUTH_SECRET", "ENCRYPTION_KEY", "TOKEN_PEPPER"]);
  expect(new Set(Object.values(first)).size).toBe(3);
  for (const value of Object.values(first)) expect(Buffer.from(value, "base64")).toHaveLength(32);
  expect((await stat(join(dir, "secrets.json"))).mode & 0o777).toBe(0o600);
  expect(await readOrMakeSecrets(dir)).toEqual(first);
});

test.each(["", "{}", '{"TOKEN_PEPPER":"c2hvcnQ=","ENCRYPTION_KEY":"x","AUTH_SECRET":"x"}'])(
  "a damaged file %j is refused and left as it is",
  async (content) => {
    const file = join(dir, "secrets.json");
    await writeFile(file, content);
    await expect(readOrMakeSecrets(dir)).rejects.toThrow(/does not hold the three keys/);
    expect(await readFile(file, "utf8")).toBe(content);
  },
);
