import { storeObject } from '../../../../src/simulator/aws/s3/state.ts';
import type { CostReport } from '../../../../src/simulator/aws/state.ts';
import type { Fault } from '../../../define-faults.ts';
import { hour } from '../../../time.ts';
import { addBucket, addKey, deleteFiles, findBucket } from '../../_world/bucket.ts';
import { allow } from '../../_world/policy.ts';
import { addReport, deleteReports, findReport } from '../../_world/report.ts';
import { setInlinePolicy } from '../../_world/role.ts';
import { addStack } from '../../_world/stack.ts';
import type { ManagementWorld } from '../worlds.ts';

/** AWS lets no report have a name that another one had. */
function takeNewName(inputs: ManagementWorld['inputs']): void {
  inputs.reportName += '-2';
}

const waiting = 'AWS needs time; nothing has to be done.';

/**
 * A report with other settings. The settings are seen by both vantages alike: Spot's role may list
 * reports.
 */
function settingsFault(
  name: string,
  title: string,
  changes: Partial<CostReport>,
  codes: string[],
  { catalogue, replaced }: { catalogue?: string; replaced?: boolean } = {},
): Fault<ManagementWorld> {
  return {
    name,
    title,
    catalogue,
    breaks: (subject) => {
      Object.assign(findReport(subject), changes);
    },
    expected: { reader: codes, spot: codes },
    hoursAfterFix: 24,
    correctInputs: replaced ? takeNewName : undefined,
  };
}

const csv = { format: 'textORcsv', compression: 'GZIP' };
const versions = { versioning: 'CREATE_NEW_REPORT', artifacts: [] };

/** Reports of other people, each into a bucket of its own. */
function addReportsOfOthers(subject: ManagementWorld, count: number): void {
  for (let number = 1; number <= count; number++)
    addReport(subject, { name: `team-${number}`, bucket: `team-${number}-costs` });
}

/** The report as it was set up some hours ago: nothing has arrived, and the next try is in five. */
function forgetDeliveries(subject: ManagementWorld, hours: number): void {
  const now = subject.world.clock.now();
  const report = findReport(subject);
  report.createdAt = now - hours * hour;
  report.nextDeliveryAt = now + 5 * hour;
  delete report.lastDelivery;
  delete report.lastStatus;
  deleteFiles(subject);
}

