import { describe, expect, it } from "vitest";
import { hashToken, isWellFormedToken, mintToken, TOKEN_PATTERN, tokenLast4 } from "./token";

describe("tokens", () => {
  it("are well formed for their own kind only", () => {
    const token = mintToken("plg");
    expect(token).toMatch(/^plg_live_[0-9A-Za-z]{22}_[0-9A-Za-z]{38}$/);
    expect(isWellFormedToken("plg", token)).toBe(true);
    expect(isWellFormedToken("plk", token)).toBe(false);
    expect(TOKEN_PATTERN.exec(`before ${token} after`)?.[0]).toBe(token);
  });

  it("are refused when any character differs", () => {
    const token = mintToken("plk");
    for (let at = 0; at < token.length; at++) {
      const changed = token.slice(0, at) + (token[at] === "a" ? "b" : "a") + token.slice(at + 1);
      expect(isWellFormedToken("plk", changed), changed).toBe(false);
    }
    for (const odd of ["", token.slice(1), `${token} `, token.toUpperCase(), "plk_live_"]) {
      expect(isWellFormedToken("plk", odd), odd).toBe(false);
    }
  });

  it("keeps its checksum's algorithm: issued tokens stay valid", () => {
    const body = "plg_live_0000000000000000000000_00000000000000000000000000000000";
    expect(isWellFormedToken("plg", `${body}0UNoMF`)).toBe(true);
  });

  it("is stored as a keyed hash", () => {
    const token = mintToken("plg");
    const one = hashToken(Buffer.alloc(32, 1), token);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(hashToken(Buffer.alloc(32, 2), token)).not.toBe(one);
    expect(tokenLast4(token)).toBe(token.slice(token.length - 4));
  });
});
