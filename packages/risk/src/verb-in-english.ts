import { marks, runningThings, screens, troubles } from "./lexicon/nouns";
import { phrasalKind } from "./lexicon/phrasal-verbs";
import { anyOf, becomes, type Meaning, untilBreak } from "./meaning";

/** "Confirm delete", "schedule deletion", "carry out the removal" */
const CARRIES_OUT = new Set(
  "confirm approve finalize finalise commit complete carry perform process execute schedule request force start trigger initiate".split(
    " ",
  ),
);
const removals = new Set(
  "delete deletion remove removal erase erasure purge wipe wiping destroy destruction drop".split(" "),
);

/** English verbs whose object decides. */
export function english(lemma: string, object: readonly string[], around: readonly string[]): Meaning | null {
  if (CARRIES_OUT.has(lemma)) {
    const removal = anyOf(untilBreak(object), removals);
    if (removal !== undefined) return becomes("destroy", `a ${removal} is carried out`);
  }
  const together = phrasalKind(lemma, object[0] ?? "");
  if (together !== undefined) return becomes(together, `to ${lemma} ${object[0] ?? ""}`);
  switch (lemma) {
    case "cancel":
    case "abort": {
      const running = anyOf(object, runningThings);
      return running === undefined ? null : becomes("execute", `a ${running} is stopped`);
    }
    case "hire":
    case "lend":
    case "swap":
    case "transfer":
    case "hold":
    case "mute":
    case "park": {
      if (anyOf(untilBreak(object), calls) !== undefined) return becomes("execute", "a call is put through or held");
      const moved = anyOf(untilBreak(object), beings);
      return moved === undefined || lemma === "mute" || lemma === "park"
        ? null
        : becomes("write", `a ${moved} isn't money`);
    }
    case "void": {
      const paper = anyOf(untilBreak(object), papers);
      return paper === undefined ? null : becomes("destroy", `a ${paper} is made void`);
    }
    case "strike": {
      const entry = anyOf(untilBreak(object), kept) ?? anyOf(untilBreak(object), papers);
      return entry === undefined ? null : becomes("destroy", `a ${entry} is struck off`);
    }
    case "fire":
    case "sack": {
      const person = anyOf(untilBreak(object), staff);
      return person === undefined ? null : becomes("destroy", `the ${person} is dismissed`);
    }
    case "overwrite": {
      const medium = anyOf(untilBreak(object), discs);
      return medium === undefined ? null : becomes("destroy", `what is on the ${medium} is lost`);
    }
    case "dump": {
      const load = anyOf(untilBreak(object), loads);
      return load === undefined ? null : becomes("destroy", `the ${load} is emptied`);
    }
    case "issue": {
      const paper = anyOf(untilBreak(object), papers);
      return paper === undefined ? null : becomes("write", `a ${paper} is made out`);
    }
    case "print": {
      const sheet = anyOf(untilBreak(object), sheets);
      return sheet === undefined ? null : becomes("execute", `a ${sheet} comes out of a printer`);
    }
    case "kick": {
      const running = anyOf(object, runningThings);
      return running === undefined ? null : becomes("execute", `a ${running} is started`);
    }
    case "categorize":
    case "categorise": {
      const entry = anyOf(untilBreak(object), booked);
      return entry === undefined ? null : becomes("write", `a ${entry} is put under a heading`);
    }
    case "contribute": {
      const pot = anyOf(object, pots);
      return pot === undefined ? null : becomes("pay", `money goes to a ${pot}`);
    }
    case "subscribe": {
      const plan = anyOf(object.slice(0, 3), plans);
      return plan === undefined ? null : becomes("pay", `a ${plan} is paid for`);
    }
    case "resolve": {
      const trouble = anyOf(object, troubles);
      return trouble === undefined ? null : becomes("write", `a ${trouble} is marked as resolved`);
    }
    case "give":
    case "provide": {
      const gift = anyOf(untilBreak(object), gifts);
      if (gift !== undefined) return becomes("pay", `a ${gift} is money given`);
      if (object.includes("back"))
        return becomes(anyOf(object, priced) === undefined ? "write" : "pay", "it is given back");
      const given = anyOf(untilBreak(object), handedOver);
      return given === undefined ? null : becomes("write", `a ${given} is given away`);
    }
    case "report": {
      const trouble = anyOf(untilBreak(object), troubles) ?? anyOf(untilBreak(object), reported);
      return trouble === undefined ? null : becomes("send", `a ${trouble} is reported to somebody`);
    }
    case "return": {
      if (object[0] === "home" || (object[0] === "to" && anyOf(object, bases) !== undefined))
        return becomes("execute", "it is sent back");
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
      const held = anyOf(object, keptMoney) ?? anyOf(untilBreak(object), holdings);
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
      if (small !== undefined) return becomes("write", `a ${small} can be set again`);
      const machine = anyOf(untilBreak(object), hardware);
      return machine === undefined || object.includes("factory")
        ? null
        : becomes("execute", `a ${machine} is started anew`);
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
      if (object[0] === "book") return becomes("read", "an order book is looked at");
      return anyOf(untilBreak(object), clinical) === undefined ? null : becomes("write", "it is asked for, not bought");
    case "remove":
    case "clear": {
      const mark = anyOf(object, marks) ?? (lemma === "clear" ? anyOf(object, inputs) : undefined);
      return mark === undefined ? null : becomes("write", `a ${mark} can be put back`);
    }
    case "apply": {
      if (object[0] === "for") return becomes("write", "something is asked for");
      const applied = anyOf(object, LIGHTLY_APPLIED);
      return applied === undefined ? null : becomes("write", `a ${applied} is applied, nothing is run`);
    }
    case "test": {
      const probe = anyOf(object, PROBES);
      return probe === undefined ? null : becomes("read", `a ${probe} is only looked at`);
    }
    case "recall":
    case "unsend": {
      const sent = anyOf(untilBreak(object), drafted);
      return sent === undefined ? null : becomes("destroy", `a ${sent} is taken back`);
    }
    case "answer":
      return anyOf(untilBreak(object), calls) === undefined ? null : becomes("execute", "a call is answered");
    case "record": {
      const recorded = anyOf(untilBreak(object), recordings);
      return recorded === undefined ? null : becomes("execute", `a ${recorded} is recorded`);
    }
    case "perform":
      return anyOf(untilBreak(object), anything) === undefined ? null : becomes("execute", "it may be any action");
    case "exercise":
      return anyOf(object, contracts) === undefined ? null : becomes("pay", "what a contract allows is bought or sold");
    case "optimize":
    case "optimise":
      return anyOf(untilBreak(object), stores) === undefined
        ? null
        : becomes("execute", "what is stored is rearranged");
    case "quote":
      return anyOf(untilBreak(object), posted) === undefined ? null : becomes("send", "a post is quoted to others");
    case "unlink":
      return anyOf(untilBreak(object), paths) === undefined ? null : becomes("destroy", "to unlink a file deletes it");
    case "deduplicate":
      return anyOf(untilBreak(object), kept) === undefined ? null : becomes("write", "what is doubled is merged");
    case "load":
      return object[0] === "test" ? becomes("execute", "a load test makes traffic") : null;
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
      if (lemma === "send" && anyOf(untilBreak(object), signals) !== undefined)
        return becomes("execute", "a device or a program is told what to do");
      return anyOf(around, webRequests) !== undefined && anyOf(around, asked) !== undefined
        ? becomes("execute", "any request can be made with it")
        : null;
    case "use":
      return anyOf(object, tools) === undefined ? null : becomes("execute", "another tool is called");
    case "start":
    case "begin":
    case "open": {
      const entry = anyOf(untilBreak(object), entered);
      if (entry !== undefined) return becomes("write", `a new ${entry} is begun`);
      return lemma === "open" ? openedThing(object) : null;
    }
    case "roll":
      return object.includes("back") ? becomes("execute", "it is rolled back") : null;
    case "make":
      if (anyOf(untilBreak(object), gifts) !== undefined) return becomes("pay", "a gift is money given");
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

function openedThing(object: readonly string[]): Meaning | null {
  const screen = anyOf(object, screens);
  if (screen !== undefined) return becomes("execute", `a ${screen} is opened`);
  const trouble = anyOf(object, troubles);
  if (trouble !== undefined) return becomes("write", `a ${trouble} is opened`);
  const file = anyOf(untilBreak(object), opened);
  if (file !== undefined) return becomes("read", `a ${file} is only opened`);
  return anyOf(object, positions) === undefined ? null : becomes("pay", "a position is opened");
}

const beings = new Set(
  `patient patients student students employee employees candidate candidates staff nurse player players animal animals inmate officer
  crew book books seat seats shift shifts room rooms bed beds slot slots desk desks vehicle equipment sample samples inventory pallet
  pallets container containers worker workers developer`.split(/\s+/),
);
const entered = new Set("entry entries diary record logbook lineage".split(" "));
const priced = new Set("price money amount cost payment deposit refund cash fee".split(" "));
const keptMoney = new Set("account wallet funds".split(" "));
const papers = new Set(
  `policy contract marriage certificate licence license permit permits ballot record visa passport badge citation notice prescription
  warrant summons registration enrollment entry`.split(/\s+/),
);
const staff = new Set("employee employees worker staff person coach manager agent teacher".split(" "));
const discs = new Set("disk disks drive partition volume sector sectors firmware tape".split(" "));
const loads = new Set("tank tanks ballast cargo waste fuel batch".split(" "));
const sheets = new Set(
  "label labels receipt badge badges barcode wristband document documents ticket tickets".split(" "),
);
const booked = new Set("expense expenses transaction transactions receipt ticket".split(" "));
const pots = new Set("fund pension pot campaign pool fundraiser savings account ira isa".split(" "));
const gifts = new Set(
  "tithe tithes donation donations gift gifts alms offering offerings pledge grant bounty".split(" "),
);
const bases = new Set("home base dock launch station charger".split(" "));
const hardware = new Set("plc router modem gpu controller printer adapter usb motor robot axis board".split(" "));
const clinical = new Set(
  `consult consults consultation lab labs test tests xray imaging scan scans mri ct ultrasound bloodwork biopsy diet transfusion
  medication medications drug study studies panel culture ecg ekg referral therapy physio`.split(/\s+/),
);
const signals = new Set("keys keystrokes keystroke command commands signal signals gcode".split(" "));
const anything = new Set("action actions operation operations step steps gesture".split(" "));
const contracts = new Set("option options contract contracts warrant warrants position positions shares".split(" "));
const stores = new Set("database db table tables index indexes storage disk image images".split(" "));
const posted = new Set("tweet tweets post posts toot".split(" "));
const paths = new Set("file files path paths inode symlink document".split(" "));
const calls = new Set("call calls phone".split(" "));
const recordings = new Set("video screen audio screencast sound voice macro".split(" "));
const kept = new Set("contacts contact records record files file rows entries customers leads".split(" "));
const TOLD = new Set("when what where which who how whether if why that".split(" "));
const reactions = new Set("reaction reactions star like favorite favourite bookmark vote upvote emoji".split(" "));
const followable = new Set("card list board issue repository repo thread topic project discussion".split(" "));
const drafted = new Set("email mail message reply response post".split(" "));
const inputs = new Set(
  "value values field fields form input default defaults setting settings preference preferences selection".split(" "),
);
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
const tools = new Set(["tool", "tools", "agent", "agents", "subagent"]);
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

const RESETTABLE = new Set(
  "password pin mfa filter filters timer session counter view zoom cursor contrasena passwort senha motdepasse".split(
    " ",
  ),
);
const LIGHTLY_APPLIED = new Set(
  "leave vacation label labels tag tags filter filters theme style styles format formatting change changes patch edit edits coupon discount template layout effect effects".split(
    " ",
  ),
);
const PROBES = new Set(
  "connection connectivity result results case cases report coverage plan plans access".split(" "),
);

const opened = new Set(
  "file files document documents note notes spreadsheet workbook presentation email message".split(" "),
);
