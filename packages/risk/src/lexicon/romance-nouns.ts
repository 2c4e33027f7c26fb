import { foldWord } from "./fold-word";

type RomanceLanguage = "es" | "fr" | "pt" | "it";

/** Things that several of are kept, in the singular. None of them is something that is done. */
const SINGULAR: Readonly<Record<RomanceLanguage, string>> = {
  es: `oportunidad justificante recordatorio comprobante resguardo embudo etapa radar parte alérgeno lectura contador semáforo embalse farmacia guardia colegiado cosecha suministro medidor cauce depósito filial licencia subvención ayuda convocatoria oposición plaza expediente tasa impuesto modelo declaración notificación citación edicto bando pleno acuerdo ordenanza actividad animal mascota colada lavadora electrodoméstico bombilla sombra toma cuadro huésped pulsera hamaca sombrilla amarre yate velero regata marcador tanteo fichaje traspaso cantera abonado grada butaca lectura préstamo ejemplar manuscrito lámina restauración pigmento tasación anejo hipoteca inquilino casero fianza arrendamiento gestoría autónomo minuta albarán remesa extracto saldo albarán apunte asiento balance cuenta ejercicio epígrafe modelo partida presupuesto saldo cama planta episodio médico enfermera
    enfermero diagnóstico síntoma fármaco medicamento dosis analítica vacuna alergia quirófano constante prueba muestra palet hueco
    estante bulto paquete transportista camión conductor ruta parada pasillo muelle contenedor carga tienda caja artículo catálogo
    descuento cupón proveedor marca talla turno nómina contrato convenio vacante candidato puesto departamento sede empleado
    trabajador jornada ausencia alumno profesor aula asignatura materia boletín falta beca tutor grado facultad sentencia juzgado tribunal
    procedimiento escrito abogado procurador letrado demanda expediente ley decreto norma finca parcela licitación concurso
    padrón habitante vecino trámite sede censo persiana luz enchufe termostato habitación salón cocina robot escena dispositivo línea máquina pieza
    sensor alarma avería lote molde planta cultivo tratamiento plaga cosecha campaña tractor ganado animal explotación buque barco
    puerto atraque escala marea boya compuerta vuelo aeropuerto billete hotel huésped destino evento entrada asistente sesión aforo liga
    equipo jugador goleador árbitro torneo partido obra sala museo artista exposición colección pieza piso vivienda inmueble
    local barrio póliza siniestro cobertura asegurado tomador riesgo tarjeta préstamo hipoteca cuota recibo movimiento sucursal fondo
    índice valor cartera monedero bloque nodo servicio servidor rama entorno imagen registro tabla columna esquema base índice vista
    chat grupo canal miembro mensaje hilo seguidor publicación comentario mención etiqueta amenaza vulnerabilidad equipo puerto llamada
    extensión centralita buzón contacto impresora bandeja tóner mapa calle carretera atasco estación aviso previsión lluvia temperatura espectro
    telescopio galaxia estrella experimento muestra pista clip capítulo subtítulo emisora programa personaje misión logro partida
    nivel mascota objeto usuario cliente pedido producto factura correo archivo carpeta documento fichero día mes año hora semana
    trimestre temporada región provincia municipio ciudad país zona calle persona empresa socio autónomo entidad organismo departamento
    festivo indicador alerta incidencia tarea proyecto plazo vencimiento pendiente deuda embargo carga titular bien vehículo matrícula
    multa sanción certificado acta firma sello copia versión plantilla formulario campo pregunta respuesta encuesta página noticia
    titular vídeo foto libro ejemplar autor receta ingrediente plato mesa menú restaurante farmacia guardia hospital centro cita
    consulta paciente laboratorio universidad escuela colegio curso clase examen plaza visita visitante obra monumento gasolinera aceite
    parking aparcamiento bicicleta tren autobús metro horario trayecto viaje viajero pasajero maleta
    terremoto incendio embalse río playa montaña cámara grabación micrófono canción disco concierto película serie episodio cine teatro
    butaca socio entrenador clasificación resultado estadística operador turno llegada salida origen reunión agenda calendario`,
  fr: `opportunité justificatif rappel attestation étape radar relevé compteur barrage garde licence subvention aide convocation concours taxe impôt déclaration notification délibération arrêté activité chien chat ampoule résident bailleur locataire loyer caution bail syndic copropriété lot honoraire facture bordereau avoir emprunteur ouvrage manuscrit restauration pigment estimation mouillage voilier régate score transfert supporter gradin siège abonnement lecture emprunt travail accident habilitation diplôme stage stagiaire apprenti tuteur bourse écriture compte journal bilan exercice budget échéance devis avoir lit service patient séjour médecin infirmier infirmière
    diagnostic symptôme médicament dosage examen vaccin allergie bloc constante analyse ordonnance colis palette emplacement étagère rayon
    transporteur camion chauffeur tournée arrêt quai conteneur cargaison chargement magasin caisse article catalogue remise coupon fournisseur marque taille
    équipe contrat convention candidat poste département site salarié employé congé absence élève étudiant professeur enseignant
    salle matière note bulletin bourse classe école collège lycée diplôme jugement tribunal procédure requête avocat greffe dossier loi
    décret norme parcelle terrain marché annonce commune habitant démarche dirigeant bénéficiaire entreprise société association volet
    lampe lumière prise thermostat pièce chambre salon cuisine robot scène appareil ligne machine capteur alarme panne lot moule usine atelier
    culture traitement ravageur récolte campagne tracteur troupeau animal exploitation cuve cépage navire bateau port escale marée bouée
    écluse vol aéroport billet hôtel client destination événement spectacle participant séance jauge ligue joueur buteur arbitre tournoi match
    œuvre oeuvre musée paie artiste exposition collection appartement logement immeuble bien local quartier police sinistre garantie assuré risque
    carte prêt crédit mensualité mouvement agence fonds indice valeur portefeuille bloc nœud serveur branche environnement image
    table colonne schéma base index vue salon groupe canal membre message fil abonné publication commentaire mention étiquette menace
    faille vulnérabilité poste appel standard messagerie contact imprimante bac plan rue route bouchon station vigilance prévision pluie
    température spectre télescope galaxie étoile expérience échantillon piste clip chapitre titre émission personnage mission succès
    niveau objet utilisateur commande produit facture courriel fichier document dossier jour mois année heure semaine trimestre saison
    région département ville pays zone personne entité organisme indicateur alerte incident tâche projet délai dette titulaire
    véhicule immatriculation amende sanction certificat acte signature copie version modèle formulaire champ question réponse sondage
    page article actualité vidéo photo livre exemplaire auteur recette ingrédient plat table menu restaurant pharmacie hôpital centre
    créneau laboratoire université cours place visite visiteur monument parking vélo train bus métro horaire trajet
    voyage voyageur passager bagage séisme incendie lac rivière plage montagne caméra enregistrement micro chanson disque concert film
    série épisode cinéma théâtre entraîneur résultat statistique départ arrivée origine réunion agenda calendrier apport adhérent
    licencié cotisation conteneur journal impôt taxe médicament soin praticien spécialité commune effectif engrais semis`,
  pt: `oportunidade comprovante lembrete recibo etapa radar leitura medidor hidrômetro represa barragem plantão licença subvenção auxílio convocação concurso taxa tributo declaração notificação ato portaria atividade cão gato lâmpada inquilino locador aluguel caução condomínio condômino boleto duplicata remessa acidente habilitação diploma estágio estagiário aprendiz bolsista manuscrito restauração pigmento avaliação veleiro regata placar transferência torcedor arquibancada assento assinatura diária movimentação rodovia farmácia perícia alvará nota imposto guia conta exercício orçamento título parcela leito ala paciente internação médico enfermeiro enfermeira diagnóstico
    sintoma remédio medicamento dose exame vacina alergia cirurgia sinal prontuário encomenda pacote palete prateleira caminhão motorista rota parada doca
    contêiner carga loja caixa artigo catálogo desconto cupom fornecedor marca tamanho turno holerite contracheque contrato vaga candidato
    cargo setor filial funcionário servidor colaborador ponto ausência aluno professor turma sala disciplina boletim falta bolsa tutor
    sentença vara tribunal processo petição advogado andamento lei decreto norma lote terreno licitação edital cadastro habitante certidão
    sócio empresa sanção dívida persiana luz tomada termostato quarto cozinha robô cena dispositivo linha máquina peça esteira
    balança sensor alarme avaria molde fábrica talhão lavoura cultura praga safra trator rebanho gado animal fazenda propriedade navio
    barco porto berço escala maré boia comporta voo aeroporto passagem bilhete hotel hóspede destino evento ingresso participante sessão
    lotação rodada liga time jogador artilheiro árbitro torneio partida obra museu artista exposição acervo coleção imóvel apartamento casa
    bairro apólice sinistro cobertura segurado risco cartão empréstimo hipoteca prestação movimento agência fundo índice ação carteira
    bloco nó serviço servidor ramo ambiente imagem registro tabela coluna esquema banco visão grupo canal membro mensagem seguidor
    publicação postagem comentário menção etiqueta ameaça vulnerabilidade chamada ligação ramal contato impressora bandeja mapa rua
    estrada engarrafamento estação alerta previsão chuva temperatura espectro telescópio galáxia estrela experimento amostra faixa
    capítulo legenda emissora programa personagem missão conquista nível item usuário cliente pedido produto fatura arquivo pasta
    documento dia mês ano hora semana trimestre temporada região estado município cidade país zona pessoa entidade órgão feriado
    indicador incidente tarefa projeto prazo vencimento titular veículo placa multa certificado ata assinatura cópia versão modelo
    formulário campo pergunta resposta pesquisa página notícia manchete vídeo foto livro exemplar autor receita ingrediente prato mesa
    cardápio restaurante farmácia plantão hospital posto centro consulta unidade laboratório universidade escola colégio curso aula
    prova visita visitante monumento estacionamento bicicleta trem ônibus metrô horário trajeto viagem viajante passageiro mala incêndio
    rio praia montanha câmera gravação microfone música disco show filme série episódio cinema teatro técnico resultado estatística
    chegada saída origem reunião agenda calendário chamado atendimento especialidade segurança deputado votação proposição despesa
    candidatura eleição benefício chave boleto recebível duplicata`,
  it: `opportunità ricevuta sollecito promemoria fase autovelox lettura contatore invaso diga infortunio licenza sovvenzione aiuto convocazione concorso tassa imposta dichiarazione notifica ordinanza attività cane gatto lampadina inquilino locatore affitto cauzione condominio condomino bolletta distinta abilitazione diploma tirocinio tirocinante apprendista tutore borsista manoscritto restauro pigmento perizia barca regata punteggio tesserato tifoso settore abbonato recapito strada autostrada guardia rata dipendenza scrittura conto giornale bilancio esercizio preventivo scadenza letto reparto paziente ricovero medico infermiere diagnosi sintomo
    farmaco dose esame vaccino allergia intervento parametro referto ricetta collo pacco bancale scaffale corriere camion autista
    giro fermata banchina carico negozio cassa articolo catalogo sconto buono fornitore marca taglia turno cedolino contratto candidato
    posizione sede filiale dipendente lavoratore assenza permesso alunno docente aula materia pagella voto borsa classe scuola
    sentenza tribunale procedimento atto avvocato fascicolo legge decreto norma particella terreno bando gara concorso visura
    abitante cittadino pratica certificato delibera determina tapparella luce presa termostato stanza camera salotto cucina robot scena
    dispositivo linea macchina pezzo bilancia sensore allarme guasto lotto stampo stabilimento appezzamento coltura trattamento parassita
    raccolto campagna trattore mandria animale azienda nave barca porto ormeggio scalo marea boa chiusa volo aeroporto biglietto albergo
    ospite destinazione evento ingresso partecipante spettacolo capienza giornata lega squadra giocatore marcatore arbitro torneo
    opera museo artista mostra collezione reperto appartamento casa immobile locale quartiere polizza sinistro copertura assicurato
    rischio carta prestito mutuo rata movimento agenzia fondo indice titolo portafoglio blocco nodo servizio server ramo ambiente
    immagine registro tabella colonna schema base vista gruppo canale membro messaggio seguace pubblicazione commento menzione
    etichetta minaccia vulnerabilità postazione chiamata interno centralino contatto stampante vassoio mappa via strada autostrada
    ingorgo stazione avviso allerta previsione pioggia temperatura spettro telescopio galassia stella esperimento campione traccia
    capitolo sottotitolo emittente programma personaggio missione obiettivo livello oggetto utente cliente ordine prodotto fattura file
    cartella documento giorno mese anno ora settimana trimestre stagione regione provincia comune città paese zona persona ente
    festività indicatore segnalazione incidente compito progetto termine debito titolare veicolo targa multa sanzione verbale firma
    copia versione modello modulo campo domanda risposta sondaggio pagina notizia video foto libro esemplare autore ingrediente piatto
    tavolo menù ristorante farmacia ospedale centro visita appuntamento prestazione laboratorio università corso lezione posto
    visitatore monumento parcheggio bicicletta bici treno autobus metropolitana orario tratta viaggio viaggiatore passeggero bagaglio
    terremoto incendio lago fiume spiaggia montagna telecamera registrazione microfono canzone disco concerto serie episodio
    cinema teatro allenatore risultato statistica arrivo partenza origine riunione agenda calendario socio tessera bozza giacenza
    scorta bolletta utenza contatore gateway scenario anagrafica proprietario`,
};

