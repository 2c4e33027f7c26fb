import type { Db } from "@policylayer/db";

/** What the catalogue's verbs take. It is public: no organization, no actor, no permission. */
export interface CatalogueDeps {
  readonly db: Db;
  readonly now: () => Date;
}
