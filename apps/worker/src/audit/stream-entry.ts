/** One entry of an audit stream, as Redis gave it. */
export interface StreamEntry {
  readonly stream: string;
  /** `<Unix ms>-<n>`. */
  readonly id: string;
  /** Names and values in turn. */
  readonly fields: readonly string[];
}

/** Entries of an XREADGROUP reply: `[[stream, [[id, fields], …]], …]`, or null when the wait was over. */
export function readStreamsReply(reply: unknown): StreamEntry[] {
  if (!Array.isArray(reply)) return [];
  return reply.flatMap((item: unknown) => {
    if (!Array.isArray(item) || typeof item[0] !== "string") return [];
    return readEntries(item[0], item[1]);
  });
}

/** Entries of an XAUTOCLAIM reply, `[cursor, [[id, fields], …], …]`, and where to go on; null at the end. */
export function readClaimReply(stream: string, reply: unknown): { entries: StreamEntry[]; next: string | null } {
  if (!Array.isArray(reply)) return { entries: [], next: null };
  const next: unknown = reply[0];
  return {
    entries: readEntries(stream, reply[1]),
    next: typeof next === "string" && next !== "0-0" ? next : null,
  };
}

function readEntries(stream: string, entries: unknown): StreamEntry[] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) => {
    // An entry deleted since it was delivered comes without fields.
    if (!Array.isArray(entry) || typeof entry[0] !== "string" || !Array.isArray(entry[1])) return [];
    return [{ stream, id: entry[0], fields: entry[1].map(String) }];
  });
}

/** Unix ms at which Redis wrote the entry. */
export function writtenAt(entry: StreamEntry): number {
  return Number.parseInt(entry.id, 10);
}
