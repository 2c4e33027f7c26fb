import { CLASS_OF_KIND, isGraver } from "./act";
import { isRecord } from "./is-record";
import { findVerbOfAny } from "./lexicon/find-verb";
import { foldWord } from "./lexicon/fold-word";
import { unspacedActs } from "./read-unspaced";
import type { RiskClass } from "./risk-class";
import { splitName } from "./split-name";

/** One parameter that tells something. */
export interface TellingParameter {
  readonly name: string;
  readonly kind:
    | "code"
    | "query"
    | "url"
    | "path"
    | "amount"
    | "currency"
    | "recipient"
    | "confirm"
    | "erase"
    | "secret"
    | "method";
}

/** A parameter that chooses what the tool does, and the gravest thing it can be told to. */
export interface ActionParameter {
  readonly name: string;
  readonly worst: RiskClass;
  readonly value: string;
  readonly mildest: RiskClass;
  readonly values: readonly string[];
}

export interface SchemaReading {
  readonly words: readonly string[];
  readonly names: readonly string[];
  readonly telling: readonly TellingParameter[];
  readonly action: ActionParameter | null;
  /** Whether every parameter only says which, how many or in what form. */
  readonly isLookup: boolean;
}

const PARAMETERS_MAX = 120;
const VALUES_MAX = 60;
const ACTIONS = new Set(
  "action actions operation operations op command cmd verb method mode task subcommand function act intent do accion operacion operation aktion vorgang azione operazione acao operacao 操作 動作 动作 アクション".split(
    " ",
  ),
);
const LOOKUPS = new Set(
  `id ids limit offset cursor page size per sort order filter filters query q search name fields include start end from to since
  until date time count max min top type status format lang language locale region country city key slug url path ref sha owner
  repo project team user symbol ticker latitude longitude lat lon units timezone depth recursive pattern keyword keywords
  text term category tag uri uuid number token first after before verbose detail details scope range days by`.split(
    /\s+/,
  ),
);

const EMPTY: SchemaReading = { words: [], names: [], telling: [], action: null, isLookup: false };

export function readSchema(schema: unknown): SchemaReading {
  if (!isRecord(schema) || !isRecord(schema.properties)) return EMPTY;
  const words: string[] = [];
  const names: string[] = [];
  const telling: TellingParameter[] = [];
  let action: ActionParameter | null = null;
  let isLookup = true;
  let seen = 0;
  for (const name in schema.properties) {
    seen += 1;
    if (seen > PARAMETERS_MAX) break;
    const property = schema.properties[name];
    const parts = splitName(name);
    names.push(name);
    words.push(...parts);
    if (!parts.every((part) => LOOKUPS.has(part))) isLookup = false;
    if (!isRecord(property)) continue;
    const found = tellingOf(name, parts, property);
    if (found !== null) telling.push(found);
    if (ACTIONS.has(parts.at(-1) ?? "") || ACTIONS.has(parts[0] ?? "")) {
      const read = readAction(name, property);
      if (read !== null && (action === null || isGraver(read.worst, action.worst))) action = read;
    }
    if (seen <= 20) nestedNames(property, words);
  }
  return { words, names, telling, action, isLookup };
}

/** One level down: `payment: {amount, currency}`. */
function nestedNames(property: Record<string, unknown>, words: string[]): void {
  if (!isRecord(property.properties)) return;
  let count = 0;
  for (const name in property.properties) {
    count += 1;
    if (count > 20) return;
    words.push(...splitName(name));
  }
}

const CODE = new Set(
  "sql cypher script code javascript python bash shell command cmd expression statement powershell js".split(" "),
);
const URLS = new Set("url uri urls endpoint href website webpage link".split(" "));
const PATHS = new Set("path paths filepath filename directory dir folder file".split(" "));
const AMOUNTS = new Set("amount amounts total importe montant betrag valor importo price 金额 金額".split(" "));
const CURRENCIES = new Set("currency moneda devise wahrung waehrung moeda valuta iban 通貨 币种".split(" "));
const RECIPIENTS = new Set(
  "recipient recipients beneficiary payee destinatario destinataire empfanger email emails phone webhook channel".split(
    " ",
  ),
);
const CONFIRMS = new Set(
  "confirm confirmation confirmed force permanent permanently hard overwrite irreversible".split(" "),
);
const ERASES = new Set("delete remove purge erase drop truncate cascade wipe".split(" "));
const SQL_SAID = /\b(sql|cypher|graphql mutation|statement to execute|t-sql|pl\/sql)\b/i;

