import { describe, expect, it } from "vitest";
import { approvalDigest } from "./approval-digest";

const kek = Buffer.alloc(32, 7);

describe("the digest of an approval", () => {
  it("is the same for the same parts, and is pinned: what is stored must be found again", () => {
    expect(approvalDigest(kek, "org_1", ["grt_1", 3])).toBe(approvalDigest(kek, "org_1", ["grt_1", 3]));
    const pinned = "8de2ee5392f26fae8fb449ff556c19dc09554e696f149e77c93e0cf2c177130a";
    expect(approvalDigest(kek, "org_1", ["grt_1", 3])).toBe(pinned);
  });

  it.each([
    ["another key", () => approvalDigest(Buffer.alloc(32, 8), "org_1", ["a", "b"])],
    ["another organization", () => approvalDigest(kek, "org_2", ["a", "b"])],
    ["parts that join to the same text", () => approvalDigest(kek, "org_1", ["ab", ""])],
    ["a number in place of a text", () => approvalDigest(kek, "org_1", ["a", 1])],
    ["a part more", () => approvalDigest(kek, "org_1", ["a", "b", ""])],
  ])("is another with %s", (_name, digest) => {
    expect(digest()).not.toBe(approvalDigest(kek, "org_1", ["a", "b"]));
  });
});
