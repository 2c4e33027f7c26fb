import { type Act, CLASS_OF_KIND, isGraver } from "./act";
import { unspacedVerbs } from "./lexicon/find-verb";
import { UNSPACED_TOLD } from "./lexicon/told-things";
import { holdingVerbs } from "./lexicon/unspaced-nouns";
import { ENDS_SOMETHING, isProcess } from "./lexicon/unspaced-processes";
import type { Verb } from "./lexicon/verb-kind";
import type { Evidence } from "./risk-class";
import { isAside, isNegated } from "./unspaced-aside";
import { unspacedInContext } from "./unspaced-in-context";

const KANA = /[\u3040-\u30ff]/;
/** Characters that only Japanese writes so. */
const JAPANESE =
  /[込払戻働畑峠枠検実変総続択験売価図対応単帰広庁戦抜拡摂楽権歩残済浜満焼発経絵継聴薬覚訳読譲豊辺遅銭鉄関闘隠隣雑霊頼顔駅駆験髪黒気仮圧営団囲圏扱両乗亜児剤労収専巣廃従徴恵悪拝拠挿掲揺撃桜様歓毎渉滝産畳窓縦脳蔵覧説転軽鉱録険顕騒齢処証帳]/;
/** Some of the common ones that only Chinese writes so. */
const CHINESE =
  /[删刪记询詢订单书账户设备务员费银续购买卖转话预览详细标签类态报销变检发缴结执运启动获导图开关车间问题门统计项论网络录码编辑绑链认证资质货库输显审创读规则评监调实时]/;
const CLAUSES = /[。．！？!?；;\n]+/;
const CLAUSES_MAX = 2_000;
const CLAUSE_CHARACTERS_MAX = 2_000;

/** What a later clause says that the tool does too. "可自行撤回" is what somebody may do afterwards. */
const ALSO = /(?:工具|并|並|同时|同時|还|還|也|会|會|将|將|然后|随后|之后|自动|可以|可|支持|支援)[^，,]{0,6}$/;
const AFTERWARDS =
  /(?:(?:可|能|可以|能够|需|请|須|须|应)(?:自行|随时|再|再次|重新|另行|手动|人工|联系|通过|在|于|由|到|凭|先|记得)|如需|若需|若要|如要|需要时|不用时|(?:前|后|後|内|期间|之前|之后)(?:均|仍|还|都|也|就)?(?:可|能|可以|能够))[^，,]{0,10}$/;
/** "可撤销": that something can be taken back is no doing of it. */
const MAY = /(?:可|能|可以|能够|可随时|支持)$/;
const UNDONE = new Set("撤回 撤销 取消 恢复 解冻 解除 还原 回滚 解绑 退订 关闭 停用 编辑 修改".split(" "));

/** "使用此工具可以": what leads to what is done. */
const INTRODUCED =
  /^\s*(?:请)?(?:(?:使用|利用|通过|通過|用|调用)(?:此|该|該|这个|這個|本)?(?:工具|函数|接口|方法|功能|API)|(?:此|该|該|这个|這個|本)(?:工具|函数|接口|方法|功能|API))[，,]?(?:可以用来|可用于|用于|用來|用来|可以|可|能够|能|来|以)?/;

const ANOTHER =
  /请使用|请用|请调用|改用|应使用|需使用|须使用|请先|应先|不要|请勿|请记得|を使用して(?:ください|下さい)|を使ってください|してください|して下さい/;

export interface Match {
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

/** A name may have no kana and still be Japanese by how its characters are written; null if nothing tells. */
export function unspacedLanguageOfName(name: string): "zh" | "ja" | null {
  if (KANA.test(name) || JAPANESE.test(name)) return "ja";
  return CHINESE.test(name) ? "zh" : null;
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
    const bounded = (whole.length > CLAUSE_CHARACTERS_MAX ? whole.slice(0, CLAUSE_CHARACTERS_MAX) : whole).trim();
    const clause = language === "zh" ? bounded.replace(INTRODUCED, "") : bounded;
    const matches = actsIn(clause, language, clauses > 1);
    if (clauses === 1 && source !== "name" && language === "zh" && matches.length > 0) {
      const heading = headingOf(clause, matches);
      if (heading !== null) {
        acts.push(tellingAct(heading, source));
        continue;
      }
    }
    const head = language === "ja" ? japaneseHead(clause, matches) : chineseHead(clause, matches);
    if (head === undefined) {
      // "各门店的库存明细", "休館日カレンダー": a heading that names what is answered.
      const told = clauses === 1 && source !== "name" ? UNSPACED_TOLD.exec(withoutAside(clause))?.[0] : undefined;
      if (told !== undefined && !isDelicate(clause)) acts.push(tellingAct(told, source));
      continue;
    }
    // "删除请使用 …": what another tool does.
    if (clauses > 1 && ANOTHER.test(clause)) continue;
    if (!(clauses > 1 && language === "zh" && !isLaterAct(head, clause)))
      acts.push(actOf(head, clause, source, clauses === 1 ? 0.85 : 0.6));
    else continue;
    for (const other of matches) {
      if (other === head || !isCoordinated(clause, other, head, language)) continue;
      if (language === "zh" && isListed(clause, other, head, matches)) continue;
      if (clauses > 1 && language === "zh" && AFTERWARDS.test(clause.slice(0, other.at))) continue;
      acts.push(actOf(other, clause, source, 0.75));
    }
  }
  return acts;
}

