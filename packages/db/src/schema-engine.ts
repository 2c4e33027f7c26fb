import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import { Client } from "pg";

/** The part of Node's WebAssembly used here; @types/node leaves it to the DOM's types, which a server has no use for. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ readonly instance: { readonly exports: Record<string, unknown> } }>;
};

interface SchemaEngineModule {
  readonly SchemaEngine: {
    new: (
      options: { datamodels: [string, string][] | undefined },
      log: (line: string) => void,
      adapter: unknown,
    ) => Promise<SchemaEngine>;
  };
  readonly __wbg_set_wasm: (exports: Record<string, unknown>) => void;
}

type Connection = Awaited<ReturnType<PrismaPg["connect"]>>;

/**
 * Prisma's adapter cuts a script at every semicolon, also inside function bodies. Postgres takes a script whole, and then
 * in one transaction: a migration that fails leaves nothing behind.
 */
class WholeScriptPg extends PrismaPg {
  readonly #connectionString: string;
  readonly #connections: Connection[] = [];

  constructor(connectionString: string) {
    super({ connectionString });
    this.#connectionString = connectionString;
  }

  override async connect(): Promise<Connection> {
    const connection = await super.connect();
    connection.executeScript = async (script) => {
      const client = new Client({ connectionString: this.#connectionString });
      await client.connect();
      try {
        await client.query(script);
      } finally {
        await client.end();
      }
    };
    this.#connections.push(connection);
    return connection;
  }

  async close(): Promise<void> {
    await Promise.all(this.#connections.map((connection) => connection.dispose()));
  }
}

let loaded: Promise<SchemaEngineModule> | undefined;

/**
 * Prisma's own migration engine, from its WebAssembly package: the same code as `prisma migrate`, without the binary
 * that command downloads. The package's entry imports the .wasm file as a module, which Node can't do without a flag,
 * so it is instantiated by hand.
 */
async function loadSchemaEngine(): Promise<SchemaEngineModule> {
  const require = createRequire(import.meta.url);
  const glueFile = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const glue: SchemaEngineModule = await import(pathToFileURL(glueFile).href);
  const bytes = await readFile(join(dirname(glueFile), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start !== "function") throw new Error("the schema engine has no start function");
  start();
  return glue;
}

/** Runs `work` with an engine connected to the database, and closes its connections. */
export async function withSchemaEngine<T>(
  connectionString: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= loadSchemaEngine();
  const { SchemaEngine } = await loaded;
  const adapter = new WholeScriptPg(connectionString);
  try {
    const engine = await SchemaEngine.new(
      { datamodels: undefined },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(adapter),
    );
    return await work(engine);
  } finally {
    await adapter.close();
  }
}
