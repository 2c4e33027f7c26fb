import { createServer, request as send } from "node:http";
import { type Listening, listenOnLoopback } from "./listen-on-loopback";

/**
 * In front of `target`, for a client that can't send a token: adds the Authorization header and passes all else on as it
 * comes, Host and Origin too, so that it is the gateway that judges them.
 */
export async function startAuthorizingRelay(target: string, token: string): Promise<Listening> {
  const server = createServer((request, response) => {
    const headers = [...request.rawHeaders, "Authorization", `Bearer ${token}`];
    const onward = send(target, { method: request.method ?? "GET", headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      response.flushHeaders();
      answer.pipe(response);
      answer.once("error", () => response.destroy());
    });
    onward.once("error", () => response.destroy());
    response.once("close", () => onward.destroy());
    request.pipe(onward);
  });
  const listening = await listenOnLoopback(server);
  return { ...listening, url: `${listening.url}/mcp` };
}
