import type { VerbTable } from "./verb-kind";

/** Infinitives; where the third person isn't regular it follows after a slash. */
export const spanishVerbs: VerbTable = {
  read: `obtener/obtiene/obten listar/lista* leer/lee mostrar/muestra ver/ve buscar/busca* consultar/consulta* recuperar
    devolver/devuelve retornar/retorna* encontrar/encuentra explorar inspeccionar describir/describe verificar
    comprobar/comprueba descargar/descarga* exportar visualizar localizar enumerar contar/cuenta* revisar traer/trae
    extraer/extrae monitorear monitorizar rastrear conseguir/consigue chequear detallar observar navegar indicar informar proporcionar
    medir/mide conocer/conoce saber/sabe ofrecer/ofrece capturar/captura* escanear acceder/accede seguir/sigue recopilar
    recoger/recoge averiguar investigar listado* búsqueda* obtención* lectura* visualización* recuperación* extracción* señalar`,
  compute: `analizar calcular convertir/convierte traducir/traduce validar comparar estimar resumir/resume explicar detectar
    predecir/predice evaluar identificar clasificar simular sugerir/sugiere recomendar/recomienda formatear transcribir resolver/resuelve ordenar/ordena* agrupar filtrar/filtra cálculo* conversión*
    validación* verificación* comprobación* análisis*`,
  write: `crear agregar añadir/añade insertar escribir/escribe editar actualizar modificar cambiar/cambia
    establecer/establece guardar almacenar renombrar mover/mueve copiar/copia* reemplazar adjuntar asignar etiquetar comentar
    archivar cerrar/cierra reabrir/reabre completar marcar/marca* importar configurar registrar definir/define programar
    reservar/reserva* agendar/agenda* suscribir/suscribe habilitar deshabilitar activar desactivar aprobar/aprueba rechazar confirmar
    fusionar restaurar poner/pone generar cancelar abrir/abre ajustar subir/sube sustituir/sustituye incorporar grabar
    anotar solicitar presentar incluir/incluye reprogramar aplazar posponer/pospone planificar vincular desvincular silenciar
    matricular unir/une adaptar crear/crea inscribir creación* actualización* modificación* inserción* asignación* sustituir/sustituye duplicar`,
  send: `enviar/envia mandar publicar responder/responde notificar reenviar/reenvia remitir/remite avisar cargar envío* difundir/difunde`,
  access: `otorgar conceder/concede invitar compartir/comparte autorizar bloquear desbloquear`,
  execute: `ejecutar iniciar/inicia detener/detiene/deten reiniciar lanzar desplegar/despliega invocar llamar/llama*
    correr/corre disparar arrancar parar/para* instalar compilar construir/construye pausar reanudar desencadenar apagar
    encender/enciende aplicar sincronizar pulsar migrar reintentar probar/prueba* controlar clicar rellenar/rellena teclear arrastrar desplazar reproducir/reproduce interrumpir/interrumpe terminar/termina* relanzar
    ejecución* reinicio* despliegue* instalación*`,
  destroy: `eliminar borrar suprimir/suprime quitar destruir/destruye purgar vaciar/vacia limpiar revocar remover/remueve
    anular desinstalar descartar restablecer/restablece truncar sobrescribir/sobrescribe matar
    desmantelar desechar extinguir arrasar retirar eliminación* borrado* supresión* destrucción* disolver/disuelve`,
  pay: `pagar/paga* cobrar reembolsar transferir/transfiere comprar/compra* vender/vende depositar facturar abonar donar
      liquidar invertir/invierte* apostar/apuesta* canjear adquirir/adquiere remunerar sufragar`,
  manage: `gestionar administrar manejar procesar realizar operar usar utilizar trabajar`,
  light: `realizar hacer/hace ejecutar efectuar llevar`,
};

