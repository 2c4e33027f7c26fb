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

/** JSON lines of so many servers with so many tools together, the same every time; a few servers have hundreds, most a handful. */
export function* syntheticCatalogue(servers: number, tools: number): Generator<string> {
  const next = random(43_000);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  let left = tools;
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
    const names = new Set<string>();
    while (names.size < count) names.add(`${pick(VERBS)}_${pick(NOUNS)}${names.size > 60 ? `_${names.size}` : ""}`);
    yield JSON.stringify({ server, tools: [...names].map((name) => tool(name, next, pick)) });
  }
}

function tool(name: string, next: () => number, pick: <T>(list: readonly T[]) => T) {
  const [verb = "", noun = ""] = name.split("_");
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
