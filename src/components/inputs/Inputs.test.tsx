// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { loadRunbook } from '../../../runbooks/workflows.ts';
import { doing, renderGuide } from '../testing/render-guide.tsx';
import { Inputs } from './Inputs.tsx';

const subscription = await loadRunbook('azure/subscription');

const field = (name: string) => screen.getByTestId(`input-${name}`) as HTMLInputElement;
const type = (name: string, value: string) =>
  doing(() => fireEvent.change(field(name), { target: { value } }));
const messageOf = (name: string) =>
  document.getElementById(
    (field(name).getAttribute('aria-describedby') ?? '').split(' ').at(-1) as string,
  )?.textContent;

describe('a field', () => {
  test('is found by its label, says what it is, and what is wrong with what was typed', async () => {
    const { store } = await renderGuide(<Inputs only="accountId" />);
    expect(screen.getByLabelText('AWS account ID')).toBe(field('accountId'));
    expect(screen.getByText(/^The 12 digits of the account/)).toBeTruthy();
    await type('accountId', '123');
    expect(field('accountId').getAttribute('aria-invalid')).toBe('true');
    expect(messageOf('accountId')).toMatch(/^This has 3 digits/);
    await type('accountId', ' 1111-2222-3333 ');
    expect(field('accountId').getAttribute('aria-invalid')).toBeNull();
    expect(messageOf('accountId')).toMatch(/away/);
    expect(store.get().inputs.accountId).toBe(' 1111-2222-3333 ');
  });

  test('proposes a value made of others, once they are there', async () => {
    const { store } = await renderGuide(<Inputs only="accountId bucketName" />);
    expect(screen.queryByTestId('suggest-bucketName')).toBeNull();
    await type('accountId', '111122223333');
    await doing(() => fireEvent.click(screen.getByTestId('suggest-bucketName')));
    expect(store.get().inputs.bucketName).toBe('spot-cur-111122223333');
    expect(screen.queryByTestId('suggest-bucketName')).toBeNull();
  });

  test('of a choice has its options, the first of them chosen', async () => {
    const { store } = await renderGuide(<Inputs only="accountKind" />);
    const option = (value: string) =>
      screen.getByTestId(`option-accountKind-${value}`) as HTMLInputElement;
    expect([option('payer').checked, option('msp-customer').checked]).toEqual([true, false]);
    await doing(() => fireEvent.click(option('msp-customer')));
    expect(store.get().inputs.accountKind).toBe('msp-customer');
    expect([option('payer').checked, option('msp-customer').checked]).toEqual([false, true]);
  });
});

describe('a secret', () => {
  const secret = 'aB3~cD4.eF5_gH6-iJ7kL8mN9oP0qR1sT2uV3wX4';

  test('is typed unseen where the API is on this machine, judged, and not kept', async () => {
    const { store } = await renderGuide(<Inputs only="clientSecret" />, { runbook: subscription });
    expect(field('clientSecret').type).toBe('password');
    await type('clientSecret', 'short');
    expect(screen.getByTestId('secret-note').textContent).toMatch(/^This is shorter/);
    await type('clientSecret', secret);
    expect(store.get().inputs.clientSecret).toBe(secret);
    expect(JSON.stringify(localStorage)).not.toContain(secret);
    await doing(() => fireEvent.click(screen.getByRole('button', { name: 'Forget' })));
    expect(store.get().inputs.clientSecret).toBe('');
  });

  test.each(['hosted', 'unreachable'] as const)('has no field where it is %s', async (mode) => {
    await renderGuide(<Inputs only="clientSecret" />, { runbook: subscription, mode });
    expect(screen.queryByTestId('input-clientSecret')).toBeNull();
    expect(screen.getByTestId('no-secret-clientSecret').textContent).toContain(
      'Do not type it here',
    );
  });
});

describe('the form', () => {
  test('has every input; the first forgets all of them, after a question', async () => {
    const { store } = await renderGuide(<Inputs first />, {
      state: { inputs: { accountId: '111122223333' } },
    });
    expect(document.querySelectorAll('[data-input]').length).toBeGreaterThan(8);
    await doing(() => fireEvent.click(screen.getByTestId('start-over')));
    expect(store.get().inputs.accountId).toBe('111122223333');
    await doing(() => fireEvent.click(screen.getByTestId('start-over-confirm')));
    expect(store.get().inputs).toEqual({});
    expect(field('accountId').value).toBe('');
  });

  test('of a step cannot start over', async () => {
    await renderGuide(<Inputs only="accountId" />);
    expect(screen.queryByTestId('start-over')).toBeNull();
  });
});
