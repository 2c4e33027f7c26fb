/**
 * Redis lost the counters of this organization, and they are not restored yet. Nothing may pass meanwhile; the restoration
 * goes on, and a later attempt finds it done.
 */
export class LimitsRestoring extends Error {
  override readonly name = "LimitsRestoring";
  readonly code = "limits_restoring";

  constructor() {
    super("the counters are being restored");
  }
}
