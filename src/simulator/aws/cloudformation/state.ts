import { randomUUID } from 'node:crypto';
import { formatArn } from '../arn.ts';
import type { Call } from '../service.ts';
import type { CloudFormationChangeSet, CloudFormationStack } from '../state.ts';
import { changeSetNotFound, validationError } from './errors.ts';

const stackType = 'AWS::CloudFormation::Stack';

/**
 * ARN of a stack that may not exist: its own id when it does, else `stack/NAME/*`, as in
 * CloudFormation's refusals.
 */
export function stackArn(call: Call, nameOrId: string | undefined): string {
  if (!nameOrId) return arnOf(call, 'stack/*/*');
  if (nameOrId.startsWith('arn:')) return nameOrId;
  return findStack(call, nameOrId)?.id ?? arnOf(call, `stack/${nameOrId}/*`);
}

const arnOf = ({ account, region }: Call, resource: string) =>
  formatArn(account.partition, {
    service: 'cloudformation',
    region,
    account: account.id,
    resource,
  });

/** A stack by name or id; a deleted one only by its id. */
export function findStack(
  { account, region }: Call,
  nameOrId: string,
): CloudFormationStack | undefined {
  if (!nameOrId.startsWith('arn:')) return account.stacks.get(`${region}/${nameOrId}`);
  return [...account.stacks.values()].find(({ id }) => id === nameOrId);
}

/** The stack, or the ValidationError of operations other than DescribeStacks. */
export function requireStack(call: Call, nameOrId: string): CloudFormationStack {
  const stack = findStack(call, nameOrId);
  if (!stack) throw validationError(`Stack [${nameOrId}] does not exist`);
  return stack;
}

/** Stacks of the caller's region, newest first; deleted ones included. */
export function stacksOf({ account, region }: Call): CloudFormationStack[] {
  return [...account.stacks.values()]
    .filter((stack) => stack.region === region)
    .sort((a, b) => b.createdAt - a.createdAt);
}

type StackContent = Pick<
  CloudFormationStack,
  'template' | 'parameters' | 'capabilities' | 'tags' | 'terminationProtection'
>;

/** A stack that nobody can see yet; `saveStack` shows it. */
export function newStack(call: Call, name: string, content: StackContent): CloudFormationStack {
  return {
    ...content,
    name,
    id: arnOf(call, `stack/${name}/${randomUUID()}`),
    region: call.region,
    status: '',
    createdAt: call.world.clock.now(),
    outputs: [],
    resources: [],
    events: [],
    changeSets: new Map(),
  };
}

export function saveStack({ account }: Call, stack: CloudFormationStack): void {
  account.stacks.set(`${stack.region}/${stack.name}`, stack);
}

/** Frees the name of a deleted stack; it stays findable by its id. */
export function archiveStack({ account }: Call, stack: CloudFormationStack): void {
  account.stacks.delete(`${stack.region}/${stack.name}`);
  account.stacks.set(stack.id, stack);
}

/** Sets a stack's status and tells it in its events. */
export function setStatus(
  call: Call,
  stack: CloudFormationStack,
  status: string,
  reason?: string,
): void {
  stack.status = status;
  stack.statusReason = reason;
  const at = eventTime(call, stack);
  stack.events.push({
    id: randomUUID(),
    logicalId: stack.name,
    physicalId: stack.id,
    type: stackType,
    status,
    reason,
    at,
  });
}

type Resource = CloudFormationStack['resources'][number];

/** Sets a resource's status and tells it in the stack's events. */
export function setResourceStatus(
  call: Call,
  stack: CloudFormationStack,
  resource: Resource,
  status: string,
  reason?: string,
): void {
  resource.status = status;
  resource.reason = reason;
  const at = eventTime(call, stack);
  const { logicalId, physicalId, type } = resource;
  stack.events.push({
    id: `${logicalId}-${status}-${new Date(at).toISOString()}`,
    logicalId,
    physicalId,
    type,
    status,
    reason,
    at,
  });
}

/** Events of one stack never share a moment, so that their order is theirs. */
function eventTime(call: Call, stack: CloudFormationStack): number {
  return Math.max(call.world.clock.now(), (stack.events.at(-1)?.at ?? 0) + 1);
}

/** The resource as it exists now; undefined before it is made and after it is deleted. */
export function liveResource(stack: CloudFormationStack, logicalId: string): Resource | undefined {
  return stack.resources.find(
    (resource) =>
      resource.logicalId === logicalId &&
      resource.physicalId &&
      resource.status !== 'DELETE_COMPLETE',
  );
}

export function changeSetArn(call: Call, name: string): string {
  return arnOf(call, `changeSet/${name}/${randomUUID()}`);
}

/** A change set by id, or by name within a stack. Throws ChangeSetNotFound or ValidationError. */
export function requireChangeSet(
  call: Call,
  name: string,
  stackName: string | undefined,
): { stack: CloudFormationStack; changeSet: CloudFormationChangeSet } {
  if (!stackName && !name.startsWith('arn:'))
    throw validationError(
      'StackName must be specified if ChangeSetName is not specified as an ARN.',
    );
  const stacks = stackName ? [requireStack(call, stackName)] : stacksOf(call);
  for (const stack of stacks) {
    const changeSet = [...stack.changeSets.values()].find(
      (one) => one.id === name || one.name === name,
    );
    if (changeSet) return { stack, changeSet };
  }
  throw changeSetNotFound(name);
}
