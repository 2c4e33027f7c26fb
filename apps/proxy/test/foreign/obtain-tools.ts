import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { access, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Programs of other people that this repository doesn't depend on; most need a newer Node than it does. */
export interface ForeignTools {
  /** Node 22.19 or newer. */
  readonly node: string;
  /** Scripts for it. */
  readonly conformance: string;
  readonly inspector: string;
  /** A published server that speaks 2026-07-28 over HTTP. */
  readonly context7: string;
}

const root = fileURLToPath(new URL("../../../../", import.meta.url));

const TOOLS = {
  "@modelcontextprotocol/conformance": "0.2.0-alpha.12",
  "@modelcontextprotocol/inspector": "2.12.0",
  "@upstash/context7-mcp": "4.1.1",
};
const NODE = "^22.19.0";

/** What npm says when a package is out of reach, as opposed to when something here is broken. */
const OUT_OF_REACH =
  /npm error code (ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT|E[A-Z]+TIMEOUT|ENOTCACHED|E401|E403|E404|ETARGET)\b/;

/**
 * The conformance suite, the Inspector, a server and a Node they run on, from the npm registry that npm is set to. They are kept in
 * `.data/foreign-tools`, so that only the first run downloads. Null, said on stderr, when npm can't reach them; any other
 * failure throws.
 */
export async function obtainForeignTools(): Promise<ForeignTools | null> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const hasNode = major > 22 || (major === 22 && minor >= 19);
  const nodePackage = `${process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node"}-${process.platform}-${process.arch}`;
  const manifest = JSON.stringify({
    private: true,
    dependencies: hasNode ? TOOLS : { ...TOOLS, [nodePackage]: NODE },
  });
  const name = createHash("sha256").update(manifest).digest("hex").slice(0, 12);
  const folder = `${root}.data/foreign-tools/${name}`;
  if (!(await exists(folder)) && !(await install(folder, manifest))) return null;
  const modules = `${folder}/node_modules`;
  return {
    node: hasNode ? process.execPath : `${modules}/${nodePackage}/bin/node`,
    conformance: `${modules}/@modelcontextprotocol/conformance/dist/index.js`,
    inspector: `${modules}/@modelcontextprotocol/inspector/clients/launcher/build/index.js`,
    context7: `${modules}/@upstash/context7-mcp/dist/index.js`,
  };
}

/** Installs beside and renames, so that a folder of that name is always whole. */
async function install(folder: string, manifest: string): Promise<boolean> {
  const unfinished = `${folder}.${randomBytes(4).toString("hex")}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await writeFile(`${unfinished}/package.json`, manifest);
    const options = [
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--prefer-offline",
      "--fetch-retries=1",
      "--fetch-timeout=60000",
    ];
    await promisify(execFile)("npm", ["install", ...options], { cwd: unfinished, timeout: 300_000 });
    await rename(unfinished, folder).catch(async (error: unknown) => {
      // Another run was quicker.
      if (!(await exists(folder))) throw error;
    });
    return true;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const reason = OUT_OF_REACH.exec(said)?.[1];
    if (reason === undefined) throw error;
    console.warn(
      `NOT COMPARED: npm could not get Node 22, the conformance suite, the Inspector and a server (${reason}). ` +
        "Tests that need them pass without having looked at anything. Run them again with a registry in reach.",
    );
    return false;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
