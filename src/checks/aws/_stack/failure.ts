import type billingStackEvents from '../../../evidence/aws/billing-stack-events.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { isOfAws } from './guardrail.ts';

/** Every stack's events have this shape. */
export type StackEvents = typeof billingStackEvents extends EvidenceKind<infer T> ? T : never;

/** What a failed stack is left in; every other status means that it stands, or is still at work. */
const failed = /^(CREATE_FAILED|ROLLBACK_(COMPLETE|FAILED|IN_PROGRESS)|DELETE_FAILED)$/;

/** What the stack itself is in. Undefined when nothing was seen. */
export function findStackStatus(events: Evidence<StackEvents>): string | undefined {
  if (events.status !== 'found') return undefined;
  return sortNewestFirst(events.value).find(isOfStack)?.ResourceStatus;
}

/** Why a stack failed. */
export interface StackFailure {
  status: string;
  /** What could not be made, as a sentence names it. */
  resource: string;
  /** CloudFormation's words, with those of the Hook that refused. */
  reason: string;
  hook?: { name: string; words: string };
}

/**
 * Why the creation of a stack failed: its status, and the first resource that could not be made
 * with CloudFormation's reason. Later failures are mostly "Resource creation cancelled",
 * consequences of the first. Why a Hook refused stands in an event of its own, and the reason
 * names the Hook at most. Undefined when nothing failed or nothing was seen.
 */
export function findStackFailure(events: Evidence<StackEvents>): StackFailure | undefined {
  const status = findStackStatus(events);
  if (events.status !== 'found' || !status) return undefined;
  const newestFirst = sortNewestFirst(events.value);
  // A Hook may refuse the change set, before there is anything to fail.
  if (status === 'REVIEW_IN_PROGRESS') {
    const hook = findHook(newestFirst, undefined, '');
    return hook && { status, resource: 'the change set', reason: hook.words, hook };
  }
  if (!failed.test(status)) return undefined;
  const first = newestFirst
    .filter(
      (event) =>
        event.ResourceStatus === 'CREATE_FAILED' &&
        !event.ResourceStatusReason?.match(/cancelled/i),
    )
    .findLast((event) => !isOfStack(event));
  const reason =
    first?.ResourceStatusReason ??
    newestFirst.findLast(
      (event) => event.ResourceStatusReason && /FAIL|ROLLBACK/.test(event.ResourceStatus),
    )?.ResourceStatusReason ??
    'no reason given';
  const hook = findHook(newestFirst, first?.LogicalResourceId, reason);
  return {
    status,
    resource: first
      ? `${first.LogicalResourceId}${first.ResourceType ? ` (${first.ResourceType})` : ''}`
      : 'the stack itself',
    reason: hook?.words && !reason.includes(hook.words) ? `${reason}: ${hook.words}` : reason,
    hook,
  };
}

/**
 * The Hook that refused a resource, or the stack where no resource failed. One that only warns
 * refuses nothing.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackEvent.html
 */
function findHook(
  newestFirst: StackEvents['StackEvents'],
  logicalId: string | undefined,
  reason: string,
): StackFailure['hook'] {
  const event = newestFirst.findLast(
    ({ HookType = '', HookStatus = '', HookFailureMode, LogicalResourceId }) =>
      HookType !== '' &&
      !isOfAws(HookType) &&
      /FAILED$/.test(HookStatus) &&
      HookFailureMode !== 'WARN' &&
      (logicalId === undefined || LogicalResourceId === logicalId || reason.includes(HookType)),
  );
  if (event?.HookType === undefined) return undefined;
  return { name: event.HookType, words: event.HookStatusReason ?? '' };
}

/** CloudFormation gives the stack itself events too, under its own name. */
function isOfStack({ LogicalResourceId, StackName }: StackEvents['StackEvents'][number]): boolean {
  return LogicalResourceId === StackName;
}

function sortNewestFirst({ StackEvents: events }: StackEvents): StackEvents['StackEvents'] {
  return events.toSorted((a, b) => Date.parse(b.Timestamp) - Date.parse(a.Timestamp));
}
