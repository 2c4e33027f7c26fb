import fc from "fast-check";
import { expect, test } from "vitest";
import { namespaceProgressToken, splitProgressToken } from "./team-progress-token";

test("a token finds its server, and is then what that server gave", () => {
  const token = fc.oneof(fc.string({ unit: "binary" }), fc.maxSafeInteger());
  fc.assert(
    fc.property(token, (progressToken) => {
      const shown = namespaceProgressToken("my-files", progressToken);
      expect(splitProgressToken(shown)).toEqual({ server: "my-files", progressToken });
    }),
  );
  expect(namespaceProgressToken("a", 7)).not.toBe(namespaceProgressToken("a", "7"));
});

test.each([7, "7", "policylayer+a:", "policylayer+a:x", "policylayer+a:{}", "policylayer+a: 7", "policylayer+A:7"])(
  "%j is no server's",
  (shown) => expect(splitProgressToken(shown)).toBeNull(),
);
