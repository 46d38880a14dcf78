import type { Call } from '../service.ts';
import type { CloudFormationChangeSet, CloudFormationStack } from '../state.ts';
import {
  createResource,
  deleteMade,
  deleteResources,
  isRetained,
  makeResource,
  outputsOf,
  propertiesOrNone,
  type Resource,
  reasonOf,
  typeOf,
} from './engine.ts';
import { ResourceFailure } from './errors.ts';
import type { Plan } from './plan.ts';
import {
  checkProperties,
  differs,
  handlerFor,
  type Properties,
  type ResourceType,
} from './resources/define-resource-type.ts';
import { resourceType } from './resources/index.ts';
import { liveResource, setResourceStatus, setStatus } from './state.ts';

/** What an update would do to each resource, in the words of a change set. `after` is a preview. */
export function changesBetween(
  stack: CloudFormationStack,
  before: Plan,
  after: Plan,
): CloudFormationChangeSet['changes'] {
  const changes: CloudFormationChangeSet['changes'] = [];
  for (const logicalId of after.order) {
    const type = after.declaration(logicalId).Type;
    const live = liveResource(stack, logicalId);
    const properties = after.properties(logicalId);
    if (!live) changes.push({ action: 'Add', logicalId, type });
    else {
      const changed = changedProperties(propertiesOrNone(before, logicalId), properties);
      const replacement = needsReplacement(typeOf(stack, live), changed) ? 'True' : 'False';
      if (changed.length)
        changes.push({
          action: 'Modify',
          logicalId,
          physicalId: live.physicalId,
          type,
          replacement,
        });
    }
  }
  for (const { logicalId, physicalId, type } of removedBy(stack, after))
    changes.push({ action: 'Remove', logicalId, physicalId, type });
  return changes;
}

const changedProperties = (before: Properties, after: Properties) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) =>
    differs(before, after, name),
  );

const needsReplacement = (type: ResourceType, changed: readonly string[]) =>
  changed.some((name) => type.properties[name] === 'replace');

const removedBy = (stack: CloudFormationStack, after: Plan) =>
  stack.resources
    .filter(({ logicalId }) => liveResource(stack, logicalId) && !after.order.includes(logicalId))
    .toReversed();

interface Progress {
  /** Takes back what was done, newest last. */
  undo: (() => Promise<void>)[];
  /** Resources that were replaced and go once all is done. */
  replaced: Resource[];
}

/**
 * Brings a stack from one plan to another. When a resource fails, everything done so far is taken
 * back.
 * @returns whether the stack is now as the new plan wants it
 */
