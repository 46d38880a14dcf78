import billingStackEvents from '../../evidence/aws/billing-stack-events.ts';
import bucketLocation from '../../evidence/aws/bucket-location.ts';
import bucketPolicy from '../../evidence/aws/bucket-policy.ts';
import callerIdentity from '../../evidence/aws/caller-identity.ts';
import organization from '../../evidence/aws/organization.ts';
import ownedBuckets from '../../evidence/aws/owned-buckets.ts';
import publicAccessBlock from '../../evidence/aws/public-access-block.ts';
import reportDefinitions from '../../evidence/aws/report-definitions.ts';
import reportObjects from '../../evidence/aws/report-objects.ts';
import roleStackEvents from '../../evidence/aws/role-stack-events.ts';
import type { Evidence, EvidenceKind } from '../../evidence/define-evidence.ts';
import { defineLook, prints } from '../testing.ts';
import { bucketPolicyFor, reportDefinitionFor } from './_billing/documents.ts';

/** For tests: evidence of an account that is set up as the guide says, as the CLI prints it. */
export const now = new Date('2026-11-23T12:00:00Z');
export const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

export const inputs = {
  accountKind: 'payer',
  accountId: '111122223333',
  bucketName: 'spot-cur-111122223333',
  reportPrefix: 'spotinst_eco',
  reportName: 'spotinst-cur-report',
  roleName: 'SpotByNetApp_Finops_ReadOnly',
};

export const report = (changes: object = {}) => ({
  ...reportDefinitionFor(inputs),
  ReportStatus: { lastDelivery: '20261123T060000Z', lastStatus: 'SUCCESS' },
  ...changes,
});

const folder = `${inputs.reportPrefix}/${inputs.reportName}`;
export const healthyFiles = [
  {
    Key: `${folder}/20261101-20261201/${inputs.reportName}-Manifest.json`,
    LastModified: hoursAgo(6).toISOString(),
    Size: 4100,
  },
  {
    Key: `${folder}/${inputs.reportName}/year=2026/month=11/${inputs.reportName}-00001.snappy.parquet`,
    LastModified: hoursAgo(6).toISOString(),
    Size: 90_000,
  },
];

/** What each kind's command prints in the healthy account; unparsed. */
const printed: Record<string, unknown> = {
  [callerIdentity.id]: {
    Account: inputs.accountId,
    Arn: `arn:aws:iam::${inputs.accountId}:user/admin`,
    UserId: 'AIDAEXAMPLE',
  },
  [organization.id]: {
    Organization: { Id: 'o-example1234', MasterAccountId: inputs.accountId, FeatureSet: 'ALL' },
  },
  [ownedBuckets.id]: {
    Buckets: [{ Name: inputs.bucketName, CreationDate: hoursAgo(100).toISOString() }],
  },
  [bucketLocation.id]: { LocationConstraint: null },
  [publicAccessBlock.id]: {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  },
  [bucketPolicy.id]: { Policy: JSON.stringify(bucketPolicyFor(inputs)) },
  [reportDefinitions.id]: { ReportDefinitions: [report()] },
  [reportObjects.id]: { Contents: healthyFiles },
};

export const absent = (code: string): Evidence => ({ status: 'absent', code, message: code });
export const denied: Evidence = {
  status: 'denied',
  code: 'AccessDenied',
  message: 'not authorized',
};

/** Evidence of one kind from what its command printed. */
const allKinds: EvidenceKind[] = [
  billingStackEvents,
  bucketLocation,
  bucketPolicy,
  callerIdentity,
  organization,
  ownedBuckets,
  publicAccessBlock,
  reportDefinitions,
  reportObjects,
  roleStackEvents,
];

const healthyEvidence: Record<string, Evidence> = Object.assign(
  {
    [billingStackEvents.id]: absent('ValidationError'),
    [roleStackEvents.id]: absent('ValidationError'),
  },
  ...allKinds.filter(({ id }) => id in printed).map((kind) => prints(kind, printed[kind.id])),
);

/** Runs a check on the healthy evidence with these changes. */
export const look = defineLook({ inputs, evidence: healthyEvidence, now });
