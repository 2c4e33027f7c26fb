import { isRecord } from "./is-record";

/** What a server says of its own tool. Only booleans count; it may say anything. */
export interface Hints {
  readonly readOnly: boolean | null;
  readonly destructive: boolean | null;
  readonly openWorld: boolean | null;
  /** All four at the protocol's defaults: written by a framework, and as telling as none. */
  readonly areDefaults: boolean;
}

export function readAnnotations(annotations: unknown): Hints {
  if (!isRecord(annotations)) return { readOnly: null, destructive: null, openWorld: null, areDefaults: false };
  const readOnly = hint(annotations.readOnlyHint);
  const destructive = hint(annotations.destructiveHint);
  const openWorld = hint(annotations.openWorldHint);
  const idempotent = hint(annotations.idempotentHint);
  const areDefaults = readOnly === false && destructive === true && openWorld === true && idempotent === false;
  return { readOnly, destructive, openWorld, areDefaults };
}

function hint(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}
