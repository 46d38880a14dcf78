import { createSpotAccount, createSpotToken } from '../../../src/simulator/spot/seed.ts';
import type { Fault } from '../../define-faults.ts';
import { awsRole, type SpotWorld } from './healthy.ts';

/**
 * Faults of the token, which every runbook of Spot has. `world` of both runbooks is a SpotWorld.
 */
export const tokenFaults = (blocked: string): Fault<SpotWorld>[] => [
  {
    name: 'token-deleted',
    title: 'The token was deleted in the Spot console',
    catalogue: 'F-034',
    breaks: ({ token }) => {
      token.revoked = true;
    },
    expected: { reader: ['SPOT-TOKEN-001'] },
    expectedStatus: { check: blocked, status: 'undetermined' },
    noCommand: 'Only the Spot console creates tokens.',
  },
  {
    name: 'token-not-admin',
    title: 'The token is that of somebody who is no organization admin',
    catalogue: 'F-034',
    breaks: ({ token }) => {
      token.role = 'accountEditor';
    },
    expected: { reader: ['SPOT-TOKEN-002'] },
    expectedStatus: { check: blocked, status: 'undetermined' },
    noCommand: 'Only an organization admin can raise the user or create another token.',
  },
  {
    name: 'spot-rate-limited',
    title: 'Spot takes no more calls of this organization for now',
    catalogue: 'F-035',
    breaks: ({ world }) => {
      world.chaos = {
        intercept: ({ service }) =>
          service === 'spot'
            ? Response.json(
                { response: { data: 'Rate limit exceeded' } },
                { status: 429, headers: { 'x-ratelimit-reset': '41' } },
              )
            : undefined,
      };
    },
    expected: { reader: [] },
    expectedStatus: { check: 'spot/organization', status: 'undetermined' },
    noCommand: 'Waiting is all that helps.',
  },
];

const chooseAnother = 'The reader chooses another Spot account; no command does that.';

export const faults: readonly Fault<SpotWorld>[] = [
  ...tokenFaults('spot/account'),
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
    breaks: ({ organization, inputs }) => {
      organization.accounts.delete(inputs.spotAccountId as string);
    },
    expected: { reader: ['SPOT-ACCOUNT-001'] },
    noCommand: chooseAnother,
  },
  {
    name: 'account-holds-another',
    title: 'The Spot account is connected to another AWS account',
    catalogue: 'F-009',
    breaks: ({ organization, inputs }) => {
      const account = organization.accounts.get(inputs.spotAccountId as string);
      if (account) account.aws = awsRole('444455556666');
    },
    expected: { reader: ['SPOT-ACCOUNT-002'] },
    noCommand: chooseAnother,
  },
  {
    name: 'cloud-account-connected-twice',
    title: 'A colleague has connected the AWS account with another Spot account',
    catalogue: 'F-080',
    breaks: ({ organization, inputs }) => {
      createSpotAccount(organization, {
        name: 'colleague',
        aws: awsRole(inputs.cloudAccountId as string),
      });
    },
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
