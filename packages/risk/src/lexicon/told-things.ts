import { commonNouns } from "./common-nouns";
import { foldWord } from "./fold-word";
import { romanceQualities, romanceSeveral, romanceThings } from "./romance-nouns";

function words(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split(/\s+/)
      .filter((word) => word !== "")
      .map(foldWord),
  );
}

/** What can only be measured or told: a name without a verb that is about one of these answers with it. */
export const measures = words(`temperature temp humidity climate pressure voltage speed latency uptime downtime duration
  length width height weight area volume distance dimension dimensions sizes sums checksum checksums hash digest fingerprint score
  percentage average median percentile throughput bandwidth consumption load utilization occupancy attendance population
  altitude elevation coordinates bearing orientation age ages birthday deadline sunrise sunset tide tides
  outline slots openings gaps backlog mentions rankings ranking standing performance sentiment probability likelihood
  temperatura humedad clima tamano tamanos duracion velocidad distancia peso altura promedio media comision comisiones huecos
  cotizacion coste costes costo costos gasto gastos disponibilidad listado indicadores
  taille temperature humidite duree vitesse poids hauteur moyenne cout couts cours disponibilites effectif
  temperatur grosse groesse dauer geschwindigkeit gewicht hohe hoehe durchschnitt kosten kurs kurse verfugbarkeit verfuegbarkeit
  ubersichten auslastung zeiten
  befunde urteile fristen formulare policen leihgaben inventar ansprechpartner zustaendigkeiten zustandigkeiten oeffnungszeiten offnungszeiten
  abfahrten ankunfte ankuenfte stoerungen storungen bekanntmachungen ueberstunden uberstunden gehaltsbander orderbuch grundrisse fuehrungen
  fuhrungen allergien umsatze umsaetze ausleihen fundstellen auskunft einsicht historie messwerte laborwerte vitalwerte wasserstande
  wasserstaende zinssatze zinssaetze torschutzen torschuetzen notenspiegel belegung auskunfte
  etymology ephemeris ephemerides isochrones gradebook payslips setpoints timecodes dailies
  tamanho umidade duracao velocidade peso cotacao custo custos despesa despesas disponibilidade horarios
  dimensione umidita durata velocita prezzi costo costi quotazione quotazioni spesa orari disponibilita`);

/**
 * What a name ends with that can only be told, even behind a word that may be a verb: `vote_counts`, `charge level`. Nothing is done
 * to them without a verb that says so, as "raise" and "record" do.
 */
export const abstracts =
  words(`level levels capacity capacities frequency frequencies intensity density velocity acceleration amplitude
  wavelength brightness luminosity hardness salinity acidity ph turbidity viscosity conductivity irradiance concentration moisture quality
  threshold thresholds thickness depth mileage tonnage turnover headcount eta etd lag growth breakdown curve curves histogram spectrum
  anomaly anomalies outlier outliers reading readings counts tally averages outlook demographics genealogy pedigree ancestry
  provenance whereabouts variance deviation pattern patterns hotspots bottlenecks criteria prerequisites symptoms causes effects
  implications almanac ephemeris ephemerides bulletin bulletins risk risks figures facts odds deadlines expiry maturity solvency
  compliance popularity volatility liquidity severity likelihood reach impressions engagement retention churn attribution accuracy
  precision similarity differences yields topology provenance eligibility comparables equivalents wear thermals vitals biodiversity
  moods mood tendencies kpis kpi benchmarks percentiles quantiles fluctuations correlations contours tides swell drought progress range ranges grid grids heatmap raster bands brackets tiers calendar calendars due overdue
  outstanding terms timings peaks lows highs extremes entitlements arrears receivables payables vacancies absentees sightings`);

/** Done to what is measured by words that are as often things: "lower the level", "record readings". */
export const ADJUSTS =
  words(`bump control steer drive operate handle manage lower raise cool warm dim power boost cut tune ramp step cap limit trim fix release record note post report
  mark flag tag label take make do perform tare zero shake set turn push add drop jog ring book claim buy order pay charge fund bid swap hedge submit text message email mail notify share alert play stop start test run reset
  wipe flash burn dump trash clean empty balance bench seal feed heat water page file name code number sound ring`);

