import "server-only";
import { EdgeRefusal } from "./edge-refusal";
import { type ScannedJson, scanJson } from "./scan-json";

const BODY_BYTES_MAX = 1_048_576;

export interface JsonBody {
  readonly text: string;
  readonly scanned: Extract<ScannedJson, { ok: true }>;
}

/** The JSON body, or null for an empty one. Refuses 413, 415 and 400 with the line and column where it stops being JSON. */
export async function readBody(request: Request): Promise<JsonBody | null> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return null;
  requireJsonType(request.headers.get("content-type"));
  const text = decode(bytes);
  const scanned = scanJson(text);
  if (scanned.ok) return { text, scanned };
  const { detail, line, column } = scanned;
  throw malformed(`The body is not JSON: ${detail} (line ${line}, column ${column}).`, [
    { pointer: "", detail, line, column },
  ]);
}

/** Content-Length is believed when it says too much, and otherwise counted. */
async function readBytes(request: Request): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_BYTES_MAX) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > BODY_BYTES_MAX) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function requireJsonType(contentType: string | null): void {
  if (/^\s*application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType ?? "")) return;
  throw new EdgeRefusal({
    status: 415,
    code: "unsupported_media_type",
    detail: "Send the body as Content-Type: application/json.",
    headers: { accept: "application/json" },
  });
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw malformed("The body is not UTF-8 text.", []);
  }
}

function malformed(
  detail: string,
  errors: { pointer: string; detail: string; line: number; column: number }[],
): EdgeRefusal {
  return new EdgeRefusal({ status: 400, code: "malformed_json", detail, errors });
}

function tooLarge(): EdgeRefusal {
  return new EdgeRefusal({
    status: 413,
    code: "body_too_large",
    detail: `The body is larger than ${BODY_BYTES_MAX} bytes.`,
  });
}