/** "查看退学、除名学生名单": joined to a verb that is no act of this clause, so neither is this. */
function isListed(clause: string, match: Match, head: Match, matches: readonly Match[]): boolean {
  const before = matches[matches.indexOf(match) - 1];
  if (before === undefined || before === head || !SHARED.zh.test(clause.slice(before.end, match.at))) return false;
  return !isCoordinated(clause, before, head, "zh") || isListed(clause, before, head, matches);
}

/** Of a later clause of a Chinese text: it begins with what is done, or says that the tool does it too. */
function isLaterAct({ at, verb }: Match, clause: string): boolean {
  const before = clause.slice(0, at);
  if (AFTERWARDS.test(before) || (MAY.test(before) && UNDONE.has(verb.lemma))) return false;
  return at <= 3 || ALSO.test(before);
}

/** "报废出库明细列表": a phrase that says of what the records are. */
function headingOf(clause: string, matches: readonly Match[]): string | null {
  const part = withoutAside(/^[^，,：:]*/.exec(clause)?.[0] ?? "");
  if (part.length > PHRASE_MAX) return null;
  const told = UNSPACED_TOLD.exec(part)?.[0];
  const inside = matches.filter(({ at }) => at < part.length);
  if (told === undefined || inside.length === 0 || inside.some(({ verb }) => LOOKING.has(verb.kind))) return null;
  // "检查日志，然后删除日志": something is done behind it.
  if (matches.some(({ at, verb }) => at >= part.length && !LOOKING.has(verb.kind) && verb.kind !== "manage"))
    return null;
  return inside.every(({ verb }) => isProcess(verb.lemma, GRAVE.has(verb.kind), part)) ? told : null;
}

function withoutAside(clause: string): string {
  return clause.replace(/[（(][^）)]*[）)]\s*$/, "").replace(/(?:です|となります)?[\s:：]*$/, "");
}

/** Nothing that is named with one of these is told for want of a verb. */
export function isDelicate(clause: string): boolean {
  return DELICATE.test(clause);
}
const DELICATE = /^[砸毁灭抹擦弃扔丢付缴买卖扣炸烧砍杀拆]|删|刪|清空|销毁|付款|转账|送金|振込|削除|破棄|抹消/;

function tellingAct(quote: string, source: Evidence["source"]): Act {
  return { class: "read", kind: "read", source, quote, because: null, isVague: false, strength: 0.7 };
}

function matchesOf(clause: string, language: "zh" | "ja"): Match[] {
  const index = unspacedVerbs(language);
  const holding = holdingVerbs[language];
  const matches: Match[] = [];
  for (let at = 0; at < clause.length; at += 1) {
    const first = clause.charAt(at);
    const verb = index.get(first)?.find(({ lemma }) => clause.startsWith(lemma, at));
    const thing = holding.get(first)?.find((word) => clause.startsWith(word, at));
    if (thing !== undefined && thing.length > (verb?.lemma.length ?? 0)) {
      at += thing.length - 1;
      continue;
    }
    if (verb === undefined) continue;
    const end = at + verb.lemma.length;
    matches.push({ verb, at, end });
    at = end - 1;
  }
  return matches;
}

