import { createBucket } from '../../../../src/simulator/aws/s3/state.ts';
import type { CostReport } from '../../../../src/simulator/aws/state.ts';
import type { AwsWorld, Fault } from '../../../define-faults.ts';
import { addReport } from '../healthy.ts';
import { bucketOf, hour, reportOf } from './billing-set-up.ts';

const newName = (inputs: Record<string, string>) => ({
  ...inputs,
  reportName: `${inputs.reportName}-2`,
});
const waiting = 'AWS needs time; nothing has to be done.';

/**
 * A report with other settings. The settings are seen by both vantages alike: Spot's role may list
 * reports.
 */
function settings(
  name: string,
  title: string,
  changes: Partial<CostReport>,
  codes: string[],
  { catalogue, replaced }: { catalogue?: string; replaced?: boolean } = {},
): Fault<AwsWorld> {
  return {
    name,
    title,
    ...(catalogue ? { catalogue } : {}),
    breaks: (healthy) => {
      Object.assign(reportOf(healthy), changes);
    },
    expected: { reader: codes, spot: codes },
    hoursAfterFix: 24,
    ...(replaced ? { inputsAfterFix: newName } : {}),
  };
}

const csv = { format: 'textORcsv', compression: 'GZIP' };
const versions = { versioning: 'CREATE_NEW_REPORT', artifacts: [] };

/** The report as it is right after it was set up, `hours` ago. */
const notDelivered = (report: CostReport, now: number, hours: number) =>
  Object.assign(report, {
    createdAt: now - hours * hour,
    lastDelivery: undefined,
    lastStatus: undefined,
  });

