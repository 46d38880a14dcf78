import { AssumeRoleCommand, type AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import type { Evidence } from '../../../evidence/define-evidence.ts';
import { isOfCaller, isThrottling } from '../../../providers/aws/errors.ts';
import { mainRegionOf } from '../../../providers/aws/partitions.ts';
import { ecoAccounts, linkedAccountsAccount } from '../../../spot.ts';
import type { GatherContext, Propagation, SignInRun, ValueOf } from '../../define-collector.ts';
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
  /** STS takes no more calls from Spot for the moment; it would tell everybody so. */
  throttled?: true;
}

type SpotSessionOptions = Partial<Omit<SignInRun, 'context'>>;

/**
 * A new role or trust policy takes seconds to reach STS; AWS names no number.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
const defaultPropagation: Propagation = { timeoutMs: 20_000, intervalMs: 2_000 };

/**
 * Milliseconds. Where open roles are hidden, everything that can be seen from outside happens at
 * multiples of this, and not when STS happens to answer: it may take longer to grant than to refuse.
 */
const beatMs = 1_000;

/**
 * When a role is tried, in milliseconds after the first time: waits double, and the last ends with
 * the time. Most changes are there within seconds, and a role that stays wrong is not asked for ten
 * times. One that could not be used a moment ago either is tried once more only.
 */
function planTries({ timeoutMs, intervalMs }: Propagation, isShort: boolean): number[] {
  const offsets = [0];
  for (let wait = intervalMs, last = 0; last < timeoutMs; wait *= 2) {
    last = Math.min(last + wait, timeoutMs);
    offsets.push(last);
  }
  return isShort ? [0, ...offsets.slice(1, 3).slice(-1)] : offsets;
}

/** With the reader's external ID, without one, and with one that was never issued. */
const ways = ['withId', 'withoutId', 'otherId'] as const;
type Way = (typeof ways)[number];

interface Granted {
  outcome: 'granted';
  /** None for the ways that should be refused: what they are granted is never kept. */
  credentials?: AwsSessionCredentials;
  /** Why the grant is of no use: it is of another role, or holds no credentials. */
  error?: unknown;
}
interface NotGranted {
  /** `lost`: it was not the role that refused, so the try says nothing of it. */
  outcome: 'refused' | 'lost';
  error: unknown;
}
type Try = Granted | NotGranted;
type Tries = Readonly<Record<Way, Try>>;

/**
 * Assumes the reader's role as Spot does, and at the same moment tries the same without the
 * external ID and with one that was never issued, which must be refused. What is not right is tried
 * again for a bounded time: by one call each, which shows whether anything changed, and by all when
 * it did. A refusal of the others proves something only when the first was granted at that moment,
 * else the role may just not have spread yet.
 *
 * A role that lets Spot in without its external ID would let Spot in for whoever names it: then
 * nothing shows that the one who asks is the one who owns it. Such a role is never looked through
 * (the confused deputy), and reported as open only where nobody is a stranger: see {@link
 * ForStrangers.hidesOpenRoles}. What AWS answered is then not in logs or metrics either, which
 * are seen by more people than the role's owner; CloudTrail of Spot's own account has it.
 */
async function openSpotSession(
  clients: AwsClients,
  context: GatherContext,
  options: SpotSessionOptions = {},
): Promise<SpotSession> {
  const { inputs, signal } = context;
  const hidesOpenRoles = mustHide(context);
  const own = refuseOwnAccount(inputs.roleArn ?? '');
  if (own) return { assumption: own };
  const propagation = context.propagation ?? defaultPropagation;
  const offsets = planTries(propagation, options.failedSecondsAgo !== undefined);
  const watch = startWatch(propagation.sleep ?? sleep, signal);
  const assume = createAssume(clients, context, options);
  let tries = await tryAllWays(assume);
  options.onFirstAnswer?.();
  for (let round = 1; ; round++) {
    const isToTell = hidesOpenRoles ? isClosed(tries) : tries.withId.outcome === 'granted';
    if (isToTell || isLost(tries)) break;
    if (hidesOpenRoles) await watch.waitForBeat();
    const next = offsets[round];
    if (next === undefined || signal.aborted) break;
    const end = (offsets.at(-1) ?? 0) + (hidesOpenRoles ? beatMs : 0);
    context.waiting(describeWaiting(options), end - watch.elapsed());
    await watch.waitUntil(next);
    tries = await tryAgain(tries, assume);
  }
  return judgeTries(tries, hidesOpenRoles, options);
}

