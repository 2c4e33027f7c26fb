import { foldWord } from "./fold-word";
import { latinMoney } from "./pinyin-romaji";

function words(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split(/\s+/)
      .filter((word) => word !== "")
      .map(foldWord),
  );
}

/** What a tool named after it answers with: `order_status`, `collection_schema`. */
export const information = words(`status state info information stats statistics statistic schema history details detail
  version versions health metadata meta docs documentation languages list lists count size summary summaries overview tree
  diff log logs weather forecast balance balances price prices rate rates metrics metric results result data preview examples
  example suggestions recommendations capabilities usage analytics insights trends quote quotes eligibility availability
  pricing cost costs budget quota limits findings report reports reference guide guidelines practices about
  whoami identity profile leaderboard timeline transcript transcripts statement statements indexes permissions settings
  lookup directions top ratio messages requests countries currencies timezones categories headlines news explain context content contents
  spec specs changelog inventory catalog catalogue types values keys advisor helper output time date definition definitions
  citations references lyrics dictionary definition meaning thesaurus hours horoscope holidays standings scores odds
  estado historial detalles informacion saldo precio precios clima tiempo resumen estadisticas
  statut etat historique meteo solde prix apercu statistiques
  storico storia ficha fiche scheda contenido contenu contenuto inhalt adjuntos anexos allegati anhaenge anhange captura schermata bildschirmfoto
  location locations direction route routes matrix
  wetter uebersicht ubersicht verlauf preis preise kontostand statistik einzelheiten
  informe informes reporte reportes listado texto agenda clasificacion catalogo indice ficha calendario horario horarios mapa balance
  cotizacion bandeja temario resumenes
  rapport rapports texte classement catalogue calendrier horaire horaires carte plan bilan synthese chiffres contenu menu
  bericht berichte zusammenfassung text rangliste katalog verzeichnis kalender karte auszug kontoauszug fahrplan stundenplan
  relatorio relatorios resumo resumos panorama extrato ranking classificacao painel cronograma
  rapporto resoconto relazione riepilogo riassunto testo classifica calendario orario orari mappa estratto bollettino
  index syllabus instructions instruction traffic presence isochrone outline walking driving bicycling cycling transit reflog
  previsao previsoes previsione previsioni pronostico prevision previsions vorhersage prognose dettaglio detalle detalhe detail
  ps df du netstat lsof dmesg journalctl uname uptime lsblk lscpu lsusb lspci ifconfig hostname dig ttl
  text synopsis abstract excerpt snippet roster timetable itinerary agenda menu recipe specification
  historico detalhes saldo preco clima informacoes estatisticas
  stato cronologia dettagli prezzo meteo saldo informazioni statistiche`);

/** Money that moves when something is created, sent or changed about it. */
export const money = words(`payment payments refund refunds payout payouts charge charges invoice invoices subscription
  subscriptions transfer transfers withdrawal withdrawals deposit deposits billing funds fund money cash payroll salary donation
  royalty royalties commission rebate cashback
  debit debits tithe tithes wages dowry alimony escrow bet bid trade trades loan loans credits remittance wire purchase purchases checkout paymentintent paymentlink bill bills
  pago pagos reembolso reembolsos factura facturas transferencia transferencias suscripcion dinero cobro compra nomina retiro
  paiement paiements remboursement remboursements facture factures virement virements abonnement argent achat prelevement
  zahlung zahlungen ruckerstattung rueckerstattung rechnung rechnungen uberweisung ueberweisung abonnement geld erstattung
  kauf lastschrift auszahlung gehalt ueberweisungen auszahlungen pmt pmts pymt pymts inv invs
  pagamento pagamentos reembolso fatura faturas estorno assinatura dinheiro boleto pix cobranca saque
  pagamenti rimborso rimborsi fattura fatture bonifico bonifici abbonamento denaro acquisto addebito
  bizum virements prelevements abonnements compras cobros retiros transferencias reembolsos estornos cobrancas saques boletos
  addebiti acquisti anticipo adiantamento acompte indemnizacion indemnite indennizzo ${latinMoney}`);

/** Only money when the rest says so. */
export const tradedThings =
  words(`order orders transaction transactions position positions token tokens coin coins stock stocks share
  shares crypto eth btc sol usdc usdt bitcoin ethereum solana wallet nft domain ticket plan tx txn txs txns accion acciones acoes azioni aktie aktien titres ordre ordem ordine orden`);
export const trading =
  words(`market limit buy sell trade trading stock stocks crypto broker exchange spot futures margin eth btc
  sol usdc usdt bitcoin ethereum solana wallet onchain defi token tokens nft payment pay paypal stripe bank account accounts funds
  money amount iban currency balance recipient beneficiary`);
