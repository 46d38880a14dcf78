import type { AwsPlace } from '../../../providers/aws/partitions.ts';
import { reportRegion } from '../../../spot.ts';
import { diagnosis, type Fix } from '../../define-check.ts';
import { describeSlip } from '../../similar.ts';
import { putBucketPolicy } from '../_billing/commands.ts';
import { billingService, reportArnPattern } from '../_billing/documents.ts';
import { describeElsewhere } from '../_policy/describe-reach.ts';

export interface Subject extends AwsPlace {
  bucket: string;
  accountId: string;
  reportPrefix: string;
  fixed: object;
}

const fixWith =
  (summary: string) =>
  ({ bucket, fixed }: Subject): Fix => ({
    summary: `${summary} The policy below is your own, with only that corrected.`,
    commands: putBucketPolicy(bucket, fixed),
    console: [
      `Open S3 > ${bucket} > Permissions.`,
      'Under Bucket policy choose Edit.',
      'Replace the whole text with the JSON of the command above (what stands between the two lines “JSON”), and choose Save changes.',
    ],
  });

const whyItMatters =
  'Without it AWS cannot check the bucket and write the report: creating the report fails, or deliveries stop.';

/** By what little values differ from the right one, where they do. */
const describeSlips = (values: readonly string[], wanted: string) =>
  values
    .flatMap((value) => {
      const slip = describeSlip(value, wanted);
      return slip ? [` ${value} ${slip}.`] : [];
    })
    .join('');

