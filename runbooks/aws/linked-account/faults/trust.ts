import type { AwsWorld, Fault } from '../../../define-faults.ts';
import { roleOf, type Statement, trust } from '../../management-account/faults/role-set-up.ts';
import { fault, linkedStatement } from './set-up.ts';

const root = (account: string) => `arn:aws:iam::${account}:root`;
const idOf = ({ inputs }: AwsWorld) => inputs.externalId as string;

/** A wrong trust policy made by changing the guide's only statement. */
function trustFault(
  name: string,
  title: string,
  code: string,
  changes: (healthy: AwsWorld) => Statement | Statement[],
  { catalogue, spot = [] }: { catalogue?: string; spot?: readonly string[] } = {},
): Fault<AwsWorld> {
  return fault(
    name,
    title,
    { reader: [code], spot },
    (healthy) =>
      trust(
        healthy,
        ...[changes(healthy)].flat().map((change) => linkedStatement(healthy, change)),
      ),
    catalogue ? { catalogue } : {},
  );
}

const wrongId = (
  name: string,
  title: string,
  change: (id: string) => string,
  catalogue = 'F-002',
) =>
  trustFault(
    name,
    title,
    'AWS-TRUST-005',
    (healthy) => ({ Condition: { StringEquals: { 'sts:ExternalId': change(idOf(healthy)) } } }),
    {
      catalogue,
    },
  );

/** What both guides prove. */
export const commonTrustFaults: readonly Fault<AwsWorld>[] = [
  trustFault(
    'linked-trusts-eco-accounts',
    "The role trusts Eco's accounts",
    'AWS-TRUST-002',
    () => ({
      Principal: { AWS: [root('884866656237'), root('627743545735')] },
    }),
    { catalogue: 'F-001' },
  ),
  trustFault(
    'linked-no-external-id',
    'The trust policy has no condition',
    'AWS-TRUST-004',
    () => ({ Condition: undefined }),
    {
      catalogue: 'F-003',
      spot: ['AWS-TRUST-004'],
    },
  ),
  wrongId('linked-external-id-truncated', 'The external ID lost its last character', (id) =>
    id.slice(0, -1),
  ),
  fault(
    'linked-role-made-seconds-ago',
    'Everything is right, but the role is so new that AWS does not know it everywhere',
    { reader: [], spot: [] },
    (healthy) => {
      const role = roleOf(healthy);
      role.createdAt = healthy.world.clock.now();
      role.effectiveAt = role.createdAt + 90_000;
    },
    {
      catalogue: 'F-010',
      expectedStatus: { check: 'aws/linked-role', status: 'undetermined', vantage: 'spot' },
      noCommand: 'Nothing is wrong: it passes once IAM has spread the role.',
    },
  ),
];

export const trustFaults: readonly Fault<AwsWorld>[] = [
  ...commonTrustFaults,
  trustFault(
    'linked-trusts-own-account',
    "The role trusts the reader's own account",
    'AWS-TRUST-007',
    ({ account }) => ({
      Principal: { AWS: root(account.id) },
    }),
    { catalogue: 'F-001' },
  ),
  trustFault(
    'linked-trusts-another-vendor',
    "The role trusts another vendor's account",
    'AWS-TRUST-007',
    () => ({
      Principal: { AWS: root('464622532012') },
    }),
    { catalogue: 'F-001' },
  ),
  trustFault(
    'linked-trusts-a-service',
    'The role was made for EC2 in place of another account',
    'AWS-TRUST-007',
    () => ({
      ...{ Principal: { Service: 'ec2.amazonaws.com' }, Condition: undefined },
    }),
  ),
  trustFault(
    'linked-trusts-deleted-principal',
    'The role trusts a user that was deleted',
    'AWS-TRUST-007',
    () => ({
      Principal: { AWS: 'AIDAEXAMPLEEXAMPLE123' },
    }),
    { catalogue: 'F-017' },
  ),
  wrongId(
    'linked-external-id-with-blank',
    'The external ID was pasted with a blank at the end',
    (id) => `${id} `,
  ),
  wrongId(
    'linked-external-id-of-another',
    'The external ID is that of another Spot account',
    () => 'spotinst:aws:extid:0f9e8d7c6b5a4938',
  ),
  wrongId(
    'linked-external-id-regenerated',
    'The external ID is an earlier one; Spot has issued another since',
    (id) => `${[...id].reverse().join('')}`,
    'F-004',
  ),
  trustFault(
    'linked-anyone',
    'Everyone may assume the role who knows the external ID',
    'AWS-TRUST-006',
    () => ({
      Principal: { AWS: '*' },
    }),
    { spot: ['AWS-TRUST-006'] },
  ),
  trustFault(
    'linked-allows-another-action',
    'The trust policy allows sts:TagSession only',
    'AWS-TRUST-008',
    () => ({
      Action: 'sts:TagSession',
    }),
  ),
  trustFault(
    'linked-condition-on-second-factor',
    'The box “Require MFA” was ticked',
    'AWS-TRUST-009',
    (healthy) => ({
      Condition: {
        StringEquals: { 'sts:ExternalId': idOf(healthy) },
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      },
    }),
  ),
  trustFault(
    'linked-denied',
    'A Deny hits everyone outside the company network',
    'AWS-TRUST-010',
    () => [
      {},
      {
        Sid: 'CompanyOnly',
        Effect: 'Deny',
        Principal: '*',
        Condition: { NotIpAddress: { 'aws:SourceIp': ['198.51.100.0/24'] } },
      },
    ],
  ),
  trustFault(
    'linked-external-id-any',
    'The external ID may be any',
    'AWS-TRUST-011',
    () => ({
      Condition: { StringLike: { 'sts:ExternalId': '*' } },
    }),
    { spot: ['AWS-TRUST-011'] },
  ),
  trustFault(
    'linked-trusts-another-besides',
    'Besides Spot, Eco may assume the role',
    'AWS-TRUST-013',
    () => ({
      Principal: { AWS: [root('922761411349'), root('884866656237')] },
    }),
    { spot: ['AWS-TRUST-013'] },
  ),
  fault(
    'linked-narrowed-to-a-role',
    "The trust policy names a role in Spot's account; nobody outside knows whether Spot calls with it",
    { reader: [], spot: [] },
    (healthy) =>
      trust(
        healthy,
        linkedStatement(healthy, { Principal: { AWS: 'arn:aws:iam::922761411349:role/SomeRole' } }),
      ),
    {
      expectedStatus: { check: 'aws/linked-role', status: 'undetermined' },
      noCommand: 'Only Spot can say which roles it calls with.',
    },
  ),
];
