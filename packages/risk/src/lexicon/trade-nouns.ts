/**
 * Things of trades that a name without a verb is about, in English. None of them is something that is done: no payment, no
 * deletion, no discharge, and nothing that is as often a verb.
 */
export const tradeNouns = `
  accountant accrual actuary affidavit annuity appraisal arrears auditor balance bookkeeping broker cashflow clerk creditor
  debtor depreciation dividend equity fiscal goodwill journal ledger liability liquidity maturity overdraft payable
  payables payslip portfolio premium principal quota receivable receivables remuneration solvency surplus tariff taxpayer treasury trustee
  turnover vat yield bookkeeper aging ageing
  ambulance anaesthesia anatomy antibody antigen apothecary artery biopsy bloodwork bodyweight cardiology caregiver catheter clinician
  cholesterol cohort comorbidity contraindication contraindications department dermatology diagnosis doctor dosage dosing emergency formulary genotype glucose
  hematology hospital hygiene icu immunity insulin laboratory lab labs lesion maternity medicament morbidity mortality neonatal neurology
  nurse nursery oncology ophthalmology orthopedics oxygen paediatrics pathology pathogen pediatrics pharmacist pharmacy phenotype
  physiology physiotherapy plasma practitioner prognosis psychiatry pulse radiology reagent saliva serum specimen sputum surgeon
  symptom theatre theater therapist therapy thyroid tissue toxicity triage urine vaccine vein ventilator virus vital vitals ward wound
  aisle anchorage backlog ballast barge bay berth bollard bonded broker bulk bunker buoy cargo carton chandler chassis consignee consignment
  consignor container courier crate customs demurrage depot dispatcher draught drayage dunnage eta etd freight forwarder
  fleet forklift harbor harbour haulage hull incoterm incoterms jetty lading laycan locker logistics manifest mariner mooring odometer
  pallet parcel pickup pier port quay replenishment shipper sku stevedore stowage tanker tare tonnage trailer truckload
  tug vessel voyage waybill wharf dropoff restocking lot barcode dock gangway lighthouse
  absence aptitude bonus boss candidate coworker employer headcount holiday intern internship jobseeker manager mentor occupation onboarding
  org overtime payband pension personnel probation recruiter resignation seniority shift staffing stipend subordinate supervisor
  tenure timesheet trainee vacancy workforce workload
  alumni assignment bachelor bursary canteen chalkboard classroom curriculum dean degree diploma dissertation doctorate dormitory
  enrolment faculty fraternity freshman gradebook graduate graduation homework kindergarten lecturer lesson library literacy marksheet
  mathematics pedagogy preschool professor provost pupil quizzes rubric scholar schoolbook seminar semester sophomore substitution
  syllabus teacher term textbook thesis timetable transcript tuition undergraduate detention
  acquittal advocate affiant allegation arbitration attorney bailiff barrister bylaw counsel court custody decree defendant
  deposition docket evidence felony hearing injunction inmate jail judiciary jurisdiction jurisprudence juror jury lawsuit
  lawyer legislature litigation magistrate matter misdemeanor notary ordinance paralegal plaintiff pleading precedent prosecutor
  provision solicitor statute subpoena testimony tort tribunal verdict
  administration ballot borough bureau cadastre cadastral census citizen citizenship clerk constituency council councillor deed district
  dossier electorate embassy gazette government immigration legislation mayor ministry municipality nationality naturalisation
  parliament passport pension police precinct prefecture premises referendum registry resident residence senate sheriff taxation
  township treaty tribunal vote voter ward zoning naturalization sanitation firefighter
  actuator alarm appliance attic basement bathroom boiler bulb carport ceiling chimney circuit dehumidifier dishwasher doorbell
  dryer fireplace freezer fridge garage geofence hallway hob hvac inverter kettle laundry lawn meter microwave mower occupancy
  oven patio photovoltaic pv radiator refrigerator router sauna scene sensor socket solar switchboard thermostat tv veranda washer
  washing yard mailbox doormat greenhouse playroom bedroom
  aluminium aluminum assembly asset bearing bottleneck cnc compressor coolant conveyor coolant crankshaft cylinder downtime electrode
  emission equipment factory foundry furnace gearbox genealogy hopper hydraulic impeller kanban kiln lathe lubricant lubrication
  machinery maintenance metallurgy mould nozzle oee operator piston plc pneumatic press procurement reactor refinery robot rpm scada
  setpoint spindle supervisor tolerance toolbox torque turbine valve vibration viscosity warehouse workpiece workstation alloy steel
  acreage acre agronomy agriculture animal apiary apple barley barn bee beehive beekeeper brood calf calves cattle cereal chicken colony
  compost corn cow crop dairy drainage drought duck ewe farm farmer fertility fertilizer fodder foliage forestry frost fruit fungicide
  goat goose grain grassland grazing hay hen herbicide herd hive honey horticulture humus irrigation lamb larva larvae livestock maize manure
  meadow mite mites mulch nectar nitrogen oat orchard paddock pasture pest pesticide phosphorus pig pollen pollinator
  potassium potato poultry rainfall rancher ration rations rice rooster rye seedling sheep silage soil soybean stable swarm tractor varroa
  vegetable veterinarian veterinary vine vineyard wheat wool yields parasite
  aerodrome airfare airfield airspace airstrip aircraft allowance backpack baggage boarding cabin carousel cockpit cruise
  destination embassy excursion fare ferry gate hostel itinerary jetlag journey layover locomotive lounge luggage motorway passenger
  pilot platform railway runway seatmap shuttle sightseeing stopover suitcase terminal timetable tourism tourist tram transit
  traveler traveller trip visa waypoint wagon highway toll hut
  applause artist attendee auditorium ballroom band banquet booth cabaret carnival caterer catering celebration ceremony choir
  concert congress convention cuisine delegate dj exhibitor festival gala gig guest headliner host invitee keynote moderator
  musician nightclub organiser organizer panel panelist partner parade reception rehearsal rider seating soundcheck speaker sponsor
  sponsorship stage symposium ticketing usher venue volunteer wedding workshop backstage
  arena athlete baseball basketball boxer champion championship club coach cricket cyclist defender derby division fixture
  football goalkeeper golf handicap hockey injury jockey kickoff lap league lineup marathon medal midfielder olympics opponent
  pitcher player podium quarterback racetrack racing referee relay rookie roster rugby runner scoreboard season skier soccer squad stadium
  standings striker sprinter swimmer team tennis tournament trophy umpire venue volleyball wicket wrestler triathlon
  accession antiquity archaeology archive archivist artefact artwork canvas catalogue collector conservation conservator
  curator donor easel exhibit exhibition fossil fresco gallery heritage manuscript masterpiece monument museum painting
  patron pedestal photograph plaque pottery provenance relic sculptor sculpture statue tapestry vault visitor librarian
  bungalow cadastre condo condominium dwelling easement estate facade floorplan foreclosure freehold homeowner household housing landlord
  leasehold lessee lessor loft mansion neighbour neighbourhood neighborhood occupant ownership parcel plumbing premises proprietor
  realtor residence residential skyscraper sqft sublease tenancy tenant title vacancy villa viewing
  accident actuarial adjuster annuity beneficiary claimant collision coverage deductible endorsement insured insurer
  liability loss peril policyholder premium reinsurance rider underwriter underwriting
  apr apy arbitrage banking banknote bond borrower brokerage candlestick capital cashier clearing collateral commodity
  creditworthiness crypto debenture depositor derivative drawdown equities forex futures hedge index inflation interest intraday investor
  iban lender liquidity maturity mempool nonce openings overdraft pip pool portfolio premium quote repo sector securities sentiment
  shareholder slippage spread stablecoin statement swift teller treasury validator volatility watchlist whale yield blockchain chain
  epoch block ledger gas mempool miner validator abi bytecode
  artifact backend backup bandwidth binary blob bootstrap branch browser bugfix certificate changelog checkpoint cluster codebase
  container cron daemon datacenter dependency diff dns endpoint exception filesystem firewall firmware frontend gateway gpu
  hostname hypervisor incident ingress egress instance ip kernel kubelet latency linter loadbalancer log microservice middleware
  mirror namespace network node nodepool orphan outage package partition pipeline pod postmortem protocol proxy quota registry replica
  repository rollout rollback runbook runner runtime sandbox sbom scheduler schema server service shard slo sla socket
  staging subdomain submodule subsystem syslog telemetry tenant throughput timeout toolchain topology traceback traffic uptime
  version volume vpc vulnerability webserver worker workload workspace canary failover sidecar
  aggregate attribute cardinality changeset collation column constraint cursor datatype entity fk foreign index key lag locks materialized
  normalization partition primary query record relation replica replication row rowcount schema sequence snapshot sql table tablespace
  tuple view warehouse wal dialect
  addressee attachment autoresponder bot broadcast caller campaign channel chatroom conversation correspondent emoji inbox
  greeting handset handle hashtag headset hotline inbound outbound mailbox mailing mention messenger moderator newsletter outbox
  participant presence receipt recipient sender signature sms sticker subject subscriber switchboard telephone telephony thread
  unread voicemail ivr trunk extension pbx carrier roaming dialer
  advertiser audience avatar bio blogger celebrity community demographics demographic engagement fanbase feed follower friend gif
  hashtag impression influencer livestream meme podcast profile reel subscriber thumbnail vlog viewer
  adversary antivirus anomaly anomalies attacker authenticator backdoor botnet breach cipher compliance cve cvss exposure
  fingerprint forensic forensics hacker honeypot indicator ioc intrusion malware payload phishing ransomware siem threat tls
  trojan vector vulnerability xss
  cartridge collation duplex ink inkjet laser letterhead paper printer printout scanner spool stationery toner tray queue
  altitude basemap bbox bearing boundary cartography centroid contour coordinate elevation feature footpath geofence geography geology
  geometry hemisphere intersection isochrone landmark latitude legend longitude mapping meridian neighborhood nearest perimeter poi
  polygon projection raster relief road satellite sidewalk street terrain tile topography trail watershed
  aerosol air aqi atmosphere avalanche barometer blizzard breeze climate cloud cyclone dew dust earthquake erosion flood flooding
  fog forecast fuel gauge glacier gust hail humidity hurricane lightning moisture monsoon ozone pollutant pollution precipitation
  rain rainfall river seismic sleet smoke snow snowfall solstice storm sunlight sunrise sunset temperature thunder thunderstorm tide
  tornado tsunami typhoon uv visibility weather wildfire wind perimeter acres containment structure firefighter
  accelerator aperture asteroid astronomy atom aurora beamline beamtime camera chromatogram chromatography comet constellation
  cosmic crystal detector dome eclipse electron ephemeris ephemerides exoplanet experiment exposure galaxy genome guide guiding
  instrument ion isotope laboratory laser lens magnitude mass measurement meteor microscope molecule moon nebula neutron
  nucleus observatory observation observer orbit particle peptide photon physics planet plasma proton quantum reagent sample seeing
  sky solvent spectrometer spectroscopy spectrum star telescope titration wavelength zenith
  animation aperture audio backdrop broadcast caption chroma cinema cinematographer clip codec composer costume dailies daily dialogue
  director dolly editor exposure film footage frame framerate gamma greenscreen keyframe loudness lut lyric lyrics melody microphone
  mixer montage movie narrator photographer photography pixel playback playlist premiere producer prop radio rehearsal
  resolution scene score screenplay script shader shot shutter song soundtrack storyboard studio subtitle take timecode timeline
  track trailer video vocal voiceover waveform wardrobe
  achievement ammo armor artifact avatar boss character clan dungeon enemy faction gamer gameplay guild hero hitpoints inventory item
  leaderboard level loot lobby mana match matchmaking minion monster npc opponent perk player potion quest ranked rarity
  respawn score season server skill skin skins spell stamina talent tier trophy unlockable weapon zone
  altar baptism bible bishop cemetery chapel charity choir church clergy congregation deacon diocese faith funeral grave hymn liturgy
  mosque parish parishioner pastor pew prayer preacher priest psalm rabbi sacrament sermon sunday synagogue temple tithing verse
  alcohol appetizer bakery barista batch beer beverage bottle bread breakfast brewery buffet butcher cafe calorie cellar chef cider
  cocktail coffee cook cuisine dessert diner dish fermentation flavor flour grape gravity hops ingredient kitchen malt
  meal meat menu milk must mustard nutrient nutrition pairing pastry pizza protein recipe sauce sommelier spice sugar tannin
  tank tasting vintage waiter water whisky wine winery winemaker yeast
  algae anchor angler aquarium bait beach boat canoe coral creek current cylinder dive diver dock estuary fish fisherman fishery
  gear harbour ice kayak lake lifeguard marina nitrox ocean pier pond reef regatta resort river sail sailor scuba ski slope snowpack
  snowboard surf swell tank trail trout wave wetsuit yacht
  activist carer caregiver charity daycare donation donor elderly foster foundation fundraiser grantee ngo nonprofit orphanage
  philanthropy refugee shelter veterans volunteer
  apprentice blacksmith builder carpenter cleaner cobbler concrete construction contractor electrician excavator florist framer
  gardener glazier goldsmith hairdresser jeweller jeweler joiner locksmith mason mechanic painter plasterer plumber roofer saddler
  salon scaffolding stonemason subcontractor tailor tattoo tiler upholsterer watchmaker welder
  ash bark biodiversity birdwatching bog burrow butterfly canopy carbon chick deer ecology ecosystem egg elk fauna fern flora forester
  fungus habitat heath hunter hunting lichen lumber mammal moss moth mushroom nest owl predator reptile rodent sapling species
  squirrel timber tree wetland wilderness wildlife wolf woodland
  hr crm erp pos rfq rfp po bom kpi okr faq api sdk cli gui url pdf csv json xml html css
  amenity amenities anomaly app area aspect attribute average band brand breakdown bundle calendar candidate capacity caption case catalog
  category cause center centre chapter class clause client code comparison component condition configuration contact content context corridor
  cost counterpart coverage criteria criterion currency curve customer cutoff data dataset date day deadline default definition delta
  department description destination detail device diagram dictionary difference dimension direction discount district document domain
  duration economy edition element entry environment equivalent error event evidence excerpt exposure facility fact factor feature figure
  filing folder format formula fraction frequency function gap genre geography glossary guide guideline headline hierarchy
  hour household idea identifier illustration indicator industry ingredient input instruction interval inventory item key keyword
  language latency layer layout legend length lesson letter level library licence limit line list listing location logo
  manual margin market material matrix meaning measure measurement member metadata method metric milestone minute mode model moment month
  motion name neighbor neighbour news note notice notification number object occasion occurrence option order origin outcome outlook output
  overlap overview owner package page pair paragraph parameter part participant partner path pattern peak people percentage
  period permit person phase phrase piece place plan point policy population portion position preference presence price
  priority prize procedure product profile programme progress project property proportion provider publication quality quantity question
  queue range rank rarity rating ratio reading reason recipe record reference region relation relationship reminder renewal report
  requirement resource respondent response responsibility result revenue review reward risk role room route row rule sample scenario
  scene schedule scheme scope score season section sector segment selection sentence sequence series session setting severity shape
  sheet shelf shop shortage shortlist sibling side signal situation size slot society solution source space specialist specialty species
  spec speed stage stakeholder standard start state station statistic status step stock store story strategy strength structure style subject
  subset suggestion suite summary supplier supply surface survey symbol system table tag target task team technique technology template tendency
  term territory text theme theory threshold tier time timeline tip title token tone tool topic total tour trait trend type unit usage user
  value variable variant variety vendor venue version victim view viewpoint village violation visit voice volume warning weakness week
  weekday weekend weight wheel width window winner wish word work year zone
  glaze organ folio minibar bail plot banns playground noise pothole belt chlorine dough flour dance amount inspection complaint etymology
  spare flaky comparable handover pass ebay overdraft backstage birth scoring
  best worst slow fast big small long short old young early late full partial whole daily weekly fortnightly monthly quarterly yearly annual
  seasonal historic historical local regional national international global urban rural maritime marine aerial spatial temporal thermal
  optical acoustic chemical biological genetic mechanical structural hourly nightly nearby upper inner outer northern southern
  eastern western own free busy idle live major minor critical common rare frequent average typical normal abnormal estimated
  potential possible likely high low minimum maximum mean net gross raw final initial interim preliminary overall domestic foreign
  internal external personal private public corporate statutory contractual athletic academic judicial electoral ministerial
  parliamentary pastoral liturgical sacred civil civic rural nautical floral dental surgical cardiac renal fetal neonatal maternal
  weekday weekend midnight noon morning evening night afternoon today tonight tomorrow yesterday`;
