import type { VerbKind, VerbTable } from "./verb-kind";

/** What is done in trades, in German: infinitives. */
export const germanTradeVerbs: VerbTable = {
  read: `heraussuchen recherchieren sondieren mitlesen abhören besichtigen begutachten schauen/schaut ausweisen nachlesen einblicken
    auskunft* inventur* wiegen/wiegt ablesen/abliest hineinsehen reinschauen belauschen vorzeigen aufzeigen darstellen`,
  compute: `gegenüberstellen abgleichen errechnen ausrechnen durchrechnen kalkulieren überschlagen abschätzen ausmessen deuten auslegen
    probelauf* begründen herleiten gegenrechnen abwägen abrunden aufrunden runden`,
  write: `abgeben platzieren vereinbaren aufnehmen anfordern nachreichen umlagern einlagern auslagern etikettieren umetikettieren beschriften kennzeichnen
    tauschen austauschen verordnen verschreiben impfen ausleihen leihen vormerken einberufen auffüllen ansetzen ummelden freischalten
    unterzeichnen gegenzeichnen beglaubigen abstempeln verschlagworten katalogisieren inventarisieren einordnen einsortieren umsortieren
    umräumen umgruppieren zuteilen einteilen verbuchen kontieren anmahnen mahnen abmahnen bevollmächtigen beurlauben einstufen
    eingruppieren benoten immatrikulieren einschulen pflanzen säen düngen melken besamen kommissionieren verpacken versiegeln verladen
    entladen beladen verzollen deklarieren avisieren umleiten disponieren umdisponieren nominieren auswechseln einwechseln aufstellen
    restaurieren entschuldigen bescheinigen beurkunden nachtragen umschreiben vorladen anklagen widersprechen anfechten vertonen
    schneiden untertiteln retuschieren abmischen kolorieren überarbeiten nachbestücken bestücken auszeichnen anpinnen ablegen
    aufschieben vorziehen umziehen hinterfragen verhängen einwilligen zustimmen mitbringen aufteilen beimischen pfropfen anbauen
    ausfüllen befüllen nachfüllen umfüllen anstellen einstellen einreihen weiterreichen vorlegen beilegen beifügen umbenennen/umbenennt
    delegieren unterstellen überstellen überführen einchecken auschecken entschärfen abzeichnen aufzeichnen`,
  send: `ausspielen verkünden bekanntgeben bekanntmachen rundsenden anschreiben durchsagen durchgeben funken faxen anrufen`,
  access: `ermächtigen aussperren einsperren ausladen zulassen/zulässt`,
  execute: `ausrichten regeln bewegen fahren/fährt mähen gießen saugen läuten einspielen ausrollen zurückrollen betätigen belichten kochen
    backen heizen kühlen lüften schwenken heben senken zünden entriegeln anwerfen abstellen hupen blinken pumpen spülen fräsen bohren
    schweißen kalibrieren eichen tarieren justieren nullen referenzieren anwählen vorspulen zurückspulen rotieren wenden
    beregnen füttern evakuieren räuchern sterilisieren pipettieren zentrifugieren schleudern beschleunigen bremsen ausfahren
    einfahren anfahren abfeuern hochziehen herunterlassen absenken anheben einleiten`,
  destroy: `entlassen/entlässt streichen/streicht schlachten keulen anonymisieren pseudonymisieren schwärzen wegräumen ausmustern
    aussortieren einstampfen verbrennen feuern aufkündigen annullieren roden fällen stilllegen vergessen/vergisst sprengen einschläfern
    ausschlachten zerlegen zunichtemachen verwerfen/verwirft wegschmeißen rausschmeißen rauswerfen`,
  pay: `einziehen abführen einlösen beitreiben entrichten entlohnen besolden stiften verpfänden beleihen leasen mieten anmieten pachten chartern versteigern bieten
    mitbieten transferieren kassieren abkassieren nachzahlen anzahlen abbezahlen ausbezahlen einkaufen nachbestellen vorbestellen
    erkaufen subventionieren sponsern refundieren`,
  light: `tätigen leisten veranlassen bewirken`,
};

/** More finite forms with their particles: see `germanSeparable`. */
export const germanTradeSeparable: Readonly<Record<string, Readonly<Record<string, VerbKind>>>> = {
  reicht: { ein: "write", nach: "write", weiter: "send", "": "send" },
  fordert: { an: "write", auf: "send", ein: "write", "": "send" },
  schaut: { nach: "read", an: "read", "": "read" },
  merkt: { vor: "write", an: "write" },
  leiht: { aus: "write", "": "write" },
  zieht: { ein: "pay", ab: "pay", um: "write", vor: "write", zurück: "write", hoch: "execute", "": "execute" },
  schafft: { ab: "destroy", an: "pay" },
  reißt: { ab: "destroy", "": "destroy" },
  wirft: { weg: "destroy", aus: "read", "": "destroy" },
  räumt: { auf: "destroy", weg: "destroy", ein: "write", um: "write", "": "destroy" },
  meldet: { an: "write", ab: "write", um: "write", "": "send" },
  pflegt: { ein: "write", "": "write" },
  benennt: { um: "write", "": "read" },
  beruft: { ein: "write", ab: "destroy" },
  füllt: { auf: "write", aus: "write", nach: "write", um: "write", "": "write" },
  lagert: { um: "write", ein: "write", aus: "write", "": "write" },
  rollt: { aus: "execute", zurück: "execute" },
  dreht: { "": "execute", um: "execute", auf: "execute", ab: "execute" },
  gleicht: { ab: "compute", aus: "pay", an: "write" },
  stößt: { an: "execute", ab: "pay" },
  zeichnet: { auf: "write", ab: "write", aus: "write", "": "write" },
  hängt: { an: "write", um: "write", "": "write" },
  stimmt: { ab: "write", zu: "write" },
  hört: { ab: "read", auf: "execute" },
  lässt: { zu: "access", frei: "access", ab: "execute", herunter: "execute" },
  kündigt: { an: "send", "": "destroy" },
  schickt: { ab: "send", weiter: "send", zurück: "send", "": "send" },
  sendet: { ab: "send", zurück: "send", "": "send" },
  tauscht: { aus: "write", um: "write", "": "write" },
  bringt: { an: "write", "": "write" },
  druckt: { aus: "execute", "": "execute" },
  nutzt: { ab: "manage", "": "manage" },
  mietet: { an: "pay", "": "pay" },
  kauft: { ein: "pay", nach: "pay", "": "pay" },
  bestellt: { ab: "write", nach: "pay", "": "pay" },
  streicht: { "": "destroy" },
  schneidet: { zu: "write", aus: "write", ab: "write", "": "write" },
};
