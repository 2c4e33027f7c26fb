import { CLASS_OF_KIND } from "./act";
import { DEVICE_VERBS, devices } from "./lexicon/devices";
import {
  artifacts,
  codeWords,
  information,
  lookups,
  marks,
  money,
  moneyHeads,
  notMoney,
  queryLanguages,
  runningThings,
  screens,
  tradedThings,
  trading,
  troubles,
} from "./lexicon/nouns";
import type { Verb, VerbKind } from "./lexicon/verb-kind";
import type { RiskClass } from "./risk-class";

export interface Meaning {
  readonly class: RiskClass | null;
  readonly kind: VerbKind;
  readonly because: string | null;
  readonly isVague: boolean;
}

/**
 * What a verb does to its object. `object` are the folded words after it, `around` every other word that could tell what
 * the object is (the whole name; the parameters' names).
 */
export function verbInContext(verb: Verb, object: readonly string[], around: readonly string[]): Meaning {
  const told = byLemma(verb, object, around) ?? byMoney(verb, object, around);
  if (told !== null) return told;
  const isVague = LIGHT.has(verb.lemma) && anyOf(object, codeWords) === undefined;
  return { ...plain(verb.kind), because: null, isVague };
}

function plain(kind: VerbKind): { class: RiskClass | null; kind: VerbKind } {
  return { class: CLASS_OF_KIND[kind], kind };
}

function becomes(kind: VerbKind, because: string): Meaning {
  return { ...plain(kind), because, isVague: false };
}

function anyOf(words: readonly string[], set: ReadonlySet<string>): string | undefined {
  for (const word of words) if (set.has(word)) return word;
  return undefined;
}

/** The object itself, without what it is for or from. */
function untilBreak(object: readonly string[]): readonly string[] {
  const end = object.findIndex((word) => BREAKS.has(word) || word === "that" || word === "which");
  return object.slice(0, end === -1 ? 4 : Math.min(end, 4));
}

const LIGHT = new Set(
  "perform execute run do make carry conduct issue take ejecutar realizar hacer efectuar effectuer faire realiser executer ausfuhren durchfuhren machen vornehmen executar fazer efetuar eseguire effettuare fare svolgere".split(
    " ",
  ),
);
const MAKES = new Set(
  "generate draft compose design make produce generar generer generare gerar generieren erzeugen".split(" "),
);
const RESETTABLE = new Set(
  "password pin mfa filter filters timer session counter view zoom cursor contrasena passwort senha motdepasse".split(
    " ",
  ),
);
const LIGHTLY_APPLIED = new Set(
  "label labels tag tags filter filters theme style styles format formatting change changes patch edit edits coupon discount template layout effect effects".split(
    " ",
  ),
);
const PROBES = new Set(
  "connection connectivity result results case cases report coverage plan plans access".split(" "),
);

/** Verbs whose object decides. */
function byLemma(
  { lemma, kind, language }: Verb,
  object: readonly string[],
  around: readonly string[],
): Meaning | null {
  if (LIGHT.has(lemma) || kind === "light") {
    const looked = anyOf(untilBreak(object), lookups);
    if (looked !== undefined && anyOf(around, codeWords) === undefined && anyOf(around, notMoneyRuns) === undefined)
      return becomes("read", `to ${lemma} a ${looked} only looks`);
  }
  if (STARTS.has(lemma)) {
    const looked = anyOf(untilBreak(object), searched);
    // Vague: a server that says it only reads is borne out by it.
    if (looked !== undefined) return { ...becomes("execute", `a ${looked} is started`), isVague: true };
  }
  if (MAKES.has(lemma)) {
    const made = anyOf(object, artifacts);
    if (made !== undefined) return becomes("write", `to ${lemma} a ${made} leaves something behind`);
  }
  if (kind === "read" || kind === "compute") {
    if (QUERIES.has(lemma)) {
      const found = anyOf(object, queryLanguages) ?? (lemma === "query" ? anyOf(around, queryLanguages) : undefined);
      // Vague: what says "read-only" may still lower it.
      if (found !== undefined) return { ...becomes("execute", `${found} can also change data`), isVague: true };
    }
  }
  if (DEVICE_VERBS.has(lemma)) {
    const device = anyOf(untilBreak(object), devices);
    if (device !== undefined) return becomes("execute", `a ${device} is told to do something at once`);
  }
  if (STEERS.has(lemma)) {
    const screen = anyOf(object, screens) ?? anyOf(around, screens);
    if (screen !== undefined && !KEPT.has(screen)) return becomes("execute", `it steers a ${screen}`);
    if (screen !== undefined && SCREEN_ONLY.has(lemma)) return becomes("execute", `it steers a ${screen}`);
  }
  if (EVALUATES.has(lemma)) {
    const code = anyOf(around, codeWords) ?? anyOf(object, codeWords) ?? anyOf(around, screens);
    if (code !== undefined) return becomes("execute", `what is evaluated is ${code}`);
  }
  return language === "en" ? english(lemma, object, around) : null;
}