function tellingOf(name: string, parts: readonly string[], property: Record<string, unknown>): TellingParameter | null {
  const last = parts.at(-1) ?? "";
  const description = typeof property.description === "string" ? property.description.slice(0, 400) : "";
  const isText = property.type === undefined || property.type === "string" || property.type === "array";
  const isBound = Array.isArray(property.enum) || property.const !== undefined;
  if (property.type === "boolean") {
    if (ERASES.has(parts[0] ?? "")) return { name, kind: "erase" };
    return CONFIRMS.has(parts[0] ?? "") ? { name, kind: "confirm" } : null;
  }
  if (AMOUNTS.has(last) || AMOUNTS.has(parts[0] ?? "")) return { name, kind: "amount" };
  if (CURRENCIES.has(last)) return { name, kind: "currency" };
  if (!isText || isBound) return null;
  if (CODE.has(last) && !(last === "code" && !/\b(code|script|python|javascript|execute|snippet)\b/i.test(description)))
    return {
      name,
      kind: last === "code" ? "code" : last === "sql" || last === "cypher" || last === "statement" ? "query" : "code",
    };
  if ((last === "query" || last === "q") && SQL_SAID.test(description) && !NO_SQL.test(description))
    return { name, kind: "query" };
  if (URLS.has(last)) return property.pattern === undefined ? { name, kind: "url" } : null;
  if (PATHS.has(last)) return property.pattern === undefined ? { name, kind: "path" } : null;
  if (RECIPIENTS.has(last)) return { name, kind: "recipient" };
  return null;
}
const NO_SQL = /\b(jql|cql|promql|logql|kql|soql|lucene|not sql|no sql|nosql)\b/i;

/** The values of an enumeration, or those a description counts up: "one of: create, delete". */
function readAction(name: string, property: Record<string, unknown>): ActionParameter | null {
  const values = actionValues(property);
  let worst: RiskClass | null = null;
  let mildest: RiskClass | null = null;
  let value = "";
  for (const each of values.slice(0, VALUES_MAX)) {
    const found = classOfValue(each);
    if (found === null) continue;
    if (worst === null || isGraver(found, worst)) {
      worst = found;
      value = each;
    }
    if (mildest === null || isGraver(mildest, found)) mildest = found;
  }
  return worst === null || mildest === null ? null : { name, worst, value, mildest, values };
}

function actionValues(property: Record<string, unknown>): string[] {
  const listed = Array.isArray(property.enum)
    ? property.enum
    : (constants(property.oneOf) ?? constants(property.anyOf));
  if (listed !== undefined) return listed.filter((value): value is string => typeof value === "string");
  if (property.type !== undefined && property.type !== "string") return [];
  const description = typeof property.description === "string" ? property.description.slice(0, 600) : "";
  const after = /[:(]([^.]*)/.exec(description)?.[1] ?? description;
  const counted = after.split(/[,|/;"'`()]|\bor\b|\band\b/).map((part) => part.trim());
  return counted.length < 2 ? [] : counted.filter((part) => part !== "" && part.length < 30 && !part.includes(" "));
}

function constants(list: unknown): unknown[] | undefined {
  if (!Array.isArray(list)) return undefined;
  return list.slice(0, VALUES_MAX).map((each) => (isRecord(each) ? each.const : undefined));
}

const HTTP: Readonly<Record<string, RiskClass>> = {
  get: "read",
  head: "read",
  options: "read",
  post: "write",
  put: "write",
  patch: "write",
  delete: "destructive",
};

function classOfValue(value: string): RiskClass | null {
  const http = HTTP[value.toLowerCase()];
  if (http !== undefined) return http;
  const words = splitName(value.slice(0, 60));
  for (const word of words) {
    const verb = findVerbOfAny(foldWord(word));
    if (verb !== undefined) return CLASS_OF_KIND[verb.kind];
  }
  const [act] = unspacedActs(value.slice(0, 30), "input_schema");
  return act?.class ?? null;
}
