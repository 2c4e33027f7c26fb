import { foldWord } from "./lexicon/fold-word";
import { information, money } from "./lexicon/nouns";
import type { Verb } from "./lexicon/verb-kind";
import { anyOf, becomes, type Meaning, untilBreak } from "./meaning";

function folded(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split(/\s+/)
      .filter((word) => word !== "")
      .map(foldWord),
  );
}

type Kind = Meaning["kind"];

/** Verbs that one sort of object turns into something else, in the order in which they are tried. */
const BY_OBJECT: readonly { verbs: ReadonlySet<string>; objects: ReadonlySet<string>; kind: Kind; because: string }[] =
  (
    [
      [
        `anular annuler annullare cancelar disdire desmarcar`,
        `reserva reservas cita citas turno turnos visita visitas reservation reservations rendez rdv visite appuntamento
        appuntamenti prenotazione prenotazioni consulta consultas agendamento agendamentos agendada reunion reuniones reunião reunioes riunione lezione clase cours matricula
        inscripcion inscription inscricao iscrizione lección aula aulas`,
        "write",
        "can be made again",
      ],
      [
        `descargar scaricare décharger descarregar baixar bajar`,
        `camion caminhão barco nave navire palet palets bancale`,
        "write",
        "is unloaded",
      ],
      [
        `devolver restituire rendre restituer remettre reintegrar`,
        `dinero importe fianza depósito caution argent acompte dinheiro caução valor cauzione denaro caparra`,
        "pay",
        "is paid back",
      ],
      [
        `prestar prêter emprestar prestare alquilar`,
        `libro libros livre livres livro livros obra obras œuvre oeuvre oeuvres opera opere pieza pièce reperto equipo equipamento équipement
        matériel material materiale llave clé chave chiave attrezzatura ejemplar exemplaire exemplar`,
        "write",
        "is lent, no money",
      ],
      [
        `prelevare prélever retirar ritirare coletar`,
        `articolo articoli merce campione campioni sangue échantillon echantillons sang artículo artículos muestra muestras amostra paquete pacco pacote`,
        "write",
        "is taken, no money",
      ],
      [
        `depositar depositare déposer deposer`,
        `documento documenti documentos escrito escritos atto atti requête requete plainte dossier pièce mémoire ricorso ricorsi memoria marca brevetto patente brevet
        denuncia querela bilancio cuentas comptes contas residuo residui recurso recours commentaire avis`,
        "write",
        "is handed in, no money",
      ],
      [
        `trasferire transferir transférer traspasar liquidar`,
        `paciente pazienti paziente pacientes patient patients lit letto cama leito alumno aluno aluna élève eleve alunno empleado funcionario dipendente salarié
        stock existencias estoque merce mercancía mercadoria expediente dossier pratica processo fascicolo jugador giocatore joueur jogador residencia residenza
        paquete colis propriedade matrícula equipo lote lotto palet`,
        "write",
        "is moved, no money",
      ],
      [
        `transferir transférer trasferire desviar dévier deviare inoltrare reenviar rediriger redirigir encaminhar redirecionar pasar passer deviare`,
        `llamada llamadas appel appels chamada chamadas ligação ligações chiamata chiamate`,
        "execute",
        "is put through",
      ],
      [
        `imprimir imprimer stampare`,
        `etiqueta etiquetas étiquette étiquettes etichetta etichette ticket tickets scontrino pulsera tiquete impresora imprimante stampante impressora`,
        "execute",
        "is printed by a device",
      ],
      [
        "generar générer gerar generare elaborar établir etablir",
        `informe informes reporte reportes rapport rapports relatório relatórios rapporto rapporti prospetto riepilogo resumen resumo résumé resoconto
        gráfico graphique grafico listado listagem estadísticas statistiques estatísticas statistiche`,
        "read",
        "is the answer",
      ],
      [
        "poner mettre pôr colocar lancer faire",
        "lavadora lavavajillas secadora música musique radio aspirador lavatrice",
        "execute",
        "is started",
      ],
      [
        "ceder céder cedere",
        `plaza plazas place places posto posti vaga vagas turno turnos tour asiento siège assento palabra parole palavra parola`,
        "write",
        "is left to somebody, no money",
      ],
      [
        "mandar mandare envoyer renvoyer inviare enviar",
        "robot robô dron drone aspirador aspirateur",
        "execute",
        "is sent off",
      ],
      [
        "apagar",
        `luz luces luzes lámpara bombilla equipo servidor caldera televisor televisión tv motor máquina ordenador horno radio alarma bomba aire
        riego dispositivo enchufe lavadora`,
        "execute",
        "is switched off",
      ],
      [
        "faire dar fazer fare hacer",
        "don doação donación donazione lance oferta enchère puja offerta",
        "pay",
        "is given or bid",
      ],
      [`colgar riagganciare raccrocher desligar`, `llamada chiamata appel chamada ligação`, "execute", "is ended"],
      [
        `encoder codificar codificare transcoder`,
        `video vídeo vidéo audio film`,
        "execute",
        "is worked on by a machine",
      ],
      [`estinguere extinguir`, `mutuo debito finanziamento prestito prestamo deuda`, "pay", "is paid off"],
      [`escalar`, `jogador jugador time equipe atleta`, "write", "is put on the team sheet"],
      [`passer`, `écriture écritures ecriture ecritures`, "write", "is entered in the books"],
      [
        `emitir émettre emettere`,
        `passagem passagens billete billetes pasaje bilhete biglietto billet`,
        "pay",
        "is charged for",
      ],
      [
        `contabilizar comptabiliser contabilizzare escriturar lettrer puntear conciliar rapprocher riconciliare asentar imputar protocollare archivar archiver archiviare`,
        `factura facturas facture factures fattura fatture fatura pago pagos paiement paiements pagamento pagamenti bonifico bonifici virement recibo recibos`,
        "write",
        "is entered in the books",
      ],
      [
        `convertir convertire converter transformar transformer trasformare`,
        `presupuesto devis preventivo orçamento borrador brouillon bozza rascunho oportunidad opportunité prospecto prospect lead pedido commande ordine`,
        "write",
        "becomes another record",
      ],
      [
        `valider validar convalidare`,
        `congé congés conges note notes demande demandes commande commandes dossier inscription devis absence absences panier heures pointage`,
        "write",
        "is approved",
      ],
      [
        `seguir suivre`,
        `perfil cuenta conta usuario usuário canal tablero artista pagina compte profil`,
        "write",
        "is subscribed to",
      ],
      [
        `presentar présenter presentare presentir apresentar`,
        `remesa remesas adeudos adeudo remise prélèvements prelevements`,
        "pay",
        "is handed to the bank",
      ],
      [
        `lançar`,
        `despesa despesas nota notas lançamento lançamentos receita receitas ponto faltas falta horas hora valor movimento conta presença frequência`,
        "write",
        "is entered in the books",
      ],
      [
        `régler regler ajustar regolare impostare definir définir programar establecer subir bajar monter baisser augmenter`,
        `temperatura température temperature consigna consigne setpoint luminosidad luminosité luminosità brillo brilho calefacción chauffage riscaldamento aquecimento
        aire climatisation climatizzatore climatizzazione potencia puissance potenza potência caudal débit vitesse velocidad velocità velocidade`,
        "execute",
        "is set on a device at once",
      ],
      [
        `régler regler`,
        `apport apports acompte acomptes solde cotisation cotisations facture factures loyer note addition fournisseur fournisseurs frais salaires dette`,
        "pay",
        "is settled",
      ],
      [
        `contratar souscrire sottoscrivere suscribir contrattare`,
        `préstamo prestamo empréstimo crédito financiamento hipoteca seguro póliza tarifa plan contrat assurance crédit prêt polizza assicurazione mutuo
        abbonamento abonnement consórcio plano`,
        "pay",
        "is bought",
      ],
      [
        `cargar charger carregar debitar caricare`,
        `importe tarjeta recibo cargo montant carte cartão importo`,
        "pay",
        "is charged",
      ],
      [
        `girar librar emitir émettre emettere negociar`,
        `recibo recibos letra letras cheque chèque cheques assegno cambiale`,
        "pay",
        "is drawn on somebody",
      ],
      [
        `ordenar ordonner ordinare disponer disporre dar passar passer mettre mandater effettuare`,
        `transferencia transferencias transferência traspaso pago pagos paiement virement virements bonifico bonifici pagamento pagamentos bizum`,
        "pay",
        "is ordered",
      ],
      [
        `hacer fazer fare faire mandar realizar efectuar lanzar enviar`,
        `bizum pix ted transferencia transferência bonifico virement pago pagamento paiement`,
        "pay",
        "is money sent",
      ],
      [
        `passer enviar inviare envoyer lanzar lançar inserire colocar`,
        `bolsa borsa bourse acciones ações azioni actions titres títulos valores mercado mercato`,
        "pay",
        "is traded",
      ],
      [
        `retirar sacar ritirare retirer`,
        `criptomonedas cripto criptomoedas fondos efectivo dinero dinheiro argent espèces contanti denaro fondi`,
        "pay",
        "is taken out",
      ],
      [
        `enviar mandar envoyer inviare manda dar hacer transferir girar`,
        `dinero dinheiro argent denaro soldi plata fondos fundos fonds`,
        "pay",
        "is sent",
      ],
      [
        `limpiar limpar pulire nettoyer`,
        `formato texto filtro filtros pantalla tela écran`,
        "write",
        "can be filled again",
      ],
      [
        `limpiar limpar pulire nettoyer aspirar aspirer lavar`,
        `salón cocina habitación suelo casa piscina salon cuisine sol maison piscine sala cozinha quarto chão cucina camera pavimento piscina`,
        "execute",
        "is cleaned by a machine",
      ],
      [
        `reiniciar réinitialiser redefinir reimpostare restablecer ripristinare resetear resetar restaurer restaurar volver riportare remettre reporter`,
        `fábrica fabrica fabbrica usine`,
        "destroy",
        "is set back to how it came",
      ],
      [
        `restablecer réinitialiser redefinir reimpostare reiniciar`,
        `contraseña contrasena contador filtro filtros passe senha filtros password filtri pin clave vista`,
        "write",
        "can be set again",
      ],
      [
        `reiniciar réinitialiser recomenzar`,
        `partida progreso partie progression progresso datos données dados dati`,
        "destroy",
        "is lost",
      ],
      [
        `activar activer ativar attivare desactivar désactiver desativar disattivare inserire disinserire conectar poner armar armer armare lancer`,
        `alarma alarme allarme allarmi escena escenario scène scene scénario scenario cena cenário sirena sirène sirene caldera chaudière caldaia`,
        "execute",
        "is told to do something at once",
      ],
      [
        `enviar envoyer inviare mandar transmettre`,
        `comando comandos comandi trama frame trame instrucción instrução`,
        "execute",
        "is a command",
      ],
      [
        `enviar envoyer inviare lancer lanzar lançar lanciare faire hacer rodar correr interroger`,
        `sql`,
        "execute",
        "can also change data",
      ],
      [
        `levantar levanter monter subir lanzar sollevare tumbar derrubar`,
        `contenedor contêiner container conteneur servidor servicio serveur serviço instancia`,
        "execute",
        "is started or stopped",
      ],
      [
        `subir monter bajar baja baisser abaixar levantar abrir cerrar abrir ouvrir fermer aprire chiudere fechar alzare abbassare`,
        `persiana persianas volet volets toldo toldos store stores estor compuerta compuertas barrera barrière cancela sbarra cancello portón pasarela pont`,
        "execute",
        "is moved",
      ],
      [
        `apuntar apontar puntare pointer orientar`,
        `telescopio télescope telescope antena antenne antenna cámara caméra câmera`,
        "execute",
        "is moved",
      ],
    ] satisfies [string, string, Kind, string][]
  ).map(([verbs, objects, kind, because]) => ({ verbs: folded(verbs), objects: folded(objects), kind, because }));

