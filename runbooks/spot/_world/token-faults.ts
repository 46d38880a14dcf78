import type { Fault } from '../../define-faults.ts';
import type { SpotWorld } from './world.ts';

/**
 * Faults of the token, which every runbook of Spot has.
 *
 * @param blocked the check that cannot look without a good token
 */
export default function createTokenFaults(blocked: string): Fault<SpotWorld>[] {
  return [
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
}
