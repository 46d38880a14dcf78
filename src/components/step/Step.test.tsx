// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { doing, renderStep } from '../testing/render-guide.tsx';

const record = (state: 'passed' | 'failed' | 'skipped') => ({
  state,
  at: '2026-11-28T10:00:00.000Z',
  values: {},
});
const section = (id: string) => screen.getByTestId(`step-${id}`);
const wordOf = (id: string) =>
  section(id).querySelector('[data-part="heading"]')?.lastElementChild?.textContent;

test('the first one is open', async () => {
  await renderStep('account', <p>do it</p>);
  expect(section('account').dataset.state).toBe('open');
  expect(wordOf('account')).toBe('To do');
});

test('a later one is locked, says what it waits for, and can be skipped to', async () => {
  const { store } = await renderStep('bucket', <p>do it</p>);
  expect(section('bucket').dataset.state).toBe('locked');
  expect(wordOf('bucket')).toBe('Locked');
  expect(section('bucket').textContent).toMatch(/Opens when step 1 is right: \S/);
  await doing(() => fireEvent.click(screen.getByTestId('skip')));
  expect(section('bucket').dataset.state).toBe('open');
  expect(store.get().steps).toMatchObject({ account: { state: 'skipped' } });
});

test('one that was skipped says so, and the skipping can be taken back', async () => {
  const { store } = await renderStep('account', <p>do it</p>, {
    state: { steps: { account: record('skipped') } },
  });
  expect(section('account').dataset.state).toBe('skipped');
  expect(wordOf('account')).toBe('Skipped');
  await doing(() =>
    fireEvent.click(screen.getByRole('button', { name: 'take the skipping back' })),
  );
  expect(store.get().steps).toEqual({});
  expect(section('account').dataset.state).toBe('open');
});

test.each([
  ['passed', 'Done'],
  ['failed', 'Wrong'],
] as const)('one that %s says %s', async (state, word) => {
  await renderStep('account', <p>do it</p>, { state: { steps: { account: record(state) } } });
  expect(section('account').dataset.state).toBe(state);
  expect(wordOf('account')).toBe(word);
});

test('one that was judged with other values asks for another check', async () => {
  await renderStep('account', <p>do it</p>, {
    state: {
      inputs: { accountId: '111122223333' },
      steps: { account: { ...record('passed'), values: { accountId: '444455556666' } } },
    },
  });
  expect(wordOf('account')).toBe('Check again');
});

test('undoing is always open', async () => {
  await renderStep('undo', <p>undo it</p>);
  expect(section('undo').dataset.state).toBe('open');
});
