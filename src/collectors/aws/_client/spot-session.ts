import { randomBytes } from 'node:crypto';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import type { Evidence } from '../../../evidence/define-evidence.ts';
import { ecoAccounts, linkedAccountsAccount } from '../../../spot.ts';
import type { GatherContext, Propagation, ValueOf } from '../../define-collector.ts';
import { asEvidence } from '../../kernel/as-evidence.ts';
import { ForeignAnswer } from '../../kernel/foreign-answer.ts';
import { sleep } from '../../kernel/sleep.ts';
import { classify } from './classify.ts';
import type { AwsClients, AwsSessionCredentials } from './clients.ts';
import { createSessionName } from './own-session.ts';
import { createSessionPolicy } from './session-policy.ts';

/** How Spot came by a session of the reader's role, or did not. */
export interface SpotSession {
  assumption: Evidence<ValueOf<typeof spotAssumption>>;
  /**
   * Only when STS granted the role with the external ID, and with nothing else: see {@link
   * openSpotSession}.
   */
  credentials?: AwsSessionCredentials;
}

/**
 * A new role or trust policy takes seconds to reach STS.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
const defaultPropagation: Propagation = { timeoutMs: 20_000, intervalMs: 2_000 };

interface Granted {
  granted: true;
}
interface Refused {
  granted: false;
  /** Whether it was AWS that refused; else the try says nothing. */
  refused: boolean;
  error: unknown;
}
type Try = (Granted & { credentials: AwsSessionCredentials }) | Refused;

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
  const own = refuseOwnAccount(inputs.roleArn ?? '');
  if (own) return { assumption: own };
  const { timeoutMs, intervalMs, sleep: pause = sleep } = context.propagation ?? defaultPropagation;
  const startedAt = Date.now();
  for (let slept = 0; ; slept += intervalMs) {
    const tries = await tryAllWays(clients, context);
    const { withId } = tries;
    const left = timeoutMs - Math.max(slept, Date.now() - startedAt);
    if (withId.granted || !withId.refused || left < intervalMs || signal.aborted)
      return judgeTries(tries);
    context.waiting(
      'AWS refuses the role so far. A new role or trust policy takes some seconds to spread: trying again.',
      left,
    );
    await pause(intervalMs, signal).catch(() => undefined);
  }
}

interface Tries {
  withId: Try;
  withoutId: Granted | Refused;
  otherId: Granted | Refused;
}

async function tryAllWays(clients: AwsClients, { inputs, signal }: GatherContext): Promise<Tries> {
  const request = {
    RoleArn: inputs.roleArn,
    RoleSessionName: createSessionName(),
    DurationSeconds: 900,
    Policy: JSON.stringify(createSessionPolicy(inputs)),
  };
  const assume = async (ExternalId?: string): Promise<Try> => {
    try {
      const answer = await clients.sts.send(
        new AssumeRoleCommand({ ...request, ExternalId: ExternalId || undefined }),
        { abortSignal: signal },
      );
      requireRole(answer.AssumedRoleUser?.Arn, inputs.roleArn);
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
  const [withId, withoutId, otherId] = await Promise.all([
    assume(inputs.externalId),
    assume().then(forgetCredentials),
    assume(`not-issued-${randomBytes(12).toString('hex')}`).then(forgetCredentials),
  ]);
  return { withId, withoutId, otherId };
}

function judgeTries({ withId, withoutId, otherId }: Tries): SpotSession {
  for (const one of [withId, withoutId, otherId])
    if (!one.granted && !one.refused) return { assumption: describeSignInFailure(one.error) };
  const wordOf = ({ granted }: { granted: boolean }) => (granted ? 'granted' : 'refused');
  const assumption = asEvidence(spotAssumption, {
    withExternalId: wordOf(withId),
    withoutExternalId: wordOf(withoutId),
    withOtherExternalId: wordOf(otherId),
    message: withId.granted ? undefined : messageOf(withId.error),
  });
  const isClosed = !withoutId.granted && !otherId.granted;
  return withId.granted && isClosed
    ? { assumption, credentials: withId.credentials }
    : { assumption };
}

/**
 * Throws when the session is of another role, or STS does not say of which: partition, account and the
 * role's name are compared. A path is in the role's ARN, and in no session's.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
function requireRole(assumed: string | undefined, roleArn: string | undefined): void {
  const subjectOf = (arn = '', name = -1) => {
    const [, partition, , , account, resource = ''] = arn.split(':');
    return [partition, account, resource.split('/').at(name)].join(' ');
  };
  if (!assumed || subjectOf(assumed, 1) !== subjectOf(roleArn))
    throw new ForeignAnswer(
      `STS granted a session of ${assumed ?? 'nobody'} where ${roleArn} was asked for`,
    );
}

/** What a call that should be refused was granted is reduced to a yes, and never kept. */
const forgetCredentials = (result: Try): Granted | Refused =>
  result.granted ? { granted: true } : result;

/**
 * Spot's own accounts may hold roles that need no external ID from their own account: never a
 * customer's.
 */
function refuseOwnAccount(roleArn: string): Evidence<never> | undefined {
  const account = roleArn.split(':')[4] ?? '';
  if (![...ecoAccounts, linkedAccountsAccount].includes(account)) return undefined;
  return {
    status: 'denied',
    code: 'OwnAccount',
    message: `${account} is an account of Spot itself. Give the ARN of the role that was made in your own account.`,
  };
}

function describeSignInFailure(error: unknown): Evidence<never> {
  if (codeOf(error) === 'ValidationError') {
    return {
      status: 'unreachable',
      message: `AWS does not accept this as the ARN of a role: ${messageOf(error)} Copy the ARN of the role once more.`,
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

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const codeOf = (error: unknown) => {
  const { Code, name } = (error ?? {}) as { Code?: string; name?: string };
  return (Code ?? name ?? '').replace(/Exception$/, '');
};
