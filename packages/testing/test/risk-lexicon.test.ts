import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const source = fileURLToPath(new URL("../../risk/src", import.meta.url));

/** What the classifier's own answers, the protocol's fields and those of JSON Schema are called. */
const OURS = new Set(
  "reads_secrets sends_outside moves_money runs_code changes_access reaches_any_url reaches_any_path input_schema allOf anyOf oneOf".split(
    " ",
  ),
);

function textsOf(code: string): string[] {
  const withoutComments = code
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")
    .replace(/^(?:import|export)[^;]*from .*$/gm, "");
  return [...withoutComments.matchAll(/"((?:[^"\\\n]|\\.)*)"|`([^`]*)`/g)].map((match) => match[1] ?? match[2] ?? "");
}

/** A tool's name of two words or more: `list_issues`, `get-user`, `createInvoice`. */
const JOINED = /^(?:[a-z0-9]+(?:[_-][a-z0-9]+)+|[a-z]+(?:[A-Z][a-z]+)+)$/;

function joinedWords(code: string): string[] {
  return textsOf(code)
    .flatMap((text) => text.replace(/\$\{[^}]*\}/g, " ").split(/[^\p{L}\p{N}_-]+/u))
    .filter((word) => JOINED.test(word) && !OURS.has(word));
}

it("finds a name where there is one", () => {
  expect(
    joinedWords('const NAMES = new Set(["list_issues", "create"]);\nconst more = `getUser delete-file pay`;'),
  ).toEqual(["list_issues", "getUser", "delete-file"]);
});

it("classifies by single words: no list of tools' names is in the code", () => {
  const files = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts") && !entry.parentPath.endsWith("fixtures"))
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(20);
  const allowed = /^(readOnlyHint|destructiveHint|openWorldHint|read-only)$/;
  const found = files.flatMap((file) => joinedWords(readFileSync(file, "utf8")).filter((word) => !allowed.test(word)));
  expect(found).toEqual([]);
});
