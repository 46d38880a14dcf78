import { describe, expect, it } from 'vitest';
import {
  permissionsAsked,
  permissionsNeeded,
} from '../../../evidence/gcp/_shared/spot-permissions.ts';
import keyFileKind from '../../../evidence/gcp/key-file.ts';
import spotGrants from '../../../evidence/gcp/spot-grants.ts';
import spotSignIn from '../../../evidence/gcp/spot-sign-in.ts';
import spotZones from '../../../evidence/gcp/spot-zones.ts';
import { codes, prints } from '../../testing.ts';
import { commands, denied, keyFile, look, unreachable } from '../testing.ts';
import spotAccess from './check.ts';

const refused = (description: string) =>
  prints(spotSignIn, { signedIn: false, error: 'invalid_grant', description });
const grants = (permissions: readonly string[]) =>
  prints(spotGrants, { permissions: [...permissions] });
const off = denied(
  'SERVICE_DISABLED',
  'Compute Engine API has not been used in project 1 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/compute.googleapis.com/overview?project=1 then retry.',
);

describe('gcp/spot-access', () => {
  it('passes', () => expect(look(spotAccess).status).toBe('pass'));
  it('does not ask Editor for what Editor lacks, but asks the custom role', () => {
    const without = grants(permissionsNeeded('editor'));
    expect(look(spotAccess, without).status).toBe('pass');
    expect(codes(look(spotAccess, without, { roleChoice: 'custom' }))).toEqual(['GCP-SPOT-004']);
  });
  it.each([
    ['001', refused('Invalid JWT Signature.'), 'GCP-SPOT-001'],
    ['002', refused('Invalid grant: account not found'), 'GCP-SPOT-002'],
    ['003', grants([]), 'GCP-SPOT-003'],
    ['004', grants(permissionsAsked.slice(0, 40)), 'GCP-SPOT-004'],
    ['005', { [spotZones.id]: off }, 'GCP-SPOT-005'],
    [
      '006',
      {
        [spotZones.id]: denied(
          'BILLING_DISABLED',
          'This API method requires billing to be enabled.',
        ),
      },
      'GCP-SPOT-006',
    ],
  ])('%s', (_, changes, code) => expect(codes(look(spotAccess, changes))).toEqual([code]));
  it('005 names the API in the refusal, and asks: it was on when Spot was connected', () => {
    const result = look(spotAccess, { [spotZones.id]: off });
    expect(commands(result)).toEqual([]);
    expect(result.findings[0]?.fix.console?.join()).toContain(
      'If they agree: gcloud services enable compute.googleapis.com --project=shop-prod-482913',
    );
  });
  it('sends nobody in a circle: what the reader cannot tell is settled here', () => {
    for (const held of [[], permissionsAsked.slice(0, 40)]) {
      const [finding] = look(spotAccess, grants(held)).findings;
      expect(finding?.fix.summary).toContain('this is the answer');
      expect(finding?.fix.commands).toEqual([]);
    }
  });
  it.each([
    [
      'the clock is wrong',
      refused(
        'Invalid JWT: Token must be a short-lived token (60 minutes). Check your iat and exp values.',
      ),
    ],
    ['grants were not seen', { [spotGrants.id]: unreachable }],
    ['zones were not seen', { [spotZones.id]: unreachable }],
    ['zones are refused though everything is granted', { [spotZones.id]: denied() }],
    [
      'the sign-in was not tried',
      { [spotSignIn.id]: { status: 'notCollected', message: 'damaged' } as const },
    ],
    [
      'the key is of another project, which Spot would connect',
      prints(keyFileKind, keyFile({ project_id: 'shop-staging-77' })),
    ],
  ])('is undetermined when %s', (_, changes) =>
    expect(look(spotAccess, changes)).toMatchObject({ status: 'undetermined', findings: [] }),
  );
});

describe('near misses', () => {
  it('other account file', () => {
    expect(
      look(
        spotAccess,
        prints(
          keyFileKind,
          keyFile({ client_email: 'owner-bot@shop-prod-482913.iam.gserviceaccount.com' }),
        ),
      ).status,
    ).toBe('undetermined');
  });

  it('zones nobody looked at are not zones that were seen', () => {
    expect(
      look(spotAccess, { [spotZones.id]: { status: 'notCollected', message: 'x' } }).status,
    ).toBe('undetermined');
  });
});
