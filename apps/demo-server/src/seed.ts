import type { Customer, Order } from "./desk";

/** The desk's records at start, the same on every start, so that what a call changed stands out. */
export function seedRecords(): { customers: Customer[]; orders: Order[] } {
  const customer = (id: string, name: string, email: string, plan: Customer["plan"]): Customer => ({
    id,
    name,
    email,
    plan,
  });
  const order = (id: string, customer_id: string, status: Order["status"], amount: number, item: string): Order => ({
    id,
    customer_id,
    status,
    item,
    amount,
    currency: "EUR",
    refunded: 0,
    notes: [],
  });
  return {
    customers: [
      customer("cus_1001", "Marta Oliveira", "marta@northwind.example", "business"),
      customer("cus_1002", "Jonas Beck", "jonas@becklogistik.example", "starter"),
      customer("cus_1003", "Aiko Tanaka", "aiko@tanaka-labs.example", "enterprise"),
      customer("cus_1004", "Sam Whitfield", "sam@whitfield.example", "starter"),
    ],
    orders: [
      order("ord_5001", "cus_1001", "delivered", 124_900, "Forklift service, yearly"),
      order("ord_5002", "cus_1001", "shipped", 18_950, "Pallet scanners, 5 pieces"),
      order("ord_5003", "cus_1002", "processing", 7_490, "Route planner licence"),
      order("ord_5004", "cus_1003", "delivered", 489_000, "Cold-chain sensors, 200 pieces"),
      order("ord_5005", "cus_1003", "cancelled", 32_000, "On-site training day"),
      order("ord_5006", "cus_1004", "processing", 2_990, "Label printer"),
    ],
  };
}
