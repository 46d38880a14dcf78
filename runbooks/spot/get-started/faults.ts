import { createSpotToken } from '../../../src/simulator/spot/seed.ts';
import type { Fault } from '../../define-faults.ts';
import createTokenFaults from '../_world/token-faults.ts';
import {
  connectElsewhere,
  findAccount,
  formatRoleArn,
  otherAwsAccountId,
} from '../_world/world.ts';
import type { StartWorld } from './worlds.ts';

const chooseAnother = 'The reader chooses another Spot account; no command does that.';

/** Every way the way in is known to go wrong. */
export const faults: readonly Fault<StartWorld>[] = [
  ...createTokenFaults('spot/account'),
  {
    name: 'account-of-another-organization',
    title: 'The Spot account ID is that of an account in another organization',
    breaks: ({ inputs }) => {
      inputs.spotAccountId = 'act-0badc0de';
    },
    expected: { reader: ['SPOT-ACCOUNT-001'] },
    noCommand: chooseAnother,
  },
  {
    name: 'account-deleted',
    title: 'Somebody deleted the Spot account after it was made',
    breaks: (subject) => void subject.organization.accounts.delete(findAccount(subject).id),
    expected: { reader: ['SPOT-ACCOUNT-001'] },
    noCommand: chooseAnother,
  },
  {
    name: 'account-holds-another',
    title: 'The Spot account is connected to another AWS account',
    catalogue: 'F-009',
    breaks: (subject) => {
      findAccount(subject).aws = { iamRole: formatRoleArn(otherAwsAccountId) };
    },
    expected: { reader: ['SPOT-ACCOUNT-002'] },
    noCommand: chooseAnother,
  },
  {
    name: 'cloud-account-connected-twice',
    title: 'A colleague has connected the AWS account with another Spot account',
    catalogue: 'F-080',
    breaks: connectElsewhere,
    expected: { reader: ['SPOT-ACCOUNT-003'] },
    noCommand: chooseAnother,
  },
  {
    name: 'token-of-another-organization',
    title: 'The token belongs to another organization of the same company',
    breaks: (subject) => {
      const { world } = subject;
      const other = { id: '606000000001', name: 'Example Corp (test)', accounts: new Map() };
      world.spot.organizations.set(other.id, other);
      subject.reader = { spot: createSpotToken(world, other) };
    },
    expected: { reader: ['SPOT-ACCOUNT-001'] },
    noCommand: 'The reader has to use a token of the right organization.',
  },
];
