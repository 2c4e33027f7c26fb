import { type Act, gravest } from "./act";
import { unspacedVerbs } from "./lexicon/find-verb";
import { UNSPACED_TOLD } from "./lexicon/told-things";
import { CHANGES, isProcess } from "./lexicon/unspaced-processes";
import { thingOf } from "./lexicon/unspaced-nouns";
import type { NameReading } from "./read-name";
import { unspacedActs, unspacedLanguageOfName } from "./read-unspaced";

/** Characters alone may be Chinese or Japanese: the texts tell, or how they are written, or else who knows the verb. */
export function readUnspacedName(name: string, spoken: "zh" | "ja" | null): NameReading {
  const told = UNSPACED_TOLD.exec(name)?.[0] ?? null;
  const language = spoken ?? unspacedLanguageOfName(name);
  const act = gravest(actsOf(name, language)) ?? null;
  if (act === null) return { act, information: told, isWeak: false, thing: thingOf(name, language ?? "zh") };
  const isTold = told !== null && act.kind !== "read" && act.kind !== "compute" && !isDoneTo(name, act);
  return isTold
    ? { act: null, information: told, isWeak: false }
    : { act: { ...act, strength: 0.9 }, information: null, isWeak: false };
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
  return unspacedVerbs("ja").get(word.charAt(0))?.some(({ lemma }) => lemma === word) ?? false;
}

/** "发布消息", "批量删除日志" do it to what is told; "返金状況", "发送记录", "办理进度" are what is told of something that is done. */
export function isDoneTo(name: string, { quote, kind }: Act): boolean {
  if (kind === "pay" || isProcess(quote, name)) return false;
  if (kind === "destroy" || kind === "manage" || CHANGES.has(quote)) return true;
  return name.startsWith(quote);
}
