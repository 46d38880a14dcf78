import { diagnosis } from '../../define-check.ts';
import { describeSlip } from '../../similar.ts';

/** The ARN that the reader gives to Spot is another one than that of the role they made. */
export const otherRole = diagnosis<{
  roleName: string;
  roleArn: string;
  right: string;
  difference: string;
}>({
  code: 'AWS-ACCESS-001',
  severity: 'fail',
  title: 'The role ARN is not that of the role you created',
  explain: ({ difference }) =>
    `${difference} Spot would ask for a role that is not there, or not yours, and AWS would refuse without saying why. Capitals count.`,
  observed: ({ roleArn }) => roleArn,
  expected: ({ right }) => right,
  fix: ({ roleName, right }) => ({
    summary: `Put ${right} into the field “Role ARN”, and into Spot. Nothing in AWS has to change.`,
    commands: [],
    console: [
      `Open IAM > Roles > ${roleName}, and copy the ARN from the summary.`,
      `Or print it: aws iam get-role --role-name ${roleName} --query Role.Arn --output text`,
    ],
  }),
});

const slipOf = (seen: string, wanted: string) => {
  const slip = describeSlip(seen, wanted);
  return slip ? ` ${seen} ${slip}.` : '';
};

/**
 * How an ARN differs from that of the role, as a sentence, or undefined. `right` is the real ARN
 * where it was seen.
 */
export function describeArnDifference(
  roleArn: string,
  accountId: string,
  roleName: string,
  right: string | undefined,
): string | undefined {
  if (roleArn === right) return undefined;
  const parts = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(roleArn);
  if (!parts) return 'What you typed is not the ARN of a role.';
  const [, account = '', name = ''] = parts;
  if (account !== accountId)
    return `The ARN belongs to account ${account}, the account you are connecting is ${accountId}.${slipOf(account, accountId)}`;
  if (name !== roleName && name.toLowerCase() === roleName.toLowerCase())
    return `The ARN spells the name ${name}, the role is called ${roleName}.`;
  if (name !== roleName)
    return `The ARN names the role ${name}, the role you created is ${roleName}.${slipOf(name, roleName)}`;
  return right === undefined
    ? undefined
    : 'Account and name are right, the rest is not: the path between “role/” and the name counts too.';
}
