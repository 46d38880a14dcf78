import resourceProviders from '../../../evidence/azure/resource-providers.ts';
import askFirst from '../../ask-first.ts';
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
    unregistered: diagnosis<{ subscriptionId: string; taken: string[] }>({
      code: 'AZ-RP-002',
      severity: 'fail',
      title: 'Somebody took resource providers away from the subscription',
      explain: () =>
        'They were registered, and somebody unregistered them: what never was registered is called otherwise. Spot’s calls fail with MissingSubscriptionRegistration.',
      observed: ({ taken }) => taken.join(', '),
      expected: () => 'Registered',
      fix: ({ subscriptionId, taken }) => {
        const namespaces = taken.map((one) => one.split(' ')[0] ?? one);
        return askFirst({
          summary: 'Ask who unregistered them, and why.',
          who: 'an owner of the subscription',
          send: `In the subscription ${subscriptionId} ${namespaces.join(', ')} ${namespaces.length === 1 ? 'was' : 'were'} unregistered, and Spot needs ${namespaces.length === 1 ? 'it' : 'them'}. Was that done on purpose, and may ${namespaces.length === 1 ? 'it' : 'they'} be registered again?`,
          console: [
            'Open Subscriptions > your subscription > Activity log: it names who unregistered them.',
          ],
          agreed: namespaces.map((one) => registerProviders([one], subscriptionId)),
        });
      },
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
    const missing = of((state) => /^NotRegistered$/i.test(state ?? ''));
    const taken = of((state) => /^Unregister(ing|ed)$/i.test(state ?? ''));
    const untold = of((state) => state === undefined || !knownState.test(state));
    if (untold.length > 0)
      judge.cannotTell(
        `Azure did not say in words that are known here whether ${untold.join(', ')} ${untold.length === 1 ? 'is' : 'are'} registered.`,
        [resourceProviders],
      );
    if (missing.length > 0) judge.found('notRegistered', { subscriptionId, missing });
    if (taken.length > 0)
      judge.found('unregistered', {
        subscriptionId,
        taken: taken.map((one) => `${one} is ${states.get(one.toLowerCase())}`),
      });
    const underWay = of((state) => /^Registering$/i.test(state ?? ''));
    if (underWay.length > 0) {
      judge.pending(
        `Azure is still registering ${underWay.join(', ')}. That takes a few minutes.`,
        new Date(judge.now.getTime() + registrationMs),
      );
    }
  },
});
