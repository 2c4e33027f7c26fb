export interface Customer {
  id: string;
  name: string;
  email: string;
  plan: "starter" | "business" | "enterprise";
}

export interface Order {
  id: string;
  customer_id: string;
  status: "processing" | "shipped" | "delivered" | "cancelled";
  item: string;
  /** In the smallest unit of `currency`, like every amount here. */
  amount: number;
  currency: string;
  refunded: number;
  notes: string[];
}

export interface Refund {
  id: string;
  order_id: string;
  amount: number;
  currency: string;
}

export interface ProcedureRun {
  id: string;
  procedure: string;
  dry_run: boolean;
  at: string;
}

/** One effect on the desk. Reads leave none. */
export interface JournalEntry {
  number: number;
  at: string;
  tool: string;
  effect: string;
}

/** Everything that happened, for anybody to see. */
export interface DeskState {
  customers: Customer[];
  orders: Order[];
  refunds: Refund[];
  procedure_runs: ProcedureRun[];
  journal: JournalEntry[];
}

/** The answer of a tool: data, or a sentence why it refused. */
export type Answer = { ok: true; data: object } | { ok: false; reason: string };

/** The operations desk's records, in memory. Every change goes through `record`, so that none stays unseen. */
export interface Desk {
  state: DeskState;
  record(tool: string, effect: string): JournalEntry;
  now(): string;
}

export function createDesk(records: Pick<DeskState, "customers" | "orders">, now: () => Date): Desk {
  const state: DeskState = { ...records, refunds: [], procedure_runs: [], journal: [] };
  return {
    state,
    now: () => now().toISOString(),
    record(tool, effect) {
      const entry = { number: state.journal.length + 1, at: now().toISOString(), tool, effect };
      state.journal.push(entry);
      return entry;
    },
  };
}
