/** Between a server's slug and its own name for a thing. A slug has no underscore, so that the first one splits exactly. */
const SEPARATOR = "__";

const SHOWN = /^([a-z0-9]+(?:-[a-z0-9]+)*)__(.+)$/s;
/** What a tool may be called (MCP 2025-11-25, server/tools, Tool Names). */
const TOOL_NAME = /^[A-Za-z0-9_.-]{1,128}$/;
const PROMPT_CHARS_MAX = 128;
/** Control and format characters, lone surrogates, and what no font shows: two names could look alike. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** One thing of one server, as it is known behind the team endpoint. */
export interface TeamName {
  readonly server: string;
  /** The server's own name or URI for it. */
  readonly name: string;
}

/** The name at the team endpoint: `{server}__{name}`. Two servers can't come to the same one. */
export function prefixName(server: string, name: string): string {
  return `${server}${SEPARATOR}${name}`;
}

/** Whose thing a name at the team endpoint is; null for one that names no server. */
export function splitName(shown: string): TeamName | null {
  const [, server, name] = SHOWN.exec(shown) ?? [];
  return server === undefined || name === undefined ? null : { server, name };
}

/** Whether clients can take a prefixed tool name. What they can't is left out of the list, never changed into another name. */
export function isFitToolName(shown: string): boolean {
  return TOOL_NAME.test(shown);
}

/** The same for a prompt, whose name the protocol leaves free: bounded, and nothing in it that can't be seen. */
export function isFitPromptName(shown: string): boolean {
  return shown.length <= PROMPT_CHARS_MAX && !UNSEEN.test(shown);
}

/** A refusal's sentence with the name the client used in the place of the server's own, where it begins with that. */
export function shownMessage(message: string, name: string, shown: string): string {
  for (const start of ["", "The prompt ", "The resource "]) {
    if (message.startsWith(`${start}${name} `)) return `${start}${shown}${message.slice(start.length + name.length)}`;
  }
  return message;
}
