const REFUND_REASON = "Refunds are paid by a person of the finance team. Ask in #finance and give the order id.";

/** The policy of the demo server: each kind of decision once. */
export const demoPolicy = {
  version: "1",
  default: "deny",
  description: "What agents may do at the operations desk.",
  hide: ["delete_customer"],
  tools: {
    list_procedures: {},
    get_customer: {},
    search_orders: {},
    get_invoice: {},
    add_order_note: { limits: [{ counter: "add_order_note_rate", window: "hour", max: 30, scope: "grant" }] },
    run_procedure: { limits: [{ counter: "run_procedure_rate", window: "minute", max: 10, scope: "grant" }] },
    create_refund: { action: "deny", reason: REFUND_REASON },
  },
} as const;