/** Things that are kept in lists. Several of them, and no verb, are listed: `channel_members`, `mensajes_canal`. */
export const listed: ReadonlySet<string> = new Set([
  ...romanceSeveral,
  ...words(`members users contacts customers clients leads deals accounts projects teams channels threads
  comments replies mentions notifications files folders documents pages attachments images photos videos rows columns fields
  tables databases schemas records entries items products orders tickets issues bugs events meetings appointments
  reminders tasks todos notes lists boards cards labels tags categories topics posts articles news feeds followers friends
  logs errors warnings alerts incidents metrics reports charts dashboards nodes pods containers images instances machines
  servers services regions zones networks devices sensors rooms zones scenes routes stations stops trains flights hotels restaurants
  places stocks assets holdings positions prices rates symbols markets coins candles options headings landmarks cookies tabs
  discussions clauses highlights lyrics papers references skills courses lessons grades exams students teachers patients doctors
  medications symptoms diseases ingredients recipes movies films shows episodes songs albums artists playlists games matches leagues
  players cities countries states airports airlines roads parks beaches museums venues reviews ratings questions answers
  sprints milestones epics stories approvals subscribers visitors sessions keywords backlinks competitors influencers
  vulnerabilities threats findings risks controls audits bookings reservations shipments deliveries suppliers warehouses
  branches commits tags releases packages dependencies versions repositories contributors reviewers
  archivos carpetas correos mensajes clientes contactos usuarios miembros tablas filas columnas registros eventos citas tareas
  notas ordenes acciones pedidos productos facturas
  fichiers dossiers courriels messages clients contacts utilisateurs membres tables lignes colonnes enregistrements evenements
  taches notes ordres commandes produits factures
  dateien ordner nachrichten kunden kontakte benutzer mitglieder tabellen zeilen spalten eintrage eintraege termine aufgaben
  notizen auftrage auftraege bestellungen produkte rechnungen anhange anhaenge
  arquivos pastas mensagens contatos usuarios membros tabelas linhas colunas eventos tarefas anexos ordens pedidos produtos
  dias meses horas jours heures tage stunden giorni ore
  ventas ingresos gastos noticias libros cursos clases examenes recetas vuelos reservas empresas proveedores empleados alumnos pacientes
  proyectos resultados partidos jugadores equipos sensores paginas ofertas incidencias festivos plazas asientos
  ventes depenses actualites livres examens recettes vols reservations entreprises fournisseurs employes eleves patients projets resultats
  caisses incidents boutiques capteurs offres pieces places conges
  ausgaben nachrichten bucher buecher kurse prufungen pruefungen rezepte fluge fluege reservierungen firmen lieferanten mitarbeiter
  schuler schueler patienten projekte ergebnisse spiele bilder feiertage platze plaetze
  vendas despesas noticias livros aulas provas receitas voos empresas fornecedores funcionarios alunos pacientes projetos resultados
  feriados vagas assentos lancamentos categorias
  vendite spese notizie libri corsi esami ricette voli prenotazioni aziende fornitori dipendenti alunni studenti pazienti progetti
  risultati partite posti voti festivi ferie
  cartelle messaggi clienti contatti utenti membri tabelle righe colonne eventi attivita ordini prodotti fatture allegati`),
]);

/** "deleted_rows", "registros_excluidos": what was done to things tells which ones are meant. */
export const PARTICIPLE =
  /^(?:un)?(?:deleted|removed|archived|updated|created|closed|completed|paid|unpaid|pending|active|inactive|recent|latest|upcoming|overdue|expired|failed|blocked|starred|pinned|flagged|unread|nearby|similar|related|available|popular|trending|top|current|online|installed|enabled|supported|scheduled|assigned|shared|saved|favorite|open|impaye(?:e?s)|impagad[oa]s|vencid[oa]s|scadut[ie]|atrasad[oa]s|faellige\w*|fallige\w*|ueberfaellige\w*|offen|eliminad[oa]s|borrad[oa]s|archivad[oa]s|recientes|abiert[oa]s|pendientes|supprime(?:e?s)|archive(?:e?s)|recent(?:e?s)|ouvert(?:e?s)|geloescht\w*|geloscht\w*|archiviert\w*|offene\w*|aktuelle\w*|excluid[oa]s|apagad[oa]s|abert[oa]s|recentes|eliminat[ie]|cancellat[ie]|apert[ie]|recenti)$/;

/**
 * "Next holiday", "dernières commandes", "posti liberi": an adjective that picks something out stands in a name for a thing,
 * not in one for something that is done.
 */
export const PICKING =
  /^(?:current|aktuelle[nrs]?|next|last|latest|previous|upcoming|remaining|nearest|closest|cheapest|fastest|largest|biggest|todays?|tomorrows?|yesterdays?|proxim[oa]s?|ultim[oaie]s?|siguientes?|anterior(?:es)?|actual(?:es)?|libres?|disponibles?|restantes?|recientes?|pendientes?|prochaine?s?|derniere?s?|dernier|suivante?s?|actuel(?:le)?s?|restante?s?|prossim[oaie]|attual[ei]|liber[oaie]|disponibil[ei]|residu[oaie]|restant[ei]|atua(?:l|is)|livres?|disponive(?:l|is)|pendentes?|naechste[nrs]?|nachste[nrs]?|letzte[nrs]?|freie[nrs]?|verfuegbare[nrs]?|verfugbare[nrs]?|verbleibende[nrs]?|mon|mes|meine?|meus?|minhas?|mio|miei|mie)$/;

