import type { Fault } from '../../../define-faults.ts';
import type { SubscriptionWorld } from '../worlds.ts';
import { appFaults } from './app.ts';
import { assignmentFaults } from './assignment.ts';
import { guardrailFaults } from './guardrails.ts';
import { providerFaults } from './providers.ts';
import { removedFaults } from './removed.ts';
import { roleFaults } from './role.ts';
import { secretFaults } from './secret.ts';
import { subscriptionFaults } from './subscription.ts';

/**
 * Every way a connection of an Azure subscription is known to go wrong, in the order of the page.
 */
export const faults: readonly Fault<SubscriptionWorld>[] = [
  ...subscriptionFaults,
  ...appFaults,
  ...secretFaults,
  ...roleFaults,
  ...assignmentFaults,
  ...providerFaults,
  ...guardrailFaults,
  ...removedFaults,
];
