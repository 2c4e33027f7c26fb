const EXPRESSION = /\{([+#./;?&]?)([^{}]*)\}/g;
/** A variable that stands alone, without its modifier. */
const VARIABLE = /^([^,*:]+)(?:\*|:\d+)?$/;

/**
 * A URI template (RFC 6570) with these variables put in, as they are: whoever judges the URI reads its escapes too. What isn't
 * known, and lists of variables, stay as they stand.
 */
export function expandTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(EXPRESSION, (expression: string, operator: string, variables: string) => {
    const name = VARIABLE.exec(variables)?.[1];
    const value = name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return expression;
    switch (operator) {
      case "":
      case "+":
        return value;
      case "#":
      case ".":
      case "/":
        return `${operator}${value}`;
      default:
        return `${operator}${name}=${value}`;
    }
  });
}
