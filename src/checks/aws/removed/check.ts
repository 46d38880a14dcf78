import attachedPolicies from '../../../evidence/aws/attached-policies.ts';
import billingStackEvents, {
  billingStackName,
} from '../../../evidence/aws/billing-stack-events.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import ownedBuckets from '../../../evidence/aws/owned-buckets.ts';
import reportDefinitions from '../../../evidence/aws/report-definitions.ts';
import role from '../../../evidence/aws/role.ts';
import roleStackEvents, { roleStackName } from '../../../evidence/aws/role-stack-events.ts';
import { reportRegion } from '../../../spot.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { findAccountMismatch } from '../_account/guard.ts';
import { stackFailure } from '../_stack/failure.ts';

const deleteStack = (name: string) =>
  `aws cloudformation delete-stack --stack-name ${name} --region ${reportRegion}\naws cloudformation wait stack-delete-complete --stack-name ${name} --region ${reportRegion}`;

/** Commands that delete a role with what is attached to it, and the policy that was made for it. */
export function removeRole({
  roleName,
  policyArn,
}: {
  roleName: string;
  policyArn?: string;
}): string {
  const name = quote(roleName);
  return [
    `for arn in $(aws iam list-attached-role-policies --role-name ${name} --query 'AttachedPolicies[].PolicyArn' --output text); do`,
    `  aws iam detach-role-policy --role-name ${name} --policy-arn "$arn"`,
    'done',
    `for inline in $(aws iam list-role-policies --role-name ${name} --query 'PolicyNames[]' --output text); do`,
    `  aws iam delete-role-policy --role-name ${name} --policy-name "$inline"`,
    'done',
    `aws iam delete-role --role-name ${name}`,
    ...(policyArn
      ? [
          `for version in $(aws iam list-policy-versions --policy-arn ${quote(policyArn)} --query 'Versions[?!IsDefaultVersion].VersionId' --output text); do`,
          `  aws iam delete-policy-version --policy-arn ${quote(policyArn)} --version-id "$version"`,
          'done',
          `aws iam delete-policy --policy-arn ${quote(policyArn)}`,
        ]
      : []),
  ].join('\n');
}

/** A stack that failed and rolled back owns nothing any more. */
const stands = (events: Parameters<typeof stackFailure>[0]) =>
  events.status === 'found' && !stackFailure(events);

export default defineCheck({
  id: 'aws/removed',
  title: 'Nothing that this guide created is left in the account',
  needs: { role, ownedBuckets, reports: reportDefinitions },
  mayUse: {
    identity: callerIdentity,
    policies: attachedPolicies,
    billingStack: billingStackEvents,
    roleStack: roleStackEvents,
  },
  inputs: ['accountId', 'roleName', 'bucketName', 'reportName'],
  diagnoses: {
    roleLeft: diagnosis<{ roleName: string; arn: string; stack: boolean; policyArn?: string }>({
      code: 'AWS-REMOVED-001',
      severity: 'fail',
      title: 'The role for Spot is still there',
      explain: () => 'As long as it exists, Spot can still read your cost data.',
      observed: ({ arn }) => arn,
      expected: ({ roleName }) => `no role named ${roleName}`,
      fix: ({ roleName, stack, policyArn }) =>
        stack
          ? {
              summary: `CloudFormation created the role and its policy: delete the stack ${roleStackName}.`,
              commands: [deleteStack(roleStackName)],
              console: [
                `Open CloudFormation in US East (N. Virginia) > Stacks > ${roleStackName} > Delete.`,
              ],
            }
          : {
              summary: 'Detach the policies from the role, then delete the role and its policy.',
              commands: [removeRole({ roleName, policyArn })],
              console: [
                `Open IAM > Roles > ${roleName} > Delete, and type the role's name.`,
                ...(policyArn
                  ? [`Open IAM > Policies > ${policyArn.split('/').at(-1)} > Delete.`]
                  : []),
              ],
            },
    }),
    reportLeft: diagnosis<{ reportName: string; stack: boolean }>({
      code: 'AWS-REMOVED-002',
      severity: 'fail',
      title: 'The report is still there',
      explain: () => 'AWS goes on delivering it every day, and you go on paying for storing it.',
      observed: ({ reportName }) => `report ${reportName}`,
      expected: ({ reportName }) => `no report named ${reportName}`,
      fix: ({ reportName, stack }) =>
        stack
          ? {
              summary: `CloudFormation created the report and the bucket policy: delete the stack ${billingStackName}. It leaves the bucket with its files.`,
              commands: [deleteStack(billingStackName)],
              console: [
                `Open CloudFormation in US East (N. Virginia) > Stacks > ${billingStackName} > Delete.`,
              ],
            }
          : {
              summary: 'Delete the report. Files that were delivered stay in the bucket.',
              commands: [
                `aws cur delete-report-definition --region ${reportRegion} --report-name ${quote(reportName)}`,
              ],
              console: [
                `Open Billing and Cost Management > Data Exports, choose ${reportName} > Delete.`,
              ],
            },
    }),
    // A warning, not a failure: cost history is worth keeping for some, and an idle bucket gives
    // nobody access.
    bucketLeft: diagnosis<{ bucketName: string }>({
      code: 'AWS-REMOVED-003',
      severity: 'warning',
      title: 'The bucket is still there',
      explain: () =>
        'It gives Spot no access once the role is gone, but its files cost storage. Keep it if you want the cost history; delete it otherwise.',
      observed: ({ bucketName }) => `bucket ${bucketName}`,
      expected: ({ bucketName }) => `no bucket named ${bucketName}`,
      fix: ({ bucketName }) => ({
        summary: 'Empty the bucket and delete it. The cost data in it is lost.',
        commands: [
          `aws s3 rm s3://${bucketName} --recursive\naws s3api delete-bucket --bucket ${quote(bucketName)} --region ${reportRegion}`,
        ],
        console: [
          `Open S3 > ${bucketName} > Empty, and confirm.`,
          `Back in the list choose ${bucketName} > Delete, and type its name.`,
        ],
      }),
    }),
  },
  assess(
    { role: found, ownedBuckets: buckets, reports, identity, policies, billingStack, roleStack },
    { accountId, roleName, bucketName, reportName },
    judge,
  ) {
    // Seen from another account everything is gone.
    const elsewhere = findAccountMismatch(identity, accountId);
    if (elsewhere) return judge.cannotTell(elsewhere);
    if (found) {
      const own =
        policies.status === 'found'
          ? policies.value.AttachedPolicies.find(
              ({ PolicyName }) => PolicyName === `${roleName}_Policy`,
            )
          : undefined;
      judge.found('roleLeft', {
        roleName,
        arn: found.Role.Arn,
        stack: stands(roleStack),
        policyArn: own?.PolicyArn,
      });
    }
    const stack = stands(billingStack);
    if (reports?.ReportDefinitions.some(({ ReportName }) => ReportName === reportName))
      judge.found('reportLeft', { reportName, stack });
    if (buckets?.Buckets.some(({ Name }) => Name === bucketName))
      judge.found('bucketLeft', { bucketName });
  },
});
