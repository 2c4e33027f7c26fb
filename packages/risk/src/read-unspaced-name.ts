import { type Act, gravest } from "./act";
import { unspacedVerbs } from "./lexicon/find-verb";
import { UNSPACED_TOLD } from "./lexicon/told-things";
import { thingOf } from "./lexicon/unspaced-nouns";
import { CHANGES, DOING, isProcess } from "./lexicon/unspaced-processes";
import type { NameReading } from "./read-name";
import { isDelicate, unspacedActs, unspacedLanguageOfName } from "./read-unspaced";

/** Characters alone may be Chinese or Japanese: the texts tell, or how they are written, or else who knows the verb. */
export function readUnspacedName(name: string, spoken: "zh" | "ja" | null): NameReading {
  const told = isDelicate(name) ? null : (UNSPACED_TOLD.exec(name)?.[0] ?? null);
  const language = spoken ?? unspacedLanguageOfName(name);
  const acts = actsOf(name, language);
  // "清仓删除样品记录": one of them that is done is enough.
  const act = gravest(told === null ? acts : acts.filter((each) => isLooking(each) || isDoneTo(name, each))) ?? null;
  if (act === null)
    return { act, information: told, several: null, isWeak: false, thing: thingOf(name, language ?? "zh") };
  return { act: { ...act, strength: 0.9 }, information: null, several: null, isWeak: false };
}

function isLooking({ kind }: Act): boolean {
  return kind === "read" || kind === "compute";
}

/** Where nothing tells the language: Japanese ends with what is done, Chinese begins with it. */
function actsOf(name: string, language: "zh" | "ja" | null): Act[] {
  const chinese = language === "ja" ? [] : unspacedActs(name, "name", "zh");
  if (chinese.length > 0 && language === "zh") return chinese;
  const japanese = unspacedActs(name, "name", "ja");
  if (language === "ja") return japanese.length > 0 ? japanese : unspacedActs(name, "name", "zh");
  const [lead] = japanese;
  const isEnd = lead !== undefined && name.endsWith(lead.quote);
  const isKnown = chinese.every(({ quote }) => isJapaneseVerb(quote));
  return isEnd && isKnown ? japanese : chinese.length > 0 ? chinese : japanese;
}

function isJapaneseVerb(word: string): boolean {
  return (
    unspacedVerbs("ja")
      .get(word.charAt(0))
      ?.some(({ lemma }) => lemma === word) ?? false
  );
}

/** "发布消息", "批量删除日志" do it to what is told; "返金状況", "发送记录", "办理进度" are what is told of something that is done. */
function isDoneTo(name: string, { quote, kind }: Act): boolean {
  const isGrave = kind === "destroy" || kind === "pay";
  if (isProcess(quote, isGrave, name)) return false;
  return isGrave || kind === "manage" || CHANGES.has(quote) || name.replace(DOING, "").startsWith(quote);
}
