import { expect, it } from "vitest";
import { encodeSseEvent } from "./encode-sse-event";

it("an event is its data and a blank line", () => {
  expect(encodeSseEvent({ data: "{}" })).toBe("data: {}\n\n");
});

it("id and reconnection time come first", () => {
  expect(encodeSseEvent({ id: "a 1", retryMs: 500, data: "" })).toBe("id: a 1\nretry: 500\ndata: \n\n");
});

it("line breaks of any kind stay inside the event", () => {
  expect(encodeSseEvent({ data: "a\nb\r\nc\rdata: d\n\nevent: x" })).toBe(
    "data: a\ndata: b\ndata: c\ndata: data: d\ndata: \ndata: event: x\n\n",
  );
});

it("an id that would break out of its line is left out", () => {
  for (const id of ["a\nb", "a\rb", "a\0b"]) expect(encodeSseEvent({ id, data: "x" })).toBe("data: x\n\n");
});
