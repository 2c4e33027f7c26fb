/*
 * A JSON reader that has nothing in common with the one under test: a tokenizer made of one regular expression, tolerant
 * of much that JSON forbids, which keeps duplicate keys and the text of numbers. How an upstream makes one value of it is
 * decided afterwards: the first of two keys or the last, with regard to case or without.
 */

export type Node =
  | { readonly kind: "object"; readonly members: readonly (readonly [key: string, value: Node])[] }
  | { readonly kind: "array"; readonly items: readonly Node[] }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "literal"; readonly value: boolean | null };

const TOKEN = /\s*(?:([{}[\]:,])|"((?:[^"\\]|\\.)*)"|([^\s{}[\]:,"]+))/suy;

interface Token {
  readonly mark: string | null;
  readonly text: string | null;
  readonly word: string | null;
}

/** The one value of these bytes; null when there is none, or more than one, or they aren't UTF-8. */
export function readTree(bytes: Buffer): Node | null {
  const text = bytes.toString("utf8");
  if (!Buffer.from(text, "utf8").equals(bytes)) return null;
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (match === null) return null;
    tokens.push({ mark: match[1] ?? null, text: match[2] ?? null, word: match[3] ?? null });
  }
  const reader = new TreeReader(tokens);
  const value = reader.value();
  return reader.isAtEnd ? value : null;
}

class TreeReader {
  #at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get isAtEnd(): boolean {
    return this.#at === this.tokens.length;
  }

  value(): Node | null {
    const token = this.tokens[this.#at++];
    if (token === undefined) return null;
    if (token.text !== null) return { kind: "text", value: unescapeText(token.text) };
    if (token.mark === "{") return this.#object();
    if (token.mark === "[") return this.#array();
    return token.word === null ? null : wordNode(token.word);
  }

  #object(): Node | null {
    const members: [string, Node][] = [];
    while (!this.#takes("}")) {
      if (members.length > 0 && !this.#takes(",")) return null;
      const key = this.tokens[this.#at++]?.text ?? null;
      if (key === null || !this.#takes(":")) return null;
      const value = this.value();
      if (value === null) return null;
      members.push([unescapeText(key), value]);
    }
    return { kind: "object", members };
  }

  #array(): Node | null {
    const items: Node[] = [];
    while (!this.#takes("]")) {
      if (items.length > 0 && !this.#takes(",")) return null;
      const item = this.value();
      if (item === null) return null;
      items.push(item);
    }
    return { kind: "array", items };
  }

  #takes(mark: string): boolean {
    if (this.tokens[this.#at]?.mark !== mark) return false;
    this.#at += 1;
    return true;
  }
}

/** What is no literal is taken for a number, whatever it is. */
function wordNode(word: string): Node {
  if (word === "true" || word === "false") return { kind: "literal", value: word === "true" };
  return word === "null" ? { kind: "literal", value: null } : { kind: "number", text: word };
}

const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function unescapeText(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gsu, (_, hex: string | undefined, sign: string | undefined) =>
    hex === undefined ? (ESCAPES[sign ?? ""] ?? sign ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** How some upstream turns a text with two of a key into one value. */
export interface ReadingRule {
  readonly name: string;
  readonly wins: "first" | "last";
  /** As Go's encoding/json does: a key that differs in case from a field's name is that field. */
  readonly foldsTo: ReadonlySet<string> | null;
}

/** The tree as this upstream understands it: no object has two of a key. */
export function resolve(node: Node, rule: ReadingRule): Node {
  if (node.kind === "array") return { kind: "array", items: node.items.map((item) => resolve(item, rule)) };
  if (node.kind !== "object") return node;
  const members = new Map<string, Node>();
  for (const [key, value] of node.members) {
    const name = fieldName(key, rule.foldsTo);
    if (rule.wins === "last" || !members.has(name)) members.set(name, resolve(value, rule));
  }
  return { kind: "object", members: [...members] };
}

function fieldName(key: string, fields: ReadonlySet<string> | null): string {
  if (fields === null || fields.has(key)) return key;
  for (const field of fields) if (fold(field) === fold(key)) return field;
  return key;
}

/** Unicode's simple folding, as far as it reaches ASCII: Kelvin and long s. */
function fold(text: string): string {
  return text.replaceAll("\u212a", "k").replaceAll("\u017f", "s").toLowerCase();
}

/** A member of an object; null when it isn't there, or null. */
export function memberOf(node: Node | null, key: string): Node | null {
  if (node?.kind !== "object") return null;
  const found = node.members.find(([name]) => name === key)?.[1] ?? null;
  return found?.kind === "literal" && found.value === null ? null : found;
}

/** As JSON again, every number with its own digits. */
export function writeTree(node: Node): string {
  switch (node.kind) {
    case "object":
      return `{${node.members.map(([key, value]) => `${JSON.stringify(key)}:${writeTree(value)}`).join()}}`;
    case "array":
      return `[${node.items.map(writeTree).join()}]`;
    case "text":
      return JSON.stringify(node.value);
    case "number":
      return node.text;
    case "literal":
      return String(node.value);
  }
}
