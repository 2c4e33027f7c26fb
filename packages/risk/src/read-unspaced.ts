import { type Act, CLASS_OF_KIND } from "./act";
import { UNSPACED_DEVICE } from "./lexicon/devices";
import { unspacedVerbs } from "./lexicon/find-verb";
import type { Verb } from "./lexicon/verb-kind";
import type { Evidence, RiskClass } from "./risk-class";

const KANA = /[\u3040-\u30ff]/;
const CLAUSES = /[。．！？!?；;\n]+/;
const CLAUSES_MAX = 2_000;
const CLAUSE_CHARACTERS_MAX = 2_000;

const MONEY =
  /请求书|請求書|支付|付款|退款|转账|轉帳|发票|發票|订阅|訂閱|充值|提现|支払|返金|決済|送金|定期購読|サブスクリプション|购买|購入|扣款|账单|工资|薪资|薪水|奖金|給与|給料|賃金/;
const CODE = /SQL|Cypher|脚本|代码|命令|スクリプト|コマンド|コード|クエリ|シェル|shell|JavaScript|Python/i;
/** A verb that only describes: "deleted users", "the payment's status". */
const DESCRIBED_BEFORE = /(已|被|未|可|将要|最近)$/;
const DESCRIBED_AFTER: Readonly<Record<"zh" | "ja", RegExp>> = {
  zh: /^的/,
  ja: /^(された|した|済み|ずみ|日時|履歴|状況|状態|の(詳細|状況|履歴|一覧|状態|情報|結果|ステータス)|可能|方法|手数料|情報|用|名|者|ID|さ?れ(る|て)|前|ログ)/,
};
/** "支付状态": the state of a payment; but "删除记录" removes a record. */
const NOUN_AFTER = /^(状态|狀態|记录|記錄|历史|歷史|详情|信息|列表|结果|結果|数量|金额|方式|时间|日志)/;
const NEGATED_AFTER = /^(?:は|を|も|が)?(?:し|でき|され|行い|行わ|いたし)?(?:ません|ない|ず)/;
const NEGATED_BEFORE = /(不|无需|無需|不会|不會|不能|无法|未|没有|勿|不要)$/;

const ALSO = /(?:工具|并|並|同时|同時|还|還|也|会|會|将|將|然后|随后|之后|自动|可以|可|支持|支援)[^，,]{0,6}$/;

/** "使用此工具可以": what leads to what is done. */
const INTRODUCED =
  /^\s*(?:请)?(?:(?:使用|利用|通过|通過|用|调用)(?:此|该|該|这个|這個|本)?(?:工具|函数|接口|方法|功能|API)|(?:此|该|該|这个|這個|本)(?:工具|函数|接口|方法|功能|API))[，,]?(?:可以用来|可用于|用于|用來|用来|可以|可|能够|能|来|以)?/;

const ANOTHER =
  /请使用|请用|请调用|改用|应使用|需使用|须使用|请先|应先|不要|を使用して(?:ください|下さい)|を使ってください/;

interface Match {
  readonly verb: Verb;
  readonly at: number;
  readonly end: number;
}

export function isUnspaced(text: string): boolean {
  return /[\u3040-\u30ff\u3400-\u9fff]/.test(text);
}

export function unspacedLanguage(text: string): "zh" | "ja" {
  return KANA.test(text) ? "ja" : "zh";
}

/**
 * What a Chinese or Japanese text says a tool does, the head of its first clause first. Chinese begins with its verb and
 * Japanese ends with it; both stack nouns that look like verbs, so words that only describe are passed over.
 */
export function unspacedActs(text: string, source: Evidence["source"], language = unspacedLanguage(text)): Act[] {
  const acts: Act[] = [];
  let clauses = 0;
  for (const whole of text.split(CLAUSES)) {
    if (whole.trim() === "") continue;
    clauses += 1;
    if (clauses > CLAUSES_MAX) break;
    const bounded = whole.length > CLAUSE_CHARACTERS_MAX ? whole.slice(0, CLAUSE_CHARACTERS_MAX) : whole;
    const clause = language === "zh" ? bounded.replace(INTRODUCED, "") : bounded;
    const matches = matchesOf(clause, language);
    const head = language === "ja" ? matches.at(-1) : chineseHead(clause, matches);
    if (head === undefined) continue;
    // A later clause of a Chinese text counts when it begins with what is done, or says that the tool does it too.
    if (language === "zh" && acts.length > 0 && head.at > 3 && !ALSO.test(clause.slice(0, head.at))) continue;
    // "删除请使用 …": what another tool does.
    if (acts.length > 0 && ANOTHER.test(clause)) continue;
    acts.push(actOf(head, clause, source, clauses === 1 ? 0.85 : 0.6));
    for (const other of matches) {
      if (other !== head && isCoordinated(clause, other, language)) acts.push(actOf(other, clause, source, 0.75));
    }
  }
  return acts;
}

