const VERBS =
  "get list search find read describe create update add set send run execute start stop delete remove archive sync export import validate check analyze generate convert merge approve assign move copy upload download refund charge".split(
    " ",
  );
const NOUNS =
  "issue project user file folder row table record message channel invoice payment order customer ticket event calendar document page comment branch commit pull_request pipeline job deployment container cluster secret role permission webhook report dashboard metric alert log query index bucket object image model dataset token session device sensor note task contact campaign".split(
    " ",
  );
const BRANDS =
  "acme globex initech umbrella hooli stark wayne wonka soylent tyrell cyberdyne aperture vandelay massive dunder pied raviga bluth oscorp gringotts monarch zorin virtucon nakatomi weyland".split(
    " ",
  );
const KINDS =
  "cloud crm mail chat git docs billing search storage analytics calendar maps weather database queue monitor deploy auth files notes".split(
    " ",
  );
const QUALIFIERS =
  "by_id by_name batch all status history details stats v2 async for_user count preview url config".split(" ");
const SYLLABLES =
  "ba be bo ca cor da den do el fa fin ga gra har hu in jo ka kel la lin lo ma mer mo na nix no or pa pi qua ra ri ro sa sen so ta ter tri ul va ve vi wa wen xi yo za".split(
    " ",
  );
const STYLES = ["snake", "snake", "snake", "snake", "kebab", "camel"] as const;
const WHENS = [
  "Use this before changing anything.",
  "Returns at most one hundred.",
  "Needs the id of the workspace.",
  "Newest first.",
  "",
];

/** A generator of numbers in [0, 1) that gives the same ones every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Pick = <T>(list: readonly T[]) => T;

/** A word that no dictionary has: what a product calls its things. */
function coin(next: () => number, pick: Pick): string {
  return `${pick(SYLLABLES)}${pick(SYLLABLES)}${next() < 0.7 ? pick(SYLLABLES) : ""}`;
}

/**
 * Names of tools as servers give them. Of real ones, of a hundred well-known servers, nine in ten are distinct, and ever
 * fewer the more servers there are; carried on to half a million, a half of them or less. So it is here: common things and a
 * server's own ones, some behind the product's name, in the three usual spellings, and now and then what the server before lists.
 */
function toolNames(count: number, next: () => number, pick: Pick): string[] {
  const own = Array.from({ length: 8 }, () => coin(next, pick));
  const prefix = next() < 0.2 ? `${coin(next, pick)}_` : "";
  const style = pick(STYLES);
  const names = new Set<string>();
  while (names.size < count) {
    // The first things of the list are the commonest.
    const noun = next() < 0.35 ? pick(own) : (NOUNS[Math.floor(NOUNS.length * next() ** 1.5)] ?? "");
    const qualifier = next() < 0.25 ? `_${pick(QUALIFIERS)}` : "";
    const number = names.size > 60 ? `_${names.size}` : "";
    names.add(inStyle(`${prefix}${pick(VERBS)}_${noun}${qualifier}${number}`, style));
  }
  return [...names];
}

function inStyle(name: string, style: (typeof STYLES)[number]): string {
  if (style === "snake") return name;
  if (style === "kebab") return name.replaceAll("_", "-");
  return name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** JSON lines of so many servers with so many tools together, the same every time; a few servers have hundreds, most a handful. */
export function* syntheticCatalogue(servers: number, tools: number): Generator<string> {
  const next = random(43_000);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  let left = tools;
  let before: readonly string[] = [];
  for (let n = 0; n < servers; n++) {
    const serversLeft = servers - n;
    const mean = left / serversLeft;
    const wanted = serversLeft === 1 ? left : Math.round(Math.min(-Math.log(1 - next()) * mean, 400));
    const count = Math.max(0, Math.min(left, wanted));
    left -= count;
    const [brand, kind] = [pick(BRANDS), pick(KINDS)];
    const isOwn = next() < 0.1;
    const server = {
      name: isOwn ? `com.${brand}${n}/${kind}-mcp` : `io.github.${brand}${n}/${kind}-mcp`,
      title: `${brand} ${kind} ${n}`,
      description: `Connects agents to the ${kind} of ${brand}: ${pick(NOUNS)}s, ${pick(NOUNS)}s and ${pick(NOUNS)}s.`,
      version: `1.${n % 17}.0`,
      official: isOwn,
      repository: { url: `https://example.com/${brand}${n}/${kind}-mcp` },
      ...(next() < 0.6
        ? {
            packages: [
              {
                registryType: "npm",
                identifier: `${brand}-${kind}-${n}`,
                version: "1.0.0",
                transport: { type: "stdio" },
              },
            ],
          }
        : {
            remotes: [{ type: next() < 0.8 ? "streamable-http" : "sse", url: `https://${brand}${n}.example.com/mcp` }],
          }),
    };
    const isCopy = before.length >= count && next() < 0.15;
    const names = isCopy ? before.slice(0, count) : toolNames(count, next, pick);
    before = names;
    yield JSON.stringify({ server, tools: names.map((name) => tool(name, next, pick)) });
  }
}

function tool(name: string, next: () => number, pick: Pick) {
  const [verb = "", noun = ""] = name.split(/[_-]|(?<=[a-z])(?=[A-Z])/);
  const parameters = Object.fromEntries(
    Array.from({ length: 1 + Math.floor(next() * 4) }, (_, n) => [
      `${pick(NOUNS)}_${n === 0 ? "id" : n}`,
      next() < 0.2
        ? { type: "string", enum: ["open", "closed", "all"], description: "Which of them" }
        : { type: next() < 0.7 ? "string" : "integer", description: `The ${noun} that is meant` },
    ]),
  );
  return {
    name,
    description:
      `${verb.slice(0, 1).toUpperCase()}${verb.slice(1)}s a ${noun} of a ${pick(NOUNS)} in the workspace. ${pick(WHENS)}`.trim(),
    inputSchema: { type: "object", properties: parameters, required: Object.keys(parameters).slice(0, 1) },
    ...(next() < 0.3 ? { annotations: { readOnlyHint: /^(get|list|search|find|read)/.test(name) } } : {}),
  };
}
