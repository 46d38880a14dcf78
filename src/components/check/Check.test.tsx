// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { doing, renderStep, typed } from '../testing/render-guide.tsx';
import { finding, makeReport, makeResult } from '../testing/results.ts';
import { Check } from './Check.tsx';

// The bundler of the site finds runbooks by a template; that of the tests takes no slash in one.
vi.mock('./load-runbook.ts', () => ({
  default: async (id: string) =>
    (await import(/* @vite-ignore */ `../../../runbooks/${id}/runbook.ts`)).default,
}));

// What the page loads when it is asked for it.
beforeAll(() => Promise.all([import('../api/stream.ts'), import('./judge-pasted.ts')]));

const ready = { inputs: typed };
const passed = {
  account: { state: 'passed' as const, at: '2026-11-28T10:00:00.000Z', values: {} },
};

const button = () => screen.getByTestId('check');
const click = (element: HTMLElement) => doing(() => fireEvent.click(element));
const type = (element: HTMLElement, value: string) =>
  doing(() => fireEvent.change(element, { target: { value } }));
const status = () => screen.getByTestId('check-status');

async function start(options: Parameters<typeof renderStep>[2] = { state: ready }) {
  const rendered = await renderStep('bucket', <Check />, options);
  await click(button());
  return rendered;
}

describe('before a check', () => {
  test('says what will be judged, and that nothing was', async () => {
    await renderStep('bucket', <Check />, { state: ready });
    expect(button().textContent).toBe('Check my setup');
    expect(screen.getByText('Not checked yet.')).toBeTruthy();
    expect(screen.getByText(/^The bucket exists, is yours/)).toBeTruthy();
    expect(status().textContent).toBe('');
    expect((screen.getByTestId('vantage-reader') as HTMLInputElement).checked).toBe(true);
  });

  test('remembers the last one, and says when a value has changed since', async () => {
    const record = {
      state: 'failed' as const,
      at: '2026-11-28T10:00:00.000Z',
      values: { accountId: typed.accountId, bucketName: typed.bucketName },
      summary: '1 thing is wrong.',
    };
    const { store } = await renderStep('bucket', <Check />, {
      state: { ...ready, steps: { bucket: record } },
    });
    expect(button().textContent).toBe('Check again');
    expect(screen.getByText(/^Last check, Nov 28, 2026.*1 thing is wrong\.$/)).toBeTruthy();
    await doing(() =>
      store.update((state) => ({ ...state, inputs: { ...typed, bucketName: 'other-bucket' } })),
    );
    expect(screen.getByText(/A value has changed since then: check again\.$/)).toBeTruthy();
  });

  test('asks for missing values by their labels, leads to their fields, and asks the API nothing', async () => {
    const { api } = await start({ state: { inputs: { accountId: typed.accountId } } });
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toBe('First fill in Bucket name.');
    expect(within(alert).getByRole('button', { name: 'Bucket name' })).toBeTruthy();
    expect(api.asked).toEqual([]);
  });
});

describe('a check that runs', () => {
  test('shows what is looked at as it comes, why it waits, and can be stopped', async () => {
    const { api, store } = await start();
    expect(api.asked).toEqual([
      {
        runbook: 'aws/management-account',
        step: 'bucket',
        vantage: 'reader',
        inputs: { accountKind: 'payer', ...typed },
      },
    ]);
    expect(status().textContent).toBe('Looking …');
    expect(button().textContent).toBe('Stop');
    const kind = { id: 'aws/bucket-location', title: "the bucket's region" };
    await api.send({
      type: 'plan',
      runbook: 'aws/management-account',
      vantage: 'reader',
      evidence: [kind],
      steps: [{ id: 'bucket', title: 'B', checks: [{ id: 'aws/cur-bucket', title: 'Exists' }] }],
    });
    const evidence = screen.getByRole('list', { name: 'What is being looked at' });
    expect(evidence.textContent).toBe("the bucket's regionlooking");
    await api.send({ type: 'evidence', ...kind, status: 'denied', durationMs: 1 });
    expect(evidence.textContent).toBe("the bucket's regionaccess denied");
    await api.send({ type: 'waiting', message: 'AWS needs a moment.', untilMs: 1 });
    expect(status().textContent).toBe('AWS needs a moment.');
    await click(button());
    expect(status().textContent).toBe('');
    expect(screen.getByText('Not checked yet.')).toBeTruthy();
    await api.send(makeReport(makeResult({ status: 'fail', findings: [finding] })));
    expect(screen.queryByTestId('finding')).toBeNull();
    expect(store.get().steps.bucket).toBeUndefined();
  });
});

