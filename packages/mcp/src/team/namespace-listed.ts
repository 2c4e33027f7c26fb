import { isJsonObject, type JsonObject, ownMember } from "../json-value";
import { isFitPromptName, isFitToolName, prefixName } from "./team-name";
import { namespaceUri } from "./team-uri";

export type ListMethod = "tools/list" | "prompts/list" | "resources/list" | "resources/templates/list";

/** Where a list has its items, by method. */
export const LIST_ITEMS = {
  "tools/list": "tools",
  "prompts/list": "prompts",
  "resources/list": "resources",
  "resources/templates/list": "resourceTemplates",
} as const satisfies Record<ListMethod, string>;

export type ListedAs =
  /** `key`: its name or URI at the team endpoint. */
  | { readonly kind: "item"; readonly key: string; readonly item: JsonObject }
  /** No client could use it under the name it would have. `name` is the server's own. */
  | { readonly kind: "unfit"; readonly name: string };

/** One item of a server's list, as the team endpoint lists it: under its name there, and with its app's URI there. */
export function namespaceListed(method: ListMethod, server: string, item: JsonObject): ListedAs {
  switch (method) {
    case "tools/list":
      return named(server, item, isFitToolName);
    case "prompts/list":
      return named(server, item, isFitPromptName);
    case "resources/list":
      return located(server, item, "uri");
    case "resources/templates/list":
      return located(server, item, "uriTemplate");
  }
}

function named(server: string, item: JsonObject, isFit: (shown: string) => boolean): ListedAs {
  const own = ownMember(item, "name");
  const name = typeof own === "string" ? own : "";
  const shown = prefixName(server, name);
  if (name === "" || !isFit(shown)) return { kind: "unfit", name };
  return { kind: "item", key: shown, item: withMeta(server, { ...item, name: shown }) };
}

function located(server: string, item: JsonObject, key: "uri" | "uriTemplate"): ListedAs {
  const uri = ownMember(item, key);
  if (typeof uri !== "string") return { kind: "unfit", name: "" };
  const shown = namespaceUri(server, uri);
  return { kind: "item", key: shown, item: withMeta(server, { ...item, [key]: shown }) };
}

function withMeta(server: string, item: JsonObject): JsonObject {
  const meta = ownMember(item, "_meta");
  if (!isJsonObject(meta)) return item;
  let mapped = meta;
  const flat = ownMember(meta, "ui/resourceUri");
  if (typeof flat === "string") mapped = { ...mapped, "ui/resourceUri": namespaceUri(server, flat) };
  const ui = ownMember(meta, "ui");
  const uri = isJsonObject(ui) ? ownMember(ui, "resourceUri") : undefined;
  if (isJsonObject(ui) && typeof uri === "string") {
    mapped = { ...mapped, ui: { ...ui, resourceUri: namespaceUri(server, uri) } };
  }
  return mapped === meta ? item : { ...item, _meta: mapped };
}
