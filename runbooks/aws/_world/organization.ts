import { createAccount } from '../../../src/simulator/aws/seed.ts';
import type { AwsOrganization } from '../../../src/simulator/aws/state.ts';
import type { InputValues } from '../../define-faults.ts';
import { deny, makePolicy, type Statement } from './policy.ts';
import { type AwsWorld, memberAccountId, strangerAccountId } from './world.ts';

/** Verbs that change the organization of the account. */

type Subject = AwsWorld<InputValues>;

/** The organization of the account. Throws an Error when the world has none. */
export function findOrganization({ world }: Subject): AwsOrganization {
  const [organization] = world.aws.organizations;
  if (!organization) throw new Error('The world has no organization; it cannot be changed.');
  return organization;
}

/** Takes the account out of its organization: it stands alone and pays for itself. */
export function leaveOrganization(subject: Subject): void {
  findOrganization(subject);
  subject.world.aws.organizations.length = 0;
}

/** Makes the account a member of an organization that another account pays for. */
export function moveBelowPayer(subject: Subject): void {
  const { world, account } = subject;
  const organization = findOrganization(subject);
  createAccount(world, { id: strangerAccountId, name: 'Payer' });
  organization.managementAccountId = strangerAccountId;
  organization.memberAccountIds = [account.id, memberAccountId];
}

/**
 * Puts a resource control policy on what is in the account, besides those it has. Throws an Error for a management account:
 * such policies do not apply to it.
 */
export function addResourceControlPolicy(subject: Subject, ...statements: Statement[]): void {
  const { account } = subject;
  const organization = findOrganization(subject);
  requireMember(subject);
  organization.resourceControlPolicies ??= new Map();
  const others = organization.resourceControlPolicies.get(account.id) ?? [];
  const document = makePolicy(...statements.map((statement) => ({ Principal: '*', ...statement })));
  organization.resourceControlPolicies.set(account.id, [
    ...others,
    { name: `Perimeter${others.length || ''}`, document },
  ]);
}

/** Throws an Error for a management account, which no policy of the organization limits. */
function requireMember(subject: Subject): void {
  const { account } = subject;
  if (!findOrganization(subject).memberAccountIds.includes(account.id))
    throw new Error(
      `The account ${account.id} is no member of its organization; no policy limits it. Call moveBelowPayer first.`,
    );
}

/**
 * Puts a service control policy on the account, besides those it has. Throws an Error for a management account: such
 * policies do not apply to it.
 */
export function addServiceControlPolicy(subject: Subject, ...statements: Statement[]): void {
  const { account } = subject;
  const { serviceControlPolicies } = findOrganization(subject);
  requireMember(subject);
  const others = serviceControlPolicies.get(account.id) ?? [];
  const name = `Guardrails${others.length || ''}`;
  serviceControlPolicies.set(account.id, [
    ...others,
    { name, document: makePolicy(...statements) },
  ]);
}

/** A service control policy that allows some regions only, as AWS's example does: services without regions stay. */
export function allowRegions(...regions: string[]): Statement {
  return {
    Sid: 'OurRegions',
    Effect: 'Deny',
    NotAction: [
      'ce',
      'cur',
      'iam',
      'organizations',
      'pricing',
      'route53',
      's3',
      'sts',
      'support',
    ].map((service) => `${service}:*`),
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:RequestedRegion': regions } },
  };
}

/**
 * What keeps the roles of the account from what is not the organization's, but for one role.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
export function keepInside(subject: Subject, exceptedRole: string): Statement {
  return {
    Sid: 'Perimeter',
    ...deny(['s3:*', 'kms:*', 'sts:AssumeRole']),
    Condition: {
      StringNotEqualsIfExists: { 'aws:ResourceOrgID': findOrganization(subject).id },
      ArnNotLike: { 'aws:PrincipalArn': `arn:*:iam::*:role/${exceptedRole}` },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    },
  };
}

/** Rules on how calls come in: over TLS, and not as the root user. */
export const callsOverTls: readonly Statement[] = [
  { Sid: 'Tls', ...deny('*'), Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  {
    Sid: 'NotRoot',
    ...deny('*'),
    Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } },
  },
];

/** Refuses roles whose names do not begin as the company's do. */
export function refuseForeignNames(...actions: string[]): Statement {
  return {
    Sid: 'OurRolesOnly',
    ...deny(actions),
    Condition: {
      ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:user/*', 'arn:*:iam::*:role/acme-*'] },
    },
  };
}