/** The verbs of a clause that say what is done. Those that are joined ("振込・返金の履歴") share what stands behind the last. */
function actsIn(clause: string, language: "zh" | "ja", isLater: boolean): Match[] {
  const kept: Match[] = [];
  const all = matchesOf(clause, language);
  let next: { match: Match; isAside: boolean } | undefined;
  for (const match of all.reverse()) {
    const between = next?.isAside === true ? clause.slice(match.end, next.match.at) : null;
    const isShared = between !== null && SHARED[language].test(between);
    const aside = isShared || isAside(match, clause, language, isLater);
    if (!aside) kept.push(match);
    next = { match, isAside: aside };
  }
  const acts = kept.reverse();
  return language === "ja" ? acts : acts.filter((match) => !isNegatedToo(match, all, clause));
}

function isNegatedToo(match: Match, reversed: readonly Match[], clause: string): boolean {
  const before = reversed[reversed.indexOf(match) + 1];
  if (before === undefined || !SHARED.zh.test(clause.slice(before.end, match.at))) return false;
  return isNegated(before, clause) || isNegatedToo(before, reversed, clause);
}
const SHARED: Readonly<Record<"zh" | "ja", RegExp>> = {
  zh: /^(?:和|与|與|及|或|、|以及|或者|\/)$/,
  ja: /^[いみしきりえけ]?(?:[・、/／と]|や|および|及び|または|又は|もしくは|あるいは)$/,
};

const LOOKING: ReadonlySet<Verb["kind"]> = new Set(["read", "compute"] as const);
const PHRASE_MAX = 16;
/** What is deleted, saved or run may be a search: "删除查询". */
const DONE_TO_QUERIES = /^(?:删除|刪除|移除|清除|清空|执行|执行|保存|取消|创建|新建|编辑|修改|停止|终止)$/;

function chineseHead(clause: string, matches: readonly Match[]): Match | undefined {
  const last = matches.at(-1);
  // "使用默认支付方式结清账单": with what it is done.
  const first = matches[0]?.verb.lemma === "使用" ? (matches[1] ?? matches[0]) : matches[0];
  // "运行状态及告警": the last of several things.
  if (first === last && first !== undefined && isLastThing(first, clause)) return undefined;
  if (first === undefined || last === undefined || first === last) return first;
  const isPhrase = clause.length < PHRASE_MAX && last.end === clause.length;
  const between = clause.slice(first.end, last.at);
  if (isPhrase && LOOKING.has(last.verb.kind)) {
    // "注销记录查询", "订单查询": a short phrase may end with what it does.
    // "删除指定的查询": what is removed is a search.
    const isObject =
      between.endsWith("的") ||
      (first.verb.kind === "destroy" && !ENDS_SOMETHING.has(first.verb.lemma) && !SUPPOSED.test(between));
    const isJoined = /(?:并|並|和|与|與|及|或|、|后|後|再|然后|，|,|\/)/.test(between);
    if (!isJoined && !isObject && !(between === "" && DONE_TO_QUERIES.test(first.verb.lemma))) return last;
  }
  // "查询记录清空", "浏览历史删除": what is looked at is a thing to which the last word is done.
  if (
    isPhrase &&
    LOOKING.has(first.verb.kind) &&
    (LEFT_BEHIND.test(between) || (first.at > 0 && GRAVE.has(last.verb.kind)))
  )
    return last;
  // "通过签约银行卡代扣学费": by what it is done may hold a verb too; the gravest.
  if (first.at > 0 && BY.exec(clause)?.[0].length === first.at) return gravestOf(first, matches);
  return first;
}
const BY = /^(?:通过|根据|按照?|依据|基于|利用|使用|凭|经由?)/;

function gravestOf(first: Match, matches: readonly Match[]): Match {
  let found = first;
  for (const match of matches)
    if (isGraver(CLASS_OF_KIND[match.verb.kind] ?? "read", CLASS_OF_KIND[found.verb.kind] ?? "read")) found = match;
  return found;
}

function isLastThing({ verb, at, end }: Match, clause: string): boolean {
  return at > 0 && end === clause.length && !GRAVE.has(verb.kind) && /(?:及|和|与|與|、)$/.test(clause.slice(0, at));
}
/** "删除影响预览": what would come of it. */
const SUPPOSED = /影响|效果|风险|前后/;
const LEFT_BEHIND = /^(?:记录|記錄|历史|歷史|日志|缓存|结果|列表|任务|报告|数据|文件|条件|痕迹|权限|模板|通知)/;

