import { randomBytes } from 'node:crypto';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { spotAssumption } from '../../evidence/aws/spot-access.ts';
import type { Evidence } from '../../evidence/define-evidence.ts';
import { ecoAccounts, linkedAccountsAccount } from '../../spot.ts';
import type { GatherContext, Propagation } from '../define-collector.ts';
import { classify, found } from './classify.ts';
import type { AwsClients, AwsSessionCredentials } from './clients.ts';
import { sessionPolicyFor } from './session-policy.ts';
import { sleep } from './sleep.ts';

/** How Spot came by a session of the reader's role, or did not. */
export interface SpotSession {
  assumption: Evidence<(typeof spotAssumption)['schema']['_output']>;
  /**
   * Only when STS granted the role with the external ID, and with nothing else: see {@link
   * openSpotSession}.
   */
  credentials?: AwsSessionCredentials;
}

/**
 * A new role or trust policy takes seconds to reach STS. Source: AWS IAM guide, "eventual
 * consistency".
 */
export const defaultPropagation: Propagation = { timeoutMs: 20_000, intervalMs: 2_000 };

type Try =
  | { granted: true; credentials: AwsSessionCredentials }
  | { granted: false; refused: boolean; error: unknown };

/**
 * Assumes the reader's role as Spot does, and at the same moment tries the same without the
 * external ID and with one that was never issued, which must be refused. Refusals are repeated for
 * a bounded time, all calls each time: a refusal of the others proves something only when the first
 * was granted at that moment, else the role may just not have spread yet.
 *
 * A role that lets Spot in without its external ID would let Spot in for whoever names it: then
 * nothing shows that the one who asks is the one who owns it. Such a role is reported as open, and
 * not looked through (the confused deputy).
 */
export async function openSpotSession(
  clients: AwsClients,
  context: GatherContext,
): Promise<SpotSession> {
  const { inputs, signal } = context;
  const own = ownAccount(inputs.roleArn ?? '');
  if (own) return { assumption: own };
  const request = {
    RoleArn: inputs.roleArn,
    RoleSessionName: `spot-runbooks-${randomBytes(4).toString('hex')}`,
    DurationSeconds: 900,
    Policy: JSON.stringify(sessionPolicyFor(inputs)),
  };
  const assume = async (ExternalId?: string): Promise<Try> => {
    try {
      const answer = await clients.sts.send(
        new AssumeRoleCommand({ ...request, ...(ExternalId ? { ExternalId } : {}) }),
        {
          abortSignal: signal,
        },
      );
      const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
      if (!AccessKeyId || !SecretAccessKey || !SessionToken)
        throw new Error('STS granted the role without credentials');
      const credentials = {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
        expiration: Expiration,
      };
      return { granted: true, credentials };
    } catch (error) {
      return { granted: false, refused: codeOf(error) === 'AccessDenied', error };
    }
  };

  const { timeoutMs, intervalMs, sleep: pause = sleep } = context.propagation ?? defaultPropagation;
  const startedAt = Date.now();
  for (let slept = 0; ; slept += intervalMs) {
    const [withId, withoutId, otherId] = await Promise.all([
      assume(inputs.externalId),
      assume().then(onlyWhether),
      assume(`not-issued-${randomBytes(12).toString('hex')}`).then(onlyWhether),
    ]);
    const left = timeoutMs - Math.max(slept, Date.now() - startedAt);
    if (!withId.granted && withId.refused && left >= intervalMs && !signal.aborted) {
      context.waiting(
        'AWS refuses the role so far. A new role or trust policy takes some seconds to spread: trying again.',
        left,
      );
      await pause(intervalMs, signal).catch(() => undefined);
      continue;
    }
    if (!withId.granted && !withId.refused) return { assumption: failure(withId.error) };
    if (!withoutId.granted && !withoutId.refused) return { assumption: failure(withoutId.error) };
    if (!otherId.granted && !otherId.refused) return { assumption: failure(otherId.error) };
    const assumption = found(spotAssumption, {
      withExternalId: withId.granted ? 'granted' : 'refused',
      withoutExternalId: withoutId.granted ? 'granted' : 'refused',
      withOtherExternalId: otherId.granted ? 'granted' : 'refused',
      ...(withId.granted
        ? {}
        : { message: withId.error instanceof Error ? withId.error.message : String(withId.error) }),
    });
    const closed = !withoutId.granted && !otherId.granted;
    return withId.granted && closed
      ? { assumption, credentials: withId.credentials }
      : { assumption };
  }
}

/** What a call that should be refused was granted is reduced to a yes, and never kept. */
const onlyWhether = (result: Try) => (result.granted ? ({ granted: true } as const) : result);

/**
 * Spot's own accounts may hold roles that need no external ID from their own account: never a
 * customer's.
 */
function ownAccount(roleArn: string): Evidence<never> | undefined {
  const account = roleArn.split(':')[4] ?? '';
  if (![...ecoAccounts, linkedAccountsAccount].includes(account)) return undefined;
  return {
    status: 'denied',
    code: 'OwnAccount',
    message: `${account} is an account of Spot itself. Give the ARN of the role that was made in your own account.`,
  };
}

function failure(error: unknown): Evidence<never> {
  if (codeOf(error) === 'ValidationError') {
    const message = error instanceof Error ? error.message : '';
    return {
      status: 'unreachable',
      message: `AWS does not accept this as the ARN of a role: ${message} Copy the ARN of the role once more.`,
    };
  }
  const outcome = classify(spotAssumption, error);
  if (outcome.status !== 'denied') return outcome;
  // Why it failed is for whoever runs this, and may name what is inside: the customer gets AWS's
  // code alone.
  return {
    status: 'unreachable',
    message: `Spot's own sign-in to AWS failed (${outcome.code}); this says nothing about your account. Try again later; if it stays, tell Spot.`,
  };
}

const codeOf = (error: unknown) => {
  const { Code, name } = (error ?? {}) as { Code?: string; name?: string };
  return (Code ?? name ?? '').replace(/Exception$/, '');
};