describe('its verdict', () => {
  test('pass: says so, keeps it with the values it was judged with, and opens what is next', async () => {
    const { api, store } = await start();
    await api.send(makeReport(makeResult({ status: 'pass' })));
    expect(status().dataset.status).toBe('pass');
    expect(status().textContent).toBe('Right. This step is right.');
    expect(store.get().steps.bucket).toMatchObject({
      state: 'passed',
      values: { accountId: typed.accountId, bucketName: typed.bucketName },
      summary: 'This step is right.',
    });
    expect(button().textContent).toBe('Check again');
  });

  test('fail: what is wrong beside what should be, why, the fix, and who can do it', async () => {
    const { api, store } = await start();
    await api.send(makeReport(makeResult({ status: 'fail', findings: [finding] })));
    expect(status().textContent).toContain('1 thing is wrong.');
    const found = screen.getByTestId('finding');
    for (const text of [finding.title, finding.explanation, finding.observed, finding.expected])
      expect(found.textContent).toContain(text);
    expect(within(found).getByTestId('fix-command').textContent).toContain(finding.fix.commands[0]);
    expect(found.textContent).toContain('Who can do it: an administrator.');
    expect(within(found).getByRole('link').getAttribute('href')).toBe('/reference/AWS-BUCKET-003');
    expect(store.get().steps.bucket?.state).toBe('failed');
  });

  test('what somebody set on purpose: whom to ask, and the sentence to send, to be copied', async () => {
    const { api } = await start();
    const send = 'Please add an exception for the role SpotRole.';
    const asked = { ...finding, fix: { summary: 'Ask.', commands: [], who: 'its owner', send } };
    await api.send(makeReport(makeResult({ status: 'fail', findings: [asked] })));
    const shown = within(screen.getByTestId('finding')).getByTestId('fix-send');
    expect(shown.textContent).toContain(send);
    expect(within(shown).getByRole('button').textContent).toContain('Copy');
    expect(screen.queryByTestId('fix-command')).toBeNull();
  });

  test('pending: until when, and that one may go on', async () => {
    const { api, store } = await start();
    const until = new Date(Date.now() + 3 * 3_600_000).toISOString();
    const pending = { message: 'AWS delivers within a day.', until };
    await api.send(makeReport(makeResult({ status: 'pending', pending })));
    expect(status().textContent).toBe('Not yet. Right so far; the cloud needs time.');
    expect(screen.getByTestId('result').textContent).toMatch(
      /AWS delivers within a day\. Until .* at the latest \(in 3 hours\)\. You can go on meanwhile/,
    );
    expect(store.get().steps.bucket?.state).toBe('pending');
  });

  test('undetermined: what could not be seen and why, and how to show it', async () => {
    const { api, store } = await start();
    const unseen = {
      evidence: 'aws/owned-buckets',
      title: 'your buckets',
      reason: 'denied' as const,
      message: 'Looking for “Bucket name” was denied.',
      command: 'aws s3api list-buckets',
    };
    await api.send(makeReport(makeResult({ status: 'undetermined', unseen: [unseen] })));
    expect(status().dataset.status).toBe('undetermined');
    expect(status().textContent).toContain('Could not look.');
    const shown = screen.getByTestId('unseen');
    expect(shown.textContent).toContain(
      'Access denied: your buckets. Looking for “Bucket name” was denied.',
    );
    expect(store.get().steps.bucket?.state).toBe('undetermined');
    const send = screen.getByTestId('send-pasted') as HTMLButtonElement;
    expect(send.disabled).toBe(true);
    await type(screen.getByTestId('unseen-paste-aws/owned-buckets'), '{"Buckets":[]}');
    expect(send.disabled).toBe(false);
    await click(send);
    expect(api.asked.at(-1)).toMatchObject({
      vantage: 'reader',
      evidence: { 'aws/owned-buckets': '{"Buckets":[]}' },
    });
  });

  test('a stream that ends before it: nothing is judged', async () => {
    const { api, store } = await start();
    await api.end();
    expect(status().textContent).toBe('Cut off');
    expect(store.get().steps.bucket).toBeUndefined();
  });
});

describe('pasting', () => {
  test('opens fields, asks for at least one, judges here, and sends nothing', async () => {
    const { api, store } = await renderStep('bucket-policy', <Check />, {
      state: { ...ready, steps: passed },
    });
    await click(screen.getByTestId('vantage-pasted'));
    expect(button().textContent).toBe('Judge what I pasted');
    await click(button());
    expect(screen.getByRole('alert').textContent).toContain('First run at least one');
    const field = screen.getByTestId('paste-aws/bucket-policy');
    await type(field, 'not JSON');
    await click(button());
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
    await type(
      field,
      'An error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: The bucket policy does not exist',
    );
    await click(button());
    await waitFor(() =>
      expect(screen.getByTestId('finding').dataset.code).toBe('AWS-BUCKETPOLICY-001'),
    );
    expect(store.get().steps['bucket-policy']?.state).toBe('failed');
    expect(api.asked).toEqual([]);
  });

  test('is all there is where the API cannot be reached', async () => {
    await renderStep('bucket', <Check />, { state: ready, mode: 'unreachable' });
    expect((screen.getByTestId('vantage-reader') as HTMLInputElement).disabled).toBe(true);
    expect(screen.getByText(/cannot be reached.*Pasting works without it/s)).toBeTruthy();
  });
});

describe('refused', () => {
  test('by the API: in its words, with a way to try again', async () => {
    const rendered = await renderStep('bucket', <Check />, { state: ready });
    rendered.api.refuse(429, 'Too many requests', 'Try again in 7 seconds.');
    await click(button());
    expect(status().textContent).toBe('Too many requests');
    expect(screen.getByText('Try again in 7 seconds.')).toBeTruthy();
    expect(screen.queryByText(/Nothing was judged/)).toBeNull();
    await click(screen.getByTestId('retry'));
    expect(rendered.api.asked).toHaveLength(2);
    expect(rendered.store.get().steps.bucket).toBeUndefined();
  });

  test('by nobody being there: then pasting still works', async () => {
    const { api } = await renderStep('bucket', <Check />, { state: ready });
    api.mode = 'unreachable';
    await click(button());
    expect(status().textContent).toBe('No answer');
    expect(screen.getByText(/Nothing was judged\. You can still choose/)).toBeTruthy();
  });
});
