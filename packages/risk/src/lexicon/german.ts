import type { VerbKind, VerbTable } from "./verb-kind";

/** Infinitives; separable verbs stand here as infinitives, and by their finite stem below. */
export const germanVerbs: VerbTable = {
  read: `abrufen auflisten lesen/liest/lies anzeigen zeigen/zeigt suchen/sucht* durchsuchen finden/findet holen abfragen zurückgeben
    ermitteln beschreiben prüfen überprüfen herunterladen exportieren einsehen ansehen sehen/sieht/sieh laden/lädt untersuchen erkunden nachschlagen
    liefern zählen auslesen betrachten überwachen aufzählen extrahieren ausgeben listen/listet beobachten anschauen erhalten/erhält
    lokalisieren messen/misst/miss mitteilen feststellen nachsehen erfragen sichten/sichtet orten scannen verfolgen nennen abruf* abfrage* auflistung*
    anzeige* suche* ansicht*`,
  compute: `analysieren berechnen umrechnen konvertieren umwandeln übersetzen validieren vergleichen schätzen zusammenfassen
    erklären erkennen vorhersagen bewerten identifizieren klassifizieren simulieren vorschlagen empfehlen/empfiehlt/empfiehl formatieren
    transkribieren filtern/filtert sortieren auswerten berechnung* umwandlung* prüfung* vergleich* auswertung*`,
  write: `erstellen anlegen hinzufügen einfügen schreiben bearbeiten aktualisieren ändern setzen speichern umbenennen verschieben
    kopieren ersetzen anhängen zuweisen kommentieren archivieren schließen abschließen markieren importieren konfigurieren
    registrieren definieren planen buchen reservieren abonnieren aktivieren deaktivieren genehmigen ablehnen bestätigen
    zusammenführen wiederherstellen generieren erzeugen stornieren abbrechen öffnen eintragen anpassen festlegen einrichten
    verknüpfen anmelden vermerken erfassen umbuchen vertagen verlegen notieren verriegeln duplizieren einschreiben zuordnen entwerfen erstellung* aktualisierung*
    änderung* eintragung* stummschalten`,
  send: `senden/sendet versenden verschicken schicken veröffentlichen antworten* benachrichtigen weiterleiten hochladen
    posten übermitteln publizieren versand* veröffentlichung*`,
  access: `gewähren erteilen einladen teilen/teilt* freigeben sperren entsperren berechtigen`,
  execute: `ausführen starten/startet* stoppen/stoppt* anhalten neustarten auslösen aufrufen bereitstellen deployen installieren
    bauen kompilieren pausieren fortsetzen beenden ausschalten einschalten anwenden synchronisieren klicken migrieren testen
    herunterfahren anstoßen steuern tippen drücken ziehen wischen eingeben abspielen hochfahren ausführung* bereitstellung* neustart*
    unterbrechen/unterbricht/unterbrich abschalten`,
  destroy: `löschen entfernen zerstören leeren/leert widerrufen entziehen deinstallieren verwerfen zurücksetzen bereinigen
    vernichten kündigen überschreiben tilgen abbauen abreißen entsorgen schreddern löschung* vernichtung* ausradieren`,
  pay: `bezahlen zahlen/zahlt* belasten erstatten rückerstatten überweisen kaufen/kauft verkaufen abheben einzahlen auszahlen
    abbuchen spenden/spendet* bestellen zurückerstatten fakturieren begleichen/begleicht investieren wetten ordern erwerben/erwirbt veräußern bezahlung* vergüten`,
  manage: `verwalten verarbeiten handhaben nutzen verwenden`,
  light: `durchführen ausführen machen vornehmen`,
};

/** "führt … aus": the finite form, and what it does with the particle that ends its clause. */
export const germanSeparable: Readonly<Record<string, Readonly<Record<string, VerbKind>>>> = {
  führt: { ab: "pay", vor: "read", aus: "execute", durch: "light", zusammen: "write", "": "execute" },
  fügt: { hinzu: "write", ein: "write", zusammen: "write", "": "write" },
  legt: { an: "write", auf: "execute", vor: "write", fest: "write", ab: "write", "": "write" },
  ruft: { ab: "read", auf: "execute", an: "execute", zurück: "write", "": "read" },
  gibt: {
    zurück: "read",
    aus: "read",
    frei: "access",
    an: "read",
    auf: "write",
    ab: "write",
    ein: "write",
    weiter: "send",
    vor: "write",
    "": "read",
  },
  setzt: { zurück: "destroy", fort: "execute", "": "write" },
  stellt: {
    gegenüber: "compute",
    zusammen: "compute",
    aus: "write",
    an: "execute",
    ab: "execute",
    bereit: "execute",
    wieder: "write",
    her: "write",
    ein: "write",
    dar: "read",
    "": "write",
  },
  löst: { aus: "execute", auf: "destroy", ab: "write", ein: "pay", "": "execute" },
  bricht: { ab: "write", "": "write" },
  schaltet: { ein: "execute", aus: "execute", um: "write", "": "execute" },
  lädt: { hoch: "send", herunter: "read", ein: "access", auf: "pay", "": "read" },
  zeigt: { an: "read", "": "read" },
  fragt: { ab: "read", "": "read" },
  zahlt: { aus: "pay", ein: "pay", zurück: "pay", "": "pay" },
  trägt: { ein: "write", aus: "write" },
  listet: { auf: "read", "": "read" },
  hebt: { auf: "destroy", ab: "pay" },
  hält: { an: "execute" },
  fährt: { herunter: "execute" },
  bucht: { ab: "pay", um: "write", "": "write" },
  weist: { zu: "write", an: "pay", aus: "read", nach: "read", ab: "write", "": "write" },
  leitet: { weiter: "send", "": "send" },
  wandelt: { um: "compute", "": "compute" },
  rechnet: { um: "compute", "": "compute" },
  schließt: { ab: "write", "": "write" },
  liest: { aus: "read", "": "read" },
  fasst: { zusammen: "compute" },
  schlägt: { nach: "read", vor: "compute" },
  nimmt: { an: "write", auf: "write", vor: "light", zurück: "write", ab: "write", "": "write" },
  richtet: { ein: "write", aus: "execute", "": "write" },
  schreibt: { ein: "write", um: "write", gut: "pay", ab: "destroy", "": "write" },
  lehnt: { ab: "write", "": "write" },
  baut: { ab: "destroy", auf: "execute", "": "execute" },
  teilt: { mit: "read", "": "access" },
  wertet: { aus: "compute", "": "compute" },
  spielt: { ab: "execute", ein: "execute", "": "execute" },
  ordnet: { zu: "write", an: "write", "": "compute" },
  sieht: { nach: "read", ein: "read", an: "read", "": "read" },
  sagt: { ab: "write", "": "read" },
};
