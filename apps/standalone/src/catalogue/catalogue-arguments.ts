import { parseArgs } from "node:util";

export const USAGE = `usage: npm run -s catalogue -- import FILE             takes in JSON lines {"server": {…}, "tools": […]}; - is the standard input
       npm run -s catalogue -- sync [--registry URL]    reads a registry of MCP servers now, or what has changed in it
       npm run -s catalogue -- list-server SLUG --yes   connects to a public server of the catalogue, without credentials, and takes in its tools
       npm run -s catalogue -- list-packages FILE       runs known servers from npm without credentials, and writes the built-in catalogue
They work on the database of DATABASE_URL, else on the running npm start.`;

export type CatalogueCommand =
  | { readonly name: "import" | "list-packages"; readonly file: string }
  | { readonly name: "sync"; readonly registry: string | undefined }
  | { readonly name: "list-server"; readonly slug: string; readonly hasConsent: boolean };

/** undefined: the call isn't one of those. */
export function parseCatalogueArguments(args: string[]): CatalogueCommand | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { registry: { type: "string" }, yes: { type: "boolean" } },
    });
    const [name, file, ...more] = positionals;
    const { registry, yes } = values;
    if (more.length > 0) return undefined;
    if (name === "list-server" && file !== undefined && registry === undefined)
      return { name, slug: file, hasConsent: yes === true };
    if (yes !== undefined) return undefined;
    if (name === "sync" && file === undefined) return { name, registry };
    if ((name === "import" || name === "list-packages") && file !== undefined && registry === undefined)
      return { name, file };
    return undefined;
  } catch {
    return undefined;
  }
}
