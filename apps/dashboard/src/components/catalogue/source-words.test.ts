import { expect, test } from "vitest";
import { sourceInWords } from "./source-words";

const NOW = new Date("2026-11-22T12:00:00.000Z");
const SOON = "2026-11-22T12:10:00.000Z";
const BEFORE = "2026-11-22T11:59:00.000Z";

const source = {
  id: "https://registry.example",
  kind: "registry",
  state: "running",
  pages: 3,
  entries: 300,
  applied: 200,
  deleted: 0,
  refused: 0,
  failures: 0,
  completed_at: null,
  next_at: BEFORE,
  last_error: null,
  last_error_at: null,
  active_at: BEFORE,
  is_active: true,
} as const;

const UNREAD = expect.stringMatching(/^Nobody is there to read it again/);

test.each([
  [
    "reading",
    {},
    { state: "Reading", progress: "page 4, 300 servers so far", isMoving: true, problem: null, next: null },
  ],
  [
    "reading on after a page that failed once",
    { last_error: "the registry answered HTTP 503", last_error_at: BEFORE },
    { state: "Reading", problem: null },
  ],
  [
    "waiting to try a page again",
    { failures: 2, last_error: "the registry answered HTTP 503", next_at: SOON },
    {
      state: "Waiting",
      isMoving: true,
      problem: "the registry answered HTTP 503",
      next: { says: "Next try", at: SOON },
    },
  ],
  [
    "trying it again at this moment",
    { failures: 2, last_error: "the registry answered HTTP 503" },
    { state: "Waiting", next: null },
  ],
  [
    "given up",
    { state: "failed", last_error: "the registry answered HTTP 404", next_at: SOON },
    {
      state: "Failed",
      isMoving: false,
      problem: "the registry answered HTTP 404",
      next: { says: "Next try", at: SOON },
    },
  ],
  [
    "given up, and nobody is there to try again",
    { state: "failed", last_error: "the registry answered HTTP 404", next_at: SOON, is_active: false },
    { state: "Failed", problem: "the registry answered HTTP 404", next: null, advice: UNREAD },
  ],
  [
    "left by whoever read it",
    { state: "stopped", is_active: false },
    {
      state: "Stopped",
      tone: "deny",
      isMoving: false,
      progress: "stopped at page 4, 300 servers so far",
      problem: null,
      advice: expect.stringMatching(/^It is read on from page 4 when the worker/),
      since: { says: "No progress since", at: BEFORE },
      next: null,
    },
  ],
  [
    "left while a page was to be tried again",
    { state: "stopped", is_active: false, failures: 2, last_error: "the registry answered HTTP 503", next_at: SOON },
    { state: "Stopped", isMoving: false, problem: "the registry answered HTTP 503", next: null },
  ],
  [
    "done",
    { state: "idle", completed_at: BEFORE, next_at: SOON, refused: 1_200 },
    {
      state: "Done",
      progress: "300 servers read, 200 of them new or different, 1,200 that can’t be used",
      done: { says: "Read to the end", at: BEFORE },
      next: { says: "Next reading", at: SOON },
    },
  ],
  [
    "done, and nobody is there to read it again",
    { state: "idle", completed_at: BEFORE, next_at: SOON, is_active: false },
    { state: "Done", next: null, advice: UNREAD, done: { says: "Read to the end", at: BEFORE } },
  ],
  ["never begun", { state: "idle", next_at: null }, { state: "Not read yet", progress: "" }],
  [
    "what ships",
    {
      id: "built_in",
      kind: "built_in",
      state: "idle",
      completed_at: BEFORE,
      next_at: null,
      entries: 1,
      is_active: false,
    },
    {
      name: "Comes with PolicyLayer",
      state: "Done",
      progress: "1 server",
      done: { says: "Loaded" },
      next: null,
      advice: null,
    },
  ],
] as const)("a source that is %s", (_name, changes, expected) => {
  expect(sourceInWords({ ...source, ...changes }, NOW)).toMatchObject(expected);
});
