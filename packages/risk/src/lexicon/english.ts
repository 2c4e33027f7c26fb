import type { VerbTable } from "./verb-kind";

export const englishVerbs: VerbTable = {
  read: `get list* read show view* find search* fetch retrieve return* look* lookup* describe inspect browse explore
    display* print* enumerate query* discover locate identify preview* peek poll* watch* monitor* tail* head* cat ls grep
    glob stat* whois introspect see obtain access* consult* recall scrape crawl download* export* dump* load* count*
    check* examine review* audit* scan* trace* screenshot* snapshot* provide give research* acquire collect gather
    receive surface* report* tell detect learn visualize track* whoami ping* study tree* survey* select*
    help* probe* supply reveal observe oversee exist has is outline* investigate tally* retrieval* rd qry srch fnd dl fetchall chk disp desc*  inquire enquire`,
  compute: `analyze analyse calculate compute convert transform* translate format* parse encode decode hash* estimate*
    validate verify lint compare diff* explain summarize summarise classify extract predict forecast* recommend
    suggest score* rank* measure* simulate plan* think reason* match* transcribe tokenize embed ocr infer resolve
    normalize render plot* chart* proofread paraphrase rewrite brainstorm answer* ask wait* sleep* echo* geocode
    aggregate* filter* solve interpret diagnose determine assess evaluate correlate cluster* group* sort*
    map* roll* guess* decompile deduplicate beautify minify figure pick* prettify profile* sample* randomize assist advise
    critique reformat tokenise categorize categorise highlight* mock* quantify benchmark* model* trend* rerank quote* optimize optimise
    visualise chat* converse isolate segment* generate draft* compose* design*`,
  write: `create overwrite add insert append write edit* update* modify patch* change* set* put* save store* rename move* copy*
    upsert replace attach link* tag* label* comment* star* pin* archive* unarchive close* reopen complete* finish
    mark* import* assign unassign transition* promote demote configure setup init initialize initialise bootstrap
    open* emulate cherry* cherrypick define fork* clone* duplicate* leave* follow join* unfollow like* unlike vote* rate* react bookmark* subscribe
    unsubscribe snooze acknowledge ack dismiss escalate undo redo reorder split* ungroup extend register* submit
    enable disable activate deactivate approve reject accept decline confirm schedule* book* reserve enroll enrol
    log* record* commit* merge* stage* stash* checkout* rebase* switch* increment decrement adjust customize
    annotate flag* hide unhide suspend unsuspend mute* unmute lock* unlock populate seed* remember produce
    provision allocate restore* revert* claim* request* pull* connect* disconnect bind* unbind mount* unmount fix*
    repair refactor scale* resize* expand toggle* cancel ensure paste* amend alter crop* rotate* compress decompress
    unzip zip* place* bump* touch* mkdir chmod chown symlink ingest index* enqueue backup* back reschedule postpone
    relocate redirect introduce establish associate disassociate enrich tune invalidate expire retire* deprecate
    make* new* queue* persist finalize finalise reassign rearrange capture* sign* cordon uncordon taint* login*
    logout* authenticate unstar untag unlabel unpin detach spam* prepend stamp* dedupe plug cache* memorize note*
    creation* modification* insertion* release* auth* enter jot crosspost rsvp upd updt mod* mk mv cp crt ren dup ins* wr wrt
    renumber retitle reassociate untrack unlink* regroup compact* upvote downvote postdate waive nominate checkin customise personalise personalize
    renew grade* prepare* improve enhance upscale onboard ship* fulfill fulfil reconcile prioritize prioritise triage* adopt concat concatenate trim*
    blur* mask* stitch* transcode denoise draw* paint* sketch* animate extrude revolve fillet* chamfer* mirror* align distribute*
    subtract sculpt tint* brighten sharpen watermark* teach*`,
  send: `send reply* post* tweet* email* mail* notify message* dm* forward* broadcast* publish announce upload* respond
    deliver text* sms* fax* push* emit transmit resend retweet repost webhook* alert* remind`,
  access: `invite* share* unshare grant* permit* authorize authorise ban* unban block* unblock kick* impersonate deny
    elevate whitelist blacklist allowlist denylist protect* unprotect unapprove`,
  execute: `execute exec expose run* invoke call* trigger* start* stop* restart reboot launch* deploy* eval rerun* retry*
    resume* pause* shutdown poweroff poweron wake* halt* abort* build* compile rebuild* reindex recompute migrate
    apply install upgrade* click tap* navigate type* press* scroll* drag* hover* swipe* goto fill* focus* play* spawn*
    dispatch* automate control* rollback* refresh* sync* synchronize synchronise train* test* orchestrate delegate*
    turn* power* flash* boot* step* recreate relaunch redeploy failover initiate commence drain* dial* inject fuzz
    exploit attack* crack* bruteforce skip* interrupt* kickstart kickoff fire* debug* drive* reload* speak say
    begin unpause quit interact exe invocation* rst relaunch reconnect lower* raise* dim* eject* unmount* hibernate warm* cool* actuate
    shuffle* rewind* seek* equip craft* mine* teleport summon exercise*
    `,
  destroy: `delete remove drop destroy purge wipe truncate erase uninstall revoke terminate kill clear reset* prune
    flush empty* discard unlink expunge nuke shred decommission deprovision deregister unregister evict
    trash* obliterate rm rmdir del forget cleanup* clean* unset annihilate disband dissolve eradicate eliminate
    shutter~ unpublish unprovision undeploy teardown delist offboard scrub dispose deletion* removal* destruction* termination* dlt rmv revocation* bulldoze demolish abandon burn* incinerate vaporize`,
  pay: `pay charge* refund* transfer* withdraw deposit* buy sell purchase* trade* payout* donate tip* stake* unstake
    swap* bridge* mint* borrow repay lend redeem bid* bet* invoice* bill* order* topup recharge* remit settle
    reimburse disburse void* liquidate airdrop prepay overpay fund* rebalance exchange* cashin xfer* cashout invest* wager* lease* rent* hire* auction* outbid gift* subsidize`,
  manage: `manage handle* process* use* work* operate maintain* organize administer admin* management* administration* crud perform* carry conduct
    support* tear*`,
  light: `perform execute run* do* make* carry conduct issue* take* initiate start*`,
};
