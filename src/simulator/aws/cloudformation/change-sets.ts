import type { Call } from '../service.ts';
import type { CloudFormationChangeSet, CloudFormationStack } from '../state.ts';
import { createResources } from './engine.ts';
import {
  alreadyExists,
  changeSetNotFound,
  invalidChangeSetStatus,
  validationError,
} from './errors.ts';
import {
  isOn,
  list,
  refuseUnsimulated,
  requireName,
  type StackInput,
  tagsOf,
  templateText,
} from './input.ts';
import { parameterValues } from './parameters.ts';
import { planFor } from './plan.ts';
import { bringTo, checkedTemplate, previewFor, requireUpdatable, targetOf } from './stacks.ts';
import {
  changeSetArn,
  findStack,
  newStack,
  requireChangeSet,
  requireStack,
  saveStack,
  setStatus,
} from './state.ts';
import { parseTemplate } from './template.ts';
import { changesBetween } from './update.ts';

type Output = Record<string, unknown>;

export async function createChangeSet(input: StackInput, call: Call): Promise<Output> {
  const stackName = requireName('stackName', input.StackName);
  const name = requireName('changeSetName', input.ChangeSetName);
  refuseUnsimulated(input);
  const type = input.ChangeSetType || 'UPDATE';
  if (type !== 'CREATE' && type !== 'UPDATE')
    throw validationError(`ChangeSetType ${type} is not supported here; use CREATE or UPDATE.`);
  const existing = findStack(call, stackName);
  // The CLI names change sets after the second. Here two deploys fit into one, so only a change set
  // that can still be executed keeps its name.
  if (existing?.changeSets.get(name)?.executionStatus === 'AVAILABLE')
    throw alreadyExists(`ChangeSet [${name}] already exists`);
  return type === 'CREATE'
    ? forNewStack(input, call, existing, stackName, name)
    : forExistingStack(input, call, stackName, name);
}

async function forNewStack(
  input: StackInput,
  call: Call,
  existing: CloudFormationStack | undefined,
  stackName: string,
  name: string,
): Promise<Output> {
  if (existing && existing.status !== 'REVIEW_IN_PROGRESS')
    throw validationError(
      `Stack [${stackName}] already exists and cannot be created again with the changeSet [${name}].`,
    );
  const text = await templateText(input, call);
  const capabilities = list(input.Capabilities);
  const template = checkedTemplate(text, call, capabilities);
  const parameters = parameterValues(template, list(input.Parameters), {});
  const tags = tagsOf(input);
  const stack =
    existing ?? newStack(call, stackName, { template: text, parameters, capabilities, tags });
  const after = previewFor(call, stack, template, parameters);
  if (!existing) {
    saveStack(call, stack);
    setStatus(call, stack, 'REVIEW_IN_PROGRESS', 'User Initiated');
  }
  const changes = changesBetween(stack, after, after);
  return add(call, stack, name, {
    type: 'CREATE',
    text,
    parameters,
    capabilities,
    tags,
    changes,
    description: input.Description,
  });
}

async function forExistingStack(
  input: StackInput,
  call: Call,
  stackName: string,
  name: string,
): Promise<Output> {
  const stack = requireStack(call, stackName);
  requireUpdatable(stack);
  const { differs, ...target } = await targetOf(input, call, stack);
  const failure = differs ? undefined : noChanges;
  return add(call, stack, name, {
    type: 'UPDATE',
    ...target,
    description: input.Description,
    failure,
  });
}

const noChanges =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

function add(
  call: Call,
  stack: CloudFormationStack,
  name: string,
  content: Pick<
    CloudFormationChangeSet,
    'type' | 'parameters' | 'capabilities' | 'tags' | 'changes' | 'description'
  > & {
    text: string;
    failure?: string;
  },
): Output {
  const { text, failure, ...rest } = content;
  const id = changeSetArn(call, name);
  stack.changeSets.set(name, {
    ...rest,
    name,
    id,
    template: text,
    status: failure ? 'FAILED' : 'CREATE_COMPLETE',
    statusReason: failure,
    executionStatus: failure ? 'UNAVAILABLE' : 'AVAILABLE',
    createdAt: call.world.clock.now(),
  });
  return { Id: id, StackId: stack.id };
}

