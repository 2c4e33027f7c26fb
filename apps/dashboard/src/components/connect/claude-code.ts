import { type Connection, jsonFile, type Snippet, shellWord, TOKEN_VARIABLE } from "./connection";

/**
 * Claude Code. `--header` takes any number of values and would swallow the name behind it, so another option follows it,
 * and the name and URL come last. An unset `${VARIABLE}` in .mcp.json is sent as it is written.
 */
export function claudeCodeSnippets({ name, url, token }: Connection): Snippet[] {
  const header =
    token === null ? `"Authorization: Bearer $${TOKEN_VARIABLE}"` : shellWord(`Authorization: Bearer ${token}`);
  return [
    {
      title: "Command",
      place: "Terminal",
      text: `claude mcp add --header ${header} --transport http ${shellWord(name)} ${shellWord(url)}\n`,
      note: "Adds the server for the project you are in. Put --scope user in front of --transport to have it everywhere.",
    },
    {
      title: "File without the secret",
      place: ".mcp.json",
      text: jsonFile({
        mcpServers: { [name]: { type: "http", url, headers: { Authorization: `Bearer \${${TOKEN_VARIABLE}}` } } },
      }),
      note: `Set ${TOKEN_VARIABLE} in the shell that starts Claude Code. While it is unset, the text itself is sent and refused.`,
    },
  ];
}