/**
 * Records, lists, views and measures that a name or a text begins with when it only shows them: "fila de espera", "relevé de
 * compte". Not where a name ends: in these languages the first noun is what it is about.
 */
export const shown: ReadonlySet<string> = new Set(
  wordsOf(`vista panel tablero cuadro tabla boletín expediente catastro historial esquema inventario existencias relación desglose
  lectura cartelera guía directorio padrón lista fila itinerario espera recorrido cuadrante listados balances mayores extracto ranking perfil ficha fichas árbol organigrama plantilla currículum comparativa resultado resultados estados indicador
  tableau relevé aperçu schéma inventaire stock stocks effectifs fiche attente annuaire répertoire palmarès itinéraire parcours planning cadastre
  kbis extrait extraits registre liste arborescence organigramme comparatif résultat résultats état états indicateurs bulletin
  bulletins attestation statuts jurisprudence actualité
  painel quadro tabela boletim fila lista relação inventário estoque saldos leitura roteiro itinerário prévia espelho demonstrativo balancete
  extratos ficha fichas prontuário árvore organograma comparativo resultado resultados situação andamento carteira estados comprovante
  cruscotto quadro tabella elenco elenchi lista attesa anteprima visura visure partitario inventario giacenza giacenze scorte lettura lettere
  percorso tragitto tracciato scheda schede albero organigramma rubrica confronto risultato risultati stato pagella bacheca
  prospetto specchietto cedolino cedolini distinta situazione anagrafica andamento quadrante
  calidad consumo rendimiento humedad presión caudal oleaje viento nivel aforo ocupación demora retraso retrasos puntuación
  plazo vencimiento ubicación coordenadas altitud profundidad frecuencia voltaje potencia tensión intensidad cantidad porcentaje ratio
  morosidad facturado ingresos atascos existencias pronóstico previsiones oleajes cotizaciones kilometraje antigüedad tarifa tarifas atraso
  qualité consommation rendement rendements pression débit houle vent niveau occupation retard retards délai délais emplacement
  coordonnées profondeur fréquence tension puissance quantité pourcentage taux bouchons prévisions cotations kilométrage ancienneté tarif tarifs marée marées
  qualidade rendimento umidade pressão vazão vento nível lotação ocupação atraso atrasos prazo localização coordenadas altitude
  profundidade frequência tensão potência quantidade percentual taxa taxas previsões cotações faturamento engarrafamentos quilometragem tarifas maré marés
  chuva pontuação
  qualità consumi resa rese umidità pressione portata vento livello capienza occupazione ritardo ritardi scadenza scadenze ubicazione
  coordinate profondità frequenza tensione potenza quantità percentuale tasso tassi previsioni quotazioni fatturato ingorghi chilometraggio
  tariffa tariffe marea maree pioggia punteggio piano soldes saldos saldi producción produção produzione asistencia frequência presenze
  grupo huella tipo carta pirámide escalafón programa temario groupe empreinte cardápio balanço tipo quinhão
  gruppo impronta listino menù tipologia
  definición composición configuración descripción documentación información distribución programación organización publicación
  publicaciones calificación calificaciones valoración valoraciones población variación posición remuneración orientación
  définition composition répartition rémunération population situation notation cotation orientation tarification
  definição composição configuração descrição documentação informação distribuição programação organização publicação avaliação
  avaliações população variação posição remuneração orientação pontuação
  definizione composizione configurazione descrizione documentazione informazione distribuzione programmazione organizzazione
  pubblicazione valutazioni popolazione variazione posizione retribuzione ripartizione
  estadísticas evolución évolution evolução evoluzione`),
);

