import { expect, it } from 'vitest';
import linkedReads from '../../../evidence/aws/linked-reads.ts';
import spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import { prints } from '../../testing.ts';
import { lookLinked } from '../_linked/testing.ts';
import linkedAccess from './check.ts';

const tried = (withExternalId: string, withoutExternalId = 'refused') =>
  prints(spotAssumption, {
    withExternalId,
    withoutExternalId,
    withOtherExternalId: withoutExternalId,
  });
const ok = { outcome: 'ok' };
const reads = (accountAliases: object = ok, buckets: object = ok) =>
  prints(linkedReads, { accountAliases, buckets });
const refused = (message: string) => ({ outcome: 'denied', code: 'AccessDenied', message });

it('passes when Spot gets in, only with the ID, and can read', () => {
  expect(lookLinked(linkedAccess, { ...tried('granted'), ...reads() }).status).toBe('pass');
});

it.each([
  ['of another account', 'arn:aws:iam::444455556666:role/SpotRole'],
  ['of another role', 'arn:aws:iam::111122223333:role/Admin'],
  ['in other case', 'arn:aws:iam::111122223333:role/spotrole'],
  ['without its path', 'arn:aws:iam::111122223333:role/x/SpotRole'],
])('finds a role ARN %s', (_, roleArn) => {
  expect(lookLinked(linkedAccess, {}, { roleArn }).codes).toEqual(['AWS-ACCESS-001']);
});

it.each([['no policy', 'because no identity-based policy allows it', /create-policy-version/]])(
  'fixes what refuses: %s',
  (_, message, command) => {
    const result = lookLinked(linkedAccess, {
      ...tried('granted'),
      ...reads(ok, refused(message)),
    });
    expect(result.codes).toEqual(['AWS-LINK-002']);
    expect(result.findings[0]?.fix.commands.join()).toMatch(command);
  },
);

it.each([
  [
    'leaves a boundary where it is, and says what its owner has to add',
    'because no permissions boundary allows the s3:ListAllMyBuckets action',
    'AWS-GUARD-003',
    /whoever set the boundary/,
  ],
  [
    'prints no command against the organization',
    'with an explicit deny in a service control policy',
    'AWS-GUARD-001',
    /management account/,
  ],
])('%s', (_, why, code, who) => {
  const message = `User: arn:aws:sts::111122223333:assumed-role/SpotRole/x is not authorized to perform: s3:ListAllMyBuckets ${why}`;
  const { findings } = lookLinked(linkedAccess, {
    ...tried('granted'),
    ...reads(ok, refused(message)),
  });
  expect(findings.map((finding) => finding.code)).toEqual([code]);
  expect(findings[0]?.fix).toMatchObject({
    commands: [],
    who: expect.stringMatching(who),
    send: expect.stringMatching(
      /the role SpotRole of account 111122223333, for s3:ListAllMyBuckets/,
    ),
  });
});

it('reports what no rule refuses beside what one does', () => {
  const result = lookLinked(linkedAccess, {
    ...tried('granted'),
    ...reads(
      refused('with an explicit deny in a service control policy'),
      refused('because no identity-based policy allows it'),
    ),
  });
  expect(result.codes).toEqual(['AWS-GUARD-001', 'AWS-LINK-002']);
});

it('is never green without having tried', () => {
  for (const evidence of [
    {},
    tried('refused'),
    tried('untold', 'untold'),
    { ...tried('untold', 'untold'), ...reads() },
    tried('granted', 'granted'),
    tried('granted'),
  ])
    expect(lookLinked(linkedAccess, evidence)).toMatchObject({ status: 'undetermined', codes: [] });
});
