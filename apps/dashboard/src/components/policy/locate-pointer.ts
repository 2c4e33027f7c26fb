import { jsonLanguage } from "@codemirror/lang-json";

type JsonNode = ReturnType<typeof jsonLanguage.parser.parse>["topNode"];

/** Where a value stands in a text, in UTF-16 units from its beginning. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The place of an RFC 6901 pointer in a JSON text: the whole property of an object, the element of an array. null when
 * the text holds no such place. Works on a text with mistakes as far as it can be read.
 */
export function locatePointer(text: string, pointer: string): TextRange | null {
  let node = jsonLanguage.parser.parse(text).topNode.firstChild;
  if (node === null) return null;
  let range: TextRange = { from: node.from, to: node.to };
  for (const segment of pointer === "" ? [] : pointer.slice(1).split("/").map(unescapeSegment)) {
    const found: JsonNode | null =
      node.name === "Object" ? findProperty(text, node, segment) : findElement(node, segment);
    if (found === null) return null;
    range = { from: found.from, to: found.to };
    node = found.name === "Property" ? found.lastChild : found;
    if (node === null) return null;
  }
  return range;
}

function unescapeSegment(segment: string): string {
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}

function children(node: JsonNode): JsonNode[] {
  const found: JsonNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

function findProperty(text: string, object: JsonNode, name: string): JsonNode | null {
  const isNamed = (property: JsonNode) => {
    const key = property.getChild("PropertyName");
    return key !== null && text.slice(key.from, key.to) === JSON.stringify(name);
  };
  return children(object).find((child) => child.name === "Property" && isNamed(child)) ?? null;
}

function findElement(array: JsonNode, position: string): JsonNode | null {
  if (array.name !== "Array" || !/^\d+$/.test(position)) return null;
  const elements = children(array).filter((child) => !["[", "]", ","].includes(child.name));
  return elements[Number(position)] ?? null;
}
