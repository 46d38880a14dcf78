import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll } from 'vitest';
import type { Runbook } from '../../../runbooks/define-runbook.ts';
import { defineCheck, diagnosis } from '../../checks/define-check.ts';
import { openAwsCollectors } from '../../collectors/aws/_client/open-collectors.ts';
import attachedPolicies from '../../evidence/aws/attached-policies.ts';
import billingStackEvents from '../../evidence/aws/billing-stack-events.ts';
import bucketEncryption from '../../evidence/aws/bucket-encryption.ts';
import bucketLocation from '../../evidence/aws/bucket-location.ts';
import bucketPolicy from '../../evidence/aws/bucket-policy.ts';
import callerIdentity from '../../evidence/aws/caller-identity.ts';
import organization from '../../evidence/aws/organization.ts';
import ownedBuckets from '../../evidence/aws/owned-buckets.ts';
import publicAccessBlock from '../../evidence/aws/public-access-block.ts';
import reportDefinitions from '../../evidence/aws/report-definitions.ts';
import reportObjects from '../../evidence/aws/report-objects.ts';
import roleKind from '../../evidence/aws/role.ts';
import roleAccountAccess from '../../evidence/aws/role-account-access.ts';
import roleBucketAccess from '../../evidence/aws/role-bucket-access.ts';
import roleDecryptAccess from '../../evidence/aws/role-decrypt-access.ts';
import roleStackEvents from '../../evidence/aws/role-stack-events.ts';
import spotAssumption from '../../evidence/aws/spot-assumption.ts';
import spotReads from '../../evidence/aws/spot-reads.ts';
import type { EvidenceKind } from '../../evidence/define-evidence.ts';
import type { InputDefinition, InputKind } from '../../inputs/define-input.ts';
import type { LookingVantage } from '../../providers/vantages.ts';
import {
  createAccount,
  createAdministrator,
  createOrganization,
  createRole,
  createSpot,
} from '../../simulator/aws/seed.ts';
import type { AwsCredentials } from '../../simulator/aws/state.ts';
import { Simulator } from '../../simulator/index.ts';

/** For tests only: a simulated AWS for the whole test file, and a healthy world in it. */

export const accountId = '111122223333';
export const inputs = {
  accountId,
  bucketName: 'spot-cur-111122223333',
  reportPrefix: 'spotinst_eco',
  roleName: 'SpotRole',
  roleArn: `arn:aws:iam::${accountId}:role/SpotRole`,
  externalId: 'issued-by-the-server-1234',
};

export function simulateAws() {
  const simulator = new Simulator();
  const server = setupServer(
    ...simulator.mswHandlers(),
    http.all('*', ({ request }) =>
      HttpResponse.text(`Nothing but AWS is simulated: ${request.url}`, { status: 599 }),
    ),
  );
  beforeAll(() => server.listen());
  afterAll(() => server.close());
  return { simulator, healthy: () => healthy(simulator) };
}

function healthy(simulator: Simulator) {
  const world = simulator.createWorld();
  const account = createAccount(world, { id: accountId });
  createOrganization(world, { managementAccountId: accountId, memberAccountIds: ['444455556666'] });
  const reader = createAdministrator(world, accountId);
  const spot = createSpot(world);
  const now = world.clock.now();
  const objects = [
    {
      key: `${inputs.reportPrefix}/r/r/year=2026/month=11/r-00001.snappy.parquet`,
      body: new Uint8Array(64),
      modifiedAt: now,
    },
    {
      key: `${inputs.reportPrefix}/r/20261101-20261201/r-Manifest.json`,
      body: new TextEncoder().encode('{"a":1}'),
      modifiedAt: now,
    },
  ];
  world.aws.buckets.set(inputs.bucketName, {
    ...{
      name: inputs.bucketName,
      ownerAccount: accountId,
      region: 'us-east-1',
      createdAt: now,
      encryption: { algorithm: 'AES256' },
    },
    ...{ tags: {}, objects: new Map(objects.map((object) => [object.key, object])) },
    policy: {
      Version: '2012-10-17',
      Statement: [
        {
          ...{
            Effect: 'Allow',
            Principal: { Service: 'billingreports.amazonaws.com' },
            Action: 's3:PutObject',
          },
          Resource: `arn:aws:s3:::${inputs.bucketName}/*`,
        },
      ],
    },
  });
  const role = createRole(world, accountId, {
    name: inputs.roleName,
    trustPolicy: {
      Version: '2012-10-17',
      Statement: [
        {
          ...{
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::884866656237:root' },
            Action: 'sts:AssumeRole',
          },
          Condition: { StringEquals: { 'sts:ExternalId': inputs.externalId } },
        },
      ],
    },
    inlinePolicies: new Map([
      [
        'spot',
        {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: [
                'cur:DescribeReportDefinitions',
                'ce:*',
                's3:List*',
                's3:Get*',
                's3:PutObject',
              ],
              Resource: '*',
            },
          ],
        },
      ],
    ]),
  });
  return { simulator, world, account, role, reader, spot, inputs: { ...inputs } };
}

