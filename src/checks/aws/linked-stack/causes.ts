import type { StackFailure } from '../_stack/failure.ts';
import { findGuardrail } from '../_stack/guardrail.ts';

/** Which diagnosis a failed stack belongs to: whose rule stopped it comes before what it says. */
export function classifyFailure(
  failure: StackFailure,
):
  | 'nameTaken'
  | 'organizationForbids'
  | 'boundaryForbids'
  | 'hookForbids'
  | 'notAllowed'
  | 'failed' {
  const rule = findGuardrail(failure);
  if (rule?.kind === 'hook') return 'hookForbids';
  if (rule?.kind === 'organization') return 'organizationForbids';
  if (rule) return 'boundaryForbids';
  if (/already exists|AlreadyExists/i.test(failure.reason)) return 'nameTaken';
  if (/not authorized|AccessDenied|access denied/i.test(failure.reason)) return 'notAllowed';
  return 'failed';
}

export function findDeleteReason(events: {
  status: string;
  value?: { StackEvents: { ResourceStatus: string; ResourceStatusReason?: string }[] };
}) {
  return events.value?.StackEvents.find(
    ({ ResourceStatus, ResourceStatusReason }) =>
      ResourceStatus === 'DELETE_FAILED' && ResourceStatusReason,
  )?.ResourceStatusReason;
}