export const reportFaults: readonly Fault<AwsWorld>[] = [
  {
    name: 'report-deleted',
    title: 'The report was deleted; its files are still there',
    breaks: ({ account }) => account.reports.clear(),
    expected: { reader: ['AWS-REPORT-001'], spot: ['AWS-REPORT-001'] },
    inputsAfterFix: newName,
    hoursAfterFix: 24,
  },
  {
    name: 'report-never-made',
    title: 'The report was never made; the bucket is empty',
    breaks(healthy) {
      healthy.account.reports.clear();
      bucketOf(healthy).objects.clear();
    },
    expected: { reader: ['AWS-REPORT-001'], spot: ['AWS-REPORT-001'] },
    hoursAfterFix: 24,
  },
  {
    name: 'report-name-mistyped',
    title: 'The report name typed on the page has two letters swapped',
    breaks({ inputs }) {
      inputs.reportName = 'spotinst-cur-reprot';
    },
    expected: { reader: ['AWS-REPORT-001'], spot: ['AWS-REPORT-001'] },
    inputsAfterFix: (inputs) => ({ ...inputs, reportName: 'spotinst-cur-report' }),
  },
  {
    name: 'report-under-other-name',
    title: 'A report that fits exists under another name, among others that do not',
    catalogue: 'F-049',
    breaks(healthy) {
      const { inputs } = healthy;
      addReport(healthy, { name: 'finance-daily', timeUnit: 'DAILY', bucket: 'finance' });
      inputs.reportName = 'eco';
    },
    expected: { reader: ['AWS-REPORT-001'], spot: ['AWS-REPORT-001'] },
    inputsAfterFix: (inputs) => ({ ...inputs, reportName: 'spotinst-cur-report' }),
  },
  settings('report-daily', 'The report is daily', { timeUnit: 'DAILY' }, ['AWS-REPORT-002'], {
    catalogue: 'F-053',
    replaced: true,
  }),
  settings('report-monthly', 'The report is monthly', { timeUnit: 'MONTHLY' }, ['AWS-REPORT-002'], {
    catalogue: 'F-053',
    replaced: true,
  }),
  settings(
    'report-without-resource-ids',
    'The report has no resource IDs',
    { schemaElements: [] },
    ['AWS-REPORT-003'],
    {
      catalogue: 'F-054',
      replaced: true,
    },
  ),
  settings(
    'report-daily-without-ids',
    'The report is daily and has no resource IDs',
    { timeUnit: 'DAILY', schemaElements: [] },
    ['AWS-REPORT-002', 'AWS-REPORT-003'],
    {
      catalogue: 'F-053',
      replaced: true,
    },
  ),
  settings(
    'report-csv',
    'The report is in CSV',
    { ...csv, artifacts: [] },
    ['AWS-REPORT-004', 'AWS-REPORT-005'],
    { catalogue: 'F-055' },
  ),
  settings(
    'report-for-redshift',
    'The report is set up for Redshift',
    { ...csv, artifacts: ['REDSHIFT'] },
    ['AWS-REPORT-004', 'AWS-REPORT-005'],
    {
      catalogue: 'F-056',
    },
  ),
  settings(
    'report-without-athena',
    'The report is in Parquet, without Athena',
    { artifacts: [] },
    ['AWS-REPORT-005'],
    {
      catalogue: 'F-055',
    },
  ),
  settings(
    'report-versioned',
    'The report keeps its versions',
    versions,
    ['AWS-REPORT-005', 'AWS-REPORT-006'],
    { catalogue: 'F-057' },
  ),
  settings(
    'report-of-billing-engine',
    'The report is the one of Billing Engine: CSV with versions',
    { ...csv, ...versions },
    ['AWS-REPORT-004', 'AWS-REPORT-005', 'AWS-REPORT-006'],
    {
      catalogue: 'F-070',
    },
  ),
  settings(
    'report-with-defaults',
    'The report was made with the defaults of the console',
    { ...csv, ...versions, timeUnit: 'DAILY', schemaElements: [], refreshClosedReports: false },
    [
      'AWS-REPORT-002',
      'AWS-REPORT-003',
      'AWS-REPORT-004',
      'AWS-REPORT-005',
      'AWS-REPORT-006',
      'AWS-REPORT-007',
    ],
    { catalogue: 'F-057' },
  ),
  settings(
    'report-not-refreshed',
    'The report is not refreshed automatically',
    { refreshClosedReports: false },
    ['AWS-REPORT-007'],
    {
      catalogue: 'F-058',
    },
  ),
  {
    ...settings(
      'report-to-another-bucket',
      'The report is delivered to another bucket of the account',
      { bucket: 'finops-archive-111122223333' },
      ['AWS-REPORT-008'],
      {
        catalogue: 'F-063',
      },
    ),
    breaks(healthy) {
      const archive = createBucket(healthy.world, {
        name: 'finops-archive-111122223333',
        ownerAccount: healthy.account.id,
        region: 'us-east-1',
      });
      archive.policy = JSON.parse(
        JSON.stringify(bucketOf(healthy).policy).replaceAll(bucketOf(healthy).name, archive.name),
      );
      reportOf(healthy).bucket = archive.name;
    },
  },
  settings(
    'report-under-another-prefix',
    'The report is delivered under another prefix',
    { prefix: 'cost-and-usage-reports' },
    ['AWS-REPORT-009'],
    {
      catalogue: 'F-063',
    },
  ),
  {
    name: 'not-delivered-yet',
    title: 'The report was set up an hour ago and nothing has arrived',
    catalogue: 'F-060',
    breaks(healthy) {
      const now = healthy.world.clock.now();
      notDelivered(reportOf(healthy), now, 1).nextDeliveryAt = now + 5 * hour;
      bucketOf(healthy).objects.clear();
    },
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'aws/cur-delivery', status: 'pending' },
    noCommand: waiting,
    hoursAfterFix: 24,
  },
  {
    name: 'first-delivery-late',
    title: 'A stack made the report thirty hours ago and nothing has arrived',
    catalogue: 'F-060',
    breaks(healthy) {
      const { world, account, inputs } = healthy;
      const at = world.clock.now() - 30 * hour;
      notDelivered(reportOf(healthy), world.clock.now(), 30).nextDeliveryAt =
        world.clock.now() + 5 * hour;
      bucketOf(healthy).objects.clear();
      const name = 'spot-eco-billing';
      const id = `arn:aws:cloudformation:us-east-1:${account.id}:stack/${name}/0b1c2d3e-0000-4000-8000-000000000002`;
      const report = {
        logicalId: 'Report',
        physicalId: inputs.reportName as string,
        type: 'AWS::CUR::ReportDefinition',
        status: 'CREATE_COMPLETE',
      };
      const stack = {
        logicalId: name,
        physicalId: id,
        type: 'AWS::CloudFormation::Stack',
        status: 'CREATE_COMPLETE',
      };
      account.stacks.set(`us-east-1/${name}`, {
        ...{
          name,
          id,
          region: 'us-east-1',
          status: 'CREATE_COMPLETE',
          createdAt: at,
          template: 'Resources: { Report: { Type: AWS::CUR::ReportDefinition } }',
          parameters: {},
        },
        ...{ capabilities: [], outputs: [], resources: [report], changeSets: new Map() },
        events: [report, stack].map((step, index) => ({
          id: String(index),
          at: at + index * 1000,
          ...step,
        })),
      });
    },
    expected: { reader: ['AWS-DELIVERY-004'] },
    expectedStatus: { check: 'aws/cur-delivery', status: 'pending' },
    noCommand: waiting,
    hoursAfterFix: 24,
  },
  {
    name: 'refused-and-mended',
    title: 'AWS was refused at its last attempt; the bucket policy has been put right since',
    catalogue: 'F-061',
    breaks(healthy) {
      reportOf(healthy).lastStatus = 'ERROR_PERMISSIONS';
    },
    expected: { reader: [] },
    expectedStatus: { check: 'aws/cur-delivery', status: 'pending' },
    noCommand: waiting,
    hoursAfterFix: 24,
  },
  {
    name: 'key-without-billing-service',
    title: 'The bucket encrypts with a customer key that does not let the billing service in',
    catalogue: 'F-061',
    breaks(healthy) {
      const { world, account, inputs } = healthy;
      const arn = `arn:aws:kms:us-east-1:${account.id}:key/0d6c9a53-1c1f-4f0e-9d1e-8a4f5b6c7d8e`;
      const allow = { Effect: 'Allow', Resource: '*' };
      const statement = {
        ...allow,
        Principal: { AWS: `arn:aws:iam::${account.id}:root` },
        Action: 'kms:*',
      };
      account.keys.set(arn, { arn, policy: { Version: '2012-10-17', Statement: [statement] } });
      bucketOf(healthy).encryption = { algorithm: 'aws:kms', keyArn: arn };
      const decrypt = { Version: '2012-10-17', Statement: [{ ...allow, Action: 'kms:Decrypt' }] };
      account.roles.get(inputs.roleName as string)?.inlinePolicies.set('decrypt', decrypt);
      world.clock.advance(13 * hour);
    },
    expected: { reader: ['AWS-DELIVERY-001'], spot: ['AWS-DELIVERY-001'] },
    hoursAfterFix: 24,
  },
  {
    name: 'delivery-stopped',
    title: 'The last delivery was three days ago, and AWS says nothing about why',
    catalogue: 'F-061',
    breaks(healthy) {
      const now = healthy.world.clock.now();
      Object.assign(reportOf(healthy), {
        lastDelivery: now - 72 * hour,
        nextDeliveryAt: now + 20 * hour,
      });
    },
    expected: { reader: ['AWS-DELIVERY-003'], spot: ['AWS-DELIVERY-003'] },
    noCommand: 'Nothing in the account is wrong; AWS has to deliver.',
    hoursAfterFix: 24,
  },
  {
    name: 'files-deleted',
    title: 'A lifecycle rule deleted the delivered files',
    breaks: (healthy) => bucketOf(healthy).objects.clear(),
    expected: { reader: ['AWS-DELIVERY-005'], spot: ['AWS-DELIVERY-005'] },
    noCommand:
      'The rule that deletes files is for its owner to change; AWS writes new files by itself.',
    hoursAfterFix: 24,
  },
];
