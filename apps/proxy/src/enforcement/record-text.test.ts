import { expect, test } from "vitest";
import { toRecordText } from "./record-text";

test("cuts what is too long, and replaces what a database can't hold", () => {
  expect(toRecordText("run_procedure", 20)).toBe("run_procedure");
  expect(toRecordText("run_procedure", 3)).toBe("run");
  expect(toRecordText("a\0b\0", 20)).toBe("a\ufffdb\ufffd");
});
