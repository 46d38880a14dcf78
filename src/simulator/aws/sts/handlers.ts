import { parseArn, sessionArn, userIdOf } from '../arn.ts';
import { contextOf, globalContext } from '../authorization/context.ts';
import { evaluate } from '../authorization/evaluate.ts';
import { parsePolicy } from '../iam/documents.ts';
import { regionalHost } from '../partitions.ts';
import type { AwsService, Call, Operation } from '../service.ts';
import type { IamRole, PolicyDocument } from '../state.ts';
import {
  constraintViolated,
  malformedPolicyDocument,
  notAuthorizedToAssume,
  rootMayNotAssume,
  validationError,
} from './errors.ts';
import { findRole, startSession } from './state.ts';

/** Nobody can be denied this: it takes no permission. */
const getCallerIdentity: Operation = {
  permissions: () => [],
  run: (_input, { account, credentials, principalArn }) => ({
    UserId: userIdOf(account, credentials),
    Account: account.id,
    Arn: principalArn,
  }),
};

interface AssumeRoleInput {
  RoleArn?: string;
  RoleSessionName?: string;
  ExternalId?: string;
  DurationSeconds?: string;
  Policy?: string;
}

/** Decides for itself, because its refusal is the same whatever the cause. */
const assumeRole: Operation = {
  permissions: () => [],
  run(input: AssumeRoleInput, call) {
    const { roleArn, sessionName, seconds, sessionPolicy } = validate(input);
    if (call.credentials.principal.type === 'root') throw rootMayNotAssume();
    const found = findRole(call, roleArn);
    const refusal = found
      ? refusalOf(call, found, roleArn, sessionName, input.ExternalId)
      : { reason: '' };
    if (!found || refusal) throw notAuthorizedToAssume(call.principalArn, roleArn, refusal?.reason);
    const { account, role } = found;
    checkDuration(call, role, seconds);
    const session = startSession(call, account, role, {
      sessionName,
      sessionPolicy,
      seconds: seconds ?? 3600,
    });
    return {
      Credentials: {
        AccessKeyId: session.accessKeyId,
        SecretAccessKey: session.secretAccessKey,
        SessionToken: session.sessionToken,
        Expiration: new Date(session.expiresAt),
      },
      AssumedRoleUser: {
        AssumedRoleId: `${role.id}:${sessionName}`,
        Arn: sessionArn(account, role.name, sessionName),
      },
      ...(input.Policy === undefined
        ? {}
        : { PackedPolicySize: Math.ceil((input.Policy.length / 2048) * 100) }),
    };
  },
};

/**
 * The caller's policies and the role's trust policy must both let it, and the role must have spread
 * to STS. Only rules that bind whoever comes are named: what the role's owner wrote, a stranger is not told.
 */
function refusalOf(
  call: Call,
  found: NonNullable<ReturnType<typeof findRole>>,
  roleArn: string,
  sessionName: string,
  externalId?: string,
): { reason: string } | undefined {
  const { world, account, credentials, region } = call;
  if (world.clock.now() < found.role.effectiveAt) return { reason: '' };
  const caller = { account, credentials };
  const context = contextOf({
    ...globalContext(world, caller, { region }),
    'aws:ResourceAccount': found.account.id,
    'sts:ExternalId': externalId,
    'sts:RoleSessionName': sessionName,
  });
  const permission = {
    action: 'sts:AssumeRole',
    resource: roleArn,
    resourcePolicy: found.role.trustPolicy,
    resourceAccount: found.account.id,
  };
  const { allowed, deniedBy, reason } = evaluate({ world, caller, permission, context });
  if (allowed) return undefined;
  return { reason: deniedBy === 'rcp' || deniedBy === 'endpoint' ? reason : '' };
}

function validate(input: AssumeRoleInput) {
  for (const unsupported of [
    'PolicyArns',
    'Tags',
    'TransitiveTagKeys',
    'SerialNumber',
    'TokenCode',
    'SourceIdentity',
    'ProvidedContexts',
  ]) {
    if (unsupported in input)
      throw new Error(
        `The simulated sts:AssumeRole does not support ${unsupported}. Add it to src/simulator/aws/sts/handlers.ts.`,
      );
  }
  const {
    RoleArn: roleArn = '',
    RoleSessionName: sessionName = '',
    ExternalId: externalId,
    Policy: policy,
  } = input;
  if (roleArn.length < 20)
    throw constraintViolated('roleArn', roleArn, 'have length greater than or equal to 20');
  if (roleArn.length > 2048)
    throw constraintViolated('roleArn', roleArn, 'have length less than or equal to 2048');
  checkText('roleSessionName', sessionName, 2, 64, '[\\w+=,.@-]*');
  if (externalId !== undefined) checkText('externalId', externalId, 2, 1224, '[\\w+=,.@:\\/-]*');
  const seconds = input.DurationSeconds === undefined ? undefined : Number(input.DurationSeconds);
  if (seconds !== undefined && !(seconds >= 900))
    throw constraintViolated(
      'durationSeconds',
      String(seconds),
      'have value greater than or equal to 900',
    );
  if (seconds !== undefined && seconds > 43_200)
    throw constraintViolated(
      'durationSeconds',
      String(seconds),
      'have value less than or equal to 43200',
    );
  if (policy !== undefined)
    checkText('policy', policy, 1, 2048, '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+');
  const arn = parseArn(roleArn);
  if (!arn?.resource || !/^\d{12}$/.test(arn.account) || !arn.service)
    throw validationError(`${roleArn} is invalid`);
  const sessionPolicy: PolicyDocument | undefined =
    policy === undefined ? undefined : parsePolicy(policy, 'identity', malformedPolicyDocument);
  return { roleArn, sessionName, seconds, sessionPolicy };
}

function checkText(
  member: string,
  value: string,
  minimum: number,
  maximum: number,
  pattern: string,
): void {
  if (value.length < minimum)
    throw constraintViolated(member, value, `have length greater than or equal to ${minimum}`);
  if (value.length > maximum)
    throw constraintViolated(member, value, `have length less than or equal to ${maximum}`);
  if (!new RegExp(`^${pattern}$`).test(value))
    throw constraintViolated(member, value, `satisfy regular expression pattern: ${pattern}`);
}

function checkDuration(call: Call, role: IamRole, seconds: number | undefined): void {
  if (seconds === undefined) return;
  if (seconds > role.maxSessionDuration)
    throw validationError(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  if (call.credentials.principal.type === 'role' && seconds > 3600) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
}

/** AWS Security Token Service: the global endpoint and every region's own. */
export const sts: AwsService = {
  name: 'sts',
  protocol: 'query',
  model: 'https://sts.amazonaws.com/doc/2011-06-15/',
  regionOf: (url) =>
    url.hostname === 'sts.amazonaws.com' ? 'us-east-1' : regionalHost('sts', url),
  operations: { GetCallerIdentity: getCallerIdentity, AssumeRole: assumeRole },
};
