/** What the catalogue brings into the form for a new server. */
export interface DraftedStart {
  readonly from: string;
  readonly tool: string | null;
  readonly title: string;
  /** null: it is a program, or its address has variables in it. */
  readonly url: string | null;
  /** Serves a program at an address; null where there is nothing to run, or an address already. */
  readonly command: string | null;
  /** Names of the headers that it wants; their values are the person's to fill in. */
  readonly headers: readonly string[];
  readonly policy: { readonly name: string; readonly text: string } | null;
}
