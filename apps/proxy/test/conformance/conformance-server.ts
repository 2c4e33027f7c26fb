import { createServer } from "node:http";
import {
  localhostHostValidation,
  localhostOriginValidation,
  type NodeIncomingMessageLike,
  toNodeHandler,
  toWebRequest,
} from "@modelcontextprotocol/node";
import { createMcpHandler, isLegacyRequest } from "@modelcontextprotocol/server";
import { z } from "zod";
import { type Listening, listenOnLoopback } from "../foreign/listen-on-loopback";
import { buildServer } from "./fixture/build-server";
import { Sessions } from "./fixture/sessions";

export interface ConformanceServer extends Listening {
  /** Names of the tools whose calls reached it. */
  readonly calls: string[];
}

const callSchema = z.object({ method: z.literal("tools/call"), params: z.object({ name: z.string() }) });

/**
 * The server that the official conformance suite is run against: every tool, prompt and resource it asks for, in sessions
 * for clients that send `initialize`, without for those of 2026-07-28.
 */
export async function startConformanceServer(): Promise<ConformanceServer> {
  const calls: string[] = [];
  const stateless = createMcpHandler(() => buildServer(() => stateless.notify), { legacy: "reject" });
  const answerStateless = toNodeHandler(stateless);
  const sessions = new Sessions();
  const isHostAllowed = localhostHostValidation();
  const isOriginAllowed = localhostOriginValidation();
  const listening = await listenOnLoopback(
    createServer(async (incoming, response) => {
      if (!isHostAllowed(incoming, response) || !isOriginAllowed(incoming, response)) return;
      // The SDK's own declarations don't agree under exactOptionalPropertyTypes; at run time they are one type.
      const request = incoming as typeof incoming & NodeIncomingMessageLike;
      const body = await readJson(request);
      const call = callSchema.safeParse(body);
      if (call.success) calls.push(call.data.params.name);
      if (request.method === "POST" && body === undefined) {
        response.writeHead(400, { "content-type": "application/json" });
        response.end('{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}');
      } else if (await isLegacyRequest(await toWebRequest(request, body), body)) {
        await sessions.answer(request, response, body);
      } else {
        await answerStateless(request, response, body);
      }
    }),
  );
  return {
    ...listening,
    calls,
    url: `${listening.url}/mcp`,
    stop: async () => {
      await stateless.close();
      await sessions.close();
      await listening.stop();
    },
  };
}

/** Undefined when there is none, or it is no JSON. */
async function readJson(request: AsyncIterable<unknown>): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}
