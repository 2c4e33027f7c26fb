import { type Connection, jsonFile, type Snippet, TOKEN_VARIABLE } from "./connection";

/** Cursor, for one project (`.cursor/mcp.json`) or for all (`~/.cursor/mcp.json`). */
export function cursorSnippets({ name, url, token }: Connection): Snippet[] {
  const file = (authorization: string) =>
    jsonFile({ mcpServers: { [name]: { url, headers: { Authorization: authorization } } } });
  const withoutSecret: Snippet = {
    title: "File without the secret",
    place: ".cursor/mcp.json",
    text: file(`Bearer \${env:${TOKEN_VARIABLE}}`),
    note: `Set ${TOKEN_VARIABLE} in the environment that starts Cursor.`,
  };
  if (token === null) return [withoutSecret];
  const withSecret: Snippet = {
    title: "File with the token",
    place: "~/.cursor/mcp.json",
    text: file(`Bearer ${token}`),
    note: "This file holds the token: keep it out of the repository.",
  };
  return [withSecret, withoutSecret];
}
