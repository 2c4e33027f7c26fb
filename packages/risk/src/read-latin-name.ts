import { CLASS_OF_KIND, isGraver } from "./act";
import { findVerbOfAny, latinVerb } from "./lexicon/find-verb";
import { latinTold } from "./lexicon/pinyin-romaji";
import { romajiSpellings } from "./lexicon/romaji-spellings";
import type { Verb } from "./lexicon/verb-kind";
import type { NameReading } from "./read-name";

const WORDS = latinTold.split(/\s+/).filter((word) => word !== "");
const TOLD: ReadonlySet<string> = new Set([...WORDS, ...WORDS.flatMap(romajiSpellings)]);
/** Without them a verb hangs on the one before: 管理, 処理, 実行. */
const CARRIES = new Set("kanri shori jikkou jikko guanli chuli caozuo sousa sosa".split(" "));
/** What ends somebody or something, so that there are records of it. */
const ENDS_SOMETHING = new Set("zhuxiao baofei diaoxiao xiaohu jieyue citui kaichu".split(" "));
/** Batch, automatic, by hand, by force. */
const MODIFIERS = new Set("piliang zidong shoudong qiangzhi yijian ikkatsu jido jidou".split(" "));
/** What somebody goes through, so that there are records of it. */
const STATES = new Set("zhuangtai jindu xiangqing lishi tongji mingxi jieguo rizhi jilu qingkuang".split(" "));

const TAKES_BACK = new Set(["chehui", "chexiao", "tekkai"]);
const HANDED_IN = new Set("shenqing shenpi baoming yuyue toupiao shinsei moushikomi".split(" "));

const PROCESSES = new Set(
  "shenqing shenpi shenhe banli fahuo qiandao yuyue baoming tuihuo baoxiu ruku chuku tongbu bushu goujian zhixing yunxing bofang paidan guahao fasong".split(
    " ",
  ),
);

interface Found {
  readonly verb: Verb;
  readonly index: number;
}

/**
 * A name in pinyin or romaji. The last word of a Japanese name decides, and also of a Chinese one if it looks something up:
 * `zhuxiao_jilu_chaxun`, `furikomi_rireki`. null: it is in another language.
 */
export function readLatinName(words: readonly string[], isDone = false): NameReading | null {
  if (words.length > 1 && MODIFIERS.has(words[0] ?? "")) return readLatinName(words.slice(1), true);
  const end = words.at(-1) ?? "";
  const all = verbsOf(words);
  // "Jiaofei jilu": behind a verb, records are a thing.
  const found =
    all.length > 1 && TOLD.has(end)
      ? all.filter(({ index }) => index < words.length - 1 || isLooking(all.at(-1)))
      : all;
  const [first] = found;
  const last = found.at(-1);
  if (findVerbOfAny(words[0] ?? "")?.language === "en") return null;
  if (first === undefined || last === undefined)
    return words.length > 1 && TOLD.has(end) && !findVerbOfAny(end)
      ? { act: null, information: end, several: null, isWeak: false }
      : null;
  if (words.some((word, index) => index !== words.length - 1 && isSpoken(word))) return null;
  const isChinese = first.verb.language === "zh";
  if (TOLD.has(end) && last.index < words.length - 1 && !(isChinese && isDoneTo(first)))
    return { act: null, information: end, several: null, isWeak: false };
  const chosen = isChinese ? chinese(first, last, found, words, isDone) : japanese(last, found);
  const { verb, index } = chosen;
  const isTakenBack = TAKES_BACK.has(verb.lemma) && words.some((word) => HANDED_IN.has(word));
  const kind = isTakenBack ? "write" : verb.kind;
  const act = {
    class: CLASS_OF_KIND[kind],
    kind,
    source: "name" as const,
    quote: words[index] ?? "",
    because: isTakenBack ? "what is taken back can be handed in again" : null,
    isVague: false,
    strength: 0.9,
  };
  return { act, information: null, several: null, isWeak: false };

  function isDoneTo({ verb, index }: Found): boolean {
    return index === 0 && verb.kind !== "pay" && !(PROCESSES.has(verb.lemma) && STATES.has(end));
  }
}

/** A word of English or another language that can't be a thing: then it is no name in pinyin. */
function isSpoken(word: string): boolean {
  const verb = findVerbOfAny(word);
  return verb !== undefined && verb.language === "en" && !verb.isNoun;
}

function verbsOf(words: readonly string[]): Found[] {
  const found: Found[] = [];
  words.forEach((word, index) => {
    const verb = latinVerb(word);
    if (verb !== undefined) found.push({ verb, index });
  });
  return found;
}

function isLooking(found: Found | undefined): boolean {
  return found?.verb.kind === "read" || found?.verb.kind === "compute";
}

function chinese(first: Found, last: Found, found: readonly Found[], words: readonly string[], isDone: boolean): Found {
  if (last === first || last.index !== words.length - 1) return first;
  const looks = last.verb.kind === "read" || last.verb.kind === "compute";
  // "Zhuxiao jilu chaxun" looks records up, "shanchu chaxun" removes a search.
  if (looks) return first.verb.kind === "destroy" && (isDone || !ENDS_SOMETHING.has(first.verb.lemma)) ? first : last;
  const next = found[1];
  // "Fabu shangxian": two that are done, the graver.
  if (
    next !== undefined &&
    next.index === first.index + 1 &&
    isGraver(CLASS_OF_KIND[next.verb.kind] ?? "read", CLASS_OF_KIND[first.verb.kind] ?? "read")
  )
    return next;
  return first.verb.kind === "read" || first.verb.kind === "manage" ? last : first;
}

function japanese(last: Found, found: readonly Found[]): Found {
  const before = found.at(-2);
  return before !== undefined && CARRIES.has(last.verb.lemma) && before.index === last.index - 1 ? before : last;
}