const byVerb = new Map<string, (typeof BY_OBJECT)[number][]>();
for (const row of BY_OBJECT) for (const verb of row.verbs) byVerb.set(verb, [...(byVerb.get(verb) ?? []), row]);

/** "En marcha", "em funcionamento", "in funzione": with a verb of putting, it is started. */
const GOING =
  /\b(?:en|em|in|au|a) (?:marcha|marche|route|service|servicio|servizio|servico|funcionamiento|funcionamento|fonctionnement|funzione|moto|linea|linha|ligne|produccion|production|producao|produzione)\b|\bpara funcionar\b/;
const PUTS = folded(
  "poner volver mettre mise remettre mettere rimettere porre pôr colocar botar puesta passer prise dar entrar pasar mandar",
);
/** What is only interrupted when an end is put to it. */
const ENDED_LIGHTLY = folded(
  "llamada appel chiamata chamada sesión sesion session sessão sessione reunión réunion reunião riunione",
);
/** What is written about money, and moves none. */
const NOTICES = folded(
  `recordatorio recordatorios comprobante justificante resguardo aviso avisos rappel rappels justificatif attestation avis relance lembrete lembretes
  comprovante promemoria sollecito solleciti ricevuta avviso avvisi notificación notification notificação notifica plantilla chave clave`,
);
const CANCELS = folded(
  "cancelar annuler annullare anular encerrar cerrar fermer chiudere fechar desactivar désactiver desativar disattivare",
);
const END = folded("fin fim fine término termine");
const STATE = folded("estado état etat stato status statut fase phase étape etapa");
const ORDERS = folded("commande commandes pedido orden");
const AGREED = folded(
  "rendez rdv appuntamento appuntamenti cita citas charge carico cargo note nota notas appunti acte compromiso",
);
const TAKES = folded("prendre prise tomar prendere tirar");
const MAKES_DO = folded("faire hacer fazer fare");
const INFINITIVE = /^\w{3,}(?:[aei]r|ire|[ae]re|re)$/;
const GIVES_BACK = folded("devolver restituire restituer reintegrar entregar rendre");
const LENT = folded(
  "libro libros livre livres livro livros libri préstamo prestamo prestito prêt empréstimo artículo articulo producto mercancía mercancia pedido commande colis articolo merce ordine mercadoria produto encomenda equipo llave clé chave chiave vehículo véhicule veicolo veículo coche voiture bicicleta vélo bici bicicletta ejemplar exemplaire",
);
const TELLS = folded("restituer restituire devolver ressortir reportar rapporter");
const OWED = folded("solde saldo prix precio preço prezzo importe montant importo valor carte carta");
const ACCOUNTS = folded(
  "incidencia incidencias avería averia fallo error problema abuso spam siniestro accidente incidente",
);