/** The report, its settings and its delivery. */
export const reportFaults: readonly Fault<ManagementWorld>[] = [
  {
    name: 'report-deleted',
    title: 'The report was deleted; its files are still there',
    breaks: deleteReports,
    expected: { reader: ['AWS-REPORT-001'], spot: ['AWS-REPORT-001'] },
    correctInputs: takeNewName,
    hoursAfterFix: 24,
  },
  {
    name: 'report-never-made',
    title: 'The report was never made; the bucket is empty',
    breaks(subject) {
      deleteReports(subject);
      deleteFiles(subject);
    },
    expected: { reader: ['AWS-REPORT-001'], spot: ['AWS-REPORT-001'] },
    hoursAfterFix: 24,
  },
  {
    name: 'data-export-instead',
    title: 'The console made a Data Export in place of the report',
    breaks(subject) {
      deleteReports(subject);
      deleteFiles(subject);
      const { world, inputs } = subject;
      const folder = `${inputs.reportPrefix}/${inputs.reportName}`;
      for (const key of [
        'data/BILLING_PERIOD=2026-11/export-00001.snappy.parquet',
        'metadata/BILLING_PERIOD=2026-11/export-Manifest.json',
      ])
        storeObject(world, findBucket(subject), { key: `${folder}/${key}`, body: 'PAR1' });
    },
    expected: { reader: ['AWS-REPORT-011'], spot: ['AWS-REPORT-011'] },
    correctInputs: takeNewName,
    hoursAfterFix: 24,
  },
  {
    name: 'report-name-mistyped',
    title: 'The report name typed on the page has two letters swapped',
    breaks({ inputs }) {
      inputs.reportName = 'spotinst-cur-reprot';
    },
    expected: { reader: ['AWS-REPORT-001'], spot: ['AWS-REPORT-001'] },
    correctInputs(inputs) {
      inputs.reportName = 'spotinst-cur-report';
    },
  },
  {
    name: 'report-under-other-name',
    title: 'A report that fits exists under another name, among others that do not',
    catalogue: 'F-049',
    breaks(subject) {
      const { inputs } = subject;
      addReport(subject, { name: 'finance-daily', timeUnit: 'DAILY', bucket: 'finance' });
      inputs.reportName = 'eco';
    },
    expected: { reader: ['AWS-REPORT-001'], spot: ['AWS-REPORT-001'] },
    correctInputs(inputs) {
      inputs.reportName = 'spotinst-cur-report';
    },
  },
  {
    name: 'report-missing-among-ten',
    title: 'The report was never made, and others have used up all that an account may have',
    catalogue: 'F-050',
    breaks(subject) {
      deleteReports(subject);
      deleteFiles(subject);
      addReportsOfOthers(subject, 10);
    },
    expected: {
      reader: ['AWS-REPORT-001', 'AWS-REPORT-012'],
      spot: ['AWS-REPORT-001', 'AWS-REPORT-012'],
    },
    noCommand: 'Which report nobody needs only its readers know.',
  },
  {
    name: 'report-daily-among-ten',
    title: 'The report is daily and has to be replaced, and there is no room for another one',
    catalogue: 'F-050',
    breaks(subject) {
      findReport(subject).timeUnit = 'DAILY';
      addReportsOfOthers(subject, 9);
    },
    expected: {
      reader: ['AWS-REPORT-002', 'AWS-REPORT-012'],
      spot: ['AWS-REPORT-002', 'AWS-REPORT-012'],
    },
    noCommand: 'Which report nobody needs only its readers know.',
  },
  settingsFault(
    'report-without-prefix',
    'The report was made when AWS still took one without a prefix',
    { prefix: '' },
    ['AWS-REPORT-009'],
    { catalogue: 'F-052' },
  ),
  settingsFault('report-daily', 'The report is daily', { timeUnit: 'DAILY' }, ['AWS-REPORT-002'], {
    catalogue: 'F-053',
    replaced: true,
  }),
  settingsFault(
    'report-monthly',
    'The report is monthly',
    { timeUnit: 'MONTHLY' },
    ['AWS-REPORT-002'],
    {
      catalogue: 'F-053',
      replaced: true,
    },
  ),
  settingsFault(
    'report-without-resource-ids',
    'The report has no resource IDs',
    { schemaElements: [] },
    ['AWS-REPORT-003'],
    {
      catalogue: 'F-054',
      replaced: true,
    },
  ),
  settingsFault(
    'report-daily-without-ids',
    'The report is daily and has no resource IDs',
    { timeUnit: 'DAILY', schemaElements: [] },
    ['AWS-REPORT-002', 'AWS-REPORT-003'],
    {
      catalogue: 'F-053',
      replaced: true,
    },
  ),
  settingsFault(
    'report-csv',
    'The report is in CSV',
    { ...csv, artifacts: [] },
    ['AWS-REPORT-004', 'AWS-REPORT-005'],
    { catalogue: 'F-055' },
  ),
  settingsFault(
    'report-for-redshift',
    'The report is set up for Redshift',
    { ...csv, artifacts: ['REDSHIFT'] },
    ['AWS-REPORT-004', 'AWS-REPORT-005'],
    {
      catalogue: 'F-056',
    },
  ),
  settingsFault(
    'report-without-athena',
    'The report is in Parquet, without Athena',
    { artifacts: [] },
    ['AWS-REPORT-005'],
    {
      catalogue: 'F-055',
    },
  ),
  settingsFault(
    'report-versioned',
    'The report keeps its versions',
    versions,
    ['AWS-REPORT-005', 'AWS-REPORT-006'],
    { catalogue: 'F-057' },
  ),
  settingsFault(
    'report-of-billing-engine',
    'The report is the one of Billing Engine: CSV with versions',
    { ...csv, ...versions },
    ['AWS-REPORT-004', 'AWS-REPORT-005', 'AWS-REPORT-006'],
    {
      catalogue: 'F-070',
    },
  ),
  settingsFault(
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
  settingsFault(
    'report-not-refreshed',
    'The report is not refreshed automatically',
    { refreshClosedReports: false },
    ['AWS-REPORT-007'],
    {
      catalogue: 'F-058',
    },
  ),
  {
    name: 'report-to-another-bucket',
    title: 'The report is delivered to another bucket of the account',
    catalogue: 'F-063',
    breaks(subject) {
      const archive = addBucket(subject, `finops-archive-${subject.account.id}`);
      const own = findBucket(subject);
      archive.policy = JSON.parse(JSON.stringify(own.policy).replaceAll(own.name, archive.name));
      findReport(subject).bucket = archive.name;
    },
    expected: { reader: ['AWS-REPORT-008'], spot: ['AWS-REPORT-008'] },
    hoursAfterFix: 24,
  },
  settingsFault(
    'report-under-another-prefix',
    'The report is delivered under another prefix',
    { prefix: 'cost-and-usage-reports' },
    ['AWS-REPORT-009'],
    {
      catalogue: 'F-063',
    },
  ),
  settingsFault(
    'report-prefix-with-slash',
    'A landing zone made the report with a prefix that ends in a slash',
    { prefix: 'spotinst_eco/' },
    ['AWS-REPORT-009'],
    { catalogue: 'F-063' },
  ),
  {
    name: 'not-delivered-yet',
    title: 'The report was set up an hour ago and nothing has arrived',
    catalogue: 'F-060',
    breaks: (subject) => forgetDeliveries(subject, 1),
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'aws/cur-delivery', status: 'pending' },
    noCommand: waiting,
    hoursAfterFix: 24,
  },
  {
    name: 'first-delivery-late',
    title: 'A stack made the report thirty hours ago and nothing has arrived',
    catalogue: 'F-060',
    breaks(subject) {
      const { world, inputs } = subject;
      const now = world.clock.now();
      forgetDeliveries(subject, 30);
      const report = {
        logicalId: 'Report',
        physicalId: inputs.reportName,
        type: 'AWS::CUR::ReportDefinition',
      };
      addStack(subject, {
        name: 'spot-eco-billing',
        startedAt: now - 30 * hour,
        template: 'Resources: { Report: { Type: AWS::CUR::ReportDefinition } }',
        resources: [report],
        steps: [{ resource: report, status: 'CREATE_COMPLETE' }, { status: 'CREATE_COMPLETE' }],
      });
    },
    expected: { reader: ['AWS-DELIVERY-004'] },
    expectedStatus: { check: 'aws/cur-delivery', status: 'pending' },
    noCommand: waiting,
    hoursAfterFix: 24,
  },
  {
    name: 'refused-and-fixed',
    title: 'AWS was refused at its last attempt; the bucket policy has been put right since',
    catalogue: 'F-061',
    breaks(subject) {
      findReport(subject).lastStatus = 'ERROR_PERMISSIONS';
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
    breaks(subject) {
      findBucket(subject).encryption = { algorithm: 'aws:kms', keyArn: addKey(subject) };
      setInlinePolicy(subject, 'decrypt', allow('kms:Decrypt'));
      subject.world.clock.advance(13 * hour);
    },
    expected: { reader: ['AWS-DELIVERY-001'], spot: ['AWS-DELIVERY-001'] },
    noCommand: 'How a bucket is encrypted is for whoever looks after its key.',
  },
  {
    name: 'delivery-stopped',
    title: 'The last delivery was three days ago, and AWS says nothing about why',
    catalogue: 'F-061',
    breaks(subject) {
      const now = subject.world.clock.now();
      Object.assign(findReport(subject), {
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
    breaks: deleteFiles,
    expected: { reader: ['AWS-DELIVERY-005'], spot: ['AWS-DELIVERY-005'] },
    noCommand:
      'The rule that deletes files is for its owner to change; AWS writes new files by itself.',
    hoursAfterFix: 24,
  },
];