export async function updateResources(
  call: Call,
  stack: CloudFormationStack,
  before: Plan,
  after: Plan,
): Promise<boolean> {
  const earlier = new Map(
    stack.resources.map(({ logicalId }) => [
      logicalId,
      before.template.resources[logicalId] ? propertiesOrNone(before, logicalId) : {},
    ]),
  );
  const progress: Progress = { undo: [], replaced: [] };
  stack.updatedAt = call.world.clock.now();
  setStatus(call, stack, 'UPDATE_IN_PROGRESS', 'User Initiated');
  for (const logicalId of after.order) {
    const failure = await bring(
      call,
      stack,
      after,
      logicalId,
      earlier.get(logicalId) ?? {},
      progress,
    );
    if (!failure) continue;
    await rollBack(
      call,
      stack,
      `The following resource(s) failed to ${failure}: [${logicalId}]. `,
      progress,
    );
    return false;
  }
  const removed = removedBy(stack, after);
  stack.outputs = outputsOf(after);
  setStatus(call, stack, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  // With the properties as they were: references resolve to the new resources by now.
  const properties = (logicalId: string) => earlier.get(logicalId) ?? {};
  const keepReplaced = (logicalId: string) =>
    after.declaration(logicalId).UpdateReplacePolicy === 'Retain';
  await deleteResources(call, stack, progress.replaced.toReversed(), {
    keep: keepReplaced,
    properties,
  });
  await deleteResources(call, stack, removed, {
    keep: (logicalId) => isRetained(before, logicalId),
    properties,
  });
  stack.resources = stack.resources.filter((resource) => !removed.includes(resource));
  setStatus(call, stack, 'UPDATE_COMPLETE');
  return true;
}

/** Makes, changes or replaces one resource; returns what failed, if anything did. */
async function bring(
  call: Call,
  stack: CloudFormationStack,
  after: Plan,
  logicalId: string,
  old: Properties,
  { undo, replaced }: Progress,
): Promise<'create' | 'update' | undefined> {
  const live = liveResource(stack, logicalId);
  if (!live) {
    undo.push(() => takeBack(call, stack, after, logicalId));
    return (await createResource(call, stack, after, logicalId)) ? undefined : 'create';
  }
  const type = typeOf(stack, live);
  try {
    const properties = after.properties(logicalId);
    const changed = changedProperties(old, properties);
    if (changed.length === 0) return undefined;
    setResourceStatus(call, stack, live, 'UPDATE_IN_PROGRESS');
    checkProperties(type, logicalId, properties);
    if (needsReplacement(type, changed)) {
      const former = { ...live };
      refuseSameName(type, old, properties);
      setResourceStatus(
        call,
        stack,
        live,
        'UPDATE_IN_PROGRESS',
        'Requested update requires the creation of a new physical resource; hence creating one.',
      );
      undo.push(async () => {
        if (live.physicalId !== former.physicalId)
          await type.delete(live.physicalId, properties, handlerFor(call, stack.name, logicalId));
        live.physicalId = former.physicalId;
        setResourceStatus(call, stack, live, 'UPDATE_COMPLETE');
      });
      await makeResource(call, stack, after, live, 'UPDATE_IN_PROGRESS');
      replaced.push(former);
    } else {
      undo.push(async () => {
        setResourceStatus(call, stack, live, 'UPDATE_IN_PROGRESS');
        await type.update(
          live.physicalId,
          properties,
          old,
          handlerFor(call, stack.name, logicalId),
        );
        setResourceStatus(call, stack, live, 'UPDATE_COMPLETE');
      });
      await type.update(live.physicalId, old, properties, handlerFor(call, stack.name, logicalId));
    }
    setResourceStatus(call, stack, live, 'UPDATE_COMPLETE');
    return undefined;
  } catch (error) {
    setResourceStatus(call, stack, live, 'UPDATE_FAILED', reasonOf(error));
    return 'update';
  }
}

function refuseSameName(type: ResourceType, old: Properties, properties: Properties): void {
  const { nameProperty } = type;
  if (
    !nameProperty ||
    properties[nameProperty] === undefined ||
    differs(old, properties, nameProperty)
  )
    return;
  throw new ResourceFailure(
    `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${String(properties[nameProperty])} and update the stack again.`,
  );
}

async function takeBack(
  call: Call,
  stack: CloudFormationStack,
  after: Plan,
  logicalId: string,
): Promise<void> {
  const resource = stack.resources.find((one) => one.logicalId === logicalId) as Resource;
  const left = await deleteMade(call, stack, after, [resource]);
  if (left.length) throw new ResourceFailure(resource.reason ?? '');
  stack.resources = stack.resources.filter((one) => one !== resource);
}

async function rollBack(
  call: Call,
  stack: CloudFormationStack,
  reason: string,
  { undo }: Progress,
): Promise<void> {
  setStatus(call, stack, 'UPDATE_ROLLBACK_IN_PROGRESS', reason);
  try {
    for (const step of undo.toReversed()) await step();
  } catch (error) {
    setStatus(call, stack, 'UPDATE_ROLLBACK_FAILED', reasonOf(error));
    return;
  }
  setStatus(call, stack, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  setStatus(call, stack, 'UPDATE_ROLLBACK_COMPLETE');
}

/** Resources whose type a new template changes; CloudFormation refuses that. */
export function changedTypes(stack: CloudFormationStack, after: Plan): string[] {
  return after.order.filter((id) => {
    const live = liveResource(stack, id);
    return (
      live &&
      resourceType(live.type, stack.region) !==
        resourceType(after.declaration(id).Type, stack.region)
    );
  });
}