const QUERIES = new Set(
  "query select search find consultar consulta consulter consultation interroger requête rechercher recherche buscar abfragen abfrage suchen pesquisar interrogare cercare ricercare".split(
    " ",
  ),
);
/** Steps on a screen; a `page` or an `application` may also be a record, which is only changed. */
const STARTS = new Set("start begin initiate launch".split(" "));
const searched = new Set("search lookup query".split(" "));
const STEERS = new Set(
  "close resize handle accept dismiss switch new back reload drop maximize minimize forward toggle".split(" "),
);
const SCREEN_ONLY = new Set("close resize back reload maximize minimize".split(" "));
const KEPT = new Set("page application app url option".split(" "));
const EVALUATES = new Set("evaluate evaluar évaluer auswerten bewerten avaliar valutare".split(" "));
const opened = new Set(
  "file files document documents note notes spreadsheet workbook presentation email message".split(" "),
);

const notMoneyRuns: ReadonlySet<string> = new Set(["job", "pipeline", "workflow", "playbook", "test", "tests"]);

function english(lemma: string, object: readonly string[], around: readonly string[]): Meaning | null {
  switch (lemma) {
    case "cancel":
    case "abort": {
      const running = anyOf(object, runningThings);
      return running === undefined ? null : becomes("execute", `a ${running} is stopped`);
    }
    case "resolve": {
      const trouble = anyOf(object, troubles);
      return trouble === undefined ? null : becomes("write", `a ${trouble} is marked as resolved`);
    }
    case "give":
    case "provide": {
      const given = anyOf(untilBreak(object), handedOver);
      return given === undefined ? null : becomes("write", `a ${given} is given away`);
    }
    case "report": {
      const trouble = anyOf(untilBreak(object), troubles) ?? anyOf(untilBreak(object), reported);
      return trouble === undefined ? null : becomes("send", `a ${trouble} is reported to somebody`);
    }
    case "return": {
      const goods = anyOf(object.slice(0, 2), returned);
      return goods === undefined || object.length > 2 ? null : becomes("write", `a ${goods} is sent back`);
    }
    case "check":
      if (object[0] === "in") return becomes("write", "to check in is noted down");
      return object[0] === "out"
        ? becomes(anyOf(object, carts) === undefined ? "write" : "pay", "it is checked out")
        : null;
    case "convert":
    case "exchange": {
      const secret = lemma === "exchange" ? anyOf(object, traded) : undefined;
      if (secret !== undefined) return becomes("write", `a ${secret} is exchanged, not money`);
      const held = anyOf(untilBreak(object), holdings);
      return held === undefined ? null : becomes("pay", `${held} are changed for others`);
    }
    case "forward":
      return anyOf(around, ports) === undefined ? null : becomes("execute", "a way to a port is opened");
    case "work":
      return object[0] === "out" ? becomes("compute", "something is worked out") : null;
    case "tear":
    case "take":
      return object[0] === "down" ? becomes("destroy", `to ${lemma} down removes`) : null;
    case "reset": {
      const small = anyOf(object, RESETTABLE);
      return small === undefined ? null : becomes("write", `a ${small} can be set again`);
    }
    case "delete": {
      const mark = anyOf(object, reactions);
      return mark === undefined ? null : becomes("write", `a ${mark} can be given again`);
    }
    case "say":
    case "tell":
      return TOLD.has(object[0] ?? "") ? becomes("read", "it says what is asked") : null;
    case "watch": {
      const followed = anyOf(untilBreak(object), followable);
      return followed === undefined ? null : becomes("write", `to watch a ${followed} subscribes to it`);
    }
    case "draft":
    case "compose": {
      const kept = anyOf(untilBreak(object), drafted);
      return kept === undefined ? null : becomes("write", `a ${kept} is left as a draft`);
    }
    case "order":
      return object[0] === "book" ? becomes("read", "an order book is looked at") : null;
    case "remove":
    case "clear": {
      const mark = anyOf(object, marks) ?? (lemma === "clear" ? anyOf(object, inputs) : undefined);
      return mark === undefined ? null : becomes("write", `a ${mark} can be put back`);
    }
    case "apply": {
      const applied = anyOf(object, LIGHTLY_APPLIED);
      return applied === undefined ? null : becomes("write", `a ${applied} is applied, nothing is run`);
    }
    case "test": {
      const probe = anyOf(object, PROBES);
      return probe === undefined ? null : becomes("read", `a ${probe} is only looked at`);
    }
    case "load":
      return object[0] === "test" ? becomes("execute", "a load test makes traffic") : null;
    case "open": {
      const screen = anyOf(object, screens);
      if (screen !== undefined) return becomes("execute", `a ${screen} is opened`);
      const trouble = anyOf(object, troubles);
      if (trouble !== undefined) return becomes("write", `a ${trouble} is opened`);
      const file = anyOf(untilBreak(object), opened);
      if (file !== undefined) return becomes("read", `a ${file} is only opened`);
      return anyOf(object, positions) === undefined ? null : becomes("pay", "a position is opened");
    }
    case "close":
      return anyOf(object, positions) === undefined ? null : becomes("pay", "a position is closed");
    case "select":
      return anyOf(around, screens) === undefined ? null : becomes("execute", "it steers a screen");
    case "submit": {
      const running = anyOf(object, runningThings);
      return running === undefined ? null : becomes("execute", `a ${running} is started`);
    }
    case "checkout":
      return anyOf(object, carts) === undefined ? null : becomes("pay", "what is in the cart is paid");
    case "request":
    case "send":
    case "post":
      return anyOf(around, webRequests) !== undefined && anyOf(around, asked) !== undefined
        ? becomes("execute", "any request can be made with it")
        : null;
    case "use":
      return anyOf(object, tools) === undefined ? null : becomes("execute", "another tool is called");
    case "make":
      return anyOf(object, requests) === undefined ? null : becomes("execute", "it makes a call of any kind");
    case "place":
      return anyOf(object, placed) === undefined ? null : becomes("pay", `placing a ${object[0] ?? ""} spends money`);
    case "upgrade":
    case "downgrade":
    case "renew":
      return anyOf(object, plans) === undefined ? null : becomes("pay", "it changes what is paid");
    case "capture": {
      const seen = anyOf(object, seenThings);
      return seen === undefined ? null : becomes("read", `a ${seen} is only taken`);
    }
    default:
      return null;
  }
}

