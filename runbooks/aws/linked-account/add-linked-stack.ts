import { hour } from '../../time.ts';
import type { LinkedWorld } from '../_linked/worlds.ts';
import { formatPolicyArn } from '../_world/role.ts';
import { addStack, refuseByHook, type StackResource, type StackStep } from '../_world/stack.ts';
import documents from './documents.ts';

type Made = 'SpotPolicy' | 'SpotRole';

const types = { SpotPolicy: 'AWS::IAM::ManagedPolicy', SpotRole: 'AWS::IAM::Role' } as const;

interface LinkedStackOptions {
  status: string;
  /** The resource that failed and CloudFormation's reason. */
  failed?: { logicalId: Made; reason: string; status?: string };
  /** The resource that a Hook refused, and its words. */
  refused?: { logicalId: Made; hook: string; words: string };
  /** What the stack made. */
  made?: readonly Made[];
}

/**
 * Puts the guide's stack into the account, in a state that CloudFormation left it in an hour ago.
 */
export default function addLinkedStack(
  subject: LinkedWorld,
  { status, failed, refused, made = [] }: LinkedStackOptions,
): void {
  const { world, inputs } = subject;
  const physicalIds = {
    SpotPolicy: formatPolicyArn(subject, `${inputs.roleName}_Policy`),
    SpotRole: inputs.roleName,
  };
  // A stack that waits for its change set has done nothing else yet.
  const isWaiting = status === 'REVIEW_IN_PROGRESS';
  const steps: StackStep[] = [
    { status: isWaiting ? status : 'CREATE_IN_PROGRESS', reason: 'User Initiated' },
  ];
  if (failed) {
    const { logicalId, reason } = failed;
    const resource: StackResource = { logicalId, type: types[logicalId] };
    steps.push({ resource, status: failed.status ?? 'CREATE_FAILED', reason });
  }
  if (refused) {
    const { logicalId, hook, words } = refused;
    steps.push(...refuseByHook({ logicalId, type: types[logicalId] }, hook, words));
  }
  if (!isWaiting) steps.push({ status });
  addStack(subject, {
    name: 'spot-linked-account',
    startedAt: world.clock.now() - hour,
    template: documents.linkedTemplate({}),
    parameters: { ExternalId: inputs.externalId, RoleName: inputs.roleName },
    resources: made.map((logicalId) => ({
      logicalId,
      type: types[logicalId],
      physicalId: physicalIds[logicalId],
    })),
    steps,
  });
}
