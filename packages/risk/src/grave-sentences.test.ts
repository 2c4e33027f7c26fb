import { describe, expect, it } from "vitest";
import { classifyTool } from "./classify-tool";
import { graveInEnglish, graveInGerman } from "./fixtures/grave-sentences";
import { chineseGrave, japaneseGrave } from "./fixtures/grave-sentences-unspaced";

const classOf = (description: string) => classifyTool({ tool: "tool_a", description }).class;

describe("a text that says that money moves or something is lost", () => {
  it("is never a reading, in English and in German", () => {
    expect(graveInEnglish.length).toBeGreaterThan(250);
    expect(graveInGerman.length).toBeGreaterThan(75);
    expect([...graveInEnglish, ...graveInGerman].filter((sentence) => classOf(sentence) === "read")).toEqual([]);
  });

  it.each([
    ["financial", "Tops up the balance."],
    ["destructive", "Throws out all expired items."],
    ["financial", "Checks the balance and tops it up."],
    ["financial", "A refund is given to the customer."],
    ["financial", "Money is moved from one account to another."],
    ["financial", "Collect rent from a tenant."],
    ["financial", "Gibt dem Kunden das Geld zurück."],
    ["financial", "Reicht eine SEPA-Basislastschrift zum Einzug bei der Bank ein."],
    ["financial", "Gibt eine Zahlung frei."],
    ["financial", "Nimmt einen Kredit auf."],
    ["destructive", "Löst den Verein auf."],
    ["destructive", "Reißt das Gebäude ab."],
  ])("is %s: %s", (expected, sentence) => {
    expect(classOf(sentence)).toBe(expected);
  });

  it("leaves alone what only sounds like it", () => {
    expect(classOf("The reasons a refund can be given for.")).toBe("read");
    expect(classOf("Get details of a branch (access levels, force push settings).")).toBe("read");
    expect(classOf("Nimmt ein Bild der Seite auf.")).toBe("read");
    expect(classOf("Nimmt einen Patienten auf.")).toBe("write");
    expect(classOf("Überweist einen Patienten an einen Facharzt.")).toBe("write");
    expect(classOf("Löst einen Namen auf.")).toBe("read");
    expect(classOf("Berechnet die Lohnsteuer.")).toBe("read");
  });

  it.each([...chineseGrave, ...japaneseGrave])("is found in Chinese and Japanese: %s", (sentence) => {
    expect(classOf(sentence)).toMatch(/^(?:destructive|financial)$/);
  });
});