export async function executeChangeSet(input: StackInput, call: Call): Promise<Output> {
  const { stack, changeSet } = requireChangeSet(call, requireChangeSetName(input), input.StackName);
  if (changeSet.executionStatus !== 'AVAILABLE')
    throw invalidChangeSetStatus(changeSet.id, changeSet.status);
  const { template: text, parameters, capabilities, tags } = changeSet;
  if (changeSet.type === 'UPDATE') requireUpdatable(stack);
  // Executing one change set makes the others meaningless; CloudFormation deletes them.
  stack.changeSets = new Map([[changeSet.name, changeSet]]);
  changeSet.executionStatus = 'EXECUTE_IN_PROGRESS';
  if (changeSet.type === 'CREATE') {
    Object.assign(stack, { template: text, parameters, capabilities, tags });
    const plan = planFor(call, stack, parseTemplate(text), parameters);
    await createResources(
      call,
      stack,
      plan,
      isOn(input.DisableRollback) ? 'DO_NOTHING' : 'ROLLBACK',
    );
  } else {
    await bringTo(call, stack, { text, parameters, capabilities, tags });
  }
  changeSet.executionStatus =
    stack.status === 'CREATE_COMPLETE' || stack.status === 'UPDATE_COMPLETE'
      ? 'EXECUTE_COMPLETE'
      : 'EXECUTE_FAILED';
  return {};
}

export function deleteChangeSet(input: StackInput, call: Call): Output {
  const name = requireChangeSetName(input);
  try {
    const { stack, changeSet } = requireChangeSet(call, name, input.StackName);
    stack.changeSets.delete(changeSet.name);
  } catch (error) {
    // A change set that does not exist is as deleted as can be; a missing stack is an error.
    if ((error as { code?: string }).code !== changeSetNotFound(name).code) throw error;
  }
  return {};
}

export function describeChangeSet(input: StackInput, call: Call): Output {
  const { stack, changeSet } = requireChangeSet(call, requireChangeSetName(input), input.StackName);
  const { parameters: declared } = parseTemplate(changeSet.template);
  return {
    ...summaryOf(stack, changeSet),
    Parameters: Object.entries(changeSet.parameters).map(([ParameterKey, value]) => ({
      ParameterKey,
      ParameterValue: declared[ParameterKey]?.NoEcho ? '****' : value,
    })),
    NotificationARNs: [],
    RollbackConfiguration: {},
    Capabilities: changeSet.capabilities,
    Tags: Object.entries(changeSet.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    Changes: changeSet.changes.map(({ action, logicalId, physicalId, type, replacement }) => ({
      Type: 'Resource',
      ResourceChange: {
        Action: action,
        LogicalResourceId: logicalId,
        PhysicalResourceId: physicalId,
        ResourceType: type,
        Replacement: replacement,
        Scope: action === 'Modify' ? ['Properties'] : [],
        Details: [],
      },
    })),
  };
}

export function listChangeSets(input: StackInput, call: Call): Output {
  const stack = requireStack(call, requireName('stackName', input.StackName));
  return {
    Summaries: [...stack.changeSets.values()].map((changeSet) => summaryOf(stack, changeSet)),
  };
}

function summaryOf(stack: CloudFormationStack, changeSet: CloudFormationChangeSet): Output {
  return {
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: changeSet.id,
    ChangeSetName: changeSet.name,
    Description: changeSet.description,
    CreationTime: new Date(changeSet.createdAt),
    ExecutionStatus: changeSet.executionStatus,
    Status: changeSet.status,
    StatusReason: changeSet.statusReason,
    IncludeNestedStacks: false,
  };
}

const requireChangeSetName = (input: StackInput) =>
  requireName('changeSetName', input.ChangeSetName);
