import type { VerbKind } from "./verb-kind";

/** A verb and its particle, or the one object it has, that mean something else than the verb. */
const PAIRS: readonly (readonly [VerbKind, string])[] = [
  [
    "execute",
    "lights on;lights off;volume up;volume down;kick off;set off;turn on;turn off;switch on;switch off;power on;power off;power up;power down;shut down",
  ],
  ["execute", "start up;spin up;spin down;roll out;roll back;bring up;bring down;fire up;boot up;wake up;run through"],
  [
    "destroy",
    "clean up;clear out;wipe out;throw away;throw out;get rid;tear down;take down;blow away;empty out;force push;lay off;let go;put down;write off;strike off",
  ],
  [
    "write",
    "sign in;sign out;sign up;clock in;clock out;level up;cross dock;mix down;roll over;write up;call in;stand down;log off;log in;log out;check in;set up;back up;opt in;opt out;follow up;hand over;hand off",
  ],
  [
    "pay",
    "deposit check;deposit cheque;cash check;cash cheque;ante up;chip in;shell out;cough up;pay off;pay out;pay back;cash out;cash in;top up;hand back;sell off;buy back",
  ],
  ["read", "look up;find out;read out;trade off"],
];

/** What is filed with somebody: a report to an office is no file. */
const FILED =
  "report sitrep motion brief complaint claim petition appeal notice lawsuit suit grievance declaration return returns tax taxes form application request ticket patent";

const PHRASAL = new Map<string, Map<string, VerbKind>>();
for (const [kind, pairs] of PAIRS) for (const pair of pairs.split(";")) add(pair, kind);
for (const paper of FILED.split(" ")) add(`file ${paper}`, "write");

function add(pair: string, kind: VerbKind): void {
  const [verb = "", particle = ""] = pair.split(" ");
  const known = PHRASAL.get(verb) ?? new Map<string, VerbKind>();
  known.set(particle, kind);
  PHRASAL.set(verb, known);
}

/** What a verb does together with its particle, if that is something of its own. */
export function phrasalKind(lemma: string, particle: string): VerbKind | undefined {
  return PHRASAL.get(lemma)?.get(particle);
}
