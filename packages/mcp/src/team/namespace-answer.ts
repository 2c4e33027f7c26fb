import { isJsonObject, type JsonObject, type JsonValue, ownMember } from "../json-value";
import { addEdit, type Edits, spliceJson } from "./splice-json";
import { namespaceProgressToken } from "./team-progress-token";
import { namespaceUri } from "./team-uri";

type Path = readonly (string | number)[];

/**
 * What a server answered to `tools/call`, `prompts/get` or `resources/read`, with every resource it names under the URI it has
 * at the team endpoint: links, embedded resources, what was read, and the app that a result is shown in. Everything else stays
 * as the server wrote it. `value` is `text`, parsed.
 */
export function namespaceAnswer(server: string, value: JsonObject, text: string): string {
  const result = ownMember(value, "result");
  if (!isJsonObject(result)) return text;
  const edits: Edits = new Map();
  const map = (uri: string) => namespaceUri(server, uri);
  addMeta(edits, ["result"], result, map);
  addEach(ownMember(result, "content"), ["result", "content"], (item, path) => addContent(edits, path, item, map));
  addEach(ownMember(result, "contents"), ["result", "contents"], (item, path) => addResource(edits, path, item, map));
  addEach(ownMember(result, "messages"), ["result", "messages"], (message, path) => {
    const content = ownMember(message, "content");
    if (isJsonObject(content)) addContent(edits, [...path, "content"], content, map);
    else addEach(content, [...path, "content"], (item, at) => addContent(edits, at, item, map));
  });
  return spliceJson(text, edits);
}

/**
 * A message of a server's stream: what `namespaceAnswer` does to an answer, which comes this way when a client resumes, and the
 * URI of an updated resource, and the token by which a request of the server hears of its progress. Everything else as it is.
 * `text` has passed `scanJson`.
 */
export function namespaceMessage(server: string, text: string): string {
  const value: JsonValue = JSON.parse(text);
  if (!isJsonObject(value)) return text;
  const method = ownMember(value, "method");
  const params = ownMember(value, "params");
  if (method !== undefined && Object.hasOwn(value, "id")) return namespaceRequest(server, params, text);
  if (method !== "notifications/resources/updated") return namespaceAnswer(server, value, text);
  const uri = isJsonObject(params) ? ownMember(params, "uri") : undefined;
  if (typeof uri !== "string") return text;
  const edits: Edits = new Map();
  addEdit(edits, ["params", "uri"], namespaceUri(server, uri));
  return spliceJson(text, edits);
}

function namespaceRequest(server: string, params: JsonValue | undefined, text: string): string {
  const meta = isJsonObject(params) ? ownMember(params, "_meta") : undefined;
  const token = isJsonObject(meta) ? ownMember(meta, "progressToken") : undefined;
  if (typeof token !== "string" && !(typeof token === "number" && Number.isSafeInteger(token))) return text;
  const edits: Edits = new Map();
  addEdit(edits, ["params", "_meta", "progressToken"], namespaceProgressToken(server, token));
  return spliceJson(text, edits);
}

function addEach(items: JsonValue | undefined, path: Path, add: (item: JsonObject, path: Path) => void): void {
  if (!Array.isArray(items)) return;
  const values: readonly JsonValue[] = items;
  values.forEach((item, index) => {
    if (isJsonObject(item)) add(item, [...path, index]);
  });
}

function addContent(edits: Edits, path: Path, item: JsonObject, map: (uri: string) => string): void {
  const type = ownMember(item, "type");
  if (type === "resource_link") addResource(edits, path, item, map);
  else addMeta(edits, path, item, map);
  const resource = ownMember(item, "resource");
  if (type === "resource" && isJsonObject(resource)) addResource(edits, [...path, "resource"], resource, map);
}

function addResource(edits: Edits, path: Path, resource: JsonObject, map: (uri: string) => string): void {
  const uri = ownMember(resource, "uri");
  if (typeof uri === "string") addEdit(edits, [...path, "uri"], map(uri));
  addMeta(edits, path, resource, map);
}

/** Where MCP Apps name the app of a tool or a result: in `_meta.ui`, and in a flat key before that. */
function addMeta(edits: Edits, path: Path, holder: JsonObject, map: (uri: string) => string): void {
  const meta = ownMember(holder, "_meta");
  if (!isJsonObject(meta)) return;
  const flat = ownMember(meta, "ui/resourceUri");
  if (typeof flat === "string") addEdit(edits, [...path, "_meta", "ui/resourceUri"], map(flat));
  const ui = ownMember(meta, "ui");
  const uri = isJsonObject(ui) ? ownMember(ui, "resourceUri") : undefined;
  if (typeof uri === "string") addEdit(edits, [...path, "_meta", "ui", "resourceUri"], map(uri));
}
