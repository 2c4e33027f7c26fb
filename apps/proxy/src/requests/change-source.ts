import type { UpstreamChange } from "@policylayer/mcp";
import type { FailedExchange } from "../upstream/upstream-fault";
import type { Honoured } from "./subscription-client";

/** Who is told of the changes of one upstream. */
export interface ChangeStream {
  /** False: go slower; `resume` is called when there is room again. */
  tell(change: UpstreamChange, resume?: () => void): boolean;
  /** The upstream is alive without having said anything. */
  keepAlive(): void;
  /** Nothing is told any more. */
  end(): void;
}

/** Where the changes come from, and what of them there really is. */
export type ChangeSource =
  | {
      readonly kind: "source";
      readonly honoured: Honoured;
      /** The status with which the upstream refused to be listened to, 0 without one; null when it is listened to. */
      readonly refused: number | null;
      close(): void;
    }
  | { readonly kind: "fault"; readonly result: FailedExchange };
