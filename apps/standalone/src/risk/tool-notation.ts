const PARAMETER = /^([^:=*]+)(?::(\w+))?(?:=([^*]*))?(\*?)$/;

/** `path*, depth:integer, mode=list|tree`: a text that is required, a number, and one of two words. */
export function schemaOf(parameters: string): unknown {
  const properties: Record<string, unknown> = {};
  const required: string[] = [];
  for (const each of parameters.split(",")) {
    const [, name, type = "string", values, star] = PARAMETER.exec(each.trim()) ?? [];
    if (name === undefined) continue;
    properties[name] = values === undefined ? { type } : { type, enum: values.split("|") };
    if (star === "*") required.push(name);
  }
  return { type: "object", properties, required };
}

/** `readOnly,!destructive`; undefined without any. */
export function hintsOf(hints: string): unknown {
  if (hints === "") return undefined;
  return Object.fromEntries(hints.split(",").map((hint) => [`${hint.replace("!", "")}Hint`, !hint.startsWith("!")]));
}