/** Adjectives, and what tells things apart, that are no act either. */
const QUALIFYING: string = `mayor menor medio total parcial mensual anual diario semanal trimestral laboral clínico fiscal civil penal social
  electrónico digital público privado nacional regional local municipal provincial estatal oficial vigente crítico crítica alta bajo activo activa
  inactivo nuevo nueva último última registral catastral meteorológico tributario bancario sanitario escolar técnico vital corta largo largo
  mínimo máximo libre ocupado vacío lleno extra urgente lento rápido frecuente popular principal suspenso supremo
  mensuel annuel quotidien hebdomadaire trimestriel clinique fiscal civil pénal électronique numérique public privé national régional
  municipal officiel critique actif inactif nouveau nouvelle bancaire sanitaire scolaire technique vital court long minimum maximum libre
  vide plein urgent lent rapide fréquent effectif extérieur extérieure intérieur manquant manquante absent absente récent récente
  anual diário semanal clínico eletrônico oficial vigente ativo ativa inativo novo nova bancário sanitário escolar vago vaga vazio cheio
  mínimo máximo curto longo lento rápido atrasado acumulado negativo negativa processual
  mensile annuale giornaliero settimanale trimestrale clinico fiscale civile penale elettronico digitale pubblico privato nazionale
  regionale comunale provinciale ufficiale vigente critico attivo attiva inattivo nuovo nuova ultimo bancario sanitario scolastico tecnico
  vitale corto lungo minimo massimo libero occupato vuoto pieno urgente lento rapido frequente catastale camerale residuo perso persa`;

