import { createServiceAccount } from '../../../src/simulator/gcp/seed.ts';
import type { AzureConnection } from '../../../src/simulator/spot/state.ts';
import type { Fault } from '../../define-faults.ts';
import { day } from '../../time.ts';
import createTokenFaults from '../_world/token-faults.ts';
import { connectElsewhere, formatRoleArn, otherAwsAccountId } from '../_world/world.ts';
import { type FinishWorld, uploadKey } from './worlds.ts';

const gcp = { cloud: 'gcp' };
const azure = { cloud: 'azure' };

function azureFault(
  name: string,
  title: string,
  code: string,
  change: (subject: FinishWorld) => Partial<AzureConnection>,
  more: Partial<Fault<FinishWorld>> = {},
): Fault<FinishWorld> {
  return {
    name,
    title,
    inputs: azure,
    breaks(subject) {
      const { azure: connection } = subject.account;
      if (!connection) throw new Error('The Spot account holds no application to be changed.');
      Object.assign(connection, change(subject));
    },
    expected: { reader: [code] },
    ...more,
  };
}

/** The moment so many days from now, as Spot writes it. */
function formatInDays({ world }: FinishWorld, days: number): string {
  return new Date(world.clock.now() + days * day).toISOString();
}

/** Spot holds nothing of this cloud: what was made there was never given to it. */
function disconnect({ account }: FinishWorld, cloud: 'aws' | 'gcp' | 'azure'): void {
  if (!account[cloud]) throw new Error(`The Spot account holds nothing of ${cloud}.`);
  delete account[cloud];
}

/** Every way the way out is known to go wrong. */
export const faults: readonly Fault<FinishWorld>[] = [
  ...createTokenFaults('spot/account'),
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
    breaks: (subject) => disconnect(subject, 'aws'),
    expected: { reader: ['SPOT-CONNECT-001'] },
  },
  {
    name: 'old-role-in-spot',
    title: 'A new role was made, and Spot still has the old one',
    catalogue: 'F-027',
    breaks: ({ account, inputs }) => {
      account.aws = { iamRole: formatRoleArn(inputs.cloudAccountId, 'SpotRole-old') };
    },
    expected: { reader: ['SPOT-CONNECT-002'] },
  },
  {
    name: 'role-of-another-account',
    title: 'The role ARN of another AWS account was pasted into Spot',
    catalogue: 'F-009',
    breaks: ({ account }) => {
      account.aws = { iamRole: formatRoleArn(otherAwsAccountId) };
    },
    expected: { reader: ['SPOT-ACCOUNT-002'] },
    noCommand: 'The reader chooses another Spot account.',
  },
  {
    name: 'finish-connected-twice',
    title: 'Another Spot account has the same AWS account',
    catalogue: 'F-080',
    breaks: connectElsewhere,
    expected: { reader: ['SPOT-ACCOUNT-003'] },
    noCommand: 'The reader uses the other account.',
  },
  {
    name: 'key-never-uploaded',
    title: 'The key was made and never given to Spot',
    inputs: gcp,
    breaks: (subject) => disconnect(subject, 'gcp'),
    expected: { reader: ['SPOT-CONNECT-001'] },
  },
  {
    name: 'key-of-another-service-account',
    title: 'The key of another service account of the project was uploaded',
    catalogue: 'F-096',
    inputs: gcp,
    breaks(subject) {
      const { email } = createServiceAccount(subject.world, {
        projectId: subject.inputs.cloudAccountId,
        accountId: 'terraform',
      });
      uploadKey(subject, email);
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
      catalogue: 'F-125, F-143',
    },
  ),
  azureFault(
    'secret-ended',
    'The secret ended last week',
    'SPOT-CONNECT-006',
    (subject) => ({ expirationDate: formatInDays(subject, -7) }),
    {
      catalogue: 'F-107',
    },
  ),
  azureFault('secret-ends-soon', 'The secret ends in ten days', 'SPOT-CONNECT-007', (subject) => ({
    expirationDate: formatInDays(subject, 10),
  })),
  {
    name: 'application-never-entered',
    title: 'The application was made and never given to Spot, which refuses it without a date',
    catalogue: 'F-143',
    inputs: azure,
    breaks: (subject) => disconnect(subject, 'azure'),
    expected: { reader: ['SPOT-CONNECT-001'] },
  },
  {
    name: 'default-account-not-deleted',
    title: 'The Spot account is the default one, which came with the organization',
    catalogue: 'F-148',
    step: 'disconnect',
    breaks({ account, organization }) {
      for (const id of organization.accounts.keys())
        if (id !== account.id) organization.accounts.delete(id);
      account.isDefault = true;
    },
    expected: { reader: ['SPOT-UNDO-002'] },
    noCommand: 'Only Spot Support deletes the default account.',
  },
  {
    name: 'account-not-deleted',
    title: 'The cloud side was taken down, and the Spot account was left',
    step: 'disconnect',
    breaks: () => undefined,
    expected: { reader: ['SPOT-UNDO-001'] },
  },
];
