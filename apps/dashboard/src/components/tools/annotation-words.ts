import type { Tone } from "../ui/chip";

export interface AnnotationWords {
  readonly word: string;
  readonly tone: Tone;
}

/**
 * What a server says of its own tool, in words. Hints, and the server's alone: shown, never enforced by. A hint that isn't
 * a boolean says nothing.
 */
export function annotationWords(annotations: Readonly<Record<string, unknown>> | null): AnnotationWords[] {
  if (annotations === null) return [];
  const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = annotations;
  const words: (AnnotationWords | null)[] = [
    readOnlyHint === true ? { word: "read-only", tone: "allow" } : null,
    readOnlyHint === false ? { word: "writes", tone: "limit" } : null,
    destructiveHint === true && readOnlyHint !== true ? { word: "destructive", tone: "deny" } : null,
    idempotentHint === true && readOnlyHint !== true ? { word: "idempotent", tone: "quiet" } : null,
    openWorldHint === true ? { word: "open world", tone: "quiet" } : null,
  ];
  return words.filter((word) => word !== null);
}
