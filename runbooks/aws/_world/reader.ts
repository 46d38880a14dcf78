import {
  createAccessKey,
  createAdministrator,
  createRole,
} from '../../../src/simulator/aws/seed.ts';
import type { InputValues } from '../../define-faults.ts';
import { deny, makePolicy, type Statement } from './policy.ts';
import { formatAwsPolicyArn, formatPolicyArn } from './role.ts';
import type { AwsWorld } from './world.ts';

/** Verbs that change who the reader is, and what they may do. */

type Subject = AwsWorld<InputValues>;

/**
 * Denies the reader some actions, besides those denied already: an administrator who may not do
 * one thing. Throws an Error when
 * the reader is no IAM user.
 */
export function denyReader({ account, reader }: Subject, ...actions: string[]): void {
  const { principal } = reader.aws;
  const user = principal.type === 'user' ? account.users.get(principal.name) : undefined;
  if (!user)
    throw new Error(
      'The reader of the world is no IAM user of the account; nothing can be denied.',
    );
  const { inlinePolicies } = user;
  inlinePolicies.set(`NotThis${inlinePolicies.size || ''}`, makePolicy(deny(actions)));
}

/** A permissions boundary limits the reader to what one statement allows. */
export function boundReader(
  { world, account, reader }: Subject,
  statement: { Action: string[] } | { NotAction: string[] },
): void {
  const { principal } = reader.aws;
  const user = principal.type === 'user' ? account.users.get(principal.name) : undefined;
  if (!user) throw new Error('The reader of the world is no IAM user; nothing can limit them.');
  const name = 'ReaderBoundary';
  const arn = formatPolicyArn({ account }, name);
  const document = makePolicy({ Effect: 'Allow', ...statement, Resource: '*' });
  const createdAt = world.clock.now();
  account.policies.set(arn, {
    ...{ arn, name, id: 'ANPAREADERBOUNDARY', createdAt, defaultVersion: 'v1' },
    versions: new Map([['v1', { document, createdAt }]]),
  });
  user.permissionsBoundary = arn;
}

/** The reader is signed in as an administrator of another account. */
export function signInElsewhere(subject: Subject, accountId: string): void {
  subject.reader = { aws: createAdministrator(subject.world, accountId) };
}

/** Another administrator of the account is the reader. */
export function signInAsSecondAdministrator(subject: Subject): void {
  subject.reader = { aws: createAdministrator(subject.world, subject.account.id, 'second') };
}

/** The reader works with access keys of the root user. */
export function signInAsRoot(subject: Subject): void {
  subject.reader = { aws: createAccessKey(subject.world, subject.account.id, { type: 'root' }) };
}

/** The reader is signed in with a role of an administrator, as with IAM Identity Center. */
export function signInWithRole(subject: Subject): void {
  const { world, account } = subject;
  const name = 'AWSReservedSSO_AdministratorAccess_0123456789abcdef';
  createRole(world, account.id, {
    name,
    path: '/aws-reserved/sso.amazonaws.com/',
    trustPolicy: makePolicy(),
    attachedPolicies: [formatAwsPolicyArn(subject, 'AdministratorAccess')],
  });
  const principal = { type: 'role', name, sessionName: 'alice@example.com' } as const;
  subject.reader = { aws: createAccessKey(world, account.id, principal) };
}

/**
 * The reader is signed in with a role of an administrator, by a tool that passes a policy with the
 * session: it may do only what these statements allow.
 */
export function signInWithLimit(subject: Subject, ...statements: Statement[]): void {
  signInWithRole(subject);
  const { principal } = subject.reader.aws;
  if (principal.type !== 'role') throw new Error('The reader is no session; it cannot be limited.');
  principal.sessionPolicy = makePolicy(...statements);
}

/** What the reader calls leaves through an endpoint of the company's network, which lets only this through. */
export function workBehindEndpoint({ reader }: Subject, ...statements: Statement[]): void {
  const policy = makePolicy(...statements.map((statement) => ({ Principal: '*', ...statement })));
  reader.aws.endpoint = { id: 'vpce-0a1b2c3d4e5f60718', vpcId: 'vpc-0a1b2c3d', policy };
}

/** The reader's session ended a second ago. */
export function expireSession(subject: Subject): void {
  const { world, account, reader } = subject;
  const endedAt = world.clock.now() - 1000;
  subject.reader = { aws: createAccessKey(world, account.id, reader.aws.principal, endedAt) };
}