/** The ways in which `aws/cur-bucket-policy` fails, and their words. */
const diagnoses = {
  none: diagnosis<Subject>({
    code: 'AWS-BUCKETPOLICY-001',
    severity: 'fail',
    title: 'The bucket has no policy',
    explain: () => `A bucket lets nobody in but its owner. ${whyItMatters}`,
    observed: ({ bucket }) => `${bucket} has no bucket policy`,
    expected: () =>
      `a policy that allows ${billingService} to check the bucket and to write into it`,
    fix: fixWith('Attach the policy that AWS asks for.'),
  }),
  serviceNotNamed: diagnosis<Subject & { principals: string[] }>({
    code: 'AWS-BUCKETPOLICY-002',
    severity: 'fail',
    title: 'The policy does not name the billing service',
    explain: ({ principals }) =>
      `${principals.some((name) => name.includes('386209384616')) ? 'Account 386209384616 is how AWS billing used to be named; the service principal has replaced it. ' : ''}${principals.some((name) => name.includes('bcm-data-exports')) ? 'bcm-data-exports.amazonaws.com writes the newer Data Exports, not the Cost and Usage Report that Eco reads. ' : ''}${whyItMatters}`,
    observed: ({ principals }) =>
      principals.length > 0 ? `allowed: ${principals.join(', ')}` : 'the policy allows nobody',
    expected: () => `"Principal": { "Service": "${billingService}" }`,
    fix: fixWith(`Allow ${billingService}.`),
  }),
  actionsMissing: diagnosis<Subject & { missing: string[]; allowed: string[] }>({
    code: 'AWS-BUCKETPOLICY-003',
    severity: 'fail',
    title: 'The billing service lacks a permission on the bucket',
    explain: ({ missing }) =>
      `${missing.includes('s3:PutObject') ? 'It writes the report with s3:PutObject. ' : ''}${missing.includes('s3:GetBucketPolicy') ? 'Before every delivery it reads the policy with s3:GetBucketPolicy, to be sure that the bucket is still yours. ' : ''}`.trim(),
    observed: ({ allowed, missing }) =>
      `allowed to ${billingService}: ${allowed.join(', ') || 'nothing'}; missing: ${missing.join(', ')}`,
    expected: () => 's3:GetBucketPolicy on the bucket and s3:PutObject on everything in it',
    fix: fixWith('Add what is missing.'),
  }),
  otherSourceAccount: diagnosis<Subject & { values: string[] }>({
    code: 'AWS-BUCKETPOLICY-004',
    severity: 'fail',
    title: 'aws:SourceAccount in the policy is another account',
    explain: ({ accountId, values }) =>
      `The condition lets the billing service in only when it delivers a report of the account named there. Your report belongs to ${accountId}, so AWS refuses its own delivery.${describeSlips(values, accountId)}`,
    observed: ({ values }) => `aws:SourceAccount: ${values.join(', ')}`,
    expected: ({ accountId }) => `aws:SourceAccount: ${accountId}`,
    fix: fixWith('Put your account ID into the condition.'),
  }),
  otherSourceArn: diagnosis<Subject & { values: string[]; part: string }>({
    code: 'AWS-BUCKETPOLICY-005',
    severity: 'fail',
    title: 'aws:SourceArn in the policy does not fit the report',
    explain: ({ part, values, ...owner }) =>
      `The ${part} differs.${describeSlips(values, reportArnPattern(owner))} The report's ARN is always in ${reportRegion} and belongs to the service cur, wherever the bucket is; AWS compares it character by character.`,
    observed: ({ values }) => `aws:SourceArn: ${values.join(', ')}`,
    expected: (owner) => `aws:SourceArn: ${reportArnPattern(owner)}`,
    fix: fixWith('Put the right ARN into the condition.'),
  }),
  otherResource: diagnosis<Subject & { resources: string[]; wanted: string[] }>({
    code: 'AWS-BUCKETPOLICY-006',
    severity: 'fail',
    title: 'The policy names the wrong resource',
    explain: ({ resources, bucket, reportPrefix }) =>
      [
        ...describeElsewhere(resources, { bucketName: bucket, reportPrefix }),
        's3:GetBucketPolicy is about the bucket itself, s3:PutObject about the files in it, and each needs its own form of the name. AWS also writes a test file beside the prefix, so that a permission for the prefix alone is too narrow.',
      ].join(' '),
    observed: ({ resources }) => `Resource: ${resources.join(', ')}`,
    expected: ({ wanted }) => `Resource: ${wanted.join(' and ')}`,
    fix: fixWith('Name the bucket, and its content with /* at the end.'),
  }),
  denied: diagnosis<Subject & { statements: string[] }>({
    code: 'AWS-BUCKETPOLICY-007',
    severity: 'fail',
    title: 'A Deny in the policy stops the billing service',
    explain: () =>
      'A Deny beats every Allow. The billing service calls from AWS itself: it comes from none of your networks, accounts or organizations, so a Deny for everybody outside of those hits it too.',
    observed: ({ statements }) => statements.join('; '),
    expected: () =>
      'no Deny that applies to AWS services, e.g. with "BoolIfExists": { "aws:PrincipalIsAWSService": "false" } as a further condition',
    fix: fixWith('Exempt AWS services from the Deny; it goes on stopping everybody else.'),
  }),
  confusedDeputy: diagnosis<Subject>({
    code: 'AWS-BUCKETPOLICY-008',
    severity: 'warning',
    title: 'The billing service may deliver reports of any account into your bucket',
    explain: () =>
      'The policy names no account in aws:SourceAccount or aws:SourceArn. Somebody else could make a report that AWS delivers into your bucket (a “confused deputy”), at your cost and mixed with your data.',
    observed: () =>
      `${billingService} may s3:PutObject without aws:SourceAccount and aws:SourceArn`,
    expected: ({ accountId, partition }) =>
      `aws:SourceAccount: ${accountId} and aws:SourceArn: ${reportArnPattern({ accountId, partition })}`,
    fix: fixWith('Add both conditions.'),
  }),
  otherCondition: diagnosis<Subject & { lines: string[] }>({
    code: 'AWS-BUCKETPOLICY-009',
    severity: 'fail',
    title: 'A condition in the policy keeps the billing service out',
    explain: () =>
      'All conditions of a statement have to hold. The billing service calls from AWS itself, with no principal, organization or network of yours, so this one never holds for it.',
    observed: ({ lines }) => lines.join('; '),
    expected: () => 'conditions on aws:SourceAccount and aws:SourceArn only',
    fix: fixWith('Remove the condition from the statement for the billing service.'),
  }),
  anyoneMayWrite: diagnosis<Subject & { statements: string[] }>({
    code: 'AWS-BUCKETPOLICY-010',
    severity: 'fail',
    title: 'Anybody in the world may write into the bucket',
    explain: () =>
      'The policy allows it to everybody without naming an account, an organization or a network. Strangers could put files into your report or delete it, and you would pay for what they store.',
    observed: ({ statements }) => statements.join('; '),
    expected: () => `writing for ${billingService} and principals you name`,
    fix: fixWith('Remove that statement.'),
  }),
  anyoneMayRead: diagnosis<Subject & { statements: string[] }>({
    code: 'AWS-BUCKETPOLICY-011',
    severity: 'fail',
    title: 'Anybody in the world may read your cost report',
    explain: () =>
      'The policy allows reading to everybody without naming an account, an organization or a network. The report says what you run, where, and what you pay for it. Spot needs no statement: it reads as a role of your account.',
    observed: ({ statements }) => statements.join('; '),
    expected: () => 's3:GetObject for principals you name',
    fix: fixWith('Remove that statement.'),
  }),
  othersMayUse: diagnosis<
    Subject & { principals: string[]; harms: string[]; statements: string[] }
  >({
    code: 'AWS-BUCKETPOLICY-012',
    severity: 'warning',
    title: 'Another account may read or change your cost report',
    explain: ({ principals }) =>
      `Spot works. Besides, the policy lets in ${principals.join(', ')}. That is right when it is an account of yours, or of somebody whom you show your costs on purpose; then leave it. Spot needs no such statement: it reads as a role of your account.`,
    observed: ({ principals, harms, statements }) =>
      `${principals.join(', ')} may ${harms.map((harm) => (harm === 'read' ? 'read it' : 'change or delete it')).join(' and ')}: ${statements.join('; ')}`,
    expected: () =>
      'only principals of your account, or a condition on aws:PrincipalOrgID that keeps it in your organization',
    fix: ({ bucket, principals }) => ({
      summary: `Find out who ${principals.join(', ')} is. If it is meant, leave it, best with a condition StringEquals aws:PrincipalOrgID and the ID of your organization. If nobody knows it, remove the statement.`,
      commands: [],
      console: [
        `Open S3 > ${bucket} > Permissions.`,
        'Under Bucket policy choose Edit.',
        'Add the condition to the statement, or delete the statement if nobody knows the account, and choose Save changes.',
      ],
    }),
  }),
};

export default diagnoses;
