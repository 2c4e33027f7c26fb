import { expect, it } from "vitest";
import { cleanText, cleanUrl } from "./clean-text";

it("writes out what doesn't show, so that nothing turns or hides the text around it", () => {
  expect(cleanText("safe\u202Egnp.exe", 100)).toBe("safe⟨U+202E⟩gnp.exe");
  expect(cleanText("a\u0000b\u{E0041}c", 100)).toBe("a⟨U+0000⟩b⟨U+E0041⟩c");
});

it("leaves nothing that Postgres refuses", () => {
  expect(cleanText("half \uD83D pair", 100)).toBe("half \uFFFD pair");
});

it("bounds the text before looking at it, and never cuts through a character", () => {
  expect(cleanText("x".repeat(5_000_000), 10)).toBe(`${"x".repeat(9)}…`);
  expect(cleanText("12345678\u{1F600}\u{1F600}", 10)).toBe("12345678…");
  expect(cleanText("\u200B".repeat(1_000_000), 10)).toHaveLength(10);
});

it("takes text and nothing else", () => {
  expect([cleanText(7, 10), cleanText({}, 10), cleanText(" \n ", 10)]).toEqual([null, null, null]);
});

it("links to the web only", () => {
  expect(cleanUrl("https://example.com/a?b=c")).toBe("https://example.com/a?b=c");
  for (const url of ["javascript:alert(1)", "https://a\u202Eb", 'https://a"onclick=x', "file:///etc/passwd", 1]) {
    expect(cleanUrl(url)).toBeNull();
  }
});
