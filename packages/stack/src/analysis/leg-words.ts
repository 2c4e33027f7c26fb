const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ""));

/** Things that are somebody's own, in the singular. Single words, never a tool's name. */
export const privateThings =
  words(`account address appointment attachment attendee backup balance bill booking bucket calendar card
  channel chat chart clipboard commit contact contract conversation credential crm customer dashboard dataset database deal dm
  document draft drive email employee entity event expense file folder graph history inbox invoice issue knowledge lead ledger
  log mail mailbox memory message meeting metric note notebook observation opportunity order page patient payment payroll
  payslip person photo profile project purchase query record repo repository row salary schema screen screenshot sheet
  spreadsheet sql statement subscription table task tasks team thread ticket transaction transcript user vault wallet worksheet
  workspace`);

/** Where these stand, a page or a document is everybody's. */
export const everybodys = words(
  "arxiv docs documentation html http https internet news public web website wikipedia url",
);

/** Things that others write, in the singular: what stands in them may be meant for the agent. */
export const thingsOthersWrite =
  words(`advert article attachment blog bookmark browser channel chat comment commit conversation
  discussion email feed forum gist headline inbox issue link mail mailbox message news page paper podcast post pr pull question
  readme release review rss site snapshot subreddit thread ticket transcript tweet url video web webpage website
  wiki wikipedia`);

/** Things that others read once they are made, in the singular. */
export const thingsOthersRead =
  words(`attachment blog branch channel comment discussion email event gist issue invitation invite link
  mail message notification package page post pr pull reaction release reply repository repo request review sms status thread
  ticket tweet webhook`);

/** Steps that hand something over. */
export const handingOver = words(
  "broadcast dispatch email export forward mail notify post publish push reply send share submit tweet upload",
);

/** What is the same for everybody: of a closed world, but nobody's own. */
export const nobodysOwn =
  words(`add calculate calculator convert conversion currency date decode docs documentation echo encode
  format hash health help math now ping random reference sequentialthinking sum thinking time timezone unit uuid version weather`);
