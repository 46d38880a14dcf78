// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderGuide } from '../testing/render-guide.tsx';
import { finding, makeResult } from '../testing/results.ts';
import { FindingView } from './FindingView.tsx';
import { Outcome } from './Outcome.tsx';
import { UnseenView } from './UnseenView.tsx';
import { idle } from './verification-state.ts';

const handlers = {
  pasted: {},
  onPaste: vi.fn(),
  onRetry: vi.fn(),
  onJudgeHere: vi.fn(),
  onSend: undefined,
};

test('an outcome has every result with its own word, a warning among them', async () => {
  const warning = { ...finding, severity: 'warning' as const };
  const results = [
    makeResult({ id: 'a', title: 'First', status: 'pass' }),
    makeResult({ id: 'b', title: 'Second', status: 'warning', findings: [warning] }),
  ];
  await renderGuide(
    <Outcome verification={{ ...idle, phase: 'done', results, status: 'warning' }} {...handlers} />,
  );
  expect(screen.getByTestId('check-status').textContent).toBe(
    'Right, with a warning. This step is right, with 1 warning.',
  );
  expect(screen.getAllByTestId('result').map((row) => row.dataset.status)).toEqual([
    'pass',
    'warning',
  ]);
});

test('a command that stands above is not printed again: it is run once', async () => {
  const command = 'aws cur put-report-definition --report-definition file://report.json';
  const fix = { summary: 'Create it.', commands: [command] };
  const findings = ['AWS-TEST-001', 'AWS-TEST-002'].map((code) => ({ ...finding, code, fix }));
  const results = [makeResult({ id: 'a', title: 'First', status: 'fail', findings })];
  await renderGuide(
    <Outcome verification={{ ...idle, phase: 'done', results, status: 'fail' }} {...handlers} />,
  );
  const [first, second] = screen.getAllByTestId('finding');
  expect(within(first as HTMLElement).getAllByTestId('fix-command')).toHaveLength(1);
  expect(within(second as HTMLElement).queryByTestId('fix-command')).toBeNull();
  expect(within(second as HTMLElement).getByTestId('same-fix').textContent).toContain(
    'AWS-TEST-001',
  );
});

test('while it runs, checks without a verdict are there already', async () => {
  const open = [{ id: 'c', title: 'Third' }];
  await renderGuide(<Outcome verification={{ ...idle, phase: 'running', open }} {...handlers} />);
  expect(screen.getByText(/Third/)).toBeTruthy();
  expect(screen.queryByTestId('result')).toBeNull();
});

test('a finding without commands has its clicks open', async () => {
  const fix = { summary: 'Click.', commands: [], console: ['Open S3.', 'Delete it.'] };
  await renderGuide(<FindingView finding={{ ...finding, fix }} commands={[]} />);
  const found = screen.getByTestId('finding');
  expect(within(found).queryByTestId('fix-command')).toBeNull();
  expect(found.querySelector('details')?.open).toBe(true);
  expect(
    within(found)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual(fix.console);
});

test.each([
  ['denied', 'Access denied'],
  ['unreachable', 'No answer'],
  ['notCollected', 'Not looked at'],
  ['cannotTell', 'Cannot tell'],
  ['blocked', 'Waits for another check'],
] as const)('what was %s is called “%s”', async (reason, words) => {
  const unseen = { title: 'your buckets', reason, message: 'Why.' };
  await renderGuide(<UnseenView unseen={unseen} {...handlers} />);
  expect(screen.getByTestId('unseen').textContent).toBe(`${words}: your buckets. Why.`);
});

test('what could not be seen is not asked for where nothing is sent: its field stands above', async () => {
  const unseen = {
    evidence: 'aws/owned-buckets',
    title: 'your buckets',
    reason: 'denied' as const,
    message: 'Why.',
    command: 'aws s3api list-buckets',
  };
  const { unmount } = await renderGuide(<UnseenView unseen={unseen} {...handlers} />);
  expect(screen.queryByText('Show it yourself')).toBeNull();
  unmount();
  await renderGuide(<UnseenView unseen={unseen} {...handlers} onSend={() => undefined} />);
  expect(screen.getByText('Show it yourself')).toBeTruthy();
});