/** Folded, in the singular and the plural, by language: the tables for verbs and for English things stay as they are. */
export const romanceThings: ReadonlyMap<string, ReadonlySet<RomanceLanguage>> = collect();
/** Several of the things above: "pólizas", "navires", "leitos", "turni". */
export const romanceSeveral: ReadonlySet<string> = new Set([
  ...languages().flatMap((language) => wordsOf(SINGULAR[language]).flatMap((word) => pluralsOf(word, language))),
  // "Vulnerabilità": one or several.
  ...wordsOf(SINGULAR.it.replaceAll(/\S*[^à\s](?=\s|$)/g, "")),
]);
/** Adjectives in all their endings. */
export const romanceQualities: ReadonlySet<string> = new Set(
  wordsOf(QUALIFYING).flatMap((word) => [
    word,
    ...languages().flatMap((language) => pluralsOf(word, language)),
    ...(word.endsWith("o")
      ? [`${word.slice(0, -1)}a`, `${word.slice(0, -1)}as`, `${word.slice(0, -1)}he`]
      : [`${word}e`, `${word}es`]),
  ]),
);

function languages(): RomanceLanguage[] {
  return ["es", "fr", "pt", "it"];
}

function wordsOf(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== "")
    .map(foldWord);
}

function collect(): ReadonlyMap<string, ReadonlySet<RomanceLanguage>> {
  const found = new Map<string, Set<RomanceLanguage>>();
  for (const language of languages())
    for (const word of wordsOf(SINGULAR[language]))
      for (const form of [word, ...pluralsOf(word, language)])
        found.set(form, (found.get(form) ?? new Set()).add(language));
  return found;
}