export const frenchVerbs: VerbTable = {
  read: `obtenir/obtient/obtenez lister/liste* lire/lit/lisez afficher/affiche* montrer voir/voit/voyez chercher rechercher
    récupérer consulter/consulte renvoyer/renvoie retourner/retourne trouver explorer inspecter décrire/décrit/décrivez
    vérifier télécharger exporter visualiser localiser énumérer compter/compte* examiner extraire/extrait*/extrayez
    surveiller mesurer capturer/capture* sonder scanner* détailler accéder présenter connaître/connaît collecter relever interroger parcourir/parcourt/parcourez fournir/fournit/fournissez donner indiquer observer suivre/suit/suivez suivi* consultation* récupération* lecture* affichage* obtention* téléchargement* recherche*`,
  compute: `analyser calculer convertir/convertit/convertissez traduire/traduit/traduisez valider comparer estimer
    résumer/résume expliquer détecter prédire/prédit évaluer identifier classer classifier simuler suggérer recommander
    formater transcrire/transcrit filtrer trier/trie résoudre/résout calcul* conversion* validation* vérification*`,
  write: `créer/crée ajouter insérer/insère écrire/écrit/écrivez éditer mettre/met/mettez modifier changer définir/définit
    enregistrer sauvegarder stocker renommer déplacer copier/copie* remplacer/remplace joindre/joint attribuer assigner étiqueter
    commenter archiver fermer clôturer rouvrir/rouvre compléter marquer/marque* importer configurer planifier programmer
    réserver abonner/abonne* activer désactiver approuver rejeter/rejette refuser confirmer fusionner restaurer générer/génère
    annuler ouvrir/ouvre actualiser régler ajuster inscrire/inscrit soumettre/soumet noter/note* annoter reprogrammer reporter décaler verrouiller déverrouiller lier dupliquer
    épingler rédiger création* modification* ajout* insertion* attribution*`,
  send: `envoyer/envoie publier répondre/répond/répondez notifier téléverser diffuser transmettre/transmet envoi*`,
  access: `accorder octroyer inviter partager autoriser bloquer débloquer`,
  execute: `exécuter lancer démarrer arrêter redémarrer déployer/déploie invoquer appeler/appelle déclencher installer
    compiler construire/construit/construisez reprendre/reprend appliquer synchroniser cliquer migrer
    relancer tester allumer éteindre/éteint/éteignez remplir/remplit appuyer taper glisser jouer/joue* interrompre/interrompt terminer/termine* suspendre
    exécution* déploiement* lancement* redémarrage* démarrage*`,
  destroy: `supprimer effacer détruire/détruit/détruisez enlever/enlève vider purger/purge* révoquer
    nettoyer désinstaller éliminer réinitialiser résilier écraser retirer tuer/tue dissoudre/dissout anéantir démanteler suppression* effacement* destruction* bannir`,
  pay: `payer/paie rembourser transférer/transfère acheter/achète vendre/vend/vendez facturer/facture* débiter créditer verser
    encaisser virer prélever/prélève investir/investit dépenser/dépense* acquérir/acquiert miser parier emprunter prêter`,
  manage: `gérer/gère administrer traiter/traite* manipuler utiliser opérer`,
  light: `effectuer faire/fait/faites réaliser exécuter passer/passe* prendre/prend/prenez`,
};

export const portugueseVerbs: VerbTable = {
  read: `obter/obtém listar/lista* ler/lê mostrar/mostra ver/vê buscar/busca* consultar/consulta* recuperar devolver/devolve
    retornar/retorna* encontrar/encontra explorar inspecionar descrever/descreve verificar baixar exportar visualizar localizar
    enumerar contar/conta* revisar trazer/traz extrair/extrai monitorar rastrear pesquisar procurar/procura* exibir/exibe
    checar fornecer/fornece informar carregar medir/mede capturar/captura* acessar conhecer/conhece apresentar coletar indicar
    detalhar acompanhar escanear listagem* obtenção* leitura* recuperação* visualização* extração*`,
  compute: `analisar calcular converter/converte traduzir/traduz validar comparar estimar resumir/resume explicar detectar
    prever/prevê avaliar identificar classificar simular sugerir/sugere recomendar formatar transcrever/transcreve filtrar ordenar resolver/resolve cálculo* conversão* validação* verificação* análise*`,
  write: `criar adicionar inserir/insere escrever/escreve editar atualizar modificar alterar mudar definir/define salvar guardar
    armazenar renomear/renomeia mover/move copiar/copia* substituir/substitui anexar atribuir/atribui etiquetar comentar arquivar
    fechar reabrir/reabre completar concluir/conclui marcar/marca* importar configurar registrar cadastrar agendar/agenda* programar
    reservar/reserva* assinar ativar desativar habilitar desabilitar aprovar rejeitar confirmar mesclar restaurar gerar cancelar
    abrir/abre ajustar gravar incluir/inclui adiar remarcar reagendar duplicar vincular desvincular silenciar matricular trancar destrancar anotar planejar
    criação* atualização* alteração* inserção* inclusão* cadastro* modificação*`,
  send: `enviar/envia mandar publicar responder/responde notificar encaminhar postar reenviar/reenvia transmitir envio*`,
  access: `conceder/concede convidar compartilhar autorizar bloquear desbloquear`,
  execute: `executar iniciar/inicia parar/para* reiniciar lançar/lança implantar invocar chamar/chama* rodar disparar acionar
    instalar compilar construir/constrói pausar retomar desligar ligar aplicar sincronizar clicar migrar testar interromper/interrompe preencher/preenche digitar acender/acende pressionar arrastar rolar tocar/toca* reproduzir/reproduz
    encerrar execução* implantação* reinicialização* instalação*`,
  destroy: `excluir/exclui apagar deletar/deleta remover/remove eliminar destruir/destrói limpar purgar esvaziar/esvazia revogar
    desinstalar descartar redefinir/redefine truncar sobrescrever/sobrescreve suprimir aniquilar
    desmontar zerar dissolver/dissolve retirar exclusão* remoção* eliminação* destruição*`,
  pay: `pagar/paga* cobrar reembolsar estornar transferir/transfere comprar/compra* vender/vende sacar depositar faturar doar investir/investe apostar/aposta* adquirir/adquire resgatar emprestar`,
  manage: `gerenciar/gerencia gerir/gere administrar manipular processar operar usar`,
  light: `realizar fazer/faz executar efetuar tirar/tira`,
};