/** Verbs of Spanish, French, Portuguese and Italian whose object, or what stands with them, decides. */
export function romance({ lemma: spelt, kind, isThird }: Verb, object: readonly string[]): Meaning | null {
  const lemma = foldWord(spelt);
  const near = untilBreak(object);
  if (PUTS.has(lemma) && GOING.test(object.join(" "))) return becomes("execute", "it is set going");
  if (PUTS.has(lemma) && END.has(object[0] ?? ""))
    return anyOf(object, ENDED_LIGHTLY) === undefined
      ? becomes("destroy", "an end is put to it")
      : becomes("execute", "it is interrupted");
  if (CANCELS.has(lemma) && object.some((word) => word.startsWith("definitiv")))
    return becomes("destroy", "it is given up for good");
  if (lemma === "dar" && object[0] === "baixa" && object.some((word) => word.startsWith("definitiv")))
    return becomes("destroy", "it is taken off the records for good");
  if (lemma === "dar" && object[0] === "baixa")
    return anyOf(object, money) === undefined
      ? becomes("write", "it is marked as done")
      : becomes("pay", "it is settled");
  if (lemma === "passer" || lemma === "pasar" || lemma === "passar") {
    if (anyOf(object, STATE) !== undefined) return becomes("write", "its state is changed");
    if (lemma === "passer" && ORDERS.has(object[0] ?? "")) return becomes("pay", "it is ordered");
  }
  if (TAKES.has(lemma) && object.slice(0, 2).some((word) => AGREED.has(word) || word.startsWith("rendez")))
    return becomes("write", "it is taken down or taken on");
  if (MAKES_DO.has(lemma) && INFINITIVE.test(object[0] ?? ""))
    return becomes("execute", `it is made to ${object[0] ?? ""}`);
  if (GIVES_BACK.has(lemma) && !isThird && anyOf(near, LENT) !== undefined)
    return becomes("write", "what was lent or bought is given back");
  if (TELLS.has(lemma) && anyOf(near, information) !== undefined && anyOf(near, OWED) === undefined)
    return becomes("read", "it is only told");
  if (lemma === "reportar" && isThird && anyOf(near, ACCOUNTS) === undefined) return becomes("read", "it is only told");
  for (const { objects, kind: meant, because } of byVerb.get(lemma) ?? []) {
    // "Recordatorio pago", "lembrete da fatura": what it is about stands first.
    if (meant === "pay" && NOTICES.has(object[0] ?? "")) continue;
    const found = anyOf(meant === "destroy" || kind === "light" ? object : object.slice(0, 5), objects);
    if (found !== undefined) return becomes(meant, `a ${found} ${because}`);
  }
  return null;
}
