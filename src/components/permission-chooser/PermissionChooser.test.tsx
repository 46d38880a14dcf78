// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { loadRunbook } from '../../../runbooks/workflows.ts';
import { doing, renderGuide } from '../testing/render-guide.tsx';
import { PermissionChooser } from './PermissionChooser.tsx';

const linkedManual = await loadRunbook('aws/linked-account-manual');

beforeAll(() => import('./Reasons.tsx'));

const open = (title: string) =>
  doing(() => {
    const details = screen.getByText(title).closest('details') as HTMLDetailsElement;
    details.open = true;
    fireEvent(details, new Event('toggle'));
  });

test('has a tick for each part, and the size of the policy beside what IAM allows', async () => {
  await renderGuide(<PermissionChooser />, { runbook: linkedManual });
  const chooser = screen.getByTestId('permission-chooser');
  const choices = Object.entries(linkedManual.inputs).filter(([, { kind }]) => kind === 'choices');
  expect(choices.length).toBeGreaterThan(0);
  for (const [name, { options }] of choices)
    for (const { value } of options ?? [])
      expect(screen.getByTestId(`option-${name}-${value}`)).toBeTruthy();
  expect(screen.getByTestId('policy-size').textContent).toMatch(
    /^[\d,]+ of 6,144 characters that IAM allows in one policy/,
  );
  expect(chooser.textContent).not.toContain('"Version"');
});

test('shows the policy, and why each action is in it, when they are opened', async () => {
  await renderGuide(<PermissionChooser />, { runbook: linkedManual });
  await open('The policy');
  expect(screen.getByTestId('code').textContent).toContain('"Version"');
  await open('Why each action is asked for');
  await waitFor(() => expect(screen.getByText(/^\d+ actions, \d+ of them change/)).toBeTruthy());
});

test('while the text for other ticks is not there yet, it is marked as not theirs', async () => {
  const { store } = await renderGuide(<PermissionChooser />, { runbook: linkedManual });
  const size = () => screen.getByTestId('policy-size').closest('[data-fits]');
  expect(size()?.getAttribute('aria-busy')).toBeNull();
  const [set] = Object.entries(linkedManual.inputs).filter(([, { kind }]) => kind === 'choice');
  const other = set?.[1].options?.at(-1)?.value ?? 'none';
  await doing(() => store.update((state) => ({ ...state, inputs: { [set?.[0] ?? '']: other } })));
  expect(size()?.getAttribute('aria-busy')).toBe('true');
});
