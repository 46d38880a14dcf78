import { linkedIntegrations, linkedProducts } from '../../../src/checks/aws/_linked/bundles.ts';
import type { Simulator } from '../../../src/simulator/index.ts';
import type { AwsWorld } from '../../define-faults.ts';
import * as automatic from '../linked-account/healthy.ts';

type Inputs = Readonly<Record<string, string>>;

const all = (options: readonly { value: string }[]) => options.map(({ value }) => value).join(',');
const chosen = {
  permissionSet: 'default',
  products: all(linkedProducts),
  integrations: all(linkedIntegrations),
};

/** The world before the guide starts. `inputs` differ from the usual ones. */
export const createEmptyWorld = (simulator: Simulator, inputs: Inputs = {}): AwsWorld =>
  automatic.createEmptyWorld(simulator, { ...chosen, ...inputs });

/** The world as the guide leaves it, an hour later. */
export const createHealthyWorld = (simulator: Simulator, inputs: Inputs = {}): AwsWorld =>
  automatic.createHealthyWorld(simulator, { ...chosen, ...inputs });
