import type { AwsPlace } from '../../../providers/aws/partitions.ts';
import { ecoProcessingHours, firstDeliveryHours } from '../../../spot.ts';
import askFirst from '../../ask-first.ts';
import { diagnosis } from '../../define-check.ts';
import { formatMoment, quote } from '../../shell.ts';
import { createBucket, putBucketPolicy } from '../_billing/commands.ts';
import type { ReportNames } from '../_billing/report-settings.ts';

/** Lists everything that AWS has delivered of a report. */
export const listFiles = ({ bucketName, reportPrefix, reportName }: ReportNames) =>
  `aws s3 ls s3://${bucketName}/${quote(`${reportPrefix}/${reportName}/`)} --recursive`;

const encryptWithS3 = (bucket: string) =>
  `aws s3api put-bucket-encryption --bucket ${quote(bucket)} --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}'`;

/** The encryption of a bucket is somebody's rule: it is asked about, and not switched off here. */
const askAboutKey = (bucket: string, key: string) =>
  askFirst({
    summary: key.startsWith('arn:')
      ? 'Have whoever looks after the key let the billing service use it.'
      : 'That key lets no other service in, so have whoever chose it allow another one.',
    who: `whoever looks after the key ${key}`,
    send: key.startsWith('arn:')
      ? `AWS delivers the Cost and Usage Report into the bucket ${bucket}, which is encrypted with ${key}. Please allow billingreports.amazonaws.com kms:GenerateDataKey and kms:Decrypt in the policy of the key.`
      : `AWS delivers the Cost and Usage Report into the bucket ${bucket}, which is encrypted with ${key}. The billing service cannot use that. May the bucket use a key of our own that lets billingreports.amazonaws.com in, or SSE-S3?`,
    console: [`Open S3 > ${bucket} > Properties > Default encryption, which names the key.`],
    agreed: key.startsWith('arn:') ? [] : [encryptWithS3(bucket)],
  });

const sentences = (...parts: (string | false | undefined)[]) => parts.filter(Boolean).join(' ');
const waitADay = `Then wait for the next delivery, at most ${firstDeliveryHours} hours.`;

