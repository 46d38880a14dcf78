import type { Fault } from '../../../define-faults.ts';
import { hour } from '../../../time.ts';
import { ask } from '../../_world/reasons.ts';
import type { SubscriptionWorld } from '../worlds.ts';
import seenBySpot from './seen-by-spot.ts';

/** The subscription never used machines. */
function unregisterCompute({ subscription }: SubscriptionWorld): void {
  if (!subscription.resourceProviders.delete('Microsoft.Compute'))
    throw new Error('The subscription has no provider Microsoft.Compute; it cannot be taken away.');
}

export const providerFaults: readonly Fault<SubscriptionWorld>[] = [
  {
    name: 'provider-not-registered',
    title: 'The subscription never used machines',
    catalogue: 'F-127',
    breaks: unregisterCompute,
    expected: { reader: ['AZ-RP-001'], spot: ['AZ-SPOT-006'] },
  },
  {
    name: 'aks-provider-not-registered',
    title: 'The subscription never used AKS',
    catalogue: 'F-127',
    breaks({ subscription }) {
      subscription.resourceProviders.set('Microsoft.ContainerService', { state: 'NotRegistered' });
    },
    expected: { reader: ['AZ-RP-001'], spot: [] },
  },
  {
    name: 'provider-unregistered',
    title: 'Somebody unregisters a resource provider that Spot needs',
    breaks({ subscription }) {
      subscription.resourceProviders.set('Microsoft.Insights', { state: 'Unregistering' });
    },
    expected: { reader: ['AZ-RP-002'], spot: [] },
    noCommand: ask,
  },
  {
    name: 'provider-registering',
    title: 'A resource provider is still being registered',
    breaks({ subscription, world }) {
      subscription.resourceProviders.set('Microsoft.Insights', {
        state: 'Registering',
        readyAt: world.clock.now() + hour,
      });
    },
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'azure/resource-providers', status: 'pending' },
    noCommand: 'Azure only needs time.',
  },
  seenBySpot({
    name: 'provider-not-registered-seen-by-spot',
    title: 'Spot cannot list machines, as the subscription never had one',
    catalogue: 'F-127',
    code: 'AZ-SPOT-006',
    breaks: unregisterCompute,
  }),
];