/** A money word before one of these is still money: `payment_link`, `invoice_item`. */
export const moneyHeads =
  words(`item items link links intent intents session sessions order orders batch request requests
  transfer payment schedule schedules run runs transaction transactions now`);
export const notMoney =
  words(`sql db database begin commit rollback topic pubsub event events webhook webhooks newsletter graphql
  calendar channel feed mailing notification notifications cypher file files call ownership ticket issue chat conversation
  message repository repo domain email data image template reminder reminders comment note notes tag category label
  operador operadora operatore operateur agente conversacion conversazione conversa llamada chiamata appel anruf chamada human persona
  ownership propiedad archivo fichier datei arquivo atendimento chamado conversa enclosure`);

/** Marks on a thing: taking one off can be undone by putting it back. */
export const marks =
  words(`label labels tag tags reaction reactions star like favorite favorites favourite bookmark bookmarks
  assignee assignees watcher watchers follower highlight filter filters selection breakpoint vote upvote pin mute emoji
  etiqueta etiquetas etiquette etikett etichetta marcador screen canvas console protection approval`);

/** What a run of it only looks at. */
export const lookups =
  words(`search searches lookup lookups report reports analysis analyses audit audits check checks scan scans
  comparison aggregation healthcheck diagnostics diagnosis calculation calculations estimate estimation
  validation inspection review benchmark busqueda consulta analisis recherche requete analyse suche abfrage
  pesquisa busca analise ricerca interrogazione analisi calculo calcul berechnung calcolo verificacion verification
  screenshot snapshot heapsnapshot picture photo inventory investigation evaluation assessment simulation conversion translation find
  reading vergleich comparacion comparaison confronto comparacao zusammenfassung resumen resume resumo riassunto
  traduccion traduction ubersetzung uebersetzung traducao traduzione`);

/** Text that a machine will run. */
export const codeWords =
  words(`sql cypher code script scripts javascript js python bash shell command commands cmd terminal
  powershell statement statements expression lambda macro notebook nosql plsql tsql dml ddl codigo comando comandos
  skript befehl befehle codice commande`);
/** Query languages that can also change data. */
export const queryLanguages = words(`sql cypher nosql tsql plsql dml ddl psql mysql soql`);

export const secrets =
  words(`secret secrets credential credentials password passwords passwd apikey apikeys privatekey keyvault vault
  certificate certificates cookies cookie env dotenv dsn dsns otp totp mnemonic keychain contrasena contrasenas credenciales
  secretos motdepasse identifiants passwort passworter passwoerter kennwort geheimnis zugangsdaten senha senhas credenciais segredos
  credenziali segreto segreti`);
export const secretPhrases: readonly (readonly [string, string])[] = [
  ["api", "key"],
  ["api", "keys"],
  ["api", "token"],
  ["api", "tokens"],
  ["access", "token"],
  ["access", "tokens"],
  ["auth", "token"],
  ["refresh", "token"],
  ["private", "key"],
  ["private", "keys"],
  ["ssh", "key"],
  ["ssh", "keys"],
  ["secret", "key"],
  ["connection", "string"],
  ["connection", "strings"],
  ["environment", "variables"],
  ["env", "vars"],
  ["seed", "phrase"],
  ["signing", "key"],
  ["publishable", "keys"],
  ["service", "key"],
];

export const accessWords =
  words(`permission permissions role roles access acl acls iam rbac policy policies user users member
  members collaborator collaborators password mfa scope scopes owner ownership admin admins firewall apikey grant grants group
  groups sso invitation invitations token tokens key keys credential credentials privilege privileges visibility
  permiso permisos rol usuario usuarios rolle benutzer berechtigung berechtigungen permissao usuario utente utenti ruolo permesso
  permessi utilisateur utilisateurs droits zugriff acceso acces accesso acesso`);

export const outside =
  words(`email emails mail sms message messages slack discord telegram whatsapp tweet post webhook notification
  notifications correo mensaje courriel nachricht mensagem messaggio`);

/** Steps that steer a screen. */
export const screens = words(
  `browser page element option dropdown tab window app application url keyboard mouse ui dom dialog elements tabs windows viewport modal popup simulator sim emulator terminal`,
);

export const runningThings =
  words(`run runs job jobs build builds pipeline pipelines workflow workflows deployment deployments query
  queries execution executions scan process instance instances container vm server`);

export const artifacts =
  words(`image images audio video speech music voice file files document pdf key keys token tokens password
  link invoice certificate page site website presentation slide slides sound deck logo avatar song qr qrcode`);

export const troubles =
  words(`issue issues thread threads comment incident incidents alert alerts conflict conflicts conversation
  ticket tickets bug bugs case discussion todo pr`);

/** What stands before or after a verb that isn't done. */
export const NOT = words(
  "not never no cannot without don doesn won no sin ne pas sans nicht ohne kein keine keinen nao sem non senza",
);
