import { expect, it } from "vitest";
import { readSharedNotification } from "./shared-session-notification";

const note = (method: string, params?: object) => JSON.stringify({ jsonrpc: "2.0", method, params });
const DEAF = { progressToken: null, logLevel: null };

it("progress comes under the client's own token, or not at all", () => {
  const text = note("notifications/progress", { progressToken: 9, progress: 1, message: "9" });
  expect(readSharedNotification(text, { ...DEAF, progressToken: "mine" })).toBe(
    note("notifications/progress", { progressToken: "mine", progress: 1, message: "9" }),
  );
  expect(readSharedNotification(text, DEAF)).toBeNull();
});

it("a log message comes from the level on that the request asked for, and to no other request", () => {
  const info = note("notifications/message", { level: "info", data: 1 });
  expect(readSharedNotification(info, DEAF)).toBeNull();
  expect(readSharedNotification(info, { ...DEAF, logLevel: "debug" })).toBe(info);
  expect(readSharedNotification(info, { ...DEAF, logLevel: "info" })).toBe(info);
  expect(readSharedNotification(info, { ...DEAF, logLevel: "warning" })).toBeNull();
  expect(
    readSharedNotification(note("notifications/message", { level: "loud" }), { ...DEAF, logLevel: "debug" }),
  ).toBeNull();
});

it("a change is for those who listen", () => {
  expect(readSharedNotification(note("notifications/tools/list_changed"), DEAF)).toEqual({
    method: "notifications/tools/list_changed",
    uri: null,
  });
  expect(readSharedNotification(note("notifications/resources/updated", { uri: "a:b" }), DEAF)).toEqual({
    method: "notifications/resources/updated",
    uri: "a:b",
  });
  expect(readSharedNotification(note("notifications/elicitation/complete", { elicitationId: "e" }), DEAF)).toBeNull();
});