const mustHide = ({ forStrangers }: GatherContext) => forStrangers?.hidesOpenRoles ?? false;

/**
 * {@link openSpotSession}, shared with other verifications and within the server's budget where
 * there is one. The clients are of Spot's own principal, and made for this session: others may wait
 * for it when the verification that began it has left.
 */
export async function openSharedSession(
  context: GatherContext,
  createClients: () => AwsClients,
): Promise<SpotSession> {
  const open = async (own: GatherContext, options?: SpotSessionOptions) => {
    const clients = createClients();
    try {
      return await openSpotSession(clients, own, options);
    } finally {
      clients.close();
    }
  };
  const { inputs, forStrangers, propagation = defaultPropagation } = context;
  if (!forStrangers) return open(context);
  return forStrangers.signIns.open<SpotSession>({
    context,
    subject: [inputs.roleArn ?? '', inputs.externalId ?? ''],
    shape: JSON.stringify(createSessionPolicy(inputs)),
    place: mainRegionOf(inputs),
    countCalls: (failedSecondsAgo) =>
      ways.length + planTries(propagation, failedSecondsAgo !== undefined).length - 1,
    signIn: ({ context: own, ...options }) => open(own, options),
    outcomeOf({ assumption, credentials, throttled }) {
      if (credentials) return 'opened';
      if (throttled) return 'throttled';
      return assumption.status === 'found' ? 'failed' : 'lost';
    },
    tellSpent: (seconds) => ({
      assumption: {
        status: 'unreachable',
        message: `Spot has asked AWS about as many roles as it may for now, so it did not ask about yours. This says nothing about your account. Check again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
      },
    }),
  });
}

/** Time since the start, in milliseconds; what was slept counts in full, whatever a test's sleep takes. */
function startWatch(pause: NonNullable<Propagation['sleep']>, signal: AbortSignal) {
  const startedAt = performance.now();
  let reached = 0;
  const measure = () => Math.max(reached, performance.now() - startedAt);
  const waitUntil = async (offset: number) => {
    const left = offset - measure();
    // One that is stopped while it waits has nobody left to tell.
    if (left > 0) await pause(left, signal).catch(() => undefined);
    reached = Math.max(reached, offset);
  };
  return {
    /** As planned: what is said of it is the same each time. */
    elapsed: () => reached,
    waitUntil,
    /** Until the next multiple of {@link beatMs}. */
    waitForBeat: () => waitUntil((Math.floor(measure() / beatMs) + 1) * beatMs),
  };
}

function describeWaiting({ failedSecondsAgo }: SpotSessionOptions): string {
  return failedSecondsAgo === undefined
    ? 'Spot cannot use the role so far. A new role or trust policy takes some seconds to spread: trying again.'
    : `Spot could not use this role ${describeAgo(failedSecondsAgo)} either. If it was changed since, that takes some seconds to spread: trying once more.`;
}

function describeAgo(seconds: number): string {
  return seconds < 2 ? 'a moment ago' : `${seconds} seconds ago`;
}

type Assume = (way: Way) => Promise<Try>;

/** Tries one way at STS. Never rejects. */
function createAssume(
  clients: AwsClients,
  context: GatherContext,
  { onCall }: SpotSessionOptions,
): Assume {
  const { inputs, signal } = context;
  const { roleArn, externalId = '' } = inputs;
  const request = {
    RoleArn: roleArn,
    RoleSessionName: createSessionName(),
    DurationSeconds: 900,
    Policy: JSON.stringify(createSessionPolicy(inputs)),
  };
  const idOf: Record<Way, string | undefined> = {
    withId: externalId,
    withoutId: undefined,
    otherId: createOtherId(externalId),
  };
  return async (way) => {
    let answer: AssumeRoleCommandOutput;
    onCall?.();
    try {
      const command = new AssumeRoleCommand({ ...request, ExternalId: idOf[way] });
      answer = await clients.sts.send(command, { abortSignal: signal });
    } catch (error) {
      const refused =
        codeOf(error) === 'AccessDenied' || (mustHide(context) && isOfRole(error, roleArn));
      return { outcome: refused ? 'refused' : 'lost', error };
    }
    try {
      const credentials = readCredentials(answer, roleArn);
      return way === 'withId' ? { outcome: 'granted', credentials } : { outcome: 'granted' };
    } catch (error) {
      return { outcome: 'granted', error };
    }
  };
}

function readCredentials(
  { AssumedRoleUser, Credentials }: AssumeRoleCommandOutput,
  roleArn: string | undefined,
): AwsSessionCredentials {
  requireRole(AssumedRoleUser?.Arn, roleArn);
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken)
    throw new Error('STS granted the role without credentials');
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}

/**
 * An ID that was never issued, and is like the reader's but for one character in its middle: a trust
 * policy that takes a pattern of IDs takes it too, wherever its wildcards are.
 */
function createOtherId(externalId: string): string {
  const at = Math.floor(externalId.length / 2);
  return `${externalId.slice(0, at)}${externalId[at] === '0' ? '1' : '0'}${externalId.slice(at + 1)}`;
}

async function tryAllWays(assume: Assume): Promise<Tries> {
  const [withId, withoutId, otherId] = await Promise.all(ways.map(assume));
  return { withId, withoutId, otherId } as Tries;
}

/**
 * One call tells whether anything changed: of a role that refuses the one that should be granted, of
 * an open one the one that should be refused. An open role takes as many as any other.
 */
async function tryAgain(tries: Tries, assume: Assume): Promise<Tries> {
  const isOpen = tries.withId.outcome === 'granted';
  const way = isOpen ? (tries.withoutId.outcome === 'granted' ? 'withoutId' : 'otherId') : 'withId';
  const again = await assume(way);
  return again.outcome === (isOpen ? 'refused' : 'granted')
    ? tryAllWays(assume)
    : { ...tries, [way]: again };
}

const isLost = (tries: Tries) => ways.some((way) => tries[way].outcome === 'lost');

const isClosed = ({ withId, withoutId, otherId }: Tries) =>
  withId.outcome === 'granted' && withoutId.outcome === 'refused' && otherId.outcome === 'refused';

function judgeTries(
  tries: Tries,
  hidesOpenRoles: boolean,
  { failedSecondsAgo }: SpotSessionOptions,
): SpotSession {
  const { withId, withoutId, otherId } = tries;
  const lost = ways.map((way) => tries[way]).find(({ outcome }) => outcome === 'lost');
  if (lost) {
    const assumption = describeSignInFailure(lost.error);
    return isThrottling(codeOf(lost.error)) ? { assumption, throttled: true } : { assumption };
  }
  if (hidesOpenRoles && !isClosed(tries)) {
    const untold = {
      withExternalId: 'untold',
      withoutExternalId: 'untold',
      withOtherExternalId: 'untold',
    } as const;
    return { assumption: asEvidence(spotAssumption, { ...untold, failedSecondsAgo }) };
  }
  const useless = ways.map((way) => tries[way]).find(isUseless);
  if (useless) return { assumption: describeSignInFailure(useless.error) };
  const assumption = asEvidence(spotAssumption, {
    withExternalId: withId.outcome,
    withoutExternalId: withoutId.outcome,
    withOtherExternalId: otherId.outcome,
    message: withId.outcome === 'granted' ? undefined : messageOf(withId.error),
    failedSecondsAgo: withId.outcome === 'granted' ? undefined : failedSecondsAgo,
  });
  return isClosed(tries) && 'credentials' in withId && withId.credentials
    ? { assumption, credentials: withId.credentials }
    : { assumption };
}

const isUseless = (one: Try) => one.outcome === 'granted' && one.error !== undefined;

/**
 * Whether an error of STS may have to do with the role: everything that it does not say of the
 * caller, the network, or the text of the ARN. Some come only after the role was granted (that its
 * account has switched a region off, say), and would tell that it was.
 *
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_Errors
 */
function isOfRole(error: unknown, roleArn = ''): boolean {
  const { $metadata } = (error ?? {}) as {
    $metadata?: AssumeRoleCommandOutput['$metadata'];
  };
  const { requestId, httpStatusCode: status = 0 } = $metadata ?? {};
  const code = codeOf(error);
  const message = messageOf(error);
  const isOfText =
    code === 'ValidationError' && (message.includes(`'roleArn'`) || message.includes(roleArn));
  return requestId !== undefined && status < 500 && !isOfText && !isOfCaller(code, status);
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
