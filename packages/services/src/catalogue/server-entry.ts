import { createHash } from "node:crypto";
import { canonicalText } from "@policylayer/policy";
import { z } from "zod";
import { cleanText, cleanUrl } from "./clean-text";

const LIST_MAX = 20;

export const catalogueTransports = ["stdio", "streamable-http", "sse"] as const;
export type CatalogueTransport = (typeof catalogueTransports)[number];
export const catalogueStatuses = ["active", "deprecated", "deleted"] as const;
export type CatalogueStatus = (typeof catalogueStatuses)[number];

/** A package of a server, as its pages show it: where it is and what it wants to be told, no values. */
export const cataloguePackageSchema = z.object({
  registry: z.string(),
  identifier: z.string(),
  version: z.string().nullable(),
  transport: z.enum(catalogueTransports),
  environment: z.array(z.object({ name: z.string(), required: z.boolean(), secret: z.boolean() })),
});
export const catalogueRemoteSchema = z.object({
  transport: z.enum(catalogueTransports),
  /** May hold `{variables}`. */
  url: z.string(),
  headers: z.array(z.object({ name: z.string(), required: z.boolean(), secret: z.boolean() })),
});
export type CataloguePackage = z.output<typeof cataloguePackageSchema>;
export type CatalogueRemote = z.output<typeof catalogueRemoteSchema>;

/** A server as a registry (`server.json`), a file or the built-in catalogue describes it. Fields we don't know are left out. */
export const listedServerSchema = z.object({
  name: z.string().trim().min(1).max(200),
  title: z.string().nullish(),
  description: z.string().nullish(),
  version: z.string().nullish(),
  status: z.enum(catalogueStatuses).optional().catch(undefined),
  official: z.boolean().optional(),
  repository: z.unknown().optional(),
  websiteUrl: z.unknown().optional(),
  packages: z.unknown().optional(),
  remotes: z.unknown().optional(),
});
export type ListedServer = z.output<typeof listedServerSchema>;

/** A server as it is stored. */
export interface ServerEntry {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  readonly description: string | null;
  readonly repositoryUrl: string | null;
  readonly websiteUrl: string | null;
  readonly packages: readonly CataloguePackage[];
  readonly remotes: readonly CatalogueRemote[];
  readonly transports: readonly CatalogueTransport[];
  readonly official: boolean;
  readonly version: string | null;
  readonly status: CatalogueStatus;
  readonly flags: readonly string[];
  readonly entryHash: string;
}

/** What is kept of a server: bounded, harmless to show, and with a hash that tells whether anything is different. */
export function toServerEntry(listed: ListedServer): ServerEntry {
  const name = cleanText(listed.name, 200) ?? "?";
  const packages = listOf(listed.packages, toPackage);
  const remotes = listOf(listed.remotes, toRemote);
  const title = cleanText(listed.title, 120) ?? titleOf(name);
  const description = cleanText(listed.description, 2_000);
  const entry = {
    key: serverKey(name),
    name,
    title,
    description,
    repositoryUrl: cleanUrl(
      typeof listed.repository === "string" ? listed.repository : field(listed.repository, "url"),
    ),
    websiteUrl: cleanUrl(listed.websiteUrl),
    packages,
    remotes,
    transports: catalogueTransports.filter((transport) =>
      [...packages, ...remotes].some((each) => each.transport === transport),
    ),
    official: listed.official ?? false,
    version: cleanText(listed.version, 100),
    status: listed.status ?? "active",
    flags: [name, title, description].some((text) => text?.includes("⟨U+")) ? ["hidden_characters"] : [],
  };
  return { ...entry, entryHash: createHash("sha256").update(canonicalText(entry)).digest("hex") };
}

/** The name as names are compared: `io.github.acme/mcp` of the registry is `acme/mcp` everywhere else. */
export function serverKey(name: string): string {
  return name.toLowerCase().replace(/^io\.github\./, "");
}

/** Whether the registry has checked that the publisher owns the domain in the name (`com.example/mcp`). */
export function isOwnDomain(name: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+\//i.test(name) && !/^(io\.(github|gitlab)|dev\.workers|app\.vercel)\b/i.test(name);
}

/** `nonetss/komodo-mcp` → `Komodo MCP`; `@playwright/mcp` → `Playwright MCP`. */
function titleOf(name: string): string {
  const last = name.split("/").at(-1) ?? name;
  const isGeneric = /^(mcp|server|mcp[-_]?server|server[-_]?mcp)$/i.test(last);
  const words = (isGeneric ? name : last).split(/[-_.\s/@]+/).filter((word) => word !== "");
  const title = words.map((word) =>
    /^(mcp|api|ai|sql|aws|ui|cli)$/i.test(word) ? word.toUpperCase() : word.slice(0, 1).toUpperCase() + word.slice(1),
  );
  return title.join(" ") || name;
}

function toPackage(value: unknown): CataloguePackage | null {
  const identifier = cleanText(field(value, "identifier"), 200);
  if (identifier === null) return null;
  return {
    registry: cleanText(field(value, "registryType"), 40) ?? "unknown",
    identifier,
    version: cleanText(field(value, "version"), 60),
    transport: transportOf(field(field(value, "transport"), "type")) ?? "stdio",
    environment: listOf(field(value, "environmentVariables"), toInputName),
  };
}

function toRemote(value: unknown): CatalogueRemote | null {
  const url = cleanUrl(field(value, "url"));
  const transport = transportOf(field(value, "type"));
  return url === null || transport === null
    ? null
    : { transport, url, headers: listOf(field(value, "headers"), toInputName) };
}

function toInputName(value: unknown): { name: string; required: boolean; secret: boolean } | null {
  const name = cleanText(field(value, "name"), 100);
  return name === null
    ? null
    : { name, required: field(value, "isRequired") === true, secret: field(value, "isSecret") === true };
}

function transportOf(type: unknown): CatalogueTransport | null {
  return catalogueTransports.find((transport) => transport === type) ?? null;
}

function listOf<T>(value: unknown, read: (each: unknown) => T | null): T[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, LIST_MAX).flatMap((each: unknown) => read(each) ?? []);
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  const own: Readonly<Record<string, unknown>> = { ...value };
  return own[name];
}
