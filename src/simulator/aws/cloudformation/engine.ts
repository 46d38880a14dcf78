import { AwsError, type Call } from '../service.ts';
import type { CloudFormationStack } from '../state.ts';
import { ResourceFailure } from './errors.ts';
import { conditionHolds, resolve } from './intrinsics.ts';
import type { Plan } from './plan.ts';
import {
  checkProperties,
  handlerFor,
  type Properties,
  type ResourceType,
} from './resources/define-resource-type.ts';
import { resourceType } from './resources/index.ts';
import { setResourceStatus, setStatus } from './state.ts';

export type Resource = CloudFormationStack['resources'][number];

/**
 * The reason that an error gives to a resource's event; errors that are the simulator's own are
 * thrown on.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof ResourceFailure || (error instanceof AwsError && error.status !== 501))
    return error.message;
  throw error;
}

export const typeOf = (stack: CloudFormationStack, resource: Resource) =>
  resourceType(resource.type, stack.region) as ResourceType;

/**
 * Makes the resources of a new stack and its outputs. CloudFormation is our own: what runs
 * templates elsewhere is a cloud, or an emulator in another language. When one fails, what was made
 * is deleted again (`ROLLBACK`), left as it is (`DO_NOTHING`), or the whole stack is deleted
 * (`DELETE`).
 */
export async function createResources(
  call: Call,
  stack: CloudFormationStack,
  plan: Plan,
  onFailure: 'ROLLBACK' | 'DO_NOTHING' | 'DELETE',
): Promise<void> {
  setStatus(call, stack, 'CREATE_IN_PROGRESS', 'User Initiated');
  let failed: string | undefined;
  for (const logicalId of plan.order) {
    if (await createResource(call, stack, plan, logicalId)) continue;
    failed = `The following resource(s) failed to create: [${logicalId}].`;
    break;
  }
  if (!failed) {
    stack.outputs = outputsOf(plan);
    setStatus(call, stack, 'CREATE_COMPLETE');
  } else if (onFailure === 'DO_NOTHING') {
    setStatus(call, stack, 'CREATE_FAILED', failed);
  } else {
    const verb = onFailure === 'DELETE' ? 'DELETE' : 'ROLLBACK';
    setStatus(
      call,
      stack,
      `${verb}_IN_PROGRESS`,
      `${failed} ${onFailure === 'DELETE' ? 'Delete' : 'Rollback'} requested by user.`,
    );
    const left = await deleteMade(call, stack, plan, stack.resources.toReversed());
    if (left.length)
      setStatus(
        call,
        stack,
        `${verb}_FAILED`,
        `The following resource(s) failed to delete: [${left.join(', ')}]. `,
      );
    else setStatus(call, stack, `${verb}_COMPLETE`);
  }
}

/** Makes one resource; false when it failed, with the reason in its event. */
export async function createResource(
  call: Call,
  stack: CloudFormationStack,
  plan: Plan,
  logicalId: string,
): Promise<Resource | undefined> {
  const resource: Resource = {
    logicalId,
    physicalId: '',
    type: plan.declaration(logicalId).Type,
    status: '',
  };
  stack.resources = [...stack.resources.filter((one) => one.logicalId !== logicalId), resource];
  setResourceStatus(call, stack, resource, 'CREATE_IN_PROGRESS');
  try {
    await makeResource(call, stack, plan, resource, 'CREATE_IN_PROGRESS');
  } catch (error) {
    setResourceStatus(call, stack, resource, 'CREATE_FAILED', reasonOf(error));
    return undefined;
  }
  setResourceStatus(call, stack, resource, 'CREATE_COMPLETE');
  return resource;
}

/**
 * Runs the create handler; the resource has its physical id as soon as something exists. Throws
 * ResourceFailure or AwsError.
 */
