export { approve } from "./approve";
export { countPendingApprovals } from "./count-pending-approvals";
export { deny } from "./deny";
export { getApproval } from "./get-approval";
export { listApprovals } from "./list-approvals";
export {
  APPROVAL_STATUSES,
  type ApprovalView,
  approvalPageSchema,
  approvalViewSchema,
  approveSchema,
  type DecideInput,
  denySchema,
  type GetApprovalInput,
  getApprovalSchema,
  type ListApprovalsInput,
  listApprovalsSchema,
  type VoteView,
} from "./schemas";
