import { expect, it } from "vitest";
import { DECISION_NAMES, decisionSentence, decisionWords, outcomeWords } from "./decision-words";

it("has words and an icon of its own for every decision", () => {
  expect(DECISION_NAMES.map((name) => decisionWords(name).word)).toContain("Rate-limited");
  expect(new Set(DECISION_NAMES.map((name) => decisionWords(name).icon)).size).toBe(DECISION_NAMES.length);
  expect(new Set(DECISION_NAMES.map((name) => decisionWords(name).word)).size).toBe(DECISION_NAMES.length);
});

it("shows a decision it doesn't know by its name", () => {
  expect(decisionWords("sandboxed").word).toBe("sandboxed");
  expect(decisionWords("toString").word).toBe("toString");
});

it("tells a call that never left from one whose end is unknown", () => {
  expect(outcomeWords(null)).toBe("Nothing was sent");
  expect(outcomeWords("unknown")).toContain("after the call was sent");
});

it("says that a denied request named somebody else's session, which no message says", () => {
  const sentence = decisionSentence({ decision: "deny", code: "session_mismatch" });
  expect(sentence).toContain("belongs to another grant");
  expect(decisionSentence({ decision: "hide", code: "unknown_server" })).toContain("its grant doesn't have");
  expect(decisionSentence({ decision: "deny", code: "toString" })).toBe(decisionWords("deny").sentence);
});
