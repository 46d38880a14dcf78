import { faults as managementAccountFaults } from '../../runbooks/aws/management-account/faults/index.ts';
import { createEmptyWorld, createHealthyWorld } from '../../runbooks/aws/management-account/healthy.ts';
import { variants as managementAccountVariants } from '../../runbooks/aws/management-account/variants.ts';
import type { Fault, HealthyWorld, Variant } from '../../runbooks/define-faults.ts';
import type { Simulator } from '../../src/simulator/index.ts';

/** Test material of every runbook, one line each. */
export const emptyWorlds: Readonly<Record<string, (simulator: Simulator) => HealthyWorld>> = {
  'aws/management-account': createEmptyWorld,
};

export const healthyWorlds: Readonly<Record<string, (simulator: Simulator, options?: { externalId?: string }) => HealthyWorld>> = {
  'aws/management-account': createHealthyWorld,
};

export const faults: Readonly<Record<string, readonly Fault[]>> = {
  'aws/management-account': managementAccountFaults,
};

export const variants: Readonly<Record<string, readonly Variant[]>> = {
  'aws/management-account': managementAccountVariants,
};
