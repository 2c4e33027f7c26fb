import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parsePolicy } from "@policylayer/policy";
import { expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../../../../../../", import.meta.url));
const SKIPPED = new Set(["node_modules", ".git", ".next", ".data", ".turbo"]);

/** Every Markdown page of the repository. */
function pages(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : pages(join(folder, entry.name));
    return entry.name.endsWith(".md") ? [join(folder, entry.name)] : [];
  });
}

/** The JSON objects of a page that call themselves policies of version 1, with the braces they stand in. */
function policiesIn(text: string): string[] {
  return [...text.matchAll(/\{\s*"version":\s*"1"/g)].map(({ index }) => text.slice(index, endOfObject(text, index)));
}

function endOfObject(text: string, start: number): number {
  let depth = 0;
  let isInText = false;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at];
    if (isInText) {
      if (letter === "\\") at += 1;
      else if (letter === '"') isInText = false;
    } else if (letter === '"') isInText = true;
    else if (letter === "{") depth += 1;
    else if (letter === "}") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

const DOCUMENTED = pages(ROOT).flatMap((page) =>
  policiesIn(readFileSync(page, "utf8")).map((text, n) => ({ page: `${page.slice(ROOT.length)} (${n + 1})`, text })),
);

it("finds the policy that the start page of the repository shows", () => {
  expect(DOCUMENTED.map(({ page }) => page)).toContain("README.md (1)");
});

it.each(DOCUMENTED)("a policy shown in $page can be saved, its own tests passing", ({ text }) => {
  const parsed = parsePolicy(text);
  expect(parsed.ok ? [] : parsed.problems).toEqual([]);
});
