import type { Call } from '../service.ts';
import type { CloudFormationStack } from '../state.ts';
import { createResources, deleteStackResources } from './engine.ts';
import { alreadyExists, insufficientCapabilities, validationError } from './errors.ts';
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
import { checkTemplate, missingCapabilities, type Plan, planFor } from './plan.ts';
import { archiveStack, findStack, newStack, requireStack, saveStack } from './state.ts';
import { parseTemplate, type Template } from './template.ts';
import { changedTypes, changesBetween, updateResources } from './update.ts';

type Output = Record<string, unknown>;

/** Reads a template and checks all that can be checked before anything is made. Throws AwsError. */
export function checkedTemplate(
  text: string,
  call: Call,
  acknowledged?: readonly string[],
): Template {
  const template = parseTemplate(text);
  checkTemplate(template, call.region);
  const missing = acknowledged ? missingCapabilities(template, call.region, acknowledged) : [];
  if (missing.length) throw insufficientCapabilities(missing);
  return template;
}

/** A plan whose every property and output resolves. Throws ValidationError. */
export function previewFor(
  call: Call,
  stack: CloudFormationStack,
  template: Template,
  parameters: Record<string, string>,
): Plan {
  const plan = planFor(call, stack, template, parameters, { preview: true });
  for (const logicalId of plan.order) plan.properties(logicalId);
  return plan;
}

/** The plan a stack was last brought to. */
const currentPlan = (call: Call, stack: CloudFormationStack) =>
  planFor(call, stack, parseTemplate(stack.template), stack.parameters);

export async function createStack(input: StackInput, call: Call): Promise<Output> {
  const name = requireName('stackName', input.StackName);
  refuseUnsimulated(input);
  if (findStack(call, name)) throw alreadyExists(`Stack [${name}] already exists`);
  const text = await templateText(input, call);
  const capabilities = list(input.Capabilities);
  const template = checkedTemplate(text, call, capabilities);
  const parameters = parameterValues(template, list(input.Parameters), {});
  const terminationProtection = isOn(input.EnableTerminationProtection);
  const stack = newStack(call, name, {
    template: text,
    parameters,
    capabilities,
    tags: tagsOf(input),
    terminationProtection,
  });
  previewFor(call, stack, template, parameters);
  saveStack(call, stack);
  const onFailure = isOn(input.DisableRollback)
    ? 'DO_NOTHING'
    : ((input.OnFailure ?? 'ROLLBACK') as 'ROLLBACK');
  await createResources(call, stack, planFor(call, stack, template, parameters), onFailure);
  if (stack.status === 'DELETE_COMPLETE') archiveStack(call, stack);
  return { StackId: stack.id };
}

const updatable = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

/** Throws ValidationError unless the stack is in a state that updates may start from. */
export function requireUpdatable({ id, status }: CloudFormationStack): void {
  if (!updatable.includes(status))
    throw validationError(`Stack:${id} is in ${status} state and can not be updated.`);
}

export async function updateStack(input: StackInput, call: Call): Promise<Output> {
  const stack = requireStack(call, requireName('stackName', input.StackName));
  refuseUnsimulated(input);
  requireUpdatable(stack);
  const target = await targetOf(input, call, stack);
  if (!target.differs) throw validationError('No updates are to be performed.');
  await bringTo(call, stack, target);
  return { StackId: stack.id };
}

/** Where an update wants to bring a stack. */
export interface Target {
  text: string;
  parameters: Record<string, string>;
  capabilities: string[];
  tags?: Record<string, string>;
}

/** Reads and checks an update. Throws AwsError. */
export async function targetOf(
  input: StackInput,
  call: Call,
  stack: CloudFormationStack,
): Promise<Target & { differs: boolean; changes: ReturnType<typeof changesBetween> }> {
  const text = await templateText(input, call, stack.template);
  const capabilities = list(input.Capabilities);
  const template = checkedTemplate(text, call, capabilities);
  const parameters = parameterValues(template, list(input.Parameters), stack.parameters);
  const after = previewFor(call, stack, template, parameters);
  const other = changedTypes(stack, after);
  if (other.length)
    throw validationError(
      `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${other.join(', ')}]`,
    );
  const changes = changesBetween(stack, currentPlan(call, stack), after);
  const tags = input.Tags === undefined ? stack.tags : tagsOf(input);
  const outputsDiffer =
    JSON.stringify(template.outputs) !== JSON.stringify(parseTemplate(stack.template).outputs);
  const tagsDiffer = JSON.stringify(tags ?? {}) !== JSON.stringify(stack.tags ?? {});
  return {
    text,
    parameters,
    capabilities,
    tags,
    changes,
    differs: changes.length > 0 || outputsDiffer || tagsDiffer,
  };
}

/** Carries an update out; a failed one leaves the stack as it was. */
export async function bringTo(
  call: Call,
  stack: CloudFormationStack,
  { text, parameters, capabilities, tags }: Target,
): Promise<void> {
  const after = planFor(call, stack, parseTemplate(text), parameters);
  const done = await updateResources(call, stack, currentPlan(call, stack), after);
  if (done) Object.assign(stack, { template: text, parameters, capabilities, tags });
}

export async function deleteStack(input: StackInput, call: Call): Promise<Output> {
  const name = requireName('stackName', input.StackName);
  const stack = findStack(call, name);
  // A stack that does not exist is as deleted as can be.
  if (!stack || stack.status === 'DELETE_COMPLETE') return {};
  if (stack.terminationProtection)
    throw validationError(
      `Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`,
    );
  const retain = list(input.RetainResources);
  if (retain.length && stack.status !== 'DELETE_FAILED')
    throw validationError(
      `Invalid operation on stack [${stack.id}]. RetainResources can be specified only for stacks in the DELETE_FAILED state.`,
    );
  if (stack.status.endsWith('_IN_PROGRESS') && stack.status !== 'REVIEW_IN_PROGRESS')
    throw validationError(
      `Stack [${stack.name}] cannot be deleted while in status ${stack.status}`,
    );
  if (await deleteStackResources(call, stack, currentPlan(call, stack), retain)) {
    stack.deletedAt = call.world.clock.now();
    archiveStack(call, stack);
  }
  return {};
}
