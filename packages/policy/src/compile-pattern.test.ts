import { describe, expect, it } from "vitest";
import { compilePattern } from "./compile-pattern";
import { problemsOf, verdict } from "./fixtures/judge";
import { toolCall } from "./fixtures/tool-call";

function matches(pattern: string, text: string): boolean | string {
  const compiled = compilePattern(pattern);
  return typeof compiled === "string" ? compiled : compiled.matches(text);
}

describe("a regular expression", () => {
  it.each([
    ["b", "abc", true],
    ["^b", "abc", false],
    ["^abc$", "abc\n", false],
    ["(?i)ABC", "abc", true],
    ["^\\p{L}+$", "é語", true],
    ["^[\\w.]+@example\\.com$", "a.b@example.com", true],
    ["(?P<year>\\d{4})", "in 2026", true],
    ["\\\\1", "a\\1", true],
    ["[(?=]", "(", true],
  ])("%s of %j is %s", (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it.each([
    ["", "must be a regular expression of 1 to 512 characters"],
    ["a".repeat(513), "must be a regular expression of 1 to 512 characters"],
    ["(", "must be a regular expression in RE2 syntax"],
    ["a**", "must be a regular expression in RE2 syntax"],
    ["a(?=b)", "must do without look-around"],
    ["(?<!a)b", "must do without look-around"],
    ["(a)\\1", "must do without back-references"],
    ["(?<n>a)\\k<n>", "must do without back-references"],
    ["(?>a)", "must be a regular expression in RE2 syntax"],
    ["(a{1000}){1000}", "must be a regular expression in RE2 syntax"],
    ["(?:a{30}){30}{2}", "must be a regular expression in RE2 syntax"],
    ["x{0,1000}", "must have smaller repetitions"],
    ["(?:(?:a?){30}){30}", "must have smaller repetitions"],
  ])("%s is refused", (pattern, says) => {
    expect(matches(pattern, "")).toContain(says);
  });

  it.each(["^(a+)+$", "(a|a)*$", "(x+x+)+y", "(a?){100}a{100}$", "^(.*a){20}$", "(a*)*b"])(
    "%s takes time by the length of the text, not its powers",
    (pattern) => {
      // Backtracking would take longer than the universe is old; the test's own time-out is the assertion.
      expect(typeof matches(pattern, `${"a".repeat(60_000)}!`)).toBe("boolean");
    },
  );
});

describe("a text for patterns", () => {
  const rule = (op: string) => ({ require: [{ not: { path: "args.x[*]", op, value: "b" } }] });

  it.each(["regex", "glob"])("of more than 64 KiB is denied by %s, not cut", (op) => {
    const of = (length: number) => verdict(rule(op), toolCall({ args: { x: ["a".repeat(length)] } }));
    expect(of(65_536)[0]).toBe("allowed");
    expect(of(65_537)).toEqual(["argument_too_long", "/tools/run/require/0"]);
  });

  it("is bounded over all of a call's texts together", () => {
    const x = Array.from({ length: 17 }, () => "a".repeat(65_536));
    expect(verdict(rule("regex"), toolCall({ args: { x } }))[0]).toBe("argument_too_long");
  });

  it("and the items of lists are bounded too", () => {
    const call = toolCall({ args: { x: Array.from({ length: 100_001 }, () => "a") } });
    expect(verdict(rule("eq"), call)[0]).toBe("argument_too_long");
    expect(verdict({ require: [{ path: "args.x", op: "contains", value: "a" }] }, call)[0]).toBe("argument_too_long");
  });
});

it("the patterns of a policy are bounded together", () => {
  const condition = (i: number) => ({ path: `args.x${i}`, op: "regex", value: "[ab]{480}" });
  const rule = { require: Array.from({ length: 60 }, (_, i) => condition(i)) };
  expect(problemsOf({ tools: { a: rule } })).toEqual([]);
  const tools = { a: rule, b: rule };
  expect(problemsOf({ tools }).map(([code]) => code)).toEqual(["too_many"]);
});
