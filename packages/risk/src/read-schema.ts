import { isGraver } from "./act";
import { flattenSchema } from "./flatten-schema";
import { isRecord } from "./is-record";
import { LATIN_SELECTORS, UNSPACED_SELECTOR } from "./lexicon/unspaced-nouns";
import { type ActionParameter, readAction } from "./read-action";
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

export interface SchemaReading {
  readonly words: readonly string[];
  readonly names: readonly string[];
  readonly telling: readonly TellingParameter[];
  readonly action: ActionParameter | null;
  /** Whether every parameter only says which, how many or in what form. */
  readonly isLookup: boolean;
  /** Whether it takes something, and nothing that would be kept: no text, amount or state. */
  readonly isSelecting: boolean;
  /** False if there was more than is looked at. */
  readonly isWhole: boolean;
}

const LOOKUPS = new Set(
  `id ids limit offset cursor page size per sort order filter filters query q search name fields include start end from to since
  until date time count max min top type status format lang language locale region country city key slug url path ref sha owner
  repo project team user symbol ticker latitude longitude lat lon units timezone depth recursive pattern keyword keywords
  text term category tag uri uuid number token first after before verbose detail details scope range days by`.split(
    /\s+/,
  ),
);

const EMPTY: SchemaReading = {
  words: [],
  names: [],
  telling: [],
  action: null,
  isLookup: false,
  isSelecting: false,
  isWhole: true,
};

export function readSchema(schema: unknown): SchemaReading {
  if (!isRecord(schema)) return EMPTY;
  const { found, bare, isWhole } = flattenSchema(schema);
  if (found.length === 0 && bare.length === 0) return EMPTY;
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const words: string[] = [];
  const names: string[] = [...bare];
  const telling: TellingParameter[] = [];
  let action: ActionParameter | null = null;
  let isLookup = bare.length === 0;
  let isSelecting = bare.length === 0;
  for (const { name, property, isNested } of found) {
    const parts = splitName(name);
    words.push(...parts);
    if (!isNested) {
      names.push(name);
      if (!parts.every(isLookupWord)) isLookup = false;
      if (!isSelector(parts, property)) isSelecting = false;
    }
    const tells = tellingOf(name, parts, property);
    // What is inside another parameter is one of several things given, unless it is a query.
    if (tells !== null && (!isNested || tells.kind === "query")) telling.push(tells);
    const read = readAction(name, parts, property, !isNested && required.has(name));
    if (read !== null && isSurer(read, action)) action = read;
  }
  return {
    words,
    names,
    telling,
    action,
    isLookup,
    isSelecting: isSelecting && action === null && telling.every(({ kind }) => PICKS.has(kind)),
    isWhole,
  };
}

function isLookupWord(part: string): boolean {
  return LOOKUPS.has(part) || isForeignSelector(part);
}

function isForeignSelector(part: string): boolean {
  return LATIN_SELECTORS.has(part) || (part.charCodeAt(0) > 0x2e7f && UNSPACED_SELECTOR.test(part));
}

/** One that says what it does before one that may be a sort of thing; then the graver. */
function isSurer(read: ActionParameter, known: ActionParameter | null): boolean {
  if (known === null) return true;
  return read.isWeak === known.isWeak ? isGraver(read.worst, known.worst) : known.isWeak;
}

const PICKS: ReadonlySet<TellingParameter["kind"]> = new Set<TellingParameter["kind"]>(["currency"]);
const SELECTS = new Set(
  `id ids no nr code codes key slug name names date dates day days week weeks month months year years since until from to start end before
  after limit offset cursor page size per sort order by filter filters q query search lang language locale region country city zip
  postcode street district area zone bbox lat lon lng latitude longitude radius km miles meters min max minimum maximum count top recent within
  hours minutes units unit interval period season range include fields format depth station stop route line airport port symbol ticker
  iban department team type category kind grade level class subject species crop model version epoch chain night utc`.split(
    /\s+/,
  ),
);

/** Says which, how many or in what form: a known selector, or the number of a thing. What is switched or structured isn't. */
function isSelector(parts: readonly string[], { type }: Readonly<Record<string, unknown>>): boolean {
  const last = parts.at(-1) ?? "";
  return type !== "boolean" && type !== "object" && (SELECTS.has(last) || isForeignSelector(last));
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

function tellingOf(
  name: string,
  parts: readonly string[],
  property: Readonly<Record<string, unknown>>,
): TellingParameter | null {
  const last = parts.at(-1) ?? "";
  const description = typeof property.description === "string" ? property.description.slice(0, 400) : "";
  const { type } = property;
  const isText =
    type === undefined || type === "string" || type === "array" || (Array.isArray(type) && type.includes("string"));
  const isBound = Array.isArray(property.enum) || property.const !== undefined;
  if (property.type === "boolean") {
    if (ERASES.has(parts[0] ?? "")) return { name, kind: "erase" };
    return CONFIRMS.has(parts[0] ?? "") ? { name, kind: "confirm" } : null;
  }
  if (AMOUNTS.has(last) || AMOUNTS.has(parts[0] ?? "")) return { name, kind: "amount" };
  if (CURRENCIES.has(last) || CURRENCIES.has(parts[0] ?? "")) return { name, kind: "currency" };
  if (!isText || isBound) return null;
  if (CODE.has(last) && !(last === "code" && !/\b(code|script|python|javascript|execute|snippet)\b/i.test(description)))
    return {
      name,
      kind: QUERIES.has(last) ? "query" : "code",
    };
  if ((last === "query" || last === "text" || last === "string") && parts.some((part) => QUERIES.has(part)))
    return { name, kind: "query" };
  if ((last === "query" || last === "q") && SQL_SAID.test(description) && !NO_SQL.test(description))
    return { name, kind: "query" };
  if (URLS.has(last)) return property.pattern === undefined ? { name, kind: "url" } : null;
  if (PATHS.has(last)) return property.pattern === undefined ? { name, kind: "path" } : null;
  if (RECIPIENTS.has(last)) return { name, kind: "recipient" };
  return null;
}
const QUERIES = new Set(["sql", "cypher", "statement"]);
const NO_SQL = /\b(jql|cql|promql|logql|kql|soql|lucene|not sql|no sql|nosql)\b/i;
