import { approvalArgumentsPlace, approvalDigest, newId, seal, unwrapDataKey } from "@policylayer/crypto";
import { type Db, type Tx, withOrganization } from "@policylayer/db";
import { canonicalArguments, type ToolsCall } from "@policylayer/mcp";
import type { ApprovalSettings, AskedApproval, Refusal } from "@policylayer/policy";
import type { Log } from "../log";
import type { Metrics } from "../metrics";
import { claimRow, expireRow, giveBackRow, insertRow, type NewApproval } from "./approval-rows";
import { DirectoryUnavailable } from "./directory-unavailable";
import type { Binding, Grant } from "./grant";

/** Longer arguments nobody would read. A page of fifty requests stays a page, too. */
export const ARGUMENTS_CHARS_MAX = 65_536;
/** Calls of one grant that may wait at a time: an agent can't fill the table, nor people's screens. */
const PENDING_PER_GRANT_MAX = 100;
/** A request may be decided, or made by another call, between two looks at it. */
const ATTEMPTS_MAX = 3;

/** A call that needs a person, and all that its approval is bound to. */
export interface ApprovalQuestion {
  readonly grant: Grant;
  readonly binding: Binding;
  readonly callId: string;
  readonly call: ToolsCall;
  /** As they may be recorded. */
  readonly argumentKeys: readonly string[];
  /** What the rule says; `approval` is what it asks for. */
  readonly refusal: Refusal & { readonly approval: ApprovalSettings };
}

/** What has become of a question. `approved` is said once: whoever is told has used the approval up. */
export type ApprovalAnswer =
  | { readonly kind: "approved"; readonly asked: AskedApproval }
  | { readonly kind: "denied"; readonly asked: AskedApproval; readonly note: string | null }
  | { readonly kind: "pending"; readonly asked: AskedApproval };

export interface ApprovalStoreOptions {
  readonly db: Db;
  readonly encryptionKey: Buffer;
  readonly log: Log;
  readonly metrics: Metrics;
}

/**
 * The approvals in Postgres, as a call meets them. INVARIANT: an approved one is handed to one caller, by an update that only
 * one of any number of proxies can make. Every method but `giveBack` rejects with `DirectoryUnavailable`; after that an
 * approved one may have been used up by nobody, which costs another request and never lets a call through.
 */
export class ApprovalStore {
  constructor(private readonly options: ApprovalStoreOptions) {}

  /** Uses what was approved, says what was denied, joins what waits, else asks. `backlog`: too many of the grant wait. */
  async ask(question: ApprovalQuestion): Promise<ApprovalAnswer | { readonly kind: "backlog" }> {
    const { digest, argumentsHash } = this.#digest(question);
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const answer = await this.#run(question, async (tx) => {
        const found = await claimRow(tx, digest, question.callId);
        if (found !== null) return found;
        await expireRow(tx, digest);
        const asked = await insertRow(tx, this.#row(question, digest, argumentsHash), PENDING_PER_GRANT_MAX);
        return asked === null ? null : ({ kind: "pending", asked } as const);
      });
      if (answer !== null) return this.#counted(answer);
    }
    return { kind: "backlog" };
  }

  /** The same for what was asked before; null once it has expired, or another call has used it. */
  async look(question: ApprovalQuestion): Promise<ApprovalAnswer | null> {
    const { digest } = this.#digest(question);
    const answer = await this.#run(question, (tx) => claimRow(tx, digest, question.callId));
    return answer === null ? null : this.#counted(answer);
  }

  /**
   * For a call of which provably nothing was sent: its approval can be used again. False when that could not be written, and
   * the approval is lost.
   */
  async giveBack({ organizationId }: Grant, approvalId: string, callId: string): Promise<boolean> {
    try {
      await withOrganization(this.options.db, organizationId, (tx) => giveBackRow(tx, approvalId, callId));
      this.options.metrics.count("policylayer_approvals_total", "given_back");
      return true;
    } catch (error) {
      this.options.log.error(
        { approvalId, callId, error: nameOf(error) },
        "an unused approval could not be given back",
      );
      this.options.metrics.count("policylayer_approvals_total", "lost");
      return false;
    }
  }

  #counted(answer: ApprovalAnswer): ApprovalAnswer {
    this.options.metrics.count("policylayer_approvals_total", answer.kind);
    return answer;
  }

  #digest({ grant, binding, call, refusal }: ApprovalQuestion): { digest: string; argumentsHash: string } {
    const { encryptionKey } = this.options;
    const { organizationId, grantId } = grant;
    const argumentsHash = approvalDigest(encryptionKey, organizationId, [canonicalArguments(call.argumentsText)]);
    const { id, version } = policyOf(binding);
    // The rule too: another one of the same policy may ask other people.
    const bound = [grantId, binding.serverId, call.name, id, version, refusal.rule ?? "", toolHashOf(binding, call)];
    return { digest: approvalDigest(encryptionKey, organizationId, [...bound, argumentsHash]), argumentsHash };
  }

  #row(question: ApprovalQuestion, digest: string, argumentsHash: string): NewApproval {
    const { grant, binding, callId, call, argumentKeys, refusal } = question;
    const { organizationId, grantId, label, teamId, teamSlug } = grant;
    const id = newId("apr");
    const { id: policyId, version: policyVersion } = policyOf(binding);
    return {
      id,
      organizationId,
      binding: digest,
      callId,
      grantId,
      grantLabel: label,
      teamId,
      teamSlug,
      serverId: binding.serverId,
      serverSlug: binding.serverSlug,
      tool: call.name,
      toolHash: toolHashOf(binding, call),
      policyId,
      policyVersion,
      rule: refusal.rule,
      reason: refusal.message,
      argumentKeys,
      argumentsHash,
      argumentsCiphertext: this.#sealed(question, id),
      approval: refusal.approval,
    };
  }

  #sealed({ grant: { organizationId }, binding, call }: ApprovalQuestion, approvalId: string): Uint8Array | null {
    if (call.argumentsText === null) return null;
    const [newest] = binding.upstream.wrappedKeys;
    if (newest === undefined) throw new DirectoryUnavailable("the organization has no data key");
    const key = unwrapDataKey(this.options.encryptionKey, newest, organizationId);
    return seal(key, Buffer.from(call.argumentsText), approvalArgumentsPlace(organizationId, approvalId));
  }

  async #run<T>({ grant }: ApprovalQuestion, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await withOrganization(this.options.db, grant.organizationId, work);
    } catch (error) {
      // Prisma's messages quote the query with what was in it.
      this.options.log.error({ error: nameOf(error) }, "approvals could not be read or written");
      throw new DirectoryUnavailable("approvals could not be read or written");
    }
  }
}

/** A rule asks, so there is a policy. */
function policyOf({ policy }: Binding): { readonly id: string; readonly version: number } {
  if (policy === null) throw new Error("a call can't need approval without a policy");
  return policy;
}

/** A rule asks about known tools only. */
function toolHashOf({ tools }: Binding, { name }: ToolsCall): string {
  const tool = tools.get(name);
  if (tool === undefined) throw new Error("a call can't need approval of a tool that nobody knows");
  return tool.hash;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
