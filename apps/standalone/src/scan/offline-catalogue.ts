import { builtInSchema, readBuiltInCatalogue } from "@policylayer/services/built-in-data";
import { identifyServer, identityKey, type Launch } from "@policylayer/stack";
import { z } from "zod";
import type { KnownServer, KnownTool, OfflineCatalogue } from "./known-server";

type BuiltIn = ReturnType<typeof readBuiltInCatalogue>;
type BuiltInServer = BuiltIn["servers"][number];

/** The packages and addresses of an entry; what else stands there is passed over. */
const packageSchema = z.object({ registryType: z.string(), identifier: z.string() });
const remoteSchema = z.object({ url: z.string() });

/** How a package of a registry is started by a client: the reader of configurations then spells both alike. */
const STARTED_BY: Readonly<Record<string, readonly string[]>> = {
  npm: ["npx"],
  pypi: ["uvx"],
  oci: ["docker", "run"],
};

/** The catalogue that comes with this program, by package and address. Nothing is asked or sent. */
export function offlineCatalogue(catalogue: BuiltIn = readBuiltInCatalogue()): OfflineCatalogue {
  const byIdentity = new Map<string, BuiltInServer>();
  for (const entry of catalogue.servers)
    for (const identity of identitiesOf(entry)) if (!byIdentity.has(identity)) byIdentity.set(identity, entry);
  return {
    find(identity) {
      const entry = byIdentity.get(identityKey(identity) ?? "");
      return entry === undefined ? null : toKnownServer(entry);
    },
  };
}

function identitiesOf({ server }: BuiltInServer): string[] {
  const launches = [
    ...each(server.packages, packageSchema).flatMap(({ registryType, identifier }): Launch[] => {
      const [command, ...args] = STARTED_BY[registryType] ?? [];
      return command === undefined
        ? []
        : [{ kind: "program", command, args: [...args, identifier], env: new Map(), folder: null }];
    }),
    ...each(server.remotes, remoteSchema).map(
      ({ url }): Launch => ({ kind: "address", url, headers: new Map(), transport: null }),
    ),
  ];
  return launches.flatMap((launch) => identityKey(identifyServer(launch)) ?? []);
}

function toKnownServer({ server, tools }: BuiltInServer): KnownServer {
  return {
    source: "catalogue",
    name: server.name,
    version: server.version ?? null,
    tools: tools.map((tool): KnownTool => ({ ...tool, inputSchema: builtInSchema(tool) })),
  };
}

function each<Value>(list: unknown, schema: z.ZodType<Value>): Value[] {
  return z
    .array(z.unknown())
    .catch([])
    .parse(list)
    .flatMap((value) => {
      const read = schema.safeParse(value);
      return read.success ? [read.data] : [];
    });
}
