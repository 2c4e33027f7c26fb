/** The revisions in which clients are served. Whatever proves that the gateway is transparent runs once for each. */
export const SPOKEN_REVISIONS: readonly string[] = ["2025-11-25", "2026-07-28"];

/** The revision without sessions. */
export const STATELESS_REVISION = "2026-07-28";