export const italianVerbs: VerbTable = {
  read: `ottenere/ottiene/ottieni elencare/elenca leggere/legge/leggi mostrare/mostra vedere/vede cercare/cerca consultare/consulta
    recuperare restituire/restituisce trovare esplorare ispezionare descrivere/descrive/descrivi verificare/verifica* scaricare
    esportare visualizzare localizzare enumerare contare/conta* esaminare estrarre/estrae monitorare/monitora ricercare/ricerca*
     fornire/fornisce controllare/controlla listare interrogare misurare catturare/cattura* accedere/accede conoscere/conosce presentare
    indicare raccogliere/raccoglie individuare dettagliare scansionare rintracciare tracciare lettura* visualizzazione* elenco* recupero* estrazione*`,
  compute: `analizzare calcolare convertire/converte tradurre/traduce validare convalidare confrontare stimare/stima* riassumere/riassume
    spiegare rilevare/rileva prevedere/prevede valutare identificare classificare simulare suggerire/suggerisce
    consigliare/consiglia formattare trascrivere/trascrive filtrare ordinare/ordina* risolvere/risolve calcolo* conversione* validazione* analisi*`,
  write: `creare aggiungere/aggiunge/aggiungi inserire/inserisce scrivere/scrive/scrivi modificare/modifica* aggiornare cambiare
    impostare salvare memorizzare rinominare spostare copiare/copia* sostituire/sostituisce allegare assegnare etichettare
    commentare archiviare chiudere/chiude/chiudi riaprire/riapre completare contrassegnare importare configurare registrare
    definire/definisce pianificare programmare prenotare abilitare disabilitare attivare disattivare approvare
    rifiutare/rifiuta* confermare unire/unisce ripristinare generare annullare aprire/apre iscrivere/iscrive duplicare rimandare posticipare segnare segnalare collegare scollegare annotare silenziare fissare riprogrammare
    creazione* aggiornamento* inserimento* aggiunta* registrazione*`,
  send: `inviare/invia spedire/spedisce mandare pubblicare rispondere/risponde notificare inoltrare caricare trasmettere/trasmette invio*`,
  access: `concedere/concede invitare condividere/condivide autorizzare bloccare sbloccare`,
  execute: `eseguire/esegue/esegui avviare/avvia arrestare fermare riavviare/riavvia lanciare/lancia distribuire/distribuisce
    invocare chiamare installare compilare costruire/costruisce interrompere/interrompe riprendere/riprende
    applicare sincronizzare cliccare migrare testare spegnere/spegne/spegni accendere/accende/accendi premere/preme digitare toccare riempire/riempie trascinare riprodurre/riproduce terminare/termina
    esecuzione* riavvio* distribuzione* installazione*`,
  destroy: `eliminare cancellare rimuovere/rimuove/rimuovi distruggere/distrugge svuotare revocare pulire/pulisce
    disinstallare scartare azzerare reimpostare sovrascrivere/sovrascrive sopprimere/sopprime smantellare sciogliere/scioglie annientare buttare
    eliminazione* cancellazione* rimozione* distruzione*`,
  pay: `pagare/paga* addebitare rimborsare trasferire/trasferisce acquistare comprare/compra vendere/vende prelevare depositare
    fatturare bonificare donare accreditare investire/investe scommettere/scommette noleggiare`,
  manage: `gestire/gestisce amministrare elaborare trattare usare utilizzare`,
  light: `eseguire/esegue effettuare fare/fa svolgere/svolge`,
};
