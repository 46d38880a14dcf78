import { describe, expect, test } from 'vitest';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import { defineCheck, diagnosis } from '../checks/define-check.ts';
import bucketPolicy from '../evidence/aws/bucket-policy.ts';
import callerIdentity from '../evidence/aws/caller-identity.ts';
import ownedBuckets from '../evidence/aws/owned-buckets.ts';
import type { Evidence, EvidenceKind } from '../evidence/define-evidence.ts';
import { judgePastedStep, judgeStep } from './judge-step.ts';
import { verify } from './verify.ts';

const missing = diagnosis<Record<never, never>>({
  code: 'TEST-001',
  severity: 'fail',
  title: 'It is not there',
  explain: () => 'It is not there.',
  observed: () => 'nothing',
  expected: () => 'something',
  fix: () => ({ summary: 'Make it.', commands: ['true'] }),
});

const present = (id: string, kinds: readonly EvidenceKind[], after: string[] = []) =>
  defineCheck({
    id,
    title: id,
    needs: Object.fromEntries(kinds.map((kind) => [kind.id, kind])),
    inputs: [],
    after,
    diagnoses: { missing },
    assess(seen, _, judge) {
      if (Object.values(seen).includes(null)) judge.found('missing', {});
    },
  });

const runbook: Runbook = {
  id: 'test/judge',
  title: 'Judged',
  provider: 'aws',
  minutes: 5,
  inputs: {},
  steps: {
    account: { title: 'Account', checks: [present('test/account', [callerIdentity])] },
    bucket: {
      title: 'Bucket',
      checks: [
        present('test/bucket', [ownedBuckets, bucketPolicy], ['test/account']),
        present('test/after-bucket', [ownedBuckets], ['test/bucket']),
      ],
    },
  },
};

const found = (value: unknown): Evidence => ({ status: 'found', value });
const absent: Evidence = { status: 'absent', code: 'None', message: 'There is none.' };
const buckets = { [ownedBuckets.id]: found({}), [bucketPolicy.id]: found({}) };

describe('a check of another step that this one waits for', () => {
  const judge = (identity?: Evidence) =>
    judgeStep({
      runbook,
      step: 'bucket',
      inputs: {},
      evidence: { ...buckets, ...(identity ? { [callerIdentity.id]: identity } : {}) },
      now: new Date(0),
    }).results.map(({ status }) => status);
  test.each<[string, Evidence | undefined, string[]]>([
    ['is right', found({}), ['pass', 'pass']],
    ['is wrong', absent, ['undetermined', 'undetermined']],
    [
      'could not look',
      { status: 'denied', code: 'AccessDenied', message: 'No.' },
      ['undetermined', 'undetermined'],
    ],
    [
      'got no answer',
      { status: 'unreachable', message: 'Down.' },
      ['undetermined', 'undetermined'],
    ],
    ['was not looked at', { status: 'notCollected', message: 'Not pasted.' }, ['pass', 'pass']],
    ['has no evidence at all', undefined, ['pass', 'pass']],
  ])('that %s', (_, identity, expected) => {
    expect(judge(identity)).toEqual(expected);
  });
  test('of the same step always blocks', () => {
    const { results } = judgeStep({
      runbook,
      step: 'bucket',
      inputs: {},
      evidence: { [ownedBuckets.id]: found({}) },
      now: new Date(0),
    });
    expect(results.map(({ unseen }) => unseen.map(({ reason }) => reason))).toEqual([
      ['notCollected'],
      ['blocked'],
    ]);
  });
});

test('an unknown step says which there are', () => {
  const request = { runbook, inputs: {}, evidence: {}, now: new Date(0) };
  expect(() => judgeStep({ ...request, step: 'nothing' })).toThrow(/no step “nothing”.*account/);
  expect(() => judgeStep({ ...request, step: 'toString' })).toThrow(/no step/);
});

const now = new Date('2026-11-28T06:00:00Z');
const texts: Record<string, string> = {
  'aws/caller-identity':
    '{"UserId":"AIDAEXAMPLE","Account":"111122223333","Arn":"arn:aws:iam::111122223333:user/a"}',
  'azure/subscription': '{"nonsense": true}',
  'gcp/project': 'ERROR: (gcloud.projects.describe) NOT_FOUND: No.',
};

test('page and terminal say the same of every step of every runbook, whatever was pasted', async () => {
  const runbooks = Object.values(await loadRunbooks());
  const compared: string[] = [];
  for (const one of runbooks)
    for (const step of Object.keys(one.steps)) {
      const request = { runbook: one, step, inputs: {}, pasted: texts };
      const page = judgePastedStep({ ...request, now });
      const terminal = await verify({ ...request, vantage: 'pasted', now: () => now });
      const strip = (results: typeof page.results) =>
        results.map(({ id, status, findings, unseen }) => ({
          id,
          status,
          codes: findings.map(({ code }) => code),
          reasons: unseen.map(({ reason, title }) => `${reason} ${title}`),
        }));
      expect(strip(page.results)).toEqual(strip(terminal.steps[0]?.checks ?? []));
      compared.push(`${one.id} ${step}`);
    }
  expect(compared.length).toBeGreaterThan(60);
});

test('a refusal of the cloud is no text that cannot be read', async () => {
  const { 'gcp/project-manual': manual } = await loadRunbooks();
  const verdict = judgePastedStep({
    runbook: manual as Runbook,
    step: 'editor',
    inputs: { projectId: 'shop-prod', roleChoice: 'editor', serviceAccountId: 'spotinst-role' },
    pasted: {
      'gcp/ancestor-policies':
        'ERROR: (gcloud.projects.get-ancestors-iam-policy) User is not permitted to access IAM policy for one or more of the ancestors',
      'gcp/project-policy': 'nonsense',
    },
    now,
  });
  expect(Object.keys(verdict.unreadable)).toEqual(['gcp/project-policy']);
});
