import type { AskedFact, Failure } from '../dialect.ts';
import { adviseOn, meetObstacle } from '../obstacle.ts';
import obstacles from './obstacles.ts';

/** An error in AWS's own words, from an SDK call or from what the CLI printed. */
export interface AwsAnswer {
  code: string;
  message: string;
  /** HTTP status, when it is known. */
  status?: number;
}

/**
 * The caller is not who it says it is (or is nobody): says nothing about permissions.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
const credentialCodes = new Map([
  [
    'InvalidClientTokenId',
    'AWS does not know this access key. It may be deleted, inactive, or of another partition (GovCloud, China).',
  ],
  [
    'InvalidAccessKeyId',
    'AWS does not know this access key. It may be deleted, inactive, or of another partition (GovCloud, China).',
  ],
  [
    'UnrecognizedClient',
    'AWS does not know this access key. It may be deleted, inactive, or of another partition (GovCloud, China).',
  ],
  ['ExpiredToken', 'The session has expired. Sign in again and repeat.'],
  [
    'RequestExpired',
    'The request was signed too long ago. Check the clock of the machine that asks, then repeat.',
  ],
  ['RequestTimeTooSkewed', 'The clock of the machine that asks is wrong. Set it, then repeat.'],
  ['InvalidToken', 'The session token is not valid. Sign in again and repeat.'],
  [
    'SignatureDoesNotMatch',
    'The secret access key does not fit the access key, or the clock of the machine that asks is wrong.',
  ],
  [
    'InvalidSignature',
    'The secret access key does not fit the access key, or the clock of the machine that asks is wrong.',
  ],
  ['MissingAuthenticationToken', 'The request carried no credentials. Sign in, then repeat.'],
  ['IncompleteSignature', 'The request carried unusable credentials. Sign in again and repeat.'],
  [
    'CredentialsProviderError',
    'No AWS credentials were found on the machine that asks, or they could not be loaded. Sign in, then repeat.',
  ],
  [
    'TokenProviderError',
    'The sign-in (IAM Identity Center) has expired. Run `aws sso login`, then repeat.',
  ],
]);

const deniedCodes = new Set([
  'AccessDenied',
  'UnauthorizedOperation',
  'UnauthorizedAccess',
  'AuthorizationError',
  'NotAuthorized',
  'OptInRequired',
  'SubscriptionRequired',
  'AllAccessDisabled',
]);

const throttlingCodes = new Set([
  'Throttling',
  'Throttled',
  'RequestThrottled',
  'TooManyRequests',
  'RequestLimitExceeded',
  'LimitExceeded',
  'SlowDown',
  'BandwidthLimitExceeded',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceeded',
]);

/** Services differ in whether a code ends in `Exception`; its meaning does not. */
const nameOf = (code: string) => code.replace(/Exception$/, '');

/** Whether an error is about whoever calls, or how often, and so says nothing of what was asked about. */
export function isOfCaller(code: string, status?: number): boolean {
  const name = nameOf(code);
  return (
    credentialCodes.has(name) ||
    isThrottling(code, status) ||
    /^(OptInRequired|SubscriptionRequired)$/.test(name)
  );
}

/** Whether AWS takes no more calls from whoever asks, for the moment. */
export function isThrottling(code: string, status?: number): boolean {
  return throttlingCodes.has(nameOf(code)) || status === 429;
}

/**
 * What an error means for one fact. Only its own `absentCodes` mean that there
 * is none. Of `ValidationError` only CloudFormation's "… does not exist" does: the same code also
 * answers malformed requests.
 */
export function evidenceOfAwsError(fact: AskedFact, { code, message, status }: AwsAnswer): Failure {
  const name = nameOf(code);
  if (
    fact.absentCodes.some((absent) => nameOf(absent) === name) &&
    (name !== 'ValidationError' || message.includes('does not exist'))
  ) {
    return { status: 'absent', code, message };
  }
  const credentials = credentialCodes.get(name);
  if (credentials) return { status: 'denied', code, message: `${credentials} (AWS: ${message})` };
  if (isThrottling(code, status)) {
    return {
      status: 'unreachable',
      message: `AWS asked to slow down (${code}). Try again in a minute.`,
    };
  }
  if (deniedCodes.has(name) || (status === 403 && !isServerFault(status)))
    return { status: 'denied', code, message };
  if (isServerFault(status)) {
    return {
      status: 'unreachable',
      message: `AWS had a problem of its own (${code || status}). Try again in a minute.`,
    };
  }
  return describeKnown({ code, message });
}

/**
 * An error that says nothing of what was asked about. Where its words are known, in those that say what to do; a
 * refusal keeps AWS's own words, which may name a rule.
 */
function describeKnown({ code, message }: AwsAnswer): Failure {
  const met = meetObstacle(obstacles, `(${code}) ${message}`);
  const answered = `AWS answered ${code}: ${message}`;
  if (!met) return { status: 'unreachable', message: answered };
  const { whose, title } = met.obstacle;
  if (whose === 'rights' || whose === 'company') return { status: 'denied', code, message };
  const known = `${title}. ${adviseOn(met)} (${answered})`;
  return whose === 'sign-in'
    ? { status: 'denied', code, message: known }
    : { status: 'unreachable', message: known };
}

const isServerFault = (status: number | undefined) => status !== undefined && status >= 500;
