import type { Fault } from '../../../define-faults.ts';
import fault from '../../_linked/fault.ts';
import { trustFaults as sharedFaults } from '../../_linked/faults/trust.ts';
import { changeTrust } from '../../_linked/statements.ts';
import type { LinkedWorld } from '../../_linked/worlds.ts';
import defineTrustFaults, { idCondition } from '../../_role/trust-faults.ts';
import { formatRoleArn, formatRootArn } from '../../_world/arns.ts';
import { setTrustPolicy } from '../../_world/role.ts';
import { ecoAccountIds, linkedAccountsId, otherVendorId } from '../../_world/spot-accounts.ts';

const { trustFault, wrongIdFault } = defineTrustFaults(changeTrust);

/** Trust policies that are not the guide's. */
export const trustFaults: readonly Fault<LinkedWorld>[] = [
  ...sharedFaults,
  trustFault(
    'linked-trusts-own-account',
    "The role trusts the reader's own account",
    'AWS-TRUST-007',
    ({ account }) => ({
      Principal: { AWS: formatRootArn(account.id) },
    }),
    { catalogue: 'F-001' },
  ),
  trustFault(
    'linked-trusts-another-vendor',
    "The role trusts another vendor's account",
    'AWS-TRUST-007',
    () => ({
      Principal: { AWS: formatRootArn(otherVendorId) },
    }),
    { catalogue: 'F-001' },
  ),
  trustFault(
    'linked-trusts-a-service',
    'The role was made for EC2 in place of another account',
    'AWS-TRUST-007',
    () => ({
      Principal: { Service: 'ec2.amazonaws.com' },
      Condition: undefined,
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
  wrongIdFault(
    'linked-external-id-with-blank',
    'The external ID was pasted with a blank at the end',
    (id) => `${id} `,
  ),
  wrongIdFault(
    'linked-external-id-of-another',
    'The external ID is that of another Spot account',
    () => 'spotinst:aws:extid:0f9e8d7c6b5a4938',
  ),
  wrongIdFault(
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
    (subject) => ({
      Condition: {
        StringEquals: idCondition(subject),
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
      Principal: { AWS: [formatRootArn(linkedAccountsId), formatRootArn(ecoAccountIds[0])] },
    }),
    { spot: ['AWS-TRUST-013'] },
  ),
  fault(
    'linked-narrowed-to-a-role',
    "The trust policy names a role in Spot's account; nobody outside knows whether Spot calls with it",
    { reader: [], spot: [] },
    (subject) =>
      setTrustPolicy(
        subject,
        changeTrust(subject, { Principal: { AWS: formatRoleArn(linkedAccountsId, 'SomeRole') } }),
      ),
    {
      expectedStatus: { check: 'aws/linked-role', status: 'undetermined' },
      noCommand: 'Only Spot can say which roles it calls with.',
    },
  ),
];
