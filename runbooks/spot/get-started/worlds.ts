import type { Simulator } from '../../../src/simulator/index.ts';
import { createSpotAccount } from '../../../src/simulator/spot/seed.ts';
import type { InputsOf } from '../../define-faults.ts';
import { awsAccountId, createSpotWorld, type SpotWorld } from '../_world/world.ts';
import type runbook from './runbook.ts';

type Inputs = InputsOf<typeof runbook, 'spotAccountId'>;

/** A world in which the reader has signed up, and connects a first account. */
export type StartWorld = SpotWorld<Inputs>;

/** The organisation just after sign-up. `inputs` differ from the usual ones. */
export function createEmptyWorld(simulator: Simulator, inputs: Partial<Inputs> = {}): StartWorld {
  const subject = createSpotWorld<Inputs>(simulator, {
    product: 'servers',
    cloud: 'aws',
    cloudAccountId: awsAccountId,
    spotAccountName: `aws-${awsAccountId}`,
    spotOrganizationId: '',
    ...inputs,
  });
  subject.inputs.spotOrganizationId = subject.organization.id;
  return subject;
}

/** The organisation with a second account, free for the reader's cloud account. */
export function createHealthyWorld(simulator: Simulator, inputs: Partial<Inputs> = {}): StartWorld {
  const subject = createEmptyWorld(simulator, inputs);
  const { id } = createSpotAccount(subject.organization, { name: subject.inputs.spotAccountName });
  subject.inputs.spotAccountId ??= id;
  return subject;
}
