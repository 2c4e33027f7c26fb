import type { Language, VerbTable } from "./verb-kind";

/** What is done in offices, wards, workshops, harbours, kitchens and games, by language. */
export const tradeVerbs: Readonly<Record<Extract<Language, "es" | "fr" | "pt" | "it">, VerbTable>> = {
  es: {
    read: `fiscalizar rastreo* sondear ojear hojear muestrear cronometrar pesar/pesa geolocalizar georreferenciar deletrear recitar narrar
      relatar arrojar bajar/bajan reflejar desplegable* vislumbrar curiosear relevamiento* contemplar avistar
      escuchar oír/oye captar`,
    compute: `cifrar/cifran descifrar encriptar desencriptar baremar tasar/tasan promediar redondear desglosar contrastar cotejar cruzar tabular prorratear lematizar dimensionar
      triangular interpolar extrapolar modelar optimizar parsear perfilar auscultar desambiguar adivinar sortear
      trazar conjugar corroborar constatar simulación* previsualización* estimación*`,
    write: `nuevo* nueva* cierre* asociar adoptar ceder/cede adjudicar licitar rectificar subsanar impugnar alegar plantar transportar pintar reclutar entrevistar jubilar inactivar estacionar ocupar dirigir/dirige sumergir contabilizar cuadrar conciliar puntear asentar/asienta aprovisionar provisionar periodificar imputar trasladar prescribir/prescribe
      derivar pedir/pide admitir/admite hospitalizar triar vacunar dispensar recepcionar desviar fichar/fichan justificar interponer/interpone
      desistir/desiste apelar recurrir/recurre empadronar censar escriturar legalizar compulsar homologar convalidar acreditar certificar
       arbitrar peritar catalogar subtitular doblar montar equipar reaccionar dejar/deja estibar atracar amarrar embarcar
      desembarcar asegurar sembrar/siembra cosechar vendimiar fertilizar fumigar labrar arar injertar inseminar alinear sancionar
      amonestar dividir/divide separar juntar fraccionar consolidar desagrupar preinscribir promulgar designar relevar ascender/asciende
      delegar encargar encomendar avalar garantizar retener/retiene permutar memorizar recordar/recuerda aparcar acumular formalizar aportar pasar
      reagendar replanificar realojar colgar declarar denunciar testar
      alojar hospedar albergar tutelar colorear maquetar recodificar transcodificar mudar/muda
      canalizar incoar instruir/instruye cursar dictar dictaminar repartir/reparte distribuir/distribuye
      reintegrar devengar reconocer/reconoce precintar paletizar empaquetar embalar reponer/repone surtir
         colocar/coloca introducir/introduce cumplimentar diligenciar reportar
       postergar espaciar ensayar anotación* inscripción* matriculación* incorporación*`,
    send: `retransmitir/retransmite radiar divulgar mencionar felicitar saludar telegrafiar teleenviar mensajear recomunicar `,
    access: `readmitir/readmite desautorizar revalidar inhabilitar apoderar/apodera`,
    execute: `aspirar fregar/friega barrer planchar lavar secar centrifugar hornear cocinar calentar/calienta enfriar enfocar orientar
      renderizar aislar descolgar/descuelga soldar/suelda fresar tornear taladrar cortar/corta perforar laminar prensar dosificar bombear
      drenar levantar/levanta tumbar escalar reprocesar volcar/vuelca calibrar tarar esterilizar desinfectar evacuar despegar aterrizar
      pilotar conducir/conduce virar zarpar atenuar iluminar parpadear destellar vibrar jugar/juega atacar
      minar depurar replicar reindexar rebobinar barajar conmutar rearmar armar desarmar telefonear
        filmar fotografiar frenar acelerar bascular remolcar izar arriar climatizar refrigerar
      caldear electrificar energizar desenergizar reejecutar reiterar cronificar activación*
      desactivación* encendido* apagado* arranque* puesta* parada* lanzamiento*`,
    destroy: `despublicar despedir/despide cesar derogar extirpar sacrificar desguazar desahuciar exterminar incinerar triturar invalidar
      desalojar olvidar/olvida quemar desregistrar amputar esquilmar abolir/abole finiquitar trocear machacar aplastar pulverizar
      vaciado* limpieza* anulación* revocación* cese* despido*`,
    light: `tomar/toma`,
    pay: `retirada* refinanciar cofinanciar repostar debitar recaudar indemnizar compensar recompensar remesar subvencionar becar patrocinar hipotecar pignorar enajenar alquilar
      arrendar/arrienda subarrendar/subarrienda premiar resarcir endeudar pagaré* liquidación*
      desembolsar monetizar amortización*`,
  },
  fr: {
    read: `savoir/sait dénombrement* recensement*  chronométrer peser/pèse géolocaliser feuilleter épeler réciter narrer raconter écouter entendre/entend capter
      contrôler ressortir/ressort tracer pister repérage* contrôle* aperçu* inspection* audit* extraction* `,
    compute: `déchiffrer crypter décrypter chiffrer arrondir ventiler croiser dimensionner trianguler interpoler extrapoler modéliser optimiser jauger
      rapprocher lemmatiser segmenter barémer coter/cote proratiser tabuler confronter recouper départager simulation* estimation*
      comparaison* évaluation* anticiper`,
    write: `nouveau* nouvelle* demander associer adopter contester requérir/requiert adjuger peindre/peint planter transporter garer stationner brancher débrancher inactiver formaliser titrer lettrer souscrire/souscrit opposer comptabiliser admettre/admet prescrire/prescrit muter hospitaliser réceptionner poser/posent embaucher pointer
      justifier déposer/dépose plaider déclarer télédéclarer semer/sème épandre/épand amarrer engager/engage inventorier aimer/aime
      monter/monte équiper consolider imputer constater affréter charger/charge* décharger
      embarquer débarquer accoster appareiller récolter vendanger fertiliser greffer traire ensiler vacciner/vaccinent dispenser orienter
      adresser domicilier homologuer légaliser attester titulariser nommer désigner
      déléguer confier commettre/commet renseigner fractionner diviser/divise scinder regrouper séparer conditionner emballer
       palettiser approvisionner réapprovisionner réassortir ranger/rangent entreposer loger/loge héberger/héberge signaler
      porter laisser/laisse remettre/remet établir/établit dresser/dresse instruire/instruit constituer/constitue
       proroger repousser/repousse surseoir différer/diffère avancer mémoriser retenir/retient rappeler/rappelle
      liker colorier maquetter mixer transcoder annexer adjoindre/adjoint apposer parapher tamponner cacheter/cachète
      convenir désinscrire/désinscrit désabonner réinscrire/réinscrit préinscrire/préinscrit immatriculer matriculer
      mise* prise* dépose* affectation* déclaration* réservation* prolongation*`,
    send: `télétransmettre/télétransmet retransmettre/retransmet divulguer mentionner féliciter saluer acheminer faxer propager
      télégraphier messager`,
    access: `réadmettre/réadmet déshabiliter mandater accréditer `,
    execute: ` couper/coupe isoler étalonner calibrer usiner fraiser percer/perce souder découper/découpe presser pomper vidanger
      irriguer laver sécher/sèche aspirer repasser cuire/cuit chauffer refroidir baisser/baisse lever/lève hausser rejouer raccrocher
      décrocher sonner/sonne clignoter vibrer tamiser braquer atterrir décoller conduire/conduit
      freiner accélérer remorquer hisser larguer stériliser désinfecter évacuer attaquer miner déboguer répliquer réindexer
      rembobiner mélanger/mélange forcer/force commuter armer désarmer réarmer filmer photographier climatiser
      réfrigérer coulisser réexécuter réessayer retenter rebooter ordonnancer amorcer
      activation* désactivation* allumage* extinction* ouverture* fermeture* arrêt* étalonnage* `,
    destroy: `licencier congédier extourner abolir désherber abattre/abat incinérer invalider expulser oublier/oublie brûler/brûle
      annihiler amputer pulvériser écarter rayer périmer dépublier oubli* vidage* nettoyage* résiliation* révocation* licenciement*
       réinitialisation*`,
    pay: `refinancer cofinancer télépayer/télépaie indemniser compenser récompenser subventionner sponsoriser hypothéquer louer/loue dédommager
      défrayer reverser/reversent capitaliser souscription* règlement* débit* rachat* racheter/rachète
      rétribuer monétiser décaisser débourser mandatement* liquidation* spéculer`,
  },
  pt: {
    read: `saber/sabe fiscalizar contagem* recontagem* rastreio* sondar folhear cronometrar pesar/pesa geolocalizar soletrar narrar relatar conferir/confere espiar vistoriar ouvir/ouve
      escutar captar constatar apurar conferência* vistoria* apuração* levantamento* espelhar monitorização* monitoramento*
      acompanhamento* averiguar observar perceber/percebe `,
    compute: `cifrar criptografar descriptografar arredondar ratear cruzar dimensionar triangular interpolar extrapolar modelar otimizar tabular confrontar adivinhar sortear traçar
      lematizar aferir/afere simulação* estimativa* comparação* cotejar desambiguar `,
    write: `novo* nova* associar adotar ceder/cede adjudicar licitar retificar sanear impugnar contestar carimbar transportar pintar recrutar aposentar inativar estacionar lacrar protestar formalizar escriturar contabilizar conciliar internar prescrever/prescreve receber/recebe separar bater/bate admitir/admite
      rematricular peticionar vacinar atracar escalar tombar curtir seguir legendar equipar apensar averbar autuar
      distribuir/distribui juntar deferir/defere indeferir/indefere protocolizar homologar certificar licenciar credenciar
      dar/dá colocar/coloca pôr/põe botar deixar/deixa passar/passa trocar/troca hospedar alojar embarcar
      desembarcar descarregar plantar semear/semeia colher/colhe adubar pulverizar fertilizar ordenhar inseminar
      consolidar provisionar imputar dividir/divide agrupar fracionar empacotar embalar paletizar abastecer
       memorizar lembrar delegar nomear/nomeia designar encarregar justificar denunciar
      declarar retificar catalogar montar colorir diagramar transcodificar solicitar requerer/requer pedir/pede
       reportar atestar laudar empenhar homologação* marcação* solicitação* inscrição*
      reagendamento* agendamento* rematrícula* remarcação* lançamento* registro* emissão*`,
    send: `intimar citar retransmitir mencionar parabenizar cumprimentar telegrafar disseminar espalhar difundir/difunde`,
    access: `readmitir/readmite descredenciar desautorizar inabilitar outorgar `,
    execute: `abaixar erguer/ergue subir/sobe armar desarmar irrigar varrer/varre isolar desviar renderizar derrubar reprocessar calibrar
       soldar fresar tornear furar cortar/corta prensar bombear/bombeia drenar lavar secar aspirar cozinhar assar
      aquecer/aquece resfriar esfriar focar orientar decolar pousar pilotar dirigir/dirige navegar acelerar rebocar içar
      esterilizar desinfetar evacuar jogar/joga atacar minerar depurar replicar reindexar rebobinar embaralhar forçar/força comutar
      discar atender/atende piscar vibrar soar iluminar clarear escurecer filmar fotografar climatizar refrigerar
      reexecutar repetir/repete retentar escalonar despertar engatilhar rearmar basculhar acionamento* ativação* desativação*
      desligamento* ligamento* parada* disparo*`,
    destroy: `despublicar demitir/demite exonerar extinguir/extingue abater/abate incinerar triturar invalidar despejar esquecer/esquece queimar
      abolir desmatar sucatear estraçalhar cessar caducar limpeza* anulação* revogação* demissão* expurgo*
      cancelamento*`,
    pay: `retirada* refinanciar cofinanciar recolher/recolhe indenizar compensar recompensar premiar subvencionar patrocinar hipotecar alugar/aluga arrendar/arrenda
      debitar creditar antecipar ressarcir remunerar desembolsar monetizar liquidação* liquidar aporte* aportar sublocar
      recolhimento* empréstimo* arrecadar leiloar penhorar restituir/restitui`,
  },
  it: {
    read: `sapere/sa conteggio* tracciamento* sondare sfogliare cronometrare pesare/pesa geolocalizzare recitare narrare raccontare ascoltare sentire/sente captare
      riportare ricavare/ricava rilevamento* rilevazione* ricostruire/ricostruisce sbirciare consultazione* monitoraggio*
      controllo* anteprima* desumere/desume `,
    compute: `criptare decriptare cifrare/cifrano arrotondare ripartire/ripartisce incrociare dimensionare triangolare interpolare estrapolare modellare ottimizzare tabulare
      raffrontare indovinare sorteggiare lemmatizzare disambiguare comparare determinare/determina simulazione* confronto*
      preventivo* valutazione* accertare`,
    write: `nuovo* nuova* associare adottare aggiudicare piantare trasportare dipingere/dipinge contestare impugnare reclutare inattivare parcheggiare sigillare verbalizzare deliberare scrutinare rogare bollare formalizzare contabilizzare quadrare riconciliare ricoverare dimettere/dimette prescrivere/prescrive richiedere/richiede/richiedi
      evadere/evade/evadi ricevere/riceve/ricevi timbrare giustificare ormeggiare/ormeggia inventariare/inventaria prestare
      seguire/segue/segui sottotitolare equipaggiare/equipaggia imputare accantonare vaccinare dispensare/dispensa somministrare
        imbarcare sbarcare attraccare seminare concimare arare innestare mungere/munge fecondare
      schierare sanzionare ammonire/ammonisce squalificare mettere/mette/metti portare/porta* prendere/prende/prendi
      lasciare/lascia dare/dà girare passare/passa consolidare dividere/divide separare frazionare raggruppare imballare
      confezionare pallettizzare rifornire/rifornisce riassortire/riassortisce stoccare ubicare collocare/colloca alloggiare ospitare
      delegare nominare designare incaricare affidare denunciare dichiarare rettificare catalogare montare colorare
      impaginare transcodificare prolungare differire/differisce rinviare/rinvia ricordare restaurare vidimare
      omologare legalizzare attestare certificare immatricolare preiscrivere/preiscrive reiscrivere/reiscrive disiscrivere/disiscrive
      apporre/appone siglare timbratura* prenotazione* iscrizione* richiesta* annotazione* assegnazione* protocollazione* impostazione*
      commissionare sollecitare apprezzare/apprezza smistare trasportare redarre stilare/stila`,
    send: `divulgare menzionare congratulare salutare telegrafare diffondere/diffonde messaggiare ritrasmettere/ritrasmette propagare
      teletrasmettere/teletrasmette `,
    access: `riammettere/riammette interdire/interdice`,
    execute: `alzare abbassare tarare/tara calibrare isolare agganciare riagganciare/riaggancia puntare renderizzare rielaborare
      fresare tornire/tornisce forare tagliare/taglia pressare dosare pompare drenare lavare asciugare/asciuga aspirare cuocere/cuoce
      scaldare/scalda riscaldare/riscalda raffreddare/raffredda orientare decollare atterrare pilotare guidare/guida* frenare accelerare
      rimorchiare issare sterilizzare disinfettare evacuare giocare/gioca attaccare minare replicare reindicizzare riavvolgere/riavvolge
      mescolare forzare/forza commutare armare disarmare lampeggiare vibrare suonare/suona illuminare oscurare filmare
      fotografare climatizzare refrigerare rieseguire/riesegue riprovare/riprova ritentare debuggare telefonare
      squillare innescare azionamento* accensione* spegnimento* avvio* attivazione* disattivazione* apertura* chiusura* arresto*
      acquisire/acquisisce ripetere/ripete`,
    destroy: `depubblicare licenziare/licenzia stornare esonerare destituire/destituisce abbattere/abbatte incenerire/incenerisce triturare/tritura invalidare
      sfrattare dimenticare/dimentica bruciare/brucia abolire/abolisce rottamare radiare amputare polverizzare cestinare/cestina macellare
      svuotamento* pulizia* annullamento* licenziamento* disdetta* cessazione* azzeramento* ripristino*`,
    pay: `rifinanziare cofinanziare rilanciare/rilancia incassare/incassa indennizzare compensare ricompensare premiare/premia sovvenzionare sponsorizzare ipotecare affittare/affitta
      subaffittare/subaffitta locare liquidare risarcire/risarcisce retribuire/retribuisce remunerare riscuotere/riscuote monetizzare
      erogare stanziare incasso* liquidazione* noleggio* accredito* esborsare riscatto* riscattare`,
  },
};