function matchesOf(clause: string, language: "zh" | "ja"): Match[] {
  const index = unspacedVerbs(language);
  const matches: Match[] = [];
  for (let at = 0; at < clause.length; at += 1) {
    const verb = index.get(clause.charAt(at))?.find(({ lemma }) => clause.startsWith(lemma, at));
    if (verb === undefined) continue;
    const end = at + verb.lemma.length;
    const before = clause.slice(Math.max(0, at - 3), at);
    const after = clause.slice(end, end + 6);
    const isAside =
      DESCRIBED_AFTER[language].test(after) ||
      (language === "zh" && (verb.kind === "pay" || verb.kind === "execute") && NOUN_AFTER.test(after)) ||
      // "学生成绩" are a pupil's marks: the verb would begin inside another word.
      (verb.lemma === "生成" && /[学學医醫先出新考师師]$/.test(before)) ||
      (language === "zh" && isThingAtEnd(verb, end, clause)) ||
      NEGATED_AFTER.test(after) ||
      NEGATED_BEFORE.test(before) ||
      DESCRIBED_BEFORE.test(before);
    if (!isAside) matches.push({ verb, at, end });
    at = end - 1;
  }
  return matches;
}

/** "拜访记录": at the end of a clause it is a thing, not what somebody does. */
function isThingAtEnd({ lemma }: Verb, end: number, clause: string): boolean {
  return end === clause.length && clause.length > lemma.length && (lemma === "记录" || lemma === "記錄");
}

/** "订单查询": a short phrase may end with what it does. */
function chineseHead(clause: string, matches: readonly Match[]): Match | undefined {
  const last = matches.at(-1);
  if (last !== undefined && clause.length < 12 && last.end === clause.length && last.verb.kind === "read") return last;
  return matches[0];
}

function isCoordinated(clause: string, { at, end }: Match, language: "zh" | "ja"): boolean {
  if (language === "zh")
    return /(并|並|和|或|及|、|,|，|\/|再|然后|以及|后)$/.test(clause.slice(Math.max(0, at - 2), at));
  return /^(し(て|、|た後)|、|・|\/|および|または|や|と|後に|て、)/.test(clause.slice(end, end + 4));
}

function actOf({ verb, at, end }: Match, clause: string, source: Evidence["source"], strength: number): Act {
  const near = verb.language === "zh" ? clause.slice(end, end + 16) : clause.slice(Math.max(0, at - 16), at);
  const { kind, because } = inContext(verb, near, clause);
  return {
    class: CLASS_OF_KIND[kind] satisfies RiskClass | null,
    kind,
    source,
    quote: clause.slice(at, end),
    because,
    isVague: false,
    strength,
  };
}

const LOOKS =
  /(検索|查询|搜索|分析|確認|チェック|检查|計算|计算|比較|スキャン|扫描|查詢|搜尋|検証|验证|調査|診断|評価|翻訳)/;

function inContext(
  { kind, lemma }: Verb,
  near: string,
  clause: string,
): { kind: Verb["kind"]; because: string | null } {
  const isCode = CODE.test(clause);
  if (
    (lemma === "実行" || lemma === "执行" || lemma === "執行" || lemma === "进行" || lemma.startsWith("行")) &&
    !isCode
  ) {
    const looked = LOOKS.exec(near);
    if (looked !== null) return { kind: "read", because: `to ${lemma} a ${looked[1] ?? ""} only looks` };
  }
  if (kind === "write" || kind === "send" || kind === "execute" || kind === "manage" || kind === "light") {
    const paid = MONEY.exec(near);
    if (paid !== null && !/^(テンプレート|模板|提醒|通知|方式|方法)/.test(near.slice(paid.index + paid[0].length)))
      return { kind: "pay", because: `${paid[0]} moves money` };
  }
  if (kind === "write" && COMMANDS.has(lemma) && UNSPACED_DEVICE.test(clause))
    return { kind: "execute", because: "a device is told to do something at once" };
  return { kind, because: null };
}

/** Told to a device, these do something at once. */
const COMMANDS = new Set(
  "打开 关闭 解锁 解鎖 锁定 設定 设置 设定 调整 更改 修改 変更 調整 ロック 施錠 更新".split(" "),
);
