import type { AwsWorld, Fault } from '../../../define-faults.ts';

const typed = 'The mistake is a value typed on the page; nothing in AWS has to change.';
const opened = 'AWS enables Cost Explorer in the console only, when somebody opens it.';

/** A role ARN that is not the role's. Both vantages see it: it takes no call to compare. */
function otherRole(
  name: string,
  title: string,
  change: (arn: string) => string,
  catalogue?: string,
): Fault<AwsWorld> {
  return {
    name,
    title,
    ...(catalogue ? { catalogue } : {}),
    breaks({ inputs }) {
      inputs.roleArn = change(inputs.roleArn as string);
    },
    expected: { reader: ['AWS-ACCESS-001'], spot: ['AWS-ACCESS-001'] },
    noCommand: typed,
  };
}

export const accessFaults: readonly Fault<AwsWorld>[] = [
  otherRole(
    'role-arn-of-another-account',
    'The role ARN holds the number of another account',
    (arn) => arn.replace(/\d{12}/, '444455556666'),
    'F-009',
  ),
  otherRole(
    'role-arn-of-another-role',
    'The role ARN is that of another role',
    (arn) => arn.replace(/role\/.*$/, 'role/Admin'),
    'F-006',
  ),
  otherRole(
    'role-arn-in-other-case',
    'The role ARN was typed in small letters',
    (arn) => arn.replace(/role\/.*$/, (role) => role.toLowerCase()),
    'F-006',
  ),
  {
    ...otherRole(
      'role-arn-without-path',
      'The role has a path, and the role ARN was written without it',
      (arn) => arn,
    ),
    breaks({ account, inputs }) {
      const role = account.roles.get(inputs.roleName as string);
      if (role) role.path = '/finops/';
    },
    // Spot asks for a role that is not there; that account and name are right is all that can be
    // seen without the role.
    expected: { reader: ['AWS-ACCESS-001'], spot: [] },
    expectedStatus: { check: 'aws/spot-access', status: 'undetermined', vantage: 'spot' },
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
