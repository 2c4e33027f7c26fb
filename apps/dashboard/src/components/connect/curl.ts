import { type Connection, type Snippet, shellWord, TOKEN_VARIABLE } from "./connection";

const PROTOCOL_VERSION = "2025-11-25";

const INITIALIZE = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: PROTOCOL_VERSION, capabilities: {}, clientInfo: { name: "curl", version: "1.0.0" } },
});
const INITIALIZED = JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" });
const LIST_TOOLS = JSON.stringify({ jsonrpc: "2.0", id: 2, method: "tools/list" });

/** A whole first contact for any POSIX shell: open a session, keep its id, list the tools. */
export function curlSnippets({ url, token }: Connection): Snippet[] {
  const text = `URL=${shellWord(url)}
TOKEN=${token === null ? `"$${TOKEN_VARIABLE}"` : shellWord(token)}
HEADERS="$(mktemp)"

mcp() {
  curl -sS "$URL" \\
    -H "Authorization: Bearer $TOKEN" \\
    -H 'Content-Type: application/json' \\
    -H 'Accept: application/json, text/event-stream' \\
    "$@"
}

# 1. open a session and keep its id
mcp -D "$HEADERS" -d '${INITIALIZE}'
echo
SESSION="$(awk 'tolower($1) == "mcp-session-id:" { print $2 }' "$HEADERS" | tr -d '\\r')"
rm -f "$HEADERS"

# 2. say that we are ready, then list the tools this grant may see
mcp -H "Mcp-Session-Id: $SESSION" -H 'MCP-Protocol-Version: ${PROTOCOL_VERSION}' \\
  -d '${INITIALIZED}'
mcp -H "Mcp-Session-Id: $SESSION" -H 'MCP-Protocol-Version: ${PROTOCOL_VERSION}' \\
  -d '${LIST_TOOLS}'
echo
`;
  return [{ title: "Open a session and list the tools", place: "Terminal", text }];
}
