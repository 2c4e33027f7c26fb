import type { Language, VerbTable } from "./verb-kind";

/** Rarer verbs of each language, and what a transaction of money is called as a noun. */
export const moreVerbs: Readonly<Record<Exclude<Language, "zh" | "ja" | "en">, VerbTable>> = {
  es: {
    read: `hallar auditar diagnosticar previsualizar supervisar vigilar recuento* revisión* imprimir/imprime ubicar situar repasar`,
    compute: `proyectar cotizar/cotiza* presupuestar puntuar ponderar deducir/deduce inferir/infiere decodificar codificar interpretar
      pronosticar cuantificar normalizar`,
    write: `preparar categorizar recategorizar reclasificar renovar/renueva reasignar reubicar redactar elaborar diseñar dibujar rotar recortar
      redimensionar comprimir/comprime descomprimir anexar complementar corregir/corrige enmendar finalizar concluir/concluye contratar
      citar/cita* convocar prorrogar extender/extiende ampliar reducir/reduce aumentar disminuir incrementar sumar/suma* restar/resta*
      fijar desmarcar destacar apuntar ingresar documentar respaldar desarchivar ocultar suspender/suspende reactivar aceptar declinar
      firmar/firma* sellar expedir/expide emitir tramitar reclamar calificar valorar votar/voto* conectar desconectar enlazar
      emparejar alta* retomar clonar mezclar revertir/revierte indexar reordenar deshacer/deshace duplicar traspasar promover/promueve`,
    send: `contestar comunicar anunciar alertar postear tuitear transmitir entregar/entrega* despachar`,
    access: `denegar/deniega restringir/restringe banear vetar expulsar prohibir dar/da`,
    execute: `accionar presionar oprimir deslizar entrenar orquestar automatizar encolar inyectar continuar saltar omitir regar/riega
      ventilar silbar girar/gira*`,
    destroy: `erradicar aniquilar demoler derribar expurgar inutilizar rescindir/rescinde tirar podar desaprovisionar baja* tachar`,
    pay: `pago* cobro* reembolso* abono* retiro* depósito* transferencia* venta* canje* prestar recargar/recarga* gastar financiar
      subastar pujar/puja* domiciliar amortizar redimir fondear costear`,
  },
  fr: {
    read: `visionner imprimer repérer/repère situer auditer diagnostiquer prévisualiser dénombrer recenser`,
    compute: `projeter/projette deviner encoder décoder interpréter/interprète quantifier normaliser pronostiquer déduire/déduit reformuler`,
    write: `préparer/prépare certifier catégoriser reclasser réassigner affecter rattacher détacher composer élaborer concevoir/conçoit dessiner pivoter
      recadrer redimensionner compresser décompresser corriger/corrige amender finaliser convoquer prolonger étendre/étend agrandir
      réduire/réduit augmenter diminuer incrémenter soustraire/soustrait fixer cocher décocher souligner documenter restituer
      désarchiver masquer démasquer réactiver accepter décliner signer émettre/émet délivrer réclamer voter/vote* connecter
      déconnecter coupler clore/clôt indexer saisir/saisit saisie* consigner rectifier alimenter peupler cloner inverser promouvoir
      recruter enregistrement* sauvegarde* inscription*`,
    send: `poster tweeter alerter prévenir/prévient avertir annoncer communiquer relayer expédier livrer`,
    access: `interdire/interdit restreindre/restreint exclure/exclut habiliter`,
    execute: `orchestrer automatiser entraîner piloter naviguer défiler glisser actionner injecter sauter arroser éclairer basculer`,
    destroy: `éradiquer démolir jeter/jette abroger élaguer radier rompre/rompt broyer raser expurger`,
    pay: `paiement* remboursement* virement* achat* vente* dépôt* versement* retrait* prélèvement* encaissement* commander/commande* recharger
      financer amortir enchérir céder/cède cotiser`,
  },
  pt: {
    read: `auditar diagnosticar supervisionar imprimir/imprime recontar revisão* situar`,
    compute: `projetar orçar/orça* pontuar deduzir/deduz inferir/infere interpretar codificar decodificar quantificar prognosticar normalizar`,
    write: `preparar categorizar recategorizar remanejar realocar redigir/redige elaborar compor/compõe desenhar girar recortar redimensionar
      comprimir/comprime descompactar corrigir/corrige emendar finalizar contratar convocar prorrogar estender/estende ampliar
      reduzir/reduz aumentar diminuir/diminui incrementar somar/soma* subtrair/subtrai fixar desmarcar destacar documentar desarquivar
      ocultar suspender/suspende reativar aceitar recusar emitir/emite protocolar reclamar votar/voto* conectar desconectar parear
      inscrever/inscreve promover/promove rebaixar alocar clonar reverter/reverte apontar reordenar repor/repõe indexar desfazer`,
    send: `avisar comunicar anunciar alertar tuitar entregar/entrega* despachar`,
    access: `negar restringir/restringe banir proibir expulsar`,
    execute: `orquestrar automatizar treinar comandar deslizar pular regar ventilar prosseguir continuar`,
    destroy: `descadastrar expurgar erradicar demolir inutilizar rescindir/rescinde anular podar cassar desprovisionar`,
    pay: `pagamento* reembolso* estorno* venda* saque* depósito* transferência* cobrança* resgate* recarregar/recarrega amortizar
      financiar gastar parcelar quitar remeter/remete arrematar abonar`,
  },
  it: {
    read: `ispezione* stampare/stampa* individuare revisionare diagnosticare sorvegliare contemplare reperire/reperisce`,
    compute: `proiettare preventivare dedurre/deduce interpretare codificare decodificare quantificare pronosticare normalizzare`,
    write: `preparare categorizzare riclassificare riassegnare redigere/redige comporre/compone disegnare ruotare ritagliare ridimensionare
      comprimere/comprime correggere/corregge emendare finalizzare assumere/assume convocare prorogare estendere/estende ampliare
      ridurre/riduce aumentare diminuire/diminuisce incrementare sommare/somma* sottrarre/sottrae deselezionare evidenziare documentare
      ricreare nascondere/nasconde sospendere/sospende riattivare accettare declinare firmare/firma* emettere/emette rilasciare reclamare
      votare/voto* connettere/connette disconnettere/disconnette accoppiare indicizzare invertire promuovere/promuove clonare
      fondere/fonde protocollare integrare`,
    send: `postare twittare allertare avvisare comunicare annunciare consegnare/consegna* recapitare`,
    access: `negare limitare vietare bandire/bandisce espellere/espelle`,
    execute: `azionare navigare orchestrare automatizzare addestrare comandare scorrere/scorre saltare irrigare annaffiare proseguire
      continuare`,
    destroy: `togliere/toglie/togli sradicare demolire/demolisce gettare/getta abrogare disdire/disdice/disdici epurare potare estinguere/estingue`,
    pay: `pagamento* rimborso* bonifico* acquisto* vendita* prelievo* deposito* versamento* addebito* versare spendere/spende
      ricaricare/ricarica* finanziare saldare cedere/cede`,
  },
  de: {
    read: `einlesen vorlesen drucken inspizieren diagnostizieren vorschau* bestimmen nachverfolgen durchgehen auszählen`,
    compute: `prognostizieren interpretieren kodieren dekodieren quantifizieren gewichten hochrechnen gruppieren normalisieren`,
    write: `vorbereiten erledigen quittieren versetzen kategorisieren verfassen zeichnen drehen zuschneiden skalieren komprimieren entpacken
      korrigieren berichtigen finalisieren verlängern erweitern erhöhen verringern reduzieren festsetzen hervorheben dokumentieren
      sichern ausblenden einblenden aussetzen reaktivieren annehmen unterschreiben signieren ausstellen beantragen abstimmen verbinden
      trennen koppeln indexieren umkehren befördern klonen zusammenlegen ergänzen protokollieren vormerken abhaken umstellen austragen
      abmelden einpflegen übernehmen absagen zusagen stellen/stellt einreichen nachreichen hinterlegen umplanen zurückstellen`,
    send: `ankündigen melden/meldet alarmieren warnen zustellen twittern`,
    access: `verbieten beschränken ausschließen`,
    execute: `orchestrieren automatisieren trainieren ansteuern scrollen überspringen bewässern durchlaufen`,
    destroy: `wegwerfen abschaffen kappen räumen säubern auflösen exmatrikulieren verschrotten ausradieren`,
    pay: `zahlung* überweisung* erstattung* kauf* verkauf* abbuchung* einzahlung* auszahlung* aufladen finanzieren verleihen
      gutschreiben ersteigern`,
  },
};

/** Commands of shells, stores and databases: abbreviations that are words to those who use them. */
export const commandVerbs: VerbTable = {
  read: `nslookup traceroute hget mget hgetall hkeys hvals lrange smembers sismember zrange zscore xrange blame* bisect*`,
  write: `ln sed tar rsync scp cp hset mset hmset setex setnx lpush rpush sadd zadd incr decr incrby decrby xadd persist getset
    upsert patchset crontab useradd groupadd usermod`,
  execute: `ssh sudo curl wget systemctl eval evalsha spawn fork nmap sqlmap xargs nohup rerun replay* redeploy retrain`,
  destroy: `hdel srem zrem lpop rpop spop lrem ltrim flushall flushdb mkfs dd userdel groupdel shred pkill killall rmi`,
};