export type TestWorld = ReturnType<typeof healthy>;

/** Collectors of one vantage, with patience (in milliseconds) that tests can afford. */
export function collectorsOf(
  credentials: AwsCredentials,
  vantage: LookingVantage,
  requestTimeoutMs = 3_000,
) {
  return openAwsCollectors({
    vantage,
    credentials: async () => credentials,
    clients: { requestTimeoutMs },
  });
}

const wrong = (code: string) =>
  diagnosis<{ what: string }>({
    ...{
      code,
      severity: 'fail',
      title: 'Not as it should be',
      explain: ({ what }) => what,
      observed: ({ what }) => what,
    },
    ...{
      expected: () => 'otherwise',
      fix: () => ({ summary: 'fix it', commands: ['aws s3api create-bucket --bucket x'] }),
    },
  });

/** Passes when everything it needs is there. */
function present(id: string, kinds: Record<string, EvidenceKind>, after: string[] = []) {
  return defineCheck({
    id,
    title: `${id} is there`,
    needs: kinds,
    inputs: [],
    after,
    diagnoses: { missing: wrong(`${id.toUpperCase()}-001`) },
    assess(seen, _, judge) {
      for (const [name, value] of Object.entries(seen))
        if (value === null) judge.found('missing', { what: name });
    },
  });
}

const access = defineCheck({
  id: 'test/access',
  title: 'Spot has access',
  needs: { assumption: spotAssumption },
  mayUse: { reads: spotReads },
  inputs: ['externalId'],
  diagnoses: { open: wrong('TEST-ACCESS-001'), refused: wrong('TEST-ACCESS-002') },
  assess({ assumption, reads }, _, judge) {
    if (assumption?.withoutExternalId === 'granted')
      judge.found('open', { what: 'granted without external ID' });
    if (assumption?.withExternalId !== 'granted') judge.found('refused', { what: 'refused' });
    if (reads.status === 'found' && reads.value.readObject.outcome === 'noData')
      judge.pending('The first report is on its way.', new Date(judge.now.getTime() + 86_400_000));
  },
});

const input = (kind: InputKind): InputDefinition => ({
  ...{ kind, label: kind, help: 'For tests.' },
  ...(kind === 'external-id' ? { source: 'session' } : {}),
});

/**
 * Uses every evidence kind of the real runbook, with checks that only ask whether things are there.
 */
export const testRunbook: Runbook = {
  id: 'test/runbook',
  title: 'A runbook for tests',
  provider: 'aws',
  minutes: 5,
  inputs: {
    accountId: input('aws-account-id'),
    bucketName: input('s3-bucket-name'),
    reportPrefix: input('s3-prefix'),
    roleName: input('iam-role-name'),
    roleArn: input('iam-role-arn'),
    externalId: input('external-id'),
  },
  steps: {
    account: {
      title: 'Account',
      checks: [present('test/account', { identity: callerIdentity, organization: organization })],
    },
    bucket: {
      title: 'Bucket',
      checks: [present('test/bucket', { location: bucketLocation, owned: ownedBuckets })],
    },
    policy: {
      title: 'Policy',
      checks: [present('test/policy', { policy: bucketPolicy }, ['test/bucket'])],
    },
    report: {
      title: 'Report',
      checks: [
        present('test/report', {
          reports: reportDefinitions,
          objects: reportObjects,
          encryption: bucketEncryption,
        }),
      ],
    },
    role: {
      title: 'Role',
      checks: [
        present('test/role', {
          role: roleKind,
          attached: attachedPolicies,
          simulated: roleAccountAccess,
          bucket: roleBucketAccess,
        }),
        {
          ...present('test/extra', {}),
          mayUse: {
            decrypt: roleDecryptAccess,
            stack: roleStackEvents,
            block: publicAccessBlock,
          },
        },
      ],
    },
    connect: { title: 'Connect', vantage: 'spot', checks: [access] },
    undo: {
      title: 'Undo',
      phase: 'undo',
      checks: [present('test/removed', { stack: billingStackEvents })],
    },
  },
};