/** "Next track" and "next page" are commands to a player or a screen. */
export const stepped =
  words(`track song video episode slide page step tab chapter scene frame level turn move line word field
  image photo picture item cancion pista pagina morceau piste titel seite faixa brano traccia`);

/** A German word for something measured ends with what is measured: "Raumtemperatur". */
const MEASURED_IN_GERMAN =
  /.(?:temperatur|groesse|grosse|kosten|kurs|stand|staende|stande|liste|listen|verlauf|zeiten|dauer|verbrauch|preis|anzahl|uebersicht|ubersicht|bericht|status|menge|quote|text|auslastung|urlaub|plan|auszug|tage|wert|werte|daten|zeit|vorschau|historie|spiegel|verzeichnis|auskunft|prognose|lage|warnung(?:en)?|termine|fristen|gegenstaende|gegenstande|bekanntmachungen|vergleich|tarif|tarife|saetze|satze|umsaetze|umsatze|abfahrten|ankuenfte|ankunfte|konto|stunden|bestand|bestaende|bestande|leistung|belegung|nummern|rangliste|tabelle|statistik|kennzahlen|befunde|ergebnisse|fluss|flug|verfuegbarkeit|verfugbarkeit|ordnung|grade|niveau|prozent|messung(?:en)?|koordinaten|hoehe|hohe|breite|tiefe|dichte|feuchte|feuchtigkeit|geschwindigkeit|strecke|adressen|regeln|vorschriften|hinweise)$/;

export function isMeasuredInGerman(word: string): boolean {
  return word.length > 4 && MEASURED_IN_GERMAN.test(word);
}

/** What an unspaced name ends with when it only says what is answered. */
export const UNSPACED_TOLD =
  /(?:紀錄|清單|詳情|排行|时段|异常|快照|赛程|房源|车源|差异|偏好|画像|档案|简历|履历|限额|名额|单价|市价|资质|简介|概况|近况|现状|态势|水平|强度|密度|浓度|湿度|高度|深度|面积|体积|重量|容量|流量|用量|存量|产量|销量|总量|电量|油量|水量|均值|峰值|得分|等级|级别|来源|去向|归属地|期限|周期|时长|班次|车次|场次|网络图|予想|結果|日|額|図|内容|概況|傾向|割合|比率|平均|相場|見通し|見込み|特徴|属性|経歴|病歴|沿革|由来|原因|理由|根拠|要件|条件|基準|範囲|期間|時期|曜日|日付|締切|定員|年齢|速度|重さ|長さ|高さ|大きさ|手順|使い方|所在地|行き先|連絡先|番号|情况|情況|使用率|率|安排|号源|余号|告警|流程图|拓扑图|图谱|曲线|热力图|趋势图|时间表|价目表|排班表|排课表|明细表|统计表|勤務表|料金表|価格表|対応表|早見表|比較表|換算表|成績表|工程表|座席表|試算表|時間割|名簿|台帳|報告書|目録|温|预报|預報|消息|予報|数|跟踪|动态|排行榜|榜单|榜|汇总|总览|概览|字典|明细|轨迹|成绩|排名|指标|趋势|分布|日程|行程|时刻表|名单|目录|说明|文档|版本|位置|距离|时间|日期|假期|余票|库存|费率|汇率|利率|指数|评分|评论|新闻|公告|资讯|热搜|天数|次数|金额|总额|比例|成绩单|热榜|路况|路线|坐标|经纬度|课表|残数|残日数|日数|回数|人数|金額|料金|時刻表|時間|日程|予定|在庫|評価|レビュー|ニュース|ランキング|順位|成績|点数|位置|距離|場所|住所|概要|明細|内訳|推移|辞書|目次|仕様|バージョン|カレンダー|候補|一覧表|リスト|列表|清单|状态|狀態|状況|状态|行情|余额|餘額|详情|信息|情报|历史|歷史|记录|記錄|日志|统计|統計|数量|价格|價格|天气|报表|报告|温度|大小|进度|一覧|残高|履歴|情報|状態|株価|価格|件数|統計|詳細|気温|天気|温度|予定表|空き状況|ログ|レポート|ステータス)$/;

/** What the things above belong to. */
export const things: ReadonlySet<string> = new Set([
  ...commonNouns,
  ...romanceThings.keys(),
  ...romanceQualities,
  ...words(`data my all daily weekly monthly yearly hourly total local global public private user account group
  organization organisation team company person people customer city country world time day week month year home house building site
  app application api web cloud network system host cluster namespace model agent bot chat mail inbox mailbox calendar store shop
  market stock crypto forex fund bank game player league book library course school class job candidate employee vendor supplier
  workspace folder drive disk memory cpu gpu battery car vehicle weather air water energy power camera phone screen merge pull
  canal cuenta carpeta sala usuario cliente salon compte dossier piece utilisateur kanal konto kunde raum benutzer
  conta pasta canale conto cartella stanza utente`),
]);
