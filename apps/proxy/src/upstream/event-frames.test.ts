import fc from "fast-check";
import { expect, test } from "vitest";
import { EventFrames } from "./event-frames";

function read(chunks: readonly Uint8Array[], bufferCharsMax = 10_000): { seen: string[]; fault: string | null } {
  const seen: string[] = [];
  const frames = new EventFrames(
    {
      onMessage: (data, id, retryMs) => seen.push(data + stamp(id, retryMs)),
      onSign: (id, retryMs) => seen.push(`(sign)${stamp(id, retryMs)}`),
      onOther: () => seen.push("(other)"),
    },
    bufferCharsMax,
  );
  for (const chunk of chunks) {
    const fault = frames.feed(chunk);
    if (fault !== null) return { seen, fault };
  }
  return { seen, fault: null };
}

function stamp(id: string | undefined, retryMs: number | undefined): string {
  return `${id === undefined ? "" : ` #${id}`}${retryMs === undefined ? "" : ` after ${retryMs}`}`;
}

const bytes = (text: string) => Buffer.from(text);
const STREAM =
  ': hi\n\nevent: message\nid: 7\ndata: {"a":"é🦆"}\n\ndata: one\ndata: two\r\n\r\nevent: endpoint\ndata: /x\n\ndata:\n\nretry: 5\nid: p\ndata:\n\nid: \u00e9\ndata: z\n\n';

test("tells messages, signs of life and foreign event types apart", () => {
  expect(read([bytes(STREAM)])).toEqual({
    seen: ["(sign)", '{"a":"é🦆"} #7', "one\ntwo", "(other)", "(sign)", "(sign) #p after 5", "z"],
    fault: null,
  });
});

test("however the bytes are split, the same is read", () => {
  const whole = read([bytes(STREAM)]).seen;
  const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(lengths, (parts) => {
      const all = bytes(STREAM);
      const chunks: Uint8Array[] = [];
      let at = 0;
      for (let n = 0; at < all.length; n += 1) {
        const length = parts[n % parts.length] ?? 1;
        chunks.push(all.subarray(at, at + length));
        at += length;
      }
      expect(read(chunks).seen).toEqual(whole);
    }),
  );
});

test.each([
  ["bytes that aren't UTF-8", Buffer.from([0x64, 0xff, 0x0a])],
  ["a byte order mark", bytes("\ufeffdata: x\n\n")],
  ["an event without end", bytes(`data: ${"x".repeat(20_000)}`)],
])("%s is unreadable", (_, chunk) => {
  const { seen, fault } = read([chunk, bytes("x")]);
  expect(seen).toEqual([]);
  expect(fault).not.toBeNull();
});