const TOLD = new Set("when what where which who how whether if why that".split(" "));
const reactions = new Set("reaction reactions star like favorite favourite bookmark vote upvote emoji".split(" "));
const followable = new Set("card list board issue repository repo thread topic project discussion".split(" "));
const drafted = new Set("email mail message reply response post".split(" "));
const inputs = new Set("value values field fields form input".split(" "));
const handedOver = new Set(
  "feedback role roles access permission permissions money points credit credits kudos consent rating review tip badge".split(
    " ",
  ),
);
const reported = new Set("abuse user spam player content post message violation fraud outage".split(" "));
const returned = new Set("order purchase book loan equipment goods rental".split(" "));
const traded = new Set("code token tokens key credential credentials".split(" "));
const holdings = new Set("crypto funds tokens asset assets balance coins holdings shares bitcoin".split(" "));
const ports = new Set(["port", "ports"]);
const carts = new Set(["cart", "basket", "order"]);
const webRequests = new Set(["http", "https", "rest", "api", "graphql", "curl"]);
const asked = new Set(["request", "requests"]);
const tools = new Set(["tool", "tools"]);
const seenThings = new Set([
  "screenshot",
  "screenshots",
  "snapshot",
  "screen",
  "page",
  "image",
  "photo",
  "logs",
  "traffic",
  "ecran",
  "pantalla",
  "tela",
  "schermo",
  "bildschirm",
]);
const positions = new Set(["position", "positions"]);
const requests = new Set(["request", "requests", "call", "api", "phone"]);
const placed = new Set(["order", "orders", "bet", "bid", "trade", "wager"]);
const plans = new Set(["plan", "subscription", "membership", "license"]);

