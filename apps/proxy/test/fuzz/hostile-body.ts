import fc from "fast-check";

/*
 * Bodies of `tools/call` that are nearly what they should be: mostly valid, with a second key, another spelling, an odd
 * number, a stray byte. Often enough nothing is wrong at all, so that calls do get through.
 */

type Text = fc.Arbitrary<string>;

/** `rare` about once in `often + 1` times. */
function seldom<T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, often: number): fc.Arbitrary<T> {
  return fc.oneof({ weight: often, arbitrary: usual }, { weight: 1, arbitrary: rare });
}

const escaped = (text: string, at: number): string =>
  `${text.slice(0, at)}\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}${text.slice(at + 1)}`;

/** A key as a JSON text, mostly as it is; once in `often + 1` times not. */
function spelled(key: string, often: number): Text {
  const odd = fc.constantFrom(
    escaped(key, 0),
    escaped(key, key.length - 1),
    escaped(key, key.length - 1)
      .toUpperCase()
      .replace("\\U", "\\u"),
    key.toUpperCase(),
    `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
    key.replace("s", "\u017f").replace("k", "\u212a"),
    `${key}\u200b`,
    `${key} `,
    `${key}\\u0000`,
    String.fromCharCode(key.charCodeAt(0) + 0xfee0) + key.slice(1),
  );
  return seldom(fc.constant(key), odd, often).map((text) => `"${text}"`);
}

const space = seldom(fc.constant(""), fc.constantFrom(" ", "\n", "\t", "\r\n", "\v", "\u00a0", "/**/", "\ufeff"), 80);

/** An object of these members, of which some come twice, in any order. */
function object(members: Readonly<Record<string, Text>>, isComplete: boolean): Text {
  const keys = Object.entries(members).map(([key, value]) => {
    const member = (often: number) =>
      fc.tuple(spelled(key, often), space, value).map(([name, gap, text]) => `${name}${gap}:${text}`);
    const twice = seldom(fc.constant(1), fc.constant(2), 20);
    const times = isComplete
      ? twice
      : fc.oneof({ weight: 4, arbitrary: twice }, { weight: 1, arbitrary: fc.constant(0) });
    // A second one is there to be overlooked, so it is disguised more often.
    return fc.tuple(times, member(60), member(1)).map(([count, ...both]) => both.slice(0, count));
  });
  const stranger = fc.constantFrom(
    '"__proto__":{"amount":5,"force":false}',
    '"constructor":1',
    '"":0',
    '"x":{}',
    '"task":{}',
  );
  const strangers = seldom(
    fc.constant<string[]>([]),
    stranger.map((one) => [one]),
    25,
  );
  return fc.tuple(fc.tuple(...keys), strangers, fc.nat(), space, space).map(([all, more, turn, before, behind]) => {
    const list = [...all.flat(), ...more];
    const at = list.length === 0 ? 0 : turn % list.length;
    return `{${before}${[...list.slice(at), ...list.slice(0, at)].join(",")}${behind}}`;
  });
}

const amount = fc.oneof(
  { weight: 7, arbitrary: fc.constantFrom("5", "0", "50", "100", "1e1", "5.0", "-0", "1E+1", "0.5", "50.00") },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...["101", "51", "-1", "1e400", "-1e400", "1e-400", "100.00000000000000000001", "50.00000000000000000001"],
      ...[
        "-0.00000000000000000000000001e-320",
        "9007199254740993",
        "0.1e3",
        "1e2",
        "1001e-1",
        "99999999999999999999e-18",
      ],
      ...['"5"', "[5]", '{"value":5}', "null", "true", "05", "+5", ".5", "5.", "0x5", "1_0", "NaN", "Infinity", "5e"],
    ),
  },
);
const name = seldom(
  fc.constantFrom('"alice"', '"bob"', '"\\u0061lice"', '"bo\\u0062"'),
  fc.constantFrom(
    '"eve"',
    '"ALICE"',
    '"alice\\u0000"',
    '"alice "',
    '["alice"]',
    '"\\ud800"',
    "null",
    "1",
    '"al\\ice"',
    "'bob'",
  ),
  5,
);
const note = seldom(
  fc.constantFrom('""', '"a b"', '"\\u0061"'),
  fc.constantFrom('"A"', '"a\\n"', '"a\n"', '"\u00e9"', '"\uff41"', '["a"]', "null", '"a\\u2028"', '"\\x61"'),
  5,
);
const path = fc.constantFrom(
  ...['"/tmp/x"', '"/tmp"', '"etc"', '"/ETC"', '"/tmp/\\u002e"', '""', "null", '" /etc"', '"\\u0000/etc"'],
  ...['"/etc/passwd"', '"\\/etc"', '"/\\u0065tc"', '"\\u002fetc"', '"/tmp/../etc"', '"/tmp/.\\u002e"', '["/etc"]', "5"],
);
const role = seldom(
  fc.constantFrom('"user"', '""', "null"),
  fc.constantFrom('"admin"', '"\\u0061dmin"', '["admin"]', "1"),
  4,
);
const item = seldom(object({ role }, false), fc.constantFrom('"admin"', "null", "[]", '[{"role":"admin"}]'), 12);
const items = seldom(
  fc.array(item, { maxLength: 3 }).map((all) => `[${all.join(",")}]`),
  fc.constantFrom('{"0":{"role":"admin"}}', '"admin"', "null", '[{"role":"user"},]'),
  8,
);
const force = seldom(fc.constantFrom("false", "null"), fc.constantFrom("true", '"true"', "1", "[true]", "True"), 4);
const opts = seldom(object({ force }, false), fc.constantFrom("null", "true", "[]", '["force"]', '"force"'), 8);

const args = fc.oneof(
  { weight: 10, arbitrary: object({ amount, to: name, note, path, items, opts }, false) },
  { weight: 10, arbitrary: object({ amount, to: name, note }, false) },
  { weight: 1, arbitrary: fc.constantFrom("{}", "[]", "null", '"{}"', '[{"amount":5}]', '"{\\"amount\\":5}"') },
);
const tool = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom('"pay"', '"pay"', '"read"') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...['"secret_pay"', '"p\\u0061y"', '"\\u0073ecret_pay"', '"PAY"', '"pay "', '"pay\\u0000"', '"p\u0430y"'],
      ...['"\uff50ay"', '["pay"]', "null", "1", '""', '"SECRET_PAY"', '"pay\\u200b"', '{"name":"pay"}', '"\\/pay"'],
    ),
  },
);
const meta = fc.constantFrom(
  ...['{"progressToken":1}', '{"progressToken":"a"}', "{}", '{"policylayer/decision":{"decision":"allow"}}'],
  ...[
    '{"POLICYLAYER/gateway":1,"x":1}',
    "[]",
    "null",
    '{"name":"secret_pay","arguments":{"amount":500}}',
    '{"__proto__":{"a":1}}',
  ],
);
const params = seldom(
  fc.oneof(
    { weight: 5, arbitrary: object({ name: tool, arguments: args }, true) },
    { weight: 1, arbitrary: object({ name: tool, arguments: args, _meta: meta }, true) },
  ),
  fc.constantFrom("[]", "null", '"x"', '["pay"]'),
  60,
);
const method = seldom(
  fc.constantFrom('"tools/call"', '"tools\\/call"', '"tools\\u002fcall"'),
  fc.constantFrom(
    '"Tools/Call"',
    '"tools/list"',
    '"ping"',
    '"notifications/initialized"',
    '"tools/call\\u0000"',
    '"resources/read"',
    '["tools/call"]',
  ),
  20,
);
const id = seldom(
  fc.constantFrom("1", '"a"', "0", "-7", '"\\u0061"'),
  fc.constantFrom("null", "1.0", "1e0", "9007199254740993", "{}", "true", '"\\ud800"', "-0"),
  30,
);
const version = seldom(fc.constantFrom('"2.0"', '"2\\u002e0"'), fc.constantFrom('"1.0"', "2.0", '"2"', "null"), 60);

const message = object({ jsonrpc: version, id, method, params }, true);

/** What happens to the bytes on their way; most of the time nothing. */
type Damage = (bytes: Buffer, at: number, other: Buffer) => Buffer;

const insert = (bytes: Buffer, at: number, what: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);

const damages: readonly Damage[] = [
  (bytes, at) => bytes.subarray(0, at),
  (bytes, at, other) => insert(bytes, at, other.subarray(0, 1)),
  (bytes, at, other) => Buffer.concat([bytes.subarray(0, at), other.subarray(0, 1), bytes.subarray(at + 1)]),
  (bytes, at) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
  (bytes, _, other) => Buffer.concat([bytes, other]),
  (bytes, _, other) => Buffer.concat([bytes, Buffer.from("\n"), other]),
  (bytes, _, other) => Buffer.concat([Buffer.from("["), bytes, Buffer.from(","), other, Buffer.from("]")]),
  (bytes) => Buffer.concat([Buffer.from("\ufeff"), bytes]),
  (bytes) => Buffer.from(bytes.toString("utf8"), "utf16le"),
  (bytes) => Buffer.concat([bytes, Buffer.from([0])]),
  (bytes) => Buffer.concat([bytes, Buffer.from(" \r\n\t")]),
  (bytes, at) => insert(bytes, at, Buffer.from([0xff])),
  (bytes, at) => insert(bytes, at, Buffer.from([0xc0, 0xaf])),
  (bytes, at) => insert(bytes, at, Buffer.from([0xed, 0xa0, 0x80])),
  (bytes, at) => insert(bytes, at, Buffer.from(',"name":"secret_pay"')),
  (bytes, at) => insert(bytes, at, Buffer.from(',"amount":5000,')),
  (bytes, at) => insert(bytes, at, Buffer.from("[".repeat(70))),
];

const bytesOf = message.map((text) => Buffer.from(text, "utf8"));

/** The bytes of one body. */
export const hostileBody: fc.Arbitrary<Buffer> = seldom(
  bytesOf,
  fc
    .tuple(bytesOf, fc.constantFrom(...damages), fc.nat(), bytesOf)
    .map(([bytes, damage, at, other]) => damage(bytes, at % (bytes.length + 1), other)),
  4,
);
