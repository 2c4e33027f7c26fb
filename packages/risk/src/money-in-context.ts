import { information, money, moneyHeads, notMoney, tradedThings, trading } from "./lexicon/nouns";
import { romanceThings } from "./lexicon/romance-nouns";
import { romanceLanguages, type Verb } from "./lexicon/verb-kind";
import { anyOf, BREAKS, becomes, type Meaning, untilBreak } from "./meaning";

/** Money is moved when something is done to it, not when it is looked at; and not every transfer is one of money. */
export function byMoney(
  { lemma, kind, language, isThird }: Verb,
  object: readonly string[],
  around: readonly string[],
): Meaning | null {
  // "Give a refund": with nothing else in what is given. "Provides payment details" tells, and so does "Returns a refund.".
  const hands = HANDS.has(lemma) && !(isThird && ANSWERS.has(lemma) && !object.includes("to"));
  const handed = hands ? untilBreak(object) : [];
  if (handed.length <= 2 && anyOf(handed, information) === undefined) {
    const given = anyOf(handed, handedMoney);
    if (given !== undefined) return becomes("pay", `${given} is handed over`);
  }
  if (PUTS.has(lemma)) {
    const put = anyOf(object.slice(0, 2), staked);
    if (put !== undefined && anyOf(object, information) === undefined)
      return becomes("pay", `${put} is put in or taken out`);
  }
  if (COLLECTS.has(lemma)) {
    const found = moneyHead(object, around) ?? anyOf(untilBreak(object), collectable) ?? null;
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
  // "Crea una factura en borrador", "envoie la facture par courriel": a paper is written or sent, nobody pays yet.
  if ((kind === "write" || kind === "send") && !SETTLES.has(lemma)) {
    if (anyOf(object, drafts) !== undefined) return becomes("write", "it is only drafted");
    if (kind === "send" && anyOf(object, papers) !== undefined && object.some((word) => BY_MAIL.test(word)))
      return becomes("send", "a paper is sent by mail");
  }
  if (SPENDS.has(lemma)) {
    const what = anyOf(object, fundsWords);
    if (what !== undefined) return becomes("pay", `${what} are money`);
  }
  if (around.includes("bank") && (object.includes("transaction") || object.includes("transactions")))
    return becomes("pay", "a bank transaction moves money");
  // Romance languages name the thing first: "invia fattura sdi" sends an invoice.
  const head = romanceLanguages.has(language) && money.has(object[0] ?? "") ? (object[0] ?? null) : null;
  // "Aviso pago", "chave pix": what it is about stands first, and isn't money.
  if (romanceLanguages.has(language) && !CARRIERS.has(object[0] ?? "") && isOtherThing(object[0] ?? "")) return null;
  const found = head === null || anyOf(around, notMoney) !== undefined ? moneyHead(object, around) : head;
  return found === null ? null : becomes("pay", `a ${found} moves money`);
}

const SETTLES = new Set(
  "submit issue emitir émettre emettere finalize charge confirm confirmar confirmer confermare".split(" "),
);
const drafts = new Set(
  "draft drafts borrador borradores brouillon brouillons rascunho rascunhos bozza bozze proforma".split(" "),
);
const papers = new Set(
  "invoice invoices bill bills receipt factura facturas recibo recibos facture factures fatura faturas boleto fattura fatture rechnung rechnungen".split(
    " ",
  ),
);
const BY_MAIL = /^(?:e-?mail|mail|correo|courriel|pec|whatsapp|sms|posta|pdf)$/;

function isOtherThing(word: string): boolean {
  return romanceThings.has(word) && !money.has(word) && !tradedThings.has(word);
}

const HANDS = new Set("give provide return supply load grant award hand issue put".split(" "));
/** What a text says a tool does when it tells what it answers. */
const ANSWERS = new Set("provide return".split(" "));
const handedMoney = new Set(
  "refund refunds money funds cash payment payments deposit credit credits bonus reward rewards salary loan payout wallet".split(
    " ",
  ),
);
const PUTS = new Set("supply provide add remove claim harvest collect open close go".split(" "));
const staked = new Set("liquidity collateral rewards dividends yield long short".split(" "));
const UNSURE = new Set(
  "transfer swap bridge order void charge bill trade deposit tip bid transferir transférer trasferire".split(" "),
);
const SPENDS = new Set("add remove top load move adjust send update".split(" "));
/** Money by what it is kept as. */
export const fundsWords: ReadonlySet<string> = new Set(
  "funds money credits balance cash dollar dollars euro euros pounds usd eur gbp eth btc sol usdc usdt bitcoin crypto fondos dinero saldo efectivo fonds argent solde geld guthaben fundos dinheiro fondi denaro contanti".split(
    " ",
  ),
);
/** What is taken in from somebody who owes it. */
const collectable = new Set(
  "rent rents fee fees dues balance toll tolls premium premiums fine fines tax taxes arrears tithe".split(" "),
);
const COLLECTS = new Set("collect acquire receive accept take gather obtain".split(" "));
/** Taking money out is no removing. */
const TAKES = new Set("retirar retirer prelevare quitar remove".split(" "));
/** What a transaction or an order is signed, sent or placed with: otherwise it may be one of a database or a shop. */
const COMMITS = new Set(
  "sign send submit broadcast place passer passe colocar coloca placer place piazzare piazza platzieren platziere lancar".split(
    " ",
  ),
);

/** The money word an object is about; null when the word only describes another thing (`invoice_template`). */
function moneyHead(object: readonly string[], around: readonly string[]): string | null {
  const other = anyOf(around, notMoney);
  for (let index = 0; index < object.length; index += 1) {
    const word = object[index] ?? "";
    if (BREAKS.has(word)) return null;
    // "Enlace de pago", "ordre de virement"
    if (CARRIERS.has(word) && BREAKS.has(object[index + 1] ?? "") && money.has(object[index + 2] ?? ""))
      return `${word} ${object[index + 1] ?? ""} ${object[index + 2] ?? ""}`;
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

const CARRIERS = new Set(
  "enlace lien link orden ordre ordem ordine mandat mandato mise nota note notas lote lot lots lotto remesa remise serie tanda cargo carga".split(
    " ",
  ),
);
const CREDITS = new Set("note notes memo memos".split(" "));
const UNCERTAIN_MONEY = new Set(
  "subscription subscriptions transfer transfers charge charges deposit credits trade fund bill bid wire checkout".split(
    " ",
  ),
);
const NEVER_ALONE = new Set(
  "acciones azioni acoes token tokens share shares plan domain ticket wallet position positions nft coin coins stock stocks crypto eth btc sol usdc usdt".split(
    " ",
  ),
);
