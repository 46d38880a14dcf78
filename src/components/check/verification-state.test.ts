import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../checks/report.ts';
import type { VerificationEvent } from '../../verification/events.ts';
import { idle, outcome, reduceVerification, type Verification } from './verification-state.ts';

const passed: CheckResult = {
  id: 'aws/cur-bucket',
  title: 'The bucket is right',
  status: 'pass',
  findings: [],
  unseen: [],
};
const plan: VerificationEvent = {
  type: 'plan',
  runbook: 'aws/x',
  vantage: 'reader',
  steps: [{ id: 'bucket', title: 'Bucket', checks: [{ id: passed.id, title: passed.title }] }],
  evidence: [{ id: 'aws/location', title: 'the region' }],
};
const report = (step: string): VerificationEvent => ({
  type: 'report',
  report: {
    runbook: 'aws/x',
    vantage: 'reader',
    status: 'pass',
    startedAt: '',
    durationMs: 1,
    steps: [{ id: step, title: '', status: 'pass', checks: [passed] }],
  },
});

function play(
  events: VerificationEvent[],
  from: Verification = reduceVerification(idle, { type: 'start' }),
): Verification {
  return events.reduce(
    (state, event) => reduceVerification(state, { type: 'event', event, step: 'bucket' }),
    from,
  );
}

describe('a verification on the page', () => {
  it('shows what is looked at, then what came', () => {
    const planned = play([plan]);
    expect(planned.evidence).toEqual([
      { id: 'aws/location', title: 'the region', status: 'looking' },
    ]);
    expect(planned.open).toHaveLength(1);
    const seen = play([
      plan,
      { type: 'evidence', id: 'aws/location', title: 'the region', status: 'found', durationMs: 3 },
    ]);
    expect(seen.evidence[0]?.status).toBe('found');
  });

  it('says why it waits, until something comes', () => {
    const waiting = play([
      plan,
      { type: 'waiting', message: 'IAM is spreading the role', untilMs: 5000 },
    ]);
    expect(waiting.waiting).toBe('IAM is spreading the role');
    expect(play([{ type: 'check', step: 'bucket', result: passed }], waiting)).toMatchObject({
      waiting: undefined,
      open: [],
      results: [passed],
    });
  });

  it('takes the verdict only from the report of its own step', () => {
    expect(play([plan, report('bucket')])).toMatchObject({ phase: 'done', status: 'pass' });
    expect(play([plan, report('role')]).status).toBe('undetermined');
  });

  it('is not green when the stream ends in a problem', () => {
    const state = play([
      plan,
      { type: 'check', step: 'bucket', result: passed },
      { type: 'problem', status: 500, title: 'Broken', detail: 'why' },
    ]);
    expect(state.phase).toBe('refused');
    expect(state.status).toBeUndefined();
  });

  it('ignores what comes after it was stopped', () => {
    expect(play([report('bucket')], reduceVerification(idle, { type: 'stop' }))).toBe(idle);
  });
});

it('counts in its words', () => {
  const failed = {
    ...passed,
    status: 'fail',
    findings: [{ severity: 'fail' }, { severity: 'fail' }],
  } as CheckResult;
  expect(outcome([failed], 'fail')).toContain('2 things are wrong');
  expect(outcome([passed], 'pass')).toBe('This step is right.');
});
