import { expect, it } from 'vitest';
import type { Report } from '../../src/checks/report.ts';
import findContradictions from './find-contradictions.ts';

const report = (messages: string[], findings: object[] = [], id = 'aws/x') =>
  ({
    steps: [
      {
        checks: [
          {
            id,
            status: 'undetermined',
            findings,
            unseen: messages.map((message) => ({ message })),
          },
        ],
      },
    ],
  }) as unknown as Report;
const both = (reader: Report, spot: Report) =>
  findContradictions([
    { vantage: 'reader', report: reader },
    { vantage: 'spot', report: spot },
  ]);
const finding = {
  ...{ code: 'X-1', observed: 'trusts account 1', expected: 'trusts account 1' },
  ...{ title: '', explanation: '', fix: { summary: '', commands: [] } },
};

it('finds what expects what it observed', () => {
  const found = report([], [finding]);
  expect(both(found, found)).toEqual(['X-1 expects what it observed: trusts account 1']);
  expect(both(report([], [{ ...finding, expected: 'trusts account 2' }]), report([]))).toEqual([]);
});

it('finds a circle, and none where one of the two says what the other look means', () => {
  const out = report(['Only Spot can try. Check as Spot.']);
  const back = report(['AWS refused. Check with your own credentials.']);
  expect(both(out, back)).toHaveLength(1);
  const ofAnother = report(['AWS refused. Check with your own credentials.'], [], 'aws/y');
  expect(both(out, ofAnother)).toHaveLength(1);
  expect(both(report(['Check as Spot: if AWS refuses, this is why.']), back)).toEqual([]);
  expect(both(out, report([...['Check with your own credentials.']], [finding]))).toHaveLength(1);
});