export async function makeResource(
  call: Call,
  stack: CloudFormationStack,
  plan: Plan,
  resource: Resource,
  status: string,
): Promise<void> {
  const { logicalId } = resource;
  const properties = plan.properties(logicalId);
  checkProperties(typeOf(stack, resource), logicalId, properties);
  await typeOf(stack, resource).create(
    properties,
    handlerFor(call, stack.name, logicalId),
    (physicalId) => {
      resource.physicalId = physicalId;
      setResourceStatus(call, stack, resource, status, 'Resource creation Initiated');
    },
  );
}

/**
 * Deletes resources in the given order and tells it in the events; what is to be kept is skipped.
 * @returns logical ids that could not be deleted
 */
export async function deleteResources(
  call: Call,
  stack: CloudFormationStack,
  resources: readonly Resource[],
  {
    keep,
    properties,
  }: { keep: (logicalId: string) => boolean; properties: (logicalId: string) => Properties },
): Promise<string[]> {
  const left: string[] = [];
  for (const resource of resources) {
    const { logicalId } = resource;
    if (
      !resource.physicalId ||
      resource.status === 'DELETE_COMPLETE' ||
      resource.status === 'DELETE_SKIPPED'
    )
      continue;
    if (keep(logicalId)) {
      setResourceStatus(call, stack, resource, 'DELETE_SKIPPED');
      continue;
    }
    setResourceStatus(call, stack, resource, 'DELETE_IN_PROGRESS');
    try {
      await typeOf(stack, resource).delete(
        resource.physicalId,
        properties(logicalId),
        handlerFor(call, stack.name, logicalId),
      );
      setResourceStatus(call, stack, resource, 'DELETE_COMPLETE');
    } catch (error) {
      setResourceStatus(call, stack, resource, 'DELETE_FAILED', reasonOf(error));
      left.push(logicalId);
    }
  }
  return left;
}

/**
 * Takes back what a failed operation has made: `Retain` keeps even that, `RetainExceptOnCreate`
 * does not.
 */
export function deleteMade(
  call: Call,
  stack: CloudFormationStack,
  plan: Plan,
  resources: readonly Resource[],
): Promise<string[]> {
  return deleteResources(call, stack, resources, {
    keep: (logicalId) => plan.template.resources[logicalId]?.DeletionPolicy === 'Retain',
    properties: (logicalId) => propertiesOrNone(plan, logicalId),
  });
}

/** Whether a resource outlives its stack. */
export const isRetained = (plan: Plan, logicalId: string) =>
  (plan.template.resources[logicalId]?.DeletionPolicy ?? 'Delete') !== 'Delete';

/** Properties of a resource about to go; none when what they refer to is gone already. */
export function propertiesOrNone(plan: Plan, logicalId: string): Properties {
  try {
    return plan.properties(logicalId);
  } catch (error) {
    reasonOf(error);
    return {};
  }
}

/** Deletes a stack's resources. True when all are gone. */
export async function deleteStackResources(
  call: Call,
  stack: CloudFormationStack,
  plan: Plan,
  retain: readonly string[],
): Promise<boolean> {
  setStatus(call, stack, 'DELETE_IN_PROGRESS', 'User Initiated');
  const left = await deleteResources(call, stack, stack.resources.toReversed(), {
    keep: (logicalId) => retain.includes(logicalId) || isRetained(plan, logicalId),
    properties: (logicalId) => propertiesOrNone(plan, logicalId),
  });
  if (left.length) {
    setStatus(
      call,
      stack,
      'DELETE_FAILED',
      `The following resource(s) failed to delete: [${left.join(', ')}]. `,
    );
    return false;
  }
  setStatus(call, stack, 'DELETE_COMPLETE');
  return true;
}

/** The stack's outputs whose condition holds. Throws ValidationError. */
export function outputsOf({ template, scope }: Plan): CloudFormationStack['outputs'] {
  return Object.entries(template.outputs)
    .filter(
      ([, { Condition }]) => Condition === undefined || conditionHolds(Condition, scope, 'Outputs'),
    )
    .map(([key, { Value, Description }]) => ({
      key,
      value: String(resolve(Value, scope)),
      description: Description,
    }));
}
