import { readsAs } from "./hidden-characters";

/** Letters of other alphabets, and signs, that are drawn like a Latin letter. */
const DRAWN_LIKE: Readonly<Record<string, string>> = {
  ...{ а: "a", в: "b", с: "c", ԁ: "d", е: "e", һ: "h", і: "i", ј: "j", к: "k", ӏ: "l", м: "m", н: "h", о: "o", р: "p" },
  ...{ ԛ: "q", г: "r", ѕ: "s", т: "t", у: "y", ѵ: "v", ԝ: "w", х: "x", α: "a", ε: "e", η: "n", ι: "i", κ: "k", ν: "v" },
  ...{
    ο: "o",
    ρ: "p",
    τ: "t",
    υ: "u",
    χ: "x",
    ı: "i",
    ɡ: "g",
    ɑ: "a",
    "0": "o",
    "1": "l",
    "|": "l",
    "-": "_",
    ".": "_",
  },
};

/** What a name looks like: two names with the same shape are taken for one another. */
export function shapeOf(name: string): string {
  return [...readsAs(name).toLowerCase()]
    .map((letter) => DRAWN_LIKE[letter] ?? letter)
    .join("")
    .replaceAll("rn", "m")
    .replaceAll("i", "l");
}

/** Whether a word mixes Latin letters with those of an alphabet that has the same shapes. */
export function mixesAlphabets(name: string): boolean {
  return (
    /\p{Script=Latin}/u.test(name) &&
    /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Cherokee}\p{Script=Armenian}]/u.test(name)
  );
}

/** The names of a server's tools, ready to be looked up in. */
export interface SiblingNames {
  readonly names: ReadonlySet<string>;
  readonly byShape: ReadonlyMap<string, readonly string[]>;
}

/** Made once for all tools of a server: each is then compared with thousands of others at no cost. */
export function siblingNames(names: readonly string[]): SiblingNames {
  const byShape = new Map<string, string[]>();
  for (const name of names) {
    const shape = shapeOf(name);
    const alike = byShape.get(shape);
    if (alike === undefined) byShape.set(shape, [name]);
    else alike.push(name);
  }
  return { names: new Set(names), byShape };
}
