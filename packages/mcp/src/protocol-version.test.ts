import { expect, it } from "vitest";
import { negotiateVersion, readVersionHeader, SUPPORTED_VERSIONS } from "./protocol-version";

it("the revisions spoken, newest first", () => {
  expect(SUPPORTED_VERSIONS).toEqual(["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]);
});

it("a supported revision is answered with itself, any other with the newest", () => {
  for (const version of SUPPORTED_VERSIONS) expect(negotiateVersion(version)).toBe(version);
  for (const version of ["2024-10-07", "2026-07-28", "", "2025-11-25 ", "constructor"])
    expect(negotiateVersion(version)).toBe("2025-11-25");
});

it("no header means 2025-03-26", () => {
  expect(readVersionHeader(undefined)).toEqual({ kind: "version", version: "2025-03-26" });
  expect(readVersionHeader(null)).toEqual({ kind: "version", version: "2025-03-26" });
});

it("a header is taken when supported and refused with the list when not", () => {
  expect(readVersionHeader("2025-06-18")).toEqual({ kind: "version", version: "2025-06-18" });
  for (const header of ["", "2026-07-28", "2025-06-18, 2025-11-25", "2025-6-18"]) {
    expect(readVersionHeader(header)).toMatchObject({ kind: "refused", httpStatus: 400, code: -32600 });
  }
  expect(readVersionHeader("1")).toMatchObject({
    message:
      'Invalid request: MCP-Protocol-Version "1" is not supported, use one of 2025-11-25, 2025-06-18, 2025-03-26, 2024-11-05',
  });
});
