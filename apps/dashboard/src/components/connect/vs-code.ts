import { type Connection, jsonFile, type Snippet } from "./connection";

/** VS Code asks for the token once and keeps it in its own secret storage, so that no file holds it. */
export function vsCodeSnippets({ name, url, token }: Connection): Snippet[] {
  const input = `${name}-token`;
  const asking: Snippet = {
    title: "File that asks for the token",
    place: ".vscode/mcp.json",
    text: jsonFile({
      inputs: [{ type: "promptString", id: input, description: `PolicyLayer token for ${name}`, password: true }],
      servers: { [name]: { type: "http", url, headers: { Authorization: `Bearer \${input:${input}}` } } },
    }),
    note: "VS Code asks for the token when the server starts, and keeps it in its secret storage.",
  };
  if (token === null) return [asking];
  const withSecret: Snippet = {
    title: "File with the token",
    place: ".vscode/mcp.json",
    text: jsonFile({ servers: { [name]: { type: "http", url, headers: { Authorization: `Bearer ${token}` } } } }),
    note: "This file holds the token: keep it out of the repository.",
  };
  return [asking, withSecret];
}