/** What says nothing by itself hangs on the verb before it: "削除処理を行います", "検索を実行します". */
const CARRIES = /^(?:実行|実施|行う|行い|行な|処理|操作|対応|管理|依頼|手続き)$/;
const CARRIED =
  /^(?:い|し|み|り)?(?:を|の|等を|などを|など|処理|操作|手続き|作業|処理を|操作を|手続きを|作業を|業務を|の処理を|の操作を|の手続きを)?(?:一括で?|一括して|自動で|まとめて|同時に)?$/;

function japaneseHead(clause: string, matches: readonly Match[]): Match | undefined {
  let index = matches.length - 1;
  while (index > 0) {
    const head = matches[index];
    const before = matches[index - 1];
    if (head === undefined || before === undefined || !CARRIES.test(head.verb.lemma)) break;
    if (!CARRIED.test(clause.slice(before.end, head.at))) break;
    index -= 1;
  }
  const head = matches[index];
  const before = matches[index - 1];
  // "対照表を生成して返します": what is made is only answered.
  if (head !== undefined && before !== undefined && ANSWERS.test(head.verb.lemma) && MAKES.test(before.verb.lemma))
    return matches.length > 2 && isCoordinated(clause, matches[index - 2] ?? before, head, "ja")
      ? matches[index - 2]
      : head;
  return head;
}
const ANSWERS = /^(?:返す|返し|表示|出力|提示|返却|示し|示す|提供)$/;
const MAKES = /^(?:生成|作成|作り|構成|整形|加工|要約|計算|変換|描画)$/;

/** How a Chinese verb that isn't the first stands where what is done stands: behind a comma, "并", "后自动", "将其". */
const JOINED =
  /(?:并|並|和|或|及|与|與|、|\/|再|然后|以及|后|後|随后|之后|接着)(?:自动|立即|直接|同时|一并|将其|把它|将它|对其|彻底|永久|批量|强制|全部|重新|就地|为其|向其)*$/;
const AFTER_COMMA =
  /(?:^|[，,：:]|并|並|后|後)(?:并|再|然后|随后|之后|同时|自动|立即|直接|即|就|则|最后|接着|会|将|可|可以|支持)*(?:(?:向|从|對|对|将|把|给|为|按|自|由)[^，,]{0,16}?)?(?:自动|立即|直接|彻底|永久|强制|批量|一次性|全部|进行|做|予以|加以|实时)*$/;
/** "从账户扣款": out of something, to somebody. */
const TOWARDS = /(?:从|從|向|给|給|自)[^，,的]{1,14}$/;
const GRAVE: ReadonlySet<Verb["kind"]> = new Set(["destroy", "pay"] as const);

function isCoordinated(clause: string, { verb, at, end }: Match, head: Match, language: "zh" | "ja"): boolean {
  if (language === "ja") {
    const after = clause.slice(end, end + 6);
    if (MAKES.test(verb.lemma) && ANSWERS.test(head.verb.lemma) && /^し?て、?$/.test(clause.slice(end, head.at)))
      return false;
    return /^(?:[いきしちにびみりえけげせてべめれっん]?(?:て、|た後|、)|し(?:て|、|た後|つつ)|、|・|\/|および|及び|または|又は|や|と(?![しいの])|後に|後、)/.test(
      after,
    );
  }
  if (at < head.at) return /^(?:和|与|與|或|及|、|\/|并|並|后|後)/.test(clause.slice(end, end + 1));
  const before = clause.slice(0, at);
  if (JOINED.test(before.slice(-14)) || AFTER_COMMA.test(before.slice(-30))) return true;
  return (
    GRAVE.has(verb.kind) && (/(?:自动|立即|直接|永久|彻底|强制)$/.test(before) || TOWARDS.test(before.slice(head.end)))
  );
}

function actOf({ verb, at, end }: Match, clause: string, source: Evidence["source"], strength: number): Act {
  const { kind, because } = unspacedInContext(verb, nearOf(verb, at, end, clause), clause);
  return {
    class: CLASS_OF_KIND[kind],
    kind,
    source,
    quote: clause.slice(at, end),
    because,
    isVague: false,
    strength,
  };
}

/** What it is done to: behind a Chinese verb, or before it ("将 … 删除", "申请撤回"); before a Japanese one. */
function nearOf(verb: Verb, at: number, end: number, clause: string): string {
  if (verb.language === "ja") return clause.slice(Math.max(0, at - 16), at);
  const after = /^[^，,]{0,16}/.exec(clause.slice(end))?.[0] ?? "";
  return after === "" ? (/[^，,]{0,10}$/.exec(clause.slice(0, at))?.[0] ?? "") : after;
}
