import { billingStackName } from '../../../evidence/aws/billing-stack-events.ts';
import { roleStackName } from '../../../evidence/aws/role-stack-events.ts';
import type { AwsPlace } from '../../../providers/aws/partitions.ts';
import { reportPlace, reportRegion } from '../../../spot.ts';
import { diagnosis } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import type { RoleNames } from '../_policy/arns.ts';
import { guidePolicyLeft, removeRole } from '../_role/fixes.ts';
import { deleteStack, openStacks } from '../_stack/fixes.ts';

/** The ways in which `aws/removed` fails, and their words. */
const diagnoses = {
  roleLeft: diagnosis<
    AwsPlace & { roleName: string; arn: string; stack: boolean; policyArn?: string }
  >({
    code: 'AWS-REMOVED-001',
    severity: 'fail',
    title: 'The role for Spot is still there',
    explain: () => 'As long as it exists, Spot can still read your cost data.',
    observed: ({ arn }) => arn,
    expected: ({ roleName }) => `no role named ${roleName}`,
    fix: ({ roleName, stack, policyArn, ...place }) =>
      stack
        ? {
            summary: `CloudFormation created the role and its policy: delete the stack ${roleStackName}.`,
            commands: [deleteStack(roleStackName, place)],
            console: [`${openStacks(place)} > Stacks > ${roleStackName} > Delete.`],
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
            commands: [deleteStack(billingStackName, reportPlace)],
            console: [`${openStacks(reportPlace)} > Stacks > ${billingStackName} > Delete.`],
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
  policyLeft: diagnosis<RoleNames>({
    code: 'AWS-REMOVED-004',
    severity: 'warning',
    title: 'The policy of the role is still there',
    explain: () =>
      'It gives nobody anything once the role is gone, and its name is in the way of the next attempt.',
    ...guidePolicyLeft,
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
};

export default diagnoses;
