import { linkedIntegrations, linkedProducts } from '../../../src/checks/aws/_linked/bundles.ts';
import type { Simulator } from '../../../src/simulator/index.ts';
import type { InputsOf } from '../../define-faults.ts';
import * as linked from '../_linked/worlds.ts';
import type { AwsWorld } from '../_world/world.ts';
import type runbook from './runbook.ts';

type Inputs = InputsOf<typeof runbook, 'roleArn'>;

/** A world around an account whose role is made by hand, of what was ticked. */
export type ManualWorld = AwsWorld<Inputs>;

const joinValues = (options: readonly { value: string }[]) =>
  options.map(({ value }) => value).join(',');

/** Everything is ticked, and the whole policy was chosen. */
const chosen = {
  permissionSet: 'default',
  products: joinValues(linkedProducts),
  integrations: joinValues(linkedIntegrations),
};

/** The world before the guide starts. `inputs` differ from the usual ones. */
export function createEmptyWorld(simulator: Simulator, inputs: Partial<Inputs> = {}): ManualWorld {
  return linked.createEmptyWorld(simulator, { ...chosen, ...inputs });
}

/** The world as the guide leaves it, an hour later. */
export function createHealthyWorld(
  simulator: Simulator,
  inputs: Partial<Inputs> = {},
): ManualWorld {
  return linked.createHealthyWorld(simulator, { ...chosen, ...inputs });
}
