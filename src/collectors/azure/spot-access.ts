import { setTimeout as wait } from 'node:timers/promises';
import { armEndpoint } from '../../evidence/azure/define-azure-evidence.ts';
import {
  clientSecret,
  spotPermissions,
  spotReads,
  spotSignIn,
  subscriptionPermissions,
} from '../../evidence/azure/index.ts';
import type { EvidenceKind } from '../../evidence/define-evidence.ts';
import { defineCollector } from '../define-collector.ts';
import { type AzureContext, attempt, urlFor } from './azure-collector.ts';
import { classify, found } from './classify.ts';
import { AzureRefusal, azureClient } from './clients.ts';
import { SignInRefused, tokensOf } from './spot-sign-in.ts';

type Reads = typeof spotReads extends EvidenceKind<infer T> ? T : never;
type Outcome = Reads['resourceGroups'];

/** The first characters and the length; nothing else of the secret leaves here. */
export const clientSecretCollector = defineCollector({
  kind: clientSecret,
  collect: async ({ inputs }: AzureContext) => {
    const secret = inputs.clientSecret ?? '';
    return found(clientSecret, { hint: secret.slice(0, 3), length: secret.length });
  },
});

export const spotSignInCollector = defineCollector({
  kind: spotSignIn,
  collect: ({ signIn, signal }: AzureContext) =>
    attempt(spotSignIn, async () => {
      if (!signIn) return { status: 'notCollected', message: 'Only Spot can try this.' };
      try {
        return found(spotSignIn, {
          outcome: 'ok',
          ...objectIdIn(await signIn.token(armEndpoint, signal)),
        });
      } catch (error) {
        if (!(error instanceof SignInRefused)) throw error;
        return found(spotSignIn, { outcome: 'refused', code: error.code, message: error.message });
      }
    }),
});

/** The claim `oid` of an access token: which service principal signed in. */
function objectIdIn(token: string): { objectId?: string } {
  try {
    const { oid } = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'),
    ) as { oid?: unknown };
    return typeof oid === 'string' ? { objectId: oid } : {};
  } catch {
    return {};
  }
}

const base = `${armEndpoint}/subscriptions/{{subscriptionId}}`;
const reads: { [R in keyof Reads]: string } = {
  resourceGroups: `${base}/resourcegroups?api-version=2021-04-01`,
  virtualMachines: `${base}/providers/Microsoft.Compute/virtualMachines?api-version=2023-03-01`,
  scaleSets: `${base}/providers/Microsoft.Compute/virtualMachineScaleSets?api-version=2023-03-01`,
  networks: `${base}/providers/Microsoft.Network/virtualNetworks?api-version=2023-04-01`,
};

export const spotReadsCollector = defineCollector({
  kind: spotReads,
  needs: [spotSignIn],
  collect: (context: AzureContext) =>
    attempt(spotReads, async () => {
      const { signIn, need, propagation, signal } = context;
      const signedIn = await need(spotSignIn);
      if (!signIn || signedIn.status !== 'found' || signedIn.value.outcome === 'refused') {
        return {
          status: 'notCollected',
          message: 'Spot could not sign in with the secret, so it could not look.',
        };
      }
      const {
        timeoutMs = 20_000,
        intervalMs = 4_000,
        sleep = (ms: number) => wait(ms, undefined, { signal }),
      } = propagation ?? {};
      // A new role takes a while to work, and a token that is older than it may not have it.
      for (let waitedMs = 0; ; waitedMs += intervalMs) {
        const seen = await readAll(context);
        if (!mayBeSpreading(seen) || waitedMs >= timeoutMs) return found(spotReads, seen);
        context.waiting(
          'Azure refuses Spot. A new role takes a while to work: trying again with a new sign-in.',
          timeoutMs - waitedMs,
        );
        await sleep(intervalMs, signal);
        signIn.renew();
      }
    }),
});

export const spotPermissionsCollector = defineCollector({
  kind: spotPermissions,
  needs: [spotReads],
  collect: ({ signIn, need, inputs, signal }: AzureContext) =>
    attempt(spotPermissions, async () => {
      // When the reads are refused there is nothing to ask; and a role that began to work during
      // them is in the newest token only.
      const seen = await need(spotReads);
      if (!signIn || seen.status !== 'found')
        return { status: 'notCollected', message: 'Spot could not look.' };
      return found(
        spotPermissions,
        await azureClient(tokensOf(signIn)).get(
          urlFor(subscriptionPermissions.url, inputs),
          signal,
        ),
      );
    }),
});

async function readAll({ signIn, inputs, signal }: AzureContext): Promise<Reads> {
  if (!signIn) throw new Error('There is no sign-in of Spot to look with.');
  const client = azureClient(tokensOf(signIn));
  const outcomes = await Promise.all(
    Object.entries(reads).map(async ([name, url]): Promise<[string, Outcome]> => {
      try {
        await client.get(urlFor(url, inputs), signal);
        return [name, { outcome: 'ok' }];
      } catch (error) {
        return [name, outcomeOf(error)];
      }
    }),
  );
  return Object.fromEntries(outcomes) as unknown as Reads;
}

function outcomeOf(error: unknown): Outcome {
  const { status, ...rest } = classify(
    { ...spotReads, absentCodes: ['SubscriptionNotFound', 'InvalidSubscriptionId'] },
    error,
  );
  const code = 'code' in rest ? rest.code : error instanceof AzureRefusal ? error.code : undefined;
  return {
    outcome: status === 'denied' || status === 'absent' ? status : 'unknown',
    ...(code ? { code } : {}),
    message: rest.message,
  };
}

const mayBeSpreading = (seen: Reads): boolean =>
  Object.values(seen).filter(({ code }) => code === 'AuthorizationFailed').length >= 3;
