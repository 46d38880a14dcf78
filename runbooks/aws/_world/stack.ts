import { formatArn } from '../../../src/providers/aws/partitions.ts';
import type { CloudFormationStack, StackHook } from '../../../src/simulator/aws/state.ts';
import type { InputValues } from '../../define-faults.ts';
import { minute } from '../../time.ts';
import { type AwsWorld, findRegion } from './world.ts';

/** A resource of a stack. */
export interface StackResource {
  logicalId: string;
  type: string;
  /** Default: empty, as of what was never made. */
  physicalId?: string;
}

/** One thing that CloudFormation did: to a resource, or else to the stack itself. */
export interface StackStep {
  resource?: StackResource;
  status: string;
  reason?: string;
  /** What a Hook said of the resource. */
  hook?: StackHook;
}

/** A Hook that refuses a resource, with its words: what CloudFormation does then. */
export function refuseByHook(resource: StackResource, type: string, words: string): StackStep[] {
  const ask = { resource, status: 'CREATE_IN_PROGRESS' };
  const hook = { type, failureMode: 'FAIL' } as const;
  return [
    { ...ask, hook: { ...hook, status: 'HOOK_IN_PROGRESS', reason: 'Invoking hook' } },
    { ...ask, hook: { ...hook, status: 'HOOK_COMPLETE_FAILED', reason: words } },
    { resource, status: 'CREATE_FAILED', reason: `The following hook(s) failed: [${type}]` },
  ];
}

export interface StackOptions {
  name: string;
  /** Epoch milliseconds of the world's clock; each step is a minute after the one before. */
  startedAt: number;
  template: string;
  parameters?: Record<string, string>;
  /** What the stack has made and still has. */
  resources?: readonly StackResource[];
  /** Oldest first. The state of the stack is that of its own last step. */
  steps: readonly StackStep[];
}

/**
 * Puts a stack into the account, in the state in which CloudFormation left it. Throws an Error when
 * no step is the stack's own.
 */
export function addStack(
  subject: AwsWorld<InputValues>,
  { name, startedAt, template, parameters = {}, resources = [], steps }: StackOptions,
): CloudFormationStack {
  const { account } = subject;
  const region = findRegion(subject);
  const id = formatArn(
    {
      service: 'cloudformation',
      region,
      account: account.id,
      resource: `stack/${name}/2c9d1e70-c7a1-11f0-8f2b-0e51a7c3b4d5`,
    },
    account,
  );
  const last = steps.findLast(({ resource }) => resource === undefined);
  if (!last) throw new Error(`The stack ${name} has no state. Give it a step of its own.`);
  const own = { logicalId: name, type: 'AWS::CloudFormation::Stack', physicalId: id };
  const stack: CloudFormationStack = {
    name,
    id,
    region,
    status: last.status,
    createdAt: startedAt,
    template,
    parameters,
    capabilities: ['CAPABILITY_NAMED_IAM'],
    outputs: [],
    changeSets: new Map(),
    resources: resources.map((resource) => ({
      physicalId: '',
      ...resource,
      status: 'CREATE_COMPLETE',
    })),
    events: steps.map(({ resource = own, ...step }, index) => ({
      id: `${resource.logicalId}-${step.status}-${index}`,
      physicalId: '',
      ...resource,
      ...step,
      at: startedAt + index * minute,
    })),
  };
  account.stacks.set(`${region}/${name}`, stack);
  return stack;
}
