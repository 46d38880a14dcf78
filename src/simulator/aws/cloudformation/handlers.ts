import { regionalHost } from '../partitions.ts';
import type { AwsService, Call, Operation, Permission } from '../service.ts';
import {
  createChangeSet,
  deleteChangeSet,
  describeChangeSet,
  executeChangeSet,
  listChangeSets,
} from './change-sets.ts';
import {
  describeStackEvents,
  describeStackResources,
  describeStacks,
  getTemplate,
  getTemplateSummary,
  listStackResources,
  listStacks,
  validateTemplate,
} from './describe.ts';
import type { StackInput } from './input.ts';
import { createStack, deleteStack, updateStack } from './stacks.ts';
import { stackArn } from './state.ts';

type Run = (
  input: StackInput,
  call: Call,
) => Record<string, unknown> | Promise<Record<string, unknown>>;

/** An operation on a stack: one permission, on that stack. */
const onStack = (name: string, run: Run) =>
  operation(name, run, (input, call) => stackArn(call, stackOf(input, call)));

/** An operation that no resource limits. */
const onAll = (name: string, run: Run) => operation(name, run, () => '*');

function operation(
  name: string,
  run: Run,
  resourceOf: (input: StackInput, call: Call) => string,
): [string, Operation] {
  const permissions = (input: StackInput, call: Call): Permission[] => [
    { action: `cloudformation:${name}`, resource: resourceOf(input, call) },
  ];
  return [name, { permissions, run } as Operation];
}

/** The stack that a request is about; a change set given by its id names it too. */
function stackOf({ StackName, ChangeSetName }: StackInput, { account }: Call): string | undefined {
  if (StackName || !ChangeSetName) return StackName;
  return [...account.stacks.values()].find(({ changeSets }) =>
    [...changeSets.values()].some(({ id }) => id === ChangeSetName),
  )?.id;
}

/**
 * Simulated CloudFormation. Stacks are finished when the call that starts them returns, so that
 * waiters never wait.
 */
export const cloudformation: AwsService = {
  name: 'cloudformation',
  protocol: 'query',
  model: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  regionOf: (url) => regionalHost('cloudformation', url),
  operations: Object.fromEntries([
    onStack('CreateStack', createStack),
    onStack('UpdateStack', updateStack),
    onStack('DeleteStack', deleteStack),
    onStack('DescribeStacks', describeStacks),
    onStack('DescribeStackEvents', describeStackEvents),
    onStack('DescribeStackResources', describeStackResources),
    onStack('ListStackResources', listStackResources),
    onAll('ListStacks', listStacks),
    onStack('GetTemplate', getTemplate),
    operation('GetTemplateSummary', getTemplateSummary, (input, call) =>
      input.StackName ? stackArn(call, input.StackName) : '*',
    ),
    onAll('ValidateTemplate', validateTemplate),
    onStack('CreateChangeSet', createChangeSet),
    onStack('DescribeChangeSet', describeChangeSet),
    onStack('ExecuteChangeSet', executeChangeSet),
    onStack('DeleteChangeSet', deleteChangeSet),
    onStack('ListChangeSets', listChangeSets),
  ]),
};
