import type { VerbTable } from "./verb-kind";

/**
 * What is done in trades: hospitals and courts, warehouses and ships, schools, farms, studios, laboratories, markets. A trailing
 * `~`marks what is far more often a thing and is done only where its object follows: "file a motion", "seat a guest".
 */
export const englishTradeVerbs: VerbTable = {
  read: `ascertain skim peruse scout* spot* perceive revisit reread unearth uncover demonstrate illustrate exhibit* recite depict
    portray narrate recap* elicit glean canvass reconnoiter overhear cite* specify surveil spy*`,
  compute: `deduce derive extrapolate interpolate discern distinguish differentiate factorize approximate average* total* sum*
    multiply divide subtotal* recalculate recount* tabulate crosscheck contrast* appraise gauge* judge* collocate prorate
    discretize binarize vectorize lemmatize stringify serialize deserialize demodulate modulate downsample upsample resample
    triangulate georeference vectorise dissect redline* spellcheck conjugate inflect transliterate romanize backtest backcast nowcast
    hypothesize theorize reckon ponder contemplate elaborate clarify counsel* coach* tutor* vet* scrutinize scrutinise fingerprint~
    disassemble attribute~ apportion rephrase simplify condense abridge shorten lengthen weigh`,
  write: `admit triage* prescribe refer immunize immunise vaccinate cosign countersign notarize notarise attest certify recertify
    legalize ratify endorse sponsor~ adjourn docket~ lodge~ file~ matriculate readmit reinstate reappoint appoint elect depute
    shortlist* waitlist* backfill* rehire recruit* furlough* discipline~ reprimand commend praise* reward~ excuse exempt exonerate
    pardon* parole* bequeath allot consign palletize palletise pack~ repack unpack stow restow putaway crate~ manifest~ dock~ undock berth~
    moor reroute detour* requisition* procure restock replenish sequester impound seal~ reseal unseal earmark accession~
    catalog~ catalogue~ curate shelve reshelve reclassify declassify deaccession* accrue amortize amortise capitalize capitalise itemize itemise
    recode code~ reverse* reapportion requeen wean breed* graft* sow plant~ replant transplant* milk~ shear hold* unhold seat~ reseat
    bench~ substitute* umpire referee~ pair~ unpair befriend unfriend defriend nickname~ name~ rechristen alias~ poke* nudge*
    greet thank congratulate compliment salute dedicate inscribe engrave backdate antedate misfile refile caption~ subtitle~ dub*
    overdub remaster splice* colorize colourise colorgrade desaturate saturate retouch rescore superimpose inset* indent outdent justify
    italicize underline* strikethrough hyphenate uppercase lowercase bevel* loft~ sew stencil~ etch squash* backport freeze* unfreeze
    thaw* relock defer delay* expedite deprioritize demarcate cap~ uncap limit~ relax loosen tighten suppress unsuppress silence* unsilence
    favourite~ favorite~ unfavorite unbookmark unflag restage restyle retheme rebrand recolor recolour repaint reposition resequence reflow
    realign reproject stack~ unstack nest~ unnest blend* remix* decant rack~ bottle~ knit crochet forfeit resign* abdicate
    sideline deputize baptize baptise christen ordain anoint wed divorce~ betroth foster rehome oppose contest~ dispute~ appeal~
    protest~ petition~ sue litigate plead depose subpoena* arraign indict codify enact legislate rezone annex~ redraw redistrict
    scribble chronicle~ memorialize commemorate induct accommodate house~ rehouse resettle alphabetize paginate offer~ counter~ bargain~
    negotiate counteroffer* renegotiate lapse* contribute participate rejoin enlist resubscribe optin optout clock~ badge~ soften harden
    monkeypatch stub~ scaffold* templatize parametrize rebind hook~ unhook tether~ anchor~ fasten affix glue~ mend acquit convict sentence~
    impanel recuse cohost unhost moderate* emcee spotlight~ vest~ unvest reallocate redistribute repurpose recategorize reprioritize
    award* quarantine* level~ motion~ table~ collate object~ number~`,
  send: `page~ hand~ telex radio~ courier~ relay* retransmit rebroadcast syndicate* hail~ serve~ cc bcc solicit nag chase~ redeliver livestream~
    whisper* shout* toot* advertise advertize publicize publicise leak~ divulge disclose circulate disseminate propagate proclaim brief~ pitch~`,
  access: `entitle disentitle empower credential~ accredit disaccredit blocklist* shadowban unshadowban debar expel banish exile*
    ostracize vouch sanction* escort~ detain imprison unblacklist unwhitelist unblocklist embargo* outlaw*`,
  execute: `slew jog* tare* zero* calibrate aspirate pipette~ centrifuge~ incubate autoclave~ titrate agitate stir chill simmer preheat precool
    precondition~ defrost* roast~ bake brew* grind toast~ vacuum~ mop~ mow irrigate mist~ vent~ ventilate pressurize depressurize pump~
    inflate deflate dispense beep~ honk blare steer unmoor hoist winch~ tow haul unload latch~ unlatch arm~ disarm rearm detonate ignite
    extinguish douse energize deenergize engage disengage brake~ decelerate accelerate throttle~ takeoff land~ retract unfurl furl trawl~ dredge~
    drill~ bore~ weld~ solder~ fabricate anneal quench smelt jiggle wiggle shake~ grip~ grasp~ squeeze~ clamp~ unclamp patrol~ autopilot~
    autofocus~ refocus irradiate strobe~ blink* powercycle reimage reflash reprovision renice preempt reprocess reingest resync remirror recrawl
    rescan retest revalidate requeue redrive redial hangup intercom~ autoplay~ fastforward remux rerender photograph~ screencast~ sideload
    jailbreak overclock underclock pentest spoof sniff phish exfiltrate infiltrate jam~ hijack ddos evacuate containerize virtualize
    assemble transpile prebuild mobilize muster raid~ besiege forage enchant disenchant respawn morph levitate submerge
    ring~ feed~ water~ heat~ sound~ cast~ stream~ home~ park~ flood~ toll~`,
  destroy: `cull* slaughter* euthanize euthanise exterminate raze scrap* pulp~ wreck~ ruin~ rescind repeal* annul nullify abolish abrogate quash
    vacate disinherit excommunicate defrock disbar dethrone tombstone* zap* zeroize zeroise redact anonymize anonymise pseudonymize
    pseudonymise depersonalize degauss sunset~ dismantle unmake evaporate uproot scuttle jettison ditch deface vandalize sabotage*
    brick~ torch~ cremate axe~ deplatform disenroll unenroll unenrol excise expurgate amputate discontinue rescission* spill~ sink~
    retrench gc bin~ fell weed~ clobber corrupt*`,
  pay: `credit~ pledge* tithe* endow crowdfund chargeback* clawback* garnish levy* fine~ tax~ dun~ overdraw prefund refinance remortgage mortgage~
    underpay outspend spend* splurge squander reinvest divest hedge* leverage~ arbitrage~ snipe~ deleverage collateralize monetize
    monetise gamble~ venmo zelle paypal~ cashapp preorder* backorder* charter~ sublet* sublease* ransom~ bribe~ bail~ compensate indemnify
    recoup resell pawn loan~ advance~ wire~ escrow~ remunerate repatriate repurchase overbid underbid counterbid rebill surcharge~ overcharge
    debit* donation*`,
};
