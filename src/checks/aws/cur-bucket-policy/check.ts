import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import { defineCheck, diagnosis, type Fix } from '../../define-check.ts';
import {
  billingRequests,
  isUnguarded,
  letsAnyoneWrite,
  stopsBilling,
  whatIsNotAllowed,
} from '../_billing/access.ts';
import { mendedBucketPolicy } from '../_billing/bucket-policy-fix.ts';
import { putBucketPolicy } from '../_billing/commands.ts';
import { billingService, reportArnPattern } from '../_billing/documents.ts';
import { type ConditionLine, conditionLines } from '../_policy/conditions.ts';

interface Subject {
  bucket: string;
  accountId: string;
  mended: object;
}

const unique = (values: readonly string[]) => [...new Set(values)];
const lineInWords = ({ operator, key, values }: ConditionLine) =>
  `${operator} ${key}: ${values.join(' or ')}`;

const fixWith =
  (summary: string) =>
  ({ bucket, mended }: Subject): Fix => ({
    summary: `${summary} The policy below is your own, with only that corrected.`,
    commands: putBucketPolicy(bucket, mended),
    console: [
      `Open S3 > ${bucket} > Permissions.`,
      'Under Bucket policy choose Edit.',
      'Replace the whole text with the JSON of the command above (what stands between the two lines “JSON”), and choose Save changes.',
    ],
  });

const whyItMatters =
  'Without it AWS cannot check the bucket and write the report: creating the report fails, or deliveries stop.';

export default defineCheck({
  id: 'aws/cur-bucket-policy',
  title: "The bucket policy lets AWS deliver your report, and nobody else's",
  needs: { found: bucketPolicy },
  inputs: ['accountId', 'bucketName', 'reportPrefix', 'reportName'],
  after: ['aws/cur-bucket'],
  diagnoses: {
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
      explain: ({ accountId }) =>
        `The condition lets the billing service in only when it delivers a report of the account named there. Your report belongs to ${accountId}, so AWS refuses its own delivery.`,
      observed: ({ values }) => `aws:SourceAccount: ${values.join(', ')}`,
      expected: ({ accountId }) => `aws:SourceAccount: ${accountId}`,
      fix: fixWith('Put your account ID into the condition.'),
    }),
    otherSourceArn: diagnosis<Subject & { values: string[]; part: string }>({
      code: 'AWS-BUCKETPOLICY-005',
      severity: 'fail',
      title: 'aws:SourceArn in the policy does not fit the report',
      explain: ({ part }) =>
        `The ${part} differs. The report's ARN is always in us-east-1 and belongs to the service cur, wherever the bucket is; AWS compares it character by character.`,
      observed: ({ values }) => `aws:SourceArn: ${values.join(', ')}`,
      expected: ({ accountId }) => `aws:SourceArn: ${reportArnPattern(accountId)}`,
      fix: fixWith('Put the right ARN into the condition.'),
    }),
    otherResource: diagnosis<Subject & { resources: string[]; wanted: string[] }>({
      code: 'AWS-BUCKETPOLICY-006',
      severity: 'fail',
      title: 'The policy names the wrong resource',
      explain: () =>
        's3:GetBucketPolicy is about the bucket itself, s3:PutObject about the files in it, and each needs its own form of the name. AWS also writes a test file beside the prefix, so that a permission for the prefix alone is too narrow.',
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
      expected: ({ accountId }) =>
        `aws:SourceAccount: ${accountId} and aws:SourceArn: ${reportArnPattern(accountId)}`,
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
        'The policy allows s3:PutObject to everybody without naming an account, an organization or a network. Strangers could put files into your report, and you would pay for storing them.',
      observed: ({ statements }) => statements.join('; '),
      expected: () => `s3:PutObject for ${billingService} and principals you name`,
      fix: fixWith('Remove that statement.'),
    }),
  },
  assess({ found }, inputs, judge) {
    const { accountId, bucketName: bucket } = inputs;
    const subject: Subject = {
      bucket,
      accountId,
      mended: mendedBucketPolicy(found?.Policy ?? null, inputs),
    };
    if (found === null) return judge.found('none', subject);
    const { Statement: statements } = found.Policy;
    const requests = billingRequests(inputs);

    const wrong = whatIsNotAllowed(found.Policy, inputs);
    if (wrong.serviceNotNamed)
      judge.found('serviceNotNamed', { ...subject, principals: wrong.serviceNotNamed });
    if (wrong.missing.length > 0)
      judge.found('actionsMissing', {
        ...subject,
        missing: wrong.missing,
        allowed: wrong.allowedActions,
      });
    if (wrong.wanted.length > 0)
      judge.found('otherResource', {
        ...subject,
        resources: wrong.resources,
        wanted: wrong.wanted,
      });
    const failed = (pattern: RegExp) =>
      unique(
        wrong.lines.filter(({ key }) => pattern.test(key)).flatMap(({ values }) => [...values]),
      );
    const accounts = failed(/^aws:SourceAccount$/i);
    const arns = failed(/^aws:SourceArn$/i);
    const others = wrong.lines.filter(({ key }) => !/^aws:Source(Account|Arn)$/i.test(key));
    if (accounts.length > 0) judge.found('otherSourceAccount', { ...subject, values: accounts });
    if (arns.length > 0)
      judge.found('otherSourceArn', {
        ...subject,
        values: arns,
        part: differingPart(arns[0] as string, accountId),
      });
    if (others.length > 0)
      judge.found('otherCondition', { ...subject, lines: unique(others.map(lineInWords)) });

    const name = (statement: (typeof statements)[number], index: number) =>
      `${statement.Sid ? `statement ${statement.Sid}` : `statement ${index + 1}`}: ${statement.Effect} ${(statement.Action ?? statement.NotAction?.map((action) => `all but ${action}`) ?? []).join(', ')}${
        statement.Condition
          ? ` when ${conditionLines(statement.Condition).map(lineInWords).join(' and ')}`
          : ''
      }`;
    const named = (keep: (statement: (typeof statements)[number]) => boolean) =>
      statements.flatMap((statement, index) => (keep(statement) ? [name(statement, index)] : []));
    const denies = named((statement) => stopsBilling(statement, requests, accountId) === 'yes');
    if (denies.length > 0) judge.found('denied', { ...subject, statements: denies });
    const open = named((statement) => letsAnyoneWrite(statement, bucket));
    if (open.length > 0) judge.found('anyoneMayWrite', { ...subject, statements: open });
    if (statements.some(isUnguarded)) judge.found('confusedDeputy', subject);

    const unclear = [
      ...wrong.unclear.map(lineInWords),
      ...named((statement) => stopsBilling(statement, requests, accountId) === 'unknown'),
    ];
    if (unclear.length > 0)
      judge.cannotTell(
        `Whether the billing service meets this cannot be known from outside: ${unique(unclear).join('; ')}. A delivered report proves that it does; otherwise remove it.`,
      );
  },
});

/** The first part in which an ARN differs from the report's, in words. */
function differingPart(arn: string, accountId: string): string {
  const parts = ['beginning', 'partition', 'service', 'region', 'account', 'name'];
  const wanted = reportArnPattern(accountId).split(':');
  const given = arn.split(':');
  return parts[wanted.findIndex((value, index) => given[index] !== value)] ?? 'end';
}
