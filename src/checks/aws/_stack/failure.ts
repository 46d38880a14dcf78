import type billingStackEvents from '../../../evidence/aws/billing-stack-events.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';

type Events = typeof billingStackEvents extends EvidenceKind<infer T> ? T : never;

/** What a failed stack is left in; every other status means that it stands, or is still at work. */
const failed = /^(CREATE_FAILED|ROLLBACK_(COMPLETE|FAILED|IN_PROGRESS)|DELETE_FAILED)$/;

/**
 * Why the creation of a stack failed: its status, and the first resource that could not be made
 * with CloudFormation's reason. Later failures are mostly "Resource creation cancelled",
 * consequences of the first. Undefined when nothing failed or nothing was seen.
 */
export function findStackFailure(
  events: Evidence<Events>,
): { status: string; resource: string; reason: string } | undefined {
  if (events.status !== 'found') return undefined;
  const newestFirst = [...events.value.StackEvents].sort(
    (a, b) => Date.parse(b.Timestamp) - Date.parse(a.Timestamp),
  );
  const status = newestFirst.find(
    (event) => event.LogicalResourceId === event.StackName,
  )?.ResourceStatus;
  if (!status || !failed.test(status)) return undefined;
  const first = newestFirst
    .filter(
      (event) =>
        event.ResourceStatus === 'CREATE_FAILED' &&
        !event.ResourceStatusReason?.match(/cancelled/i),
    )
    .findLast((event) => event.LogicalResourceId !== event.StackName);
  return {
    status,
    resource: first
      ? `${first.LogicalResourceId}${first.ResourceType ? ` (${first.ResourceType})` : ''}`
      : 'the stack itself',
    reason:
      first?.ResourceStatusReason ??
      newestFirst.findLast(
        (event) => event.ResourceStatusReason && /FAIL|ROLLBACK/.test(event.ResourceStatus),
      )?.ResourceStatusReason ??
      'no reason given',
  };
}
