/** What a client needs to reach one server through the proxy, or all of a grant's. */
export interface Connection {
  /** Name the client will show: the slug of the server, or of the team. */
  readonly name: string;
  /** `<proxy>/<org>/<team>/<server>/mcp`, or `<proxy>/<org>/<team>/mcp` */
  readonly url: string;
  /** The grant's token, while it is on the screen; null afterwards, when only a variable can stand for it. */
  readonly token: string | null;
}

/** A text to paste, and where it goes. */
export interface Snippet {
  readonly title: string;
  /** A file's path, or "Terminal". */
  readonly place: string;
  readonly text: string;
  /** What to know before pasting. */
  readonly note?: string;
}

/** The environment variable that the snippets without a secret read. */
export const TOKEN_VARIABLE = "POLICYLAYER_TOKEN";

/** Two spaces deep, with a final line break: a file as it should be. */
export function jsonFile(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** One word of a POSIX shell that means exactly this text. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