/** Of a folded word: how each language forms the plural. */
function pluralsOf(word: string, language: RomanceLanguage): string[] {
  const stem = word.slice(0, -1);
  switch (language) {
    case "es":
      if (word.endsWith("z")) return [`${stem}ces`];
      return [/[aeiou]$/.test(word) ? `${word}s` : `${word}es`];
    case "pt":
      if (word.endsWith("ao")) return [`${word.slice(0, -2)}oes`, `${word}s`];
      if (word.endsWith("l")) return [word.endsWith("il") ? `${stem}s` : `${stem}is`, `${word.slice(0, -2)}eis`];
      if (word.endsWith("m")) return [`${stem}ns`];
      return [/[rsz]$/.test(word) ? `${word}es` : `${word}s`];
    case "fr":
      if (/[sxz]$/.test(word)) return [];
      if (/(?:eau|eu)$/.test(word)) return [`${word}x`];
      return word.endsWith("al") ? [`${stem}ux`, `${word}s`] : [`${word}s`];
    case "it":
      if (/[cg]o$/.test(word)) return [`${stem}hi`, `${stem}i`];
      if (/[cg]a$/.test(word)) return [`${stem}he`];
      if (word.endsWith("io")) return [stem];
      if (word.endsWith("a")) return [`${stem}e`];
      return /[eo]$/.test(word) ? [`${stem}i`] : [];
  }
}
