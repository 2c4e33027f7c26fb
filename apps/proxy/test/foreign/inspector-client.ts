import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type Access, type ForeignClient, textOf } from "./foreign-client";
import type { ForeignTools } from "./obtain-tools";

const initializedSchema = z.object({ protocolVersion: z.string() });
const listedSchema = z.object({ tools: z.array(z.object({ name: z.string() })) });
const answeredSchema = z.object({ content: z.unknown(), isError: z.boolean().optional() });

/** The Inspector's command line: a process, and a connection, for each request. */
export async function connectInspector(
  { node, inspector }: ForeignTools,
  { url, token }: Access,
  era: "legacy" | "auto",
): Promise<ForeignClient> {
  const run = async <Result>(schema: z.ZodType<Result>, ...request: readonly string[]): Promise<Result> => {
    const connection = ["--server-url", url, "--transport", "http", "--header", `Authorization: Bearer ${token}`];
    const args = [inspector, "--cli", ...connection, "--protocol-era", era, "--format", "json", "--quiet"];
    const home = await mkdtemp(join(tmpdir(), "inspector-"));
    const env = { PATH: process.env.PATH ?? "", HOME: home };
    const output = await new Promise<string>((resolve, reject) => {
      execFile(node, [...args, ...request], { env, timeout: 30_000 }, (error, stdout, stderr) => {
        // A tool that answers with an error has its answer on stdout too.
        if (stdout !== "") resolve(stdout);
        else reject(new Error(stderr || "the Inspector said nothing", { cause: error }));
      });
    }).finally(() => rm(home, { recursive: true }));
    return z.object({ result: schema }).parse(JSON.parse(output)).result;
  };
  const { protocolVersion } = await run(initializedSchema, "--method", "initialize");
  return {
    revision: protocolVersion,
    toolNames: async () => (await run(listedSchema, "--method", "tools/list")).tools.map(({ name }) => name),
    call: async (name, args = {}) => {
      const request = ["--method", "tools/call", "--tool-name", name, "--tool-args-json", JSON.stringify(args)];
      const { content, isError } = await run(answeredSchema, ...request);
      return { text: textOf(content), isError: isError === true };
    },
    close: async () => undefined,
  };
}
