import { readFile } from "node:fs/promises";
import { z } from "zod";

const manifestSchema = z.object({ devDependencies: z.record(z.string(), z.string()) });

/** What the README tells people to type, and the policy it gives them. */
export interface DocumentedBridge {
  /** The lines of shell as they stand there. */
  readonly line: string;
  readonly port: number;
  readonly url: string;
  readonly policy: string;
}

/** Reads the README's chapter on stdio servers. Throws when it doesn't have what people need, or names other versions than those tested here. */
export async function readDocumentedBridge(): Promise<DocumentedBridge> {
  const readme = await readFile(new URL("../../../../README.md", import.meta.url), "utf8");
  const chapter = /^## A server that speaks stdio\n(.*?)^## /ms.exec(readme)?.[1] ?? "";
  const block = (language: string) => new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "ms").exec(chapter)?.[1] ?? "";
  const [line, policy] = [block("sh"), block("json")];
  const url = /`(http:\S+)`/.exec(chapter)?.[1] ?? "";
  const port = /--port (\d+)/.exec(line)?.[1] ?? "";
  if (policy === "" || new URL(url).port !== port) throw new Error(`README.md has no whole example: ${line}, ${url}`);
  const manifest = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  const { devDependencies } = manifestSchema.parse(JSON.parse(manifest));
  for (const name of ["mcp-proxy", "@modelcontextprotocol/server-filesystem"]) {
    const wanted = `npx -y ${name}@${devDependencies[name]} `;
    if (!line.includes(wanted)) throw new Error(`README.md does not say ${wanted}, which is what is tested`);
  }
  return { line, port: Number(port), url, policy };
}
