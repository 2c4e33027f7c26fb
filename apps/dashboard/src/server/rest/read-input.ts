import "server-only";
import { invalid, ServiceError } from "@policylayer/services/errors";
import { type JsonBody, readBody } from "./read-body";

export type PathParams = Readonly<Record<string, string>>;

export interface RequestInput {
  /** Not checked yet: fields of the body or the query, with those of the path. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: JsonBody | null;
}

/** A field of the path can't be given again in the body or the query, and no field twice in the query. */
export async function readInput(request: Request, path: PathParams): Promise<RequestInput> {
  if (takesInputFrom(request.method) === "query") {
    return { fields: join(readQuery(new URL(request.url).searchParams), path), body: null };
  }
  const body = await readBody(request);
  const value = body?.scanned.value ?? {};
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw invalid("", "The body must be a JSON object.");
  return { fields: join(new Map(Object.entries(value)), path), body };
}

export function takesInputFrom(method: string): "query" | "body" {
  return method === "GET" || method === "HEAD" || method === "DELETE" ? "query" : "body";
}

function readQuery(query: URLSearchParams): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of query) {
    if (fields.has(name)) throw invalid(pointerTo(name), "This parameter is given twice.");
    fields.set(name, value);
  }
  return fields;
}

function join(fields: ReadonlyMap<string, unknown>, path: PathParams): Record<string, unknown> {
  for (const name of Object.keys(path)) {
    if (!fields.has(name)) continue;
    const pointer = pointerTo(name);
    throw new ServiceError("INVALID", `${pointer} is not acceptable: unknown field.`, {
      problems: [{ pointer, detail: "unknown field" }],
    });
  }
  return Object.fromEntries([...fields, ...Object.entries(path)]);
}

function pointerTo(name: string): string {
  return `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
