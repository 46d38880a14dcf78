import resourceProviders from '../../../evidence/azure/resource-providers.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { registerProviders, spotProviders } from '../_role/resource-providers.ts';

/** A list of Azure names every provider, also those that are not registered. */
const knownState = /^(Registered|Registering|NotRegistered|Unregistering|Unregistered)$/i;

const registrationMs = 10 * 60_000;

export default defineCheck({
  id: 'azure/resource-providers',
  title: 'The subscription is registered for everything that Spot uses',
  needs: { providers: resourceProviders },
  inputs: ['subscriptionId'],
  after: ['azure/subscription'],
  diagnoses: {
    notRegistered: diagnosis<{ subscriptionId: string; missing: string[] }>({
      code: 'AZ-RP-001',
      severity: 'fail',
      title: 'Resource providers are not registered',
      explain: () =>
        'A subscription can use a service of Azure only once it is registered for it. In the portal that happens by itself with the first resource; Spot’s role may not do it, and its calls fail with MissingSubscriptionRegistration.',
      observed: ({ missing }) => `not registered: ${missing.join(', ')}`,
      expected: () => 'Registered',
      fix: ({ missing, subscriptionId }) => ({
        summary: 'Register them. It costs nothing.',
        commands: [registerProviders(missing, subscriptionId)],
        console: [
          'Open Subscriptions > your subscription > Resource providers, select each of them, and choose Register.',
        ],
      }),
    }),
  },
  assess({ providers }, { subscriptionId }, judge) {
    const states = new Map(
      (providers?.value ?? []).map(({ namespace, registrationState }) => [
        namespace.toLowerCase(),
        registrationState,
      ]),
    );
    const of = (wanted: (state: string | undefined) => boolean) =>
      spotProviders
        .filter(({ namespace }) => wanted(states.get(namespace.toLowerCase())))
        .map(({ namespace }) => namespace);
    const missing = of(
      (state) => state !== undefined && /^(NotRegistered|Unregister(ing|ed))$/i.test(state),
    );
    const untold = of((state) => state === undefined || !knownState.test(state));
    if (untold.length > 0)
      judge.cannotTell(
        `Azure did not say in words that are known here whether ${untold.join(', ')} ${untold.length === 1 ? 'is' : 'are'} registered.`,
        [resourceProviders],
      );
    if (missing.length > 0) judge.found('notRegistered', { subscriptionId, missing });
    const underWay = of((state) => state === 'Registering');
    if (underWay.length > 0) {
      judge.pending(
        `Azure is still registering ${underWay.join(', ')}. That takes a few minutes.`,
        new Date(judge.now.getTime() + registrationMs),
      );
    }
  },
});
