import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type PolicyDocument, parsePolicy, runPolicyTests } from "@policylayer/policy";
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

/** What the judge says of a call of each, as the start of a page would have it: without arguments, with room in every limit. */
function judged(document: PolicyDocument, calls: readonly string[]): string[] {
  const tests = calls.map((call) => ({ call, expect: "allow" as const }));
  return runPolicyTests({ ...document, tests }).map(({ decision: { decision, rule } }) => `${decision} ${rule}`);
}

it.each(DOCUMENTED)(
  "a policy shown in $page can be saved, its own tests passing, and judges every tool it names",
  ({ text }) => {
    const parsed = parsePolicy(text);
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
    if (!parsed.ok) return;
    const names = Object.keys(parsed.document.tools ?? {}).filter((name) => !/[*?]/.test(name));
    const named = judged(parsed.document, names);
    for (const [n, name] of names.entries())
      expect(named[n]).toMatch(new RegExp(`^\\w+ /(tools/${name}|hide|all_tools)`));
    expect(judged(parsed.document, ["a_tool_that_no_page_names"])[0]).toMatch(/^\w+ \/(default|hide|tools|all_tools)/);
  },
);

it("the policy of the start page does what is said under it", () => {
  const parsed = parsePolicy(DOCUMENTED.find(({ page }) => page === "README.md (1)")?.text ?? "");
  expect(parsed.ok && judged(parsed.document, ["run_procedure", "drop_table"])).toEqual([
    "allow /tools/run_procedure",
    "deny /default",
  ]);
});
