import type { Fault } from '../../../define-faults.ts';
import roleArnFault from '../../_role/role-arn-fault.ts';
import { typed } from '../../_world/reasons.ts';
import { findRole } from '../../_world/role.ts';
import type { ManagementWorld } from '../worlds.ts';

const opened = 'AWS enables Cost Explorer in the console only, when somebody opens it.';

/** The ARN that Spot gets, and what Spot reads with the role. */
export const accessFaults: readonly Fault<ManagementWorld>[] = [
  roleArnFault(
    'role-arn-of-another-account',
    'The role ARN holds the number of another account',
    'F-009',
    (arn) => arn.replace(/\d{12}/, '444455556666'),
  ),
  roleArnFault('role-arn-of-another-role', 'The role ARN is that of another role', 'F-006', (arn) =>
    arn.replace(/role\/.*$/, 'role/Admin'),
  ),
  roleArnFault(
    'role-arn-in-other-case',
    'The role ARN was typed in small letters',
    'F-006',
    (arn) => arn.replace(/role\/.*$/, (role) => role.toLowerCase()),
  ),
  {
    name: 'role-arn-without-path',
    title: 'The role has a path, and the role ARN was written without it',
    breaks(subject) {
      findRole(subject).path = '/finops/';
    },
    // Spot asks for a role that is not there; that account and name are right is all that can be
    // seen without the role.
    expected: { reader: ['AWS-ACCESS-001'], spot: [] },
    expectedStatus: { check: 'aws/spot-access', status: 'undetermined', vantage: 'spot' },
    noCommand: typed,
  },
  {
    name: 'cost-explorer-never-opened',
    title: 'Nobody has ever opened Cost Explorer in the account',
    catalogue: 'F-067',
    breaks({ account }) {
      account.costExplorer = 'never';
    },
    expected: { reader: [], spot: ['AWS-ACCESS-006'] },
    noCommand: opened,
  },
  {
    name: 'cost-explorer-still-empty',
    title: 'Cost Explorer was opened an hour ago and has no data yet',
    catalogue: 'F-067',
    breaks({ account }) {
      account.costExplorer = 'noData';
    },
    expected: { reader: [], spot: ['AWS-ACCESS-006'] },
    noCommand: opened,
  },
];
