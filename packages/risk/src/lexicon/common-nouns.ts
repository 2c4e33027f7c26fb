import { foldWord } from "./fold-word";
import { tradeNouns } from "./trade-nouns";

/** Everyday and technical things: none of them is something that is done. */
export const everydayNouns: ReadonlySet<string> = new Set(
  `ability absence academy accident action activity actor actress address adjective advert aerial agenda agency agreement aid
  airline airport album allergy alphabet ambulance amendment analyst analytics ancestor anime animal anniversary annotation answer
  antenna anthem apartment appliance appointment approver apps archive area arena argument army arrival artifact artist aspect
  asteroid athlete atlas atom attack attendance attendee attorney attribute auction audience audio author authority autocomplete
  automation avatar bag bank banner barcode baseline basin bathroom beach beacon bedroom beer benchmark benefit bicycle bike
  biome bird birth blob blockchain blog blood bond bone bookmark border borough boss bot bottle bottleneck boundary brand breed bridge
  broker browser bucket budget buffer bug buildings bundle bus business cabin cable cafe camera campaign campus candidate canvas
  carrier castle category cell census center century certificate chain champion channel chapter character chemical child chip
  choice cinema circle circuit citation class clause climate clinic clip clipboard clock cloud club cluster coach coast cocktail
  code cohort collaborator colour color column comet comic commodity community compartment competitor component compound
  concept concert condition conference configuration congress connection connector console constant constellation constituency
  consumer consumption contact container content contest context continent contract contributor coordinate copyright corpus
  country county couple course court cpu crew crime crop crystal cuisine culture cursor curve customer cycle damage database
  dataset datasource date day deadline dealer death debt decade decision degree delivery demand department dependency depth
  descendant desktop destination device diagnosis diagram dictionary diet digest dimension dinner directory disaster discussion
  disease disk distance district dividend division dna doctor document domain dose drama dream driver driving drug earning
  earnings earthquake ecosystem edge edition editor election electricity element elevation email embedding emission employee
  employer encounter endpoint enemy energy engine entity entry environment epic episode equation equipment error essay estate
  ethnicity evaluation evidence exam exception exchange exhibition expense experiment expert export eye face factor faculty faq
  farm fashion favicon feature federation fee field figure file film filter finding firmware flight floor flow folder font food
  football forest form format formula forum foundation fraction framework frequency friend frontend function funnel galaxy
  gallery game gas gate gateway gene generation genome genre geocode glossary goal goods governor grade grammar graph grid group
  growth guest guideline habit hardware header heading health heart heat height highlight hint hobby holiday horse hospital host
  hotel hour household housing human hurricane icon idea identifier illness image impact incident income index industry
  inflation influence infrastructure ingredient initiative injury input insect insight instance institution instruction
  instrument insurance integration interest interface internet intersection interval interview inventory investor invoice island
  isochrone issue item job journal journey judge kernel key keyboard keyframe keyword kind kingdom kitchen knowledge lab
  landmark landscape lane language layer layout lead league lecture ledger legend legislation legislator lesson level library
  licence life limit line lineage lineup link list listing literature locale location log lunch machine magazine magnitude mailbox
  mailing maintainer maintenance manager manifest manual manuscript map margin market match material math matrix matter meal
  meaning measurement media medication medicine meeting member memory menu merchant mesh message metadata metaphor meteor meter
  method metro microphone migration milestone mineral minister minute mission mode model module molecule moment monitor month
  monument moon motion mountain movement movie museum music mutation name namespace nation nationality nature neighbor
  neighborhood network newsletter newspaper night node norm note notebook noun novel number nutrient nutrition object observation
  occupation ocean offer office officer offset opinion opponent opportunity option orbit orchestra order ordinance organ
  organism origin outage outcome outline output outlier overview owner pace package page paper paragraph parameter parcel parent
  park parking parliament participant particle partner party passage passenger path patient pattern paycheck peak people
  percentage period person petition phase phenomenon photo phrase physician pipeline pixel place planet plant platform player
  playlist plot plugin podcast poem poet point politician poll pollution pool population port portal portfolio portion position
  possibility postcode poster potential power practice precedent precipitation precision prediction preference presence presenter
  president press pressure price principle priority prize problem procedure process product profession professor profile program
  progress project prompt proof property proposal protein protocol prototype province publication publisher purpose quality
  quantity quarter question queue quiz quotation race radar radiation radio rain ranking rarity ratio reaction reader reading
  reason receipt recipe record reference reflog region regulation relation relationship relative release remark reminder renewal
  replay repo report representative reputation requirement research reservation resident resolution resource respondent
  response restaurant result resume revenue review reviewer revision reward rhyme risk river road roadmap roadtrip role room roster
  route routine row rule ruleset salary sale sample satellite scale scenario scene schedule schema scheme scholar scholarship
  school science scope score screen script sea season seat section sector security segment selection selector semester seminar
  senator sense sensor sentence sentiment sequence series server service session settings severity shape share shift ship shipment
  shop shortcut show sidebar signal signature site situation size skill skin sky slide slot snippet snow society software soil
  solution song source space spec species spectrum speech speed spell spending sponsor spot sprint stack stadium staff stage
  stakeholder standard standup star state statement station statute stock storage store storm story storyline strategy stream street
  strength string structure student study style subject subnet subreddit subtask subtitle suburb suite summary sunlight supplier
  supply surface survey syllabus symbol symptom synonym synonyms antonym antonyms syntax system table tag target task taxonomy teacher team
  technology template tenant tenants term terrain territory testimonial text texture theater theme theory thread threshold
  ticker ticket tide tile time timeframe timetable tip title token tone tool topic topology tour tournament town track trade
  tradeoff traffic trail trailer train trait transit translation transport trap treatment treaty tree trend trial tribe trip
  trivia troop truck tube tunnel tutorial type union unit universe university url usage user utility vacancy vaccine validator value
  variable variant vector vehicle vendor venue verb verdict verse version vertex video view village violation visibility vision
  visitor vitamin vocabulary voice volcano volume voter vulnerability wage wallpaper warehouse warning waste water wave waypoint
  wavelength weakness wealth weather web webcam website wedding week weekend weight whale wheel widget wifi wildfire wind window wine
  winner wiki word work worker workflow workout workplace workspace world yard year yield youth zip zone zodiac mr pr mrs prs
  semantic historical monthly annual quarterly general basic main primary default custom related regional municipal federal
  official digital social external internal technical clinical medical financial legal academic electric solar lunar nutritional
  intraday realtime live fundamental geo
  alumno alumnos alumna estudiante estudiantes profesor empresa empresas proveedor proveedores empleado empleados trabajador almacen
  inventario existencias tienda sucursal oficina ciudad pais paises calle pueblo barrio hospital paciente pacientes medico farmacia
  vacaciones festivos feriados horas dias mes meses semana ano anos fecha plato platos receta recetas menu mesa mesas reserva reservas
  vuelo vuelos tren trenes coche coches vehiculo vehiculos ruta rutas parada paradas ley leyes articulo articulos norma normas
  sentencia expediente expedientes tramite tramites ayuda noticia noticias titular titulares libro libros curso cursos clase clases
  examen examenes asignatura matricula partido partidos equipo equipos jugador jugadores resultado resultados pagina paginas texto
  bandeja entrada salida documento documentos imagen imagenes video videos cancion canciones lista listas proyecto proyectos ventas
  ingresos gastos compras empleo ofertas oferta perfil perfiles estadistica indice mapa sensor sensores asientos plazas
  eleve eleves etudiant etudiants professeur entreprise entreprises fournisseur fournisseurs employe employes magasin boutique
  boutiques bureau ville villes pays rue quartier hopital medecin pharmacie vacances conges jours jour mois semaine annee
  date heure heures plat plats recette recettes table reservation reservations vol vols train trains voiture voitures vehicule
  vehicules trajet trajets arret arrets loi lois article articles norme normes jugement dossier dossiers demarche demarches aide
  actualite actualites livre livres cours classe classes examen examens matiere matieres match matchs equipe equipes joueur joueurs
  resultat resultats page pages texte image images chanson chansons liste listes projet projets ventes recettes depenses achats emploi
  offre offres profil profils plateforme capteur capteurs places pieces jointes caisse caisses incident incidents stock stocks
  schuler schueler studenten lehrer firma firmen lieferant lieferanten mitarbeiter lager filiale buro buero stadt stadte staedte land
  lander laender strasse krankenhaus patient patienten arzt apotheke urlaub resturlaub feiertage tage tag monat woche jahr datum uhrzeit
  rezept rezepte tisch tische reservierung reservierungen flug fluge fluege zug zuge zuege auto fahrzeug fahrzeuge strecke haltestelle
  gesetz gesetze artikel norm urteil akte akten antrag hilfe nachrichten buch bucher buecher kurs kurse klasse klassen prufung pruefung
  fach spiel spiele mannschaft spieler ergebnis ergebnisse seite seiten text bild bilder lied lieder liste listen projekt projekte umsatz
  umsatze umsaetze ausgaben profil profile sensoren platze plaetze posteingang
  aluno alunos estudante estudantes professor fornecedor fornecedores funcionario funcionarios estoque loja filial escritorio cidade
  rua bairro consulta consultas paciente ferias feriados dias mes ano data hora prato pratos receitas mesa voo voos trem carro carros
  veiculo veiculos rota lei leis artigo artigos processo processos noticia noticias livro livros aula aulas prova provas partida
  time jogador jogadores resultado pagina paginas texto imagem imagens musica musicas lista projeto projetos vendas receita receitas
  despesas compras vaga vagas perfil assentos lugares caixa fluxo expedicao categoria categorias lancamento lancamentos
  alunno studente studenti docente azienda aziende fornitore fornitori dipendente dipendenti magazzino negozio ufficio citta paese via
  quartiere ospedale paziente pazienti medico farmacia ferie festivi giorni giorno mese settimana anno data ora piatto piatti ricetta
  ricette tavolo tavoli prenotazione prenotazioni volo voli treno treni auto veicolo veicoli percorso fermata legge leggi articolo articoli
  norma sentenza pratica pratiche notizia notizie libro libri corso corsi classe esame esami materia partita partite squadra squadre
  giocatore giocatori risultato risultati pagina pagine testo immagine immagini canzone canzoni lista progetto progetti vendite entrate uscite
  spese acquisti lavoro offerta offerte profilo profili posti voti visita visite`
    .split(/\s+/)
    .filter((word) => word !== "")
    .map(foldWord),
);

/** What a name without a verb may be made of, with the things of trades. */
export const commonNouns: ReadonlySet<string> = new Set([
  ...everydayNouns,
  ...tradeNouns.split(/\s+/).filter((word) => word !== ""),
]);
