/**
 * What a server says of its own tool, in words. Hints, and the server's alone: shown, never enforced by. A hint that isn't
 * a boolean says nothing.
 */
export function annotationWords(annotations: Readonly<Record<string, unknown>> | null): string[] {
  if (annotations === null) return [];
  const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = annotations;
  const words: (string | null)[] = [
    readOnlyHint === true ? "read-only" : null,
    readOnlyHint === false ? "writes" : null,
    destructiveHint === true && readOnlyHint !== true ? "destructive" : null,
    idempotentHint === true && readOnlyHint !== true ? "idempotent" : null,
    openWorldHint === true ? "open world" : null,
  ];
  return words.filter((word) => word !== null);
}
