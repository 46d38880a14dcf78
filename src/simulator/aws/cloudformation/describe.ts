import type { Call } from '../service.ts';
import type { CloudFormationStack } from '../state.ts';
import { validationError } from './errors.ts';
import { list, requireName, type StackInput, templateText } from './input.ts';
import { capabilitiesOf } from './plan.ts';
import { checkedTemplate } from './stacks.ts';
import { findStack, requireChangeSet, requireStack, stacksOf } from './state.ts';
import { parseTemplate, type Template } from './template.ts';

type Output = Record<string, unknown>;

const time = (at: number | undefined) => (at === undefined ? undefined : new Date(at));
const notChecked = { StackDriftStatus: 'NOT_CHECKED' };

export function describeStacks(input: StackInput, call: Call): Output {
  const name = input.StackName;
  if (!name)
    return {
      Stacks: stacksOf(call)
        .filter(({ status }) => status !== 'DELETE_COMPLETE')
        .map(stackOutput),
    };
  const stack = findStack(call, requireName('stackName', name));
  if (!stack) throw validationError(`Stack with id ${name} does not exist`);
  return { Stacks: [stackOutput(stack)] };
}

function stackOutput(stack: CloudFormationStack): Output {
  const { description, parameters: declared } = parseTemplate(stack.template);
  const executed = [...stack.changeSets.values()].find(({ executionStatus }) =>
    executionStatus.startsWith('EXECUTE_'),
  );
  return {
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: executed?.id,
    Description: description,
    Parameters: Object.entries(stack.parameters).map(([ParameterKey, value]) => ({
      ParameterKey,
      ParameterValue: declared[ParameterKey]?.NoEcho ? '****' : value,
    })),
    CreationTime: time(stack.createdAt),
    LastUpdatedTime: time(stack.updatedAt),
    DeletionTime: time(stack.deletedAt),
    RollbackConfiguration: {},
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DisableRollback: false,
    NotificationARNs: [],
    Capabilities: stack.capabilities,
    Outputs: stack.outputs.map(({ key, value, description }) => ({
      OutputKey: key,
      OutputValue: value,
      Description: description,
    })),
    Tags: Object.entries(stack.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    EnableTerminationProtection: stack.terminationProtection ?? false,
    DriftInformation: notChecked,
  };
}

export function describeStackEvents(input: StackInput, call: Call): Output {
  const stack = requireStack(call, requireName('stackName', input.StackName));
  return {
    StackEvents: stack.events.toReversed().map((event) => ({
      StackId: stack.id,
      EventId: event.id,
      StackName: stack.name,
      LogicalResourceId: event.logicalId,
      PhysicalResourceId: event.physicalId,
      ResourceType: event.type,
      Timestamp: time(event.at),
      ResourceStatus: event.status,
      ResourceStatusReason: event.reason,
      ...(event.hook && {
        HookType: event.hook.type,
        HookStatus: event.hook.status,
        HookStatusReason: event.hook.reason,
        HookInvocationPoint: 'PRE_PROVISION',
        HookFailureMode: event.hook.failureMode,
      }),
    })),
  };
}

export function describeStackResources(input: StackInput, call: Call): Output {
  const { StackName, PhysicalResourceId, LogicalResourceId } = input;
  if (!StackName && !PhysicalResourceId)
    throw validationError('Either StackName or PhysicalResourceId must be specified.');
  const stack = StackName
    ? requireStack(call, StackName)
    : stacksOf(call).find((one) =>
        one.resources.some(({ physicalId }) => physicalId === PhysicalResourceId),
      );
  if (!stack) throw validationError(`Stack for ${PhysicalResourceId} does not exist`);
  const wanted = stack.resources.filter(
    ({ logicalId }) => !LogicalResourceId || logicalId === LogicalResourceId,
  );
  return {
    StackResources: wanted.map((resource) => ({
      StackName: stack.name,
      StackId: stack.id,
      LogicalResourceId: resource.logicalId,
      PhysicalResourceId: resource.physicalId || undefined,
      ResourceType: resource.type,
      Timestamp: time(changedAt(stack, resource.logicalId)),
      ResourceStatus: resource.status,
      ResourceStatusReason: resource.reason,
      DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
    })),
  };
}

export function listStackResources(input: StackInput, call: Call): Output {
  const stack = findStack(call, requireName('stackName', input.StackName));
  if (!stack) throw validationError(`Stack with id ${input.StackName} does not exist`);
  return {
    StackResourceSummaries: stack.resources.map((resource) => ({
      LogicalResourceId: resource.logicalId,
      PhysicalResourceId: resource.physicalId || undefined,
      ResourceType: resource.type,
      LastUpdatedTimestamp: time(changedAt(stack, resource.logicalId)),
      ResourceStatus: resource.status,
      ResourceStatusReason: resource.reason,
      DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
    })),
  };
}

const changedAt = (stack: CloudFormationStack, logicalId: string) =>
  stack.events.findLast((event) => event.logicalId === logicalId)?.at ?? stack.createdAt;

export function listStacks(input: StackInput, call: Call): Output {
  const wanted = list(input.StackStatusFilter);
  return {
    StackSummaries: stacksOf(call)
      .filter(({ status }) => wanted.length === 0 || wanted.includes(status))
      .map((stack) => ({
        StackId: stack.id,
        StackName: stack.name,
        TemplateDescription: parseTemplate(stack.template).description,
        CreationTime: time(stack.createdAt),
        LastUpdatedTime: time(stack.updatedAt),
        DeletionTime: time(stack.deletedAt),
        StackStatus: stack.status,
        StackStatusReason: stack.statusReason,
        DriftInformation: notChecked,
      })),
  };
}

export function getTemplate(input: StackInput, call: Call): Output {
  const { StackName, ChangeSetName } = input;
  const { template } = ChangeSetName
    ? requireChangeSet(call, ChangeSetName, StackName).changeSet
    : described(call, StackName);
  return { TemplateBody: template, StagesAvailable: ['Original', 'Processed'] };
}

function described(call: Call, name: string | undefined): CloudFormationStack {
  const stack = findStack(call, requireName('stackName', name));
  if (!stack) throw validationError(`Stack with id ${name} does not exist`);
  return stack;
}

export async function getTemplateSummary(input: StackInput, call: Call): Promise<Output> {
  const text = input.StackName
    ? described(call, input.StackName).template
    : await templateText(input, call);
  const template = checkedTemplate(text, call);
  return {
    Parameters: Object.entries(template.parameters).map(([ParameterKey, declaration]) => ({
      ParameterKey,
      DefaultValue: declaration.Default,
      ParameterType: declaration.Type,
      NoEcho: declaration.NoEcho ?? false,
      Description: declaration.Description,
      ParameterConstraints: declaration.AllowedValues
        ? { AllowedValues: declaration.AllowedValues }
        : {},
    })),
    Description: template.description,
    ...capabilities(template, call),
    ResourceTypes: [...new Set(Object.values(template.resources).map(({ Type }) => Type))],
    Metadata: template.metadata === undefined ? undefined : JSON.stringify(template.metadata),
    DeclaredTransforms: [],
    ResourceIdentifierSummaries: [],
  };
}

export async function validateTemplate(input: StackInput, call: Call): Promise<Output> {
  const template = checkedTemplate(await templateText(input, call), call);
  return {
    Parameters: Object.entries(template.parameters).map(([ParameterKey, declaration]) => ({
      ParameterKey,
      DefaultValue: declaration.Default,
      NoEcho: declaration.NoEcho ?? false,
      Description: declaration.Description,
    })),
    Description: template.description,
    ...capabilities(template, call),
    DeclaredTransforms: [],
  };
}

function capabilities(template: Template, call: Call): Output {
  const needed = capabilitiesOf(template, call.region);
  if (needed.capabilities.length === 0) return {};
  return {
    Capabilities: needed.capabilities,
    CapabilitiesReason: `The following resource(s) require capabilities: [${needed.types.join(', ')}]`,
  };
}
