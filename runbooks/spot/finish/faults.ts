import { createServiceAccount, createServiceAccountKey } from '../../../src/simulator/gcp/seed.ts';
import { createSpotAccount } from '../../../src/simulator/spot/seed.ts';
import type { AzureConnection } from '../../../src/simulator/spot/state.ts';
import type { Fault } from '../../define-faults.ts';
import { tokenFaults } from '../get-started/faults.ts';
import { awsRole } from '../get-started/healthy.ts';
import type { FinishWorld } from './healthy.ts';

const gcp = { cloud: 'gcp' };
const azure = { cloud: 'azure' };

function azureFault(
  name: string,
  title: string,
  code: string,
  change: (connection: AzureConnection, subject: FinishWorld) => Partial<AzureConnection>,
  more: Partial<Fault<FinishWorld>> = {},
): Fault<FinishWorld> {
  return {
    name,
    title,
    inputs: azure,
    breaks(subject) {
      const connection = subject.account.azure as AzureConnection;
      Object.assign(connection, change(connection, subject));
    },
    expected: { reader: [code] },
    ...more,
  };
}

const inDays = ({ world }: FinishWorld, days: number) =>
  new Date(world.clock.now() + days * 86_400_000).toISOString();

export const faults: readonly Fault<FinishWorld>[] = [
  ...tokenFaults('spot/account'),
  {
    name: 'finish-account-unknown',
    title: 'The Spot account ID has a typing error',
    breaks: ({ inputs }) => {
      inputs.spotAccountId = 'act-0badc0de';
    },
    expected: { reader: ['SPOT-ACCOUNT-001'] },
    noCommand: 'The reader corrects the value.',
  },
  {
    name: 'wizard-closed',
    title: 'The wizard was closed before Connect',
    breaks: ({ account }) => {
      delete account.aws;
    },
    expected: { reader: ['SPOT-CONNECT-001'] },
  },
  {
    name: 'old-role-in-spot',
    title: 'A new role was made, and Spot still has the old one',
    catalogue: 'F-027',
    breaks: ({ account, inputs }) => {
      account.aws = awsRole(inputs.cloudAccountId as string, 'SpotRole-old');
    },
    expected: { reader: ['SPOT-CONNECT-002'] },
  },
  {
    name: 'role-of-another-account',
    title: 'The role ARN of another AWS account was pasted into Spot',
    catalogue: 'F-009',
    breaks: ({ account }) => {
      account.aws = awsRole('444455556666');
    },
    expected: { reader: ['SPOT-ACCOUNT-002'] },
    noCommand: 'The reader chooses another Spot account.',
  },
  {
    name: 'finish-connected-twice',
    title: 'Another Spot account has the same AWS account',
    catalogue: 'F-080',
    breaks: ({ organization, inputs }) => {
      createSpotAccount(organization, {
        name: 'colleague',
        aws: awsRole(inputs.cloudAccountId as string),
      });
    },
    expected: { reader: ['SPOT-ACCOUNT-003'] },
    noCommand: 'The reader uses the other account.',
  },
  {
    name: 'key-never-uploaded',
    title: 'The key was made and never given to Spot',
    inputs: gcp,
    breaks: ({ account }) => {
      delete account.gcp;
    },
    expected: { reader: ['SPOT-CONNECT-001'] },
  },
  {
    name: 'key-of-another-service-account',
    title: 'The key of another service account of the project was uploaded',
    catalogue: 'F-096',
    inputs: gcp,
    breaks({ world, account, inputs }) {
      const other = createServiceAccount(world, {
        projectId: inputs.cloudAccountId as string,
        accountId: 'terraform',
      });
      const { universe_domain: _, ...serviceAccount } = JSON.parse(
        createServiceAccountKey(world, other.email),
      );
      account.gcp = { serviceAccount };
    },
    expected: { reader: ['SPOT-CONNECT-003'] },
  },
  azureFault(
    'other-application-in-spot',
    'Spot has the ID of another application',
    'SPOT-CONNECT-004',
    () => ({
      clientId: '99999999-1111-4222-8333-444455556666',
    }),
  ),
  azureFault(
    'other-directory-in-spot',
    'Spot has the ID of another directory',
    'SPOT-CONNECT-004',
    () => ({
      tenantId: '99999999-1111-4222-8333-444455556666',
    }),
  ),
  azureFault(
    'no-date-in-spot',
    'A script connected the subscription without a date',
    'SPOT-CONNECT-005',
    () => ({ expirationDate: '' }),
    {
      catalogue: 'F-125',
    },
  ),
  azureFault(
    'secret-ended',
    'The secret ended last week',
    'SPOT-CONNECT-006',
    (_, subject) => ({ expirationDate: inDays(subject, -7) }),
    {
      catalogue: 'F-107',
    },
  ),
  azureFault(
    'secret-ends-soon',
    'The secret ends in ten days',
    'SPOT-CONNECT-007',
    (_, subject) => ({
      expirationDate: inDays(subject, 10),
    }),
  ),
  {
    name: 'application-never-entered',
    title: 'The application was made and never given to Spot',
    inputs: azure,
    breaks: ({ account }) => {
      delete account.azure;
    },
    expected: { reader: ['SPOT-CONNECT-001'] },
  },
  {
    name: 'account-not-deleted',
    title: 'The cloud side was taken down, and the Spot account was left',
    step: 'disconnect',
    breaks: () => undefined,
    expected: { reader: ['SPOT-UNDO-001'] },
  },
];