/** Money is moved when something is done to it, not when it is looked at; and not every transfer is one of money. */
function byMoney({ lemma, kind }: Verb, object: readonly string[], around: readonly string[]): Meaning | null {
  if (COLLECTS.has(lemma)) {
    const found = moneyHead(object, around);
    if (found !== null) return becomes("pay", `a ${found} is taken in`);
  }
  if (kind === "destroy" && TAKES.has(lemma)) {
    const taken = anyOf(untilBreak(object), fundsWords);
    return taken === undefined ? null : becomes("pay", `${taken} are money`);
  }
  if (kind === "read" || kind === "compute" || kind === "destroy") return null;
  if (kind === "pay") {
    const other = anyOf(untilBreak(object), notMoney);
    if (UNSURE.has(lemma) && other !== undefined && anyOf(around, trading) === undefined)
      return becomes("write", `it is about a ${other}, not about money`);
    return null;
  }
  if (SPENDS.has(lemma)) {
    const what = anyOf(object, fundsWords);
    if (what !== undefined) return becomes("pay", `${what} are money`);
  }
  if (around.includes("bank") && (object.includes("transaction") || object.includes("transactions")))
    return becomes("pay", "a bank transaction moves money");
  const found = moneyHead(object, around);
  return found === null ? null : becomes("pay", `a ${found} moves money`);
}

const UNSURE = new Set(
  "transfer swap bridge order void charge bill trade deposit tip bid transferir transferer".split(" "),
);
const SPENDS = new Set("add remove top load move adjust send update".split(" "));
const fundsWords = new Set(
  "funds money credits balance cash eth btc sol usdc usdt bitcoin crypto fondos dinero saldo efectivo fonds argent solde geld guthaben fundos dinheiro fondi denaro contanti".split(
    " ",
  ),
);
const COLLECTS = new Set("collect acquire receive accept take gather obtain".split(" "));
/** Taking money out is no removing. */
const TAKES = new Set("retirar retirer prelevare quitar remove".split(" "));
/** What a transaction or an order is signed, sent or placed with: otherwise it may be one of a database or a shop. */
const COMMITS = new Set("sign send submit broadcast place".split(" "));

/** The money word an object is about; null when the word only describes another thing (`invoice_template`). */
function moneyHead(object: readonly string[], around: readonly string[]): string | null {
  const other = anyOf(around, notMoney);
  for (let index = 0; index < object.length; index += 1) {
    const word = object[index] ?? "";
    if (BREAKS.has(word)) return null;
    if ((word === "credit" || word === "debit") && CREDITS.has(object[index + 1] ?? ""))
      return `${word} ${object[index + 1] ?? ""}`;
    if (money.has(word)) {
      const next = object[index + 1];
      const isHead = next === undefined || BREAKS.has(next) || moneyHeads.has(next) || money.has(next);
      if (!isHead && (information.has(next) || notMoney.has(next) || next.length > 2)) return null;
      return other !== undefined && UNCERTAIN_MONEY.has(word) ? null : word;
    }
    if (tradedThings.has(word) && other === undefined) {
      const isCommitted = around.some((each) => COMMITS.has(each)) || anyOf(around, trading) !== undefined;
      const isTraded =
        word.startsWith("transaction") || word.startsWith("tx")
          ? around.some((each) => COMMITS.has(each))
          : isCommitted;
      if (isTraded && !NEVER_ALONE.has(word)) return word;
    }
  }
  return null;
}

const CREDITS = new Set("note notes memo memos".split(" "));
const UNCERTAIN_MONEY = new Set(
  "subscription subscriptions transfer transfers charge charges deposit credits trade fund bill bid wire checkout".split(
    " ",
  ),
);
const NEVER_ALONE = new Set(
  "token tokens share shares plan domain ticket wallet position positions nft coin coins stock stocks crypto eth btc sol usdc usdt".split(
    " ",
  ),
);
const BREAKS = new Set(
  "de del du des della dello delle do dos di al der den dem eine einer la le el il les los for to from in on of by with into at about via using para por pour dans fur mit von aus per da con and or".split(
    " ",
  ),
);
