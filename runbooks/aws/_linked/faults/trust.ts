import type { Fault } from '../../../define-faults.ts';
import defineTrustFaults from '../../_role/trust-faults.ts';
import { formatRootArn } from '../../_world/arns.ts';
import { delayRole } from '../../_world/role.ts';
import { ecoAccountIds } from '../../_world/spot-accounts.ts';
import fault from '../fault.ts';
import { changeTrust } from '../statements.ts';
import type { LinkedWorld } from '../worlds.ts';

const { trustFault, wrongIdFault } = defineTrustFaults(changeTrust);

/** Trust policies that are not the guide's. */
export const trustFaults: readonly Fault<LinkedWorld>[] = [
  trustFault(
    'linked-trusts-eco-accounts',
    "The role trusts Eco's accounts",
    'AWS-TRUST-002',
    () => ({
      Principal: { AWS: ecoAccountIds.map((id) => formatRootArn(id)) },
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
  trustFault(
    'linked-external-id-of-another-too',
    'The condition lists a second external ID',
    'AWS-TRUST-015',
    ({ inputs }) => ({
      Condition: {
        StringEquals: { 'sts:ExternalId': [inputs.externalId, 'spotinst:aws:extid:left-over'] },
      },
    }),
    { spot: ['AWS-TRUST-015'] },
  ),
  wrongIdFault('linked-external-id-truncated', 'The external ID lost its last character', (id) =>
    id.slice(0, -1),
  ),
  fault(
    'linked-role-made-seconds-ago',
    'Everything is right, but the role is so new that AWS does not know it everywhere',
    { reader: [], spot: [] },
    (subject) => delayRole(subject, 90_000),
    {
      catalogue: 'F-010',
      expectedStatus: { check: 'aws/linked-role', status: 'undetermined', vantage: 'spot' },
      noCommand: 'Nothing is wrong: it passes once IAM has spread the role.',
    },
  ),
];
