import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import { Client } from "pg";

interface SchemaEngineModule {
  readonly SchemaEngine: {
    new: (
      options: { datamodels: [string, string][] | undefined },
      log: (line: string) => void,
      adapter: unknown,
    ) => Promise<SchemaEngine>;
  };
  readonly __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
}

/**
 * Prisma's adapter cuts a script at every semicolon, also inside function bodies. Postgres takes a script whole, and then
 * in one transaction: a migration that fails leaves nothing behind.
 */
class WholeScriptPg extends PrismaPg {
  readonly #connectionString: string;

  constructor(connectionString: string) {
    super({ connectionString });
    this.#connectionString = connectionString;
  }

  override async connect(): Promise<Awaited<ReturnType<PrismaPg["connect"]>>> {
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
    return connection;
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
  const glue: SchemaEngineModule & WebAssembly.ModuleImports = await import(pathToFileURL(glueFile).href);
  const bytes = await readFile(join(dirname(glueFile), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start !== "function") throw new Error("the schema engine has no start function");
  start();
  return glue;
}

/** An engine connected to `connectionString`. One engine serves one run; free it by dropping the reference. */
export async function openSchemaEngine(
  connectionString: string,
  datamodels?: [string, string][],
): Promise<SchemaEngine> {
  loaded ??= loadSchemaEngine();
  const engine = await loaded;
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScriptPg(connectionString));
  return engine.SchemaEngine.new({ datamodels }, () => undefined, adapter);
}
