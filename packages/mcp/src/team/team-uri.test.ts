import { describe, expect, it, test } from "vitest";
import { namespaceUri, splitUri } from "./team-uri";

const URIS = [
  "file:///a.txt",
  "ui://app/main",
  "ui:main",
  "",
  "policylayer+b:file:///a.txt",
  "ui://policylayer+b/app/main",
  "file:///{path}",
  "x\ny",
];

describe("a URI at the team endpoint", () => {
  it.each(URIS)("of %j comes apart as it was put together", (uri) => {
    expect(splitUri(namespaceUri("my-files", uri))).toEqual({ server: "my-files", name: uri });
  });

  it("is one server's, also where two use the same, or one pretends to be the other", () => {
    const shown = ["a", "b", "a-b"].flatMap((server) => URIS.map((uri) => namespaceUri(server, uri)));
    expect(new Set(shown).size).toBe(3 * URIS.length);
  });

  it("keeps the scheme by which hosts know an app", () => {
    expect(namespaceUri("files", "ui://app/main")).toBe("ui://policylayer+files/app/main");
  });
});

test.each([
  "file:///a",
  "policylayer+:x",
  "policylayer+A:x",
  "ui://app/main",
  "ui://policylayer+a",
  "policylayer+a:ui://x/y",
])("%j is nobody's", (uri) => expect(splitUri(uri)).toBeNull());
