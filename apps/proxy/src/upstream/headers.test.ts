import { randomBytes } from "node:crypto";
import { CannotOpen, mintDataKey, seal, serverHeadersPlace } from "@policylayer/crypto";
import { expect, test } from "vitest";
import type { UpstreamAddress } from "../grants/grant";
import { upstreamHeaders } from "./headers";

const kek = randomBytes(32);
const { key, wrapped } = mintDataKey(kek, "org_1");
const nothing = { sessionId: null, protocolVersion: null, traceparent: null };
const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

function upstream(headers: Record<string, string> | null): UpstreamAddress {
  return {
    organizationId: "org_1",
    transport: "streamable_http",
    serverId: "srv_1",
    url: "https://upstream.example/mcp",
    origin: "https://upstream.example",
    path: "/mcp",
    sealedHeaders:
      headers === null ? null : seal(key, Buffer.from(JSON.stringify(headers)), serverHeadersPlace("org_1", "srv_1")),
    wrappedKeys: [mintDataKey(kek, "org_1").wrapped, wrapped],
  };
}

test("sends the protocol's headers, and the session only when there is one", () => {
  expect(upstreamHeaders(upstream(null), nothing, kek)).toEqual([
    "content-type",
    "application/json",
    "accept",
    "application/json, text/event-stream",
    "user-agent",
    "policylayer/1.0.0",
  ]);
  const context = { sessionId: "up-1", protocolVersion: "2025-11-25" as const, traceparent };
  expect(upstreamHeaders(upstream(null), context, kek).slice(6)).toEqual([
    "mcp-session-id",
    "up-1",
    "mcp-protocol-version",
    "2025-11-25",
    "traceparent",
    traceparent,
  ]);
});

test("a malformed trace id stays behind", () => {
  expect(upstreamHeaders(upstream(null), { ...nothing, traceparent: "00-x\r\nevil: 1" }, kek)).toHaveLength(6);
});

test("adds the static headers, opened with whichever of the organization's keys fits", () => {
  const sent = upstreamHeaders(upstream({ Authorization: "Bearer up", "X-Tenant": "7" }), nothing, kek);
  expect(sent.slice(6)).toEqual(["authorization", "Bearer up", "x-tenant", "7"]);
});

test("a static header can't replace what the gateway says or where the message goes", () => {
  const sent = upstreamHeaders(
    upstream({ Host: "evil", "Mcp-Session-Id": "x", Accept: "*/*", "X-Forwarded-For": "1", Cookie: "a" }),
    nothing,
    kek,
  );
  expect(sent).toHaveLength(6);
});

test("what repeats a message of 2026-07-28 is sent, and no static header can stand in for it", () => {
  const messageHeaders = ["mcp-protocol-version", "2026-07-28", "mcp-method", "tools/call", "mcp-param-a", "b"];
  const own = { "Mcp-Method": "x", "MCP-Name": "x", "Mcp-Param-A": "x", "mcp-param-other": "x", "X-Own": "1" };
  expect(upstreamHeaders(upstream(own), { ...nothing, messageHeaders }, kek).slice(6)).toEqual([
    ...messageHeaders,
    "x-own",
    "1",
  ]);
});

test("with another deployment's key nothing is sent", () => {
  expect(() => upstreamHeaders(upstream({ A: "b" }), nothing, randomBytes(32))).toThrow(CannotOpen);
});

test("headers that could split the request are not sent at all", () => {
  expect(() => upstreamHeaders(upstream({ A: "b\r\nevil: 1" }), nothing, kek)).toThrow(CannotOpen);
});