/** The words of `aws/cur-delivery`. */
const diagnoses = {
  refused: diagnosis<{
    names: ReportNames;
    policy?: object;
    unseen: boolean;
    key?: string;
    last?: Date;
    /** AWS gave no status: the policy and the age of the files say it. */
    withoutStatus?: boolean;
  }>({
    code: 'AWS-DELIVERY-001',
    severity: 'fail',
    title: 'AWS was not allowed to write the report into the bucket',
    explain: ({ last, key, policy, unseen, withoutStatus }) =>
      sentences(
        withoutStatus
          ? 'The bucket policy does not let the billing service write.'
          : 'At its last attempt the billing service was refused.',
        (policy || unseen) &&
          'Most often the bucket policy was changed after the report was set up.',
        key &&
          `The bucket encrypts with ${key}. Writing there also takes kms:GenerateDataKey on the key, which the billing service has only if the policy of the key says so.`,
        last ? `Nothing has arrived since ${formatMoment(last)}.` : 'Nothing has arrived so far.',
        'AWS tries again by itself, at least once a day.',
      ),
    observed: ({ key, withoutStatus }) =>
      `${withoutStatus ? 'no new file, and a bucket policy that keeps AWS out' : 'last status of the report: ERROR_PERMISSIONS'}${key ? `; default encryption: ${key}` : ''}`,
    expected: () => 'last status of the report: SUCCESS',
    fix: ({ names, policy, unseen, key }) => {
      const ask = key ? askAboutKey(names.bucketName, key) : undefined;
      return {
        summary: sentences(
          policy && 'Correct the bucket policy.',
          unseen &&
            'The bucket policy could not be seen: check its step with your own credentials, which says what is wrong in it.',
          ask?.summary,
          waitADay,
        ),
        commands: policy ? putBucketPolicy(names.bucketName, policy) : [],
        console: [
          ...(policy
            ? [
                `Open S3 > ${names.bucketName} > Permissions > Bucket policy > Edit, and replace the whole text with the JSON of the command above (between the two lines “JSON”).`,
              ]
            : []),
          ...(unseen
            ? [`Or read it: open S3 > ${names.bucketName} > Permissions > Bucket policy.`]
            : []),
          ...(ask?.console ?? []),
        ],
        ...(ask && { who: ask.who, send: ask.send }),
      };
    },
  }),
  noBucket: diagnosis<AwsPlace & { names: ReportNames; accountId: string }>({
    code: 'AWS-DELIVERY-002',
    severity: 'fail',
    title: 'AWS did not find the bucket it delivers to',
    explain: ({ names }) =>
      `${names.bucketName} did not exist at the last attempt: it was deleted after the report was set up. A bucket of the same name is enough for AWS to go on, as long as nobody else has taken the name.`,
    observed: () => 'last status of the report: ERROR_NO_BUCKET',
    expected: () => 'last status of the report: SUCCESS',
    fix: ({ names, ...owner }) => ({
      summary: `Create the bucket and its policy again. ${waitADay}`,
      commands: createBucket(names.bucketName, owner),
      console: [
        `Follow the steps for the bucket and its policy on this page again, with the name ${names.bucketName}.`,
      ],
    }),
  }),
  stale: diagnosis<{ last: Date; hours: number; names: ReportNames }>({
    code: 'AWS-DELIVERY-003',
    severity: 'fail',
    title: 'The last delivery is more than two days old',
    explain: () =>
      `AWS delivers at least once a day. Eco warns after ${ecoProcessingHours} hours without new data, and its figures stop at the last delivery.`,
    observed: ({ last, hours }) => `last delivered ${formatMoment(last)}, ${hours} hours ago`,
    expected: () => `a delivery within the last ${ecoProcessingHours} hours`,
    fix: ({ names }) => ({
      summary:
        'Nothing in the settings is wrong: AWS has to deliver. Save the report once more, so that AWS looks at the bucket again. If nothing has arrived a day later, open a billing case with AWS Support and name the report.',
      commands: [],
      console: [
        `Open Billing and Cost Management > Data Exports > ${names.reportName} > Edit, change nothing, and choose Save.`,
        'Open Support > Create case > Account and billing > Cost management, and say when the last delivery was.',
      ],
    }),
  }),
  overdue: diagnosis<{ since: Date; hours: number; names: ReportNames }>({
    code: 'AWS-DELIVERY-004',
    severity: 'warning',
    title: 'The first report is late',
    explain: () =>
      `AWS says that the first report arrives within ${firstDeliveryHours} hours. Sometimes it takes longer; Eco shows nothing until then.`,
    observed: ({ since, hours }) =>
      `set up ${formatMoment(since)}, ${hours} hours ago, and nothing delivered`,
    expected: () => `a first delivery within ${firstDeliveryHours} hours`,
    fix: ({ names }) => ({
      summary:
        'Look again tomorrow. If there is still nothing, open a billing case with AWS Support and name the report.',
      commands: [],
      console: [
        `Open Billing and Cost Management > Data Exports > ${names.reportName} and read its status.`,
        'Open Support > Create case > Account and billing > Cost management, and say that the first delivery is late.',
      ],
    }),
  }),
  filesGone: diagnosis<{ names: ReportNames; last?: Date }>({
    code: 'AWS-DELIVERY-005',
    severity: 'fail',
    title: 'AWS has delivered, but the files are not there',
    explain: () =>
      'Somebody deleted them, or a lifecycle rule of the bucket does. (If you have just changed the prefix of the report, they come with the next delivery.) Eco reads the files of the current month and of past ones. AWS writes the current month again at its next delivery, past months only when AWS Support is asked to.',
    observed: ({ names, last }) =>
      `delivered${last ? ` ${formatMoment(last)}` : ''}, and no file of it below ${names.reportPrefix}/${names.reportName}/`,
    expected: ({ names }) =>
      `files below s3://${names.bucketName}/${names.reportPrefix}/${names.reportName}/`,
    fix: ({ names }) => ({
      summary: `Remove the rule or the habit that deletes them. ${waitADay}`,
      commands: [],
      console: [
        `Open S3 > ${names.bucketName} > Management > Lifecycle rules, and delete the rules that expire ${names.reportPrefix}/.`,
        `A day later, this lists the new files: ${listFiles(names)}`,
      ],
    }),
  }),
};

export default diagnoses;
