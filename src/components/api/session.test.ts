import { describe, expect, test } from 'vitest';
import { deriveSteps } from '../../page/derive-steps.ts';
import { deriveValues } from '../../page/derive-values.ts';
import type { PageInputs, PageStep } from '../../page/guide-data.ts';
import type { GuideState } from '../../page/guide-state.ts';
import { loadRules } from '../guide-state/rules.ts';
import { ApiError } from './client.ts';
import { isSessionRefused, needsSession, renewalWords, replaceSession } from './session.ts';

const rules = await loadRules(['aws']);
const definitions: PageInputs = {
  bucketName: { kind: 's3-bucket-name', label: 'Bucket', help: 'Name.' },
  externalId: { kind: 'external-id', label: 'External ID', help: 'Of Spot.', source: 'session' },
};
const step = (
  id: string,
  title: string,
  inputs: string[],
  phase: 'connect' | 'undo' = 'connect',
): PageStep => ({
  ...{ id, title, inputs, phase },
  ...{ vantage: 'reader', checks: [], evidence: [] },
});
const steps = [
  step('bucket', 'Create the bucket', ['bucketName']),
  step('role', 'Create the role', ['bucketName', 'externalId']),
  step('connect', 'Connect', ['externalId']),
];
const old = {
  session: 'old.token',
  externalId: 'a'.repeat(40),
  expiresAt: '2026-11-08T00:00:00.000Z',
};
const fresh = {
  session: 'new.token',
  externalId: 'b'.repeat(40),
  expiresAt: '2026-11-30T00:00:00.000Z',
};
const values = { bucketName: 'spot-cur', externalId: old.externalId };
const passed = (names: string[]) => ({
  state: 'passed' as const,
  at: 'then',
  values: Object.fromEntries(names.map((name) => [name, values[name as keyof typeof values]])),
});
const state: GuideState = {
  inputs: { bucketName: 'spot-cur' },
  steps: { bucket: passed(['bucketName']), role: passed(['bucketName', 'externalId']) },
  session: old,
};
const refusal = (name: string) =>
  new ApiError('The request does not fit', 'x', 422, `urn:spot-runbooks:problem:session-${name}`);

test('only refusals of the session are taken for one', () => {
  for (const name of ['expired', 'invalid', 'revoked', 'required'])
    expect(isSessionRefused(refusal(name))).toBe(true);
  expect(
    isSessionRefused(new ApiError('x', 'x', 422, 'urn:spot-runbooks:problem:invalid-inputs')),
  ).toBe(false);
  expect(isSessionRefused(new Error('session-expired'))).toBe(false);
});

describe('a new session in the place of a refused one', () => {
  const next = replaceSession(old.session, fresh)(state);
  test('brings its external ID, and the steps that were judged with the earlier one have to be checked again', () => {
    const derived = deriveValues(definitions, next, rules).values;
    expect(derived.externalId).toBe(fresh.externalId);
    expect(deriveSteps(steps, next, derived)).toMatchObject([
      { id: 'bucket', state: 'passed', stale: false },
      { id: 'role', state: 'open', stale: true },
      { id: 'connect', stale: false },
    ]);
  });
  test('leaves what another tab put there meanwhile', () => {
    const faster = { ...state, session: { ...fresh, session: 'of.another.tab' } };
    expect(replaceSession(old.session, fresh)(faster)).toBe(faster);
  });
  test('is said in words: why, what it is now, and where it goes', () => {
    const { title, detail } = renewalWords(refusal('expired'), {
      externalId: fresh.externalId,
      definitions,
      steps,
    });
    expect(title).toBe('Your external ID has changed');
    expect(detail).toMatch(
      /has expired\. The new one is b{40}.*check step 2 \(Create the role\) again.*Then check this step again\.$/,
    );
    expect(
      renewalWords(refusal('invalid'), { externalId: 'x', definitions, steps }).detail,
    ).toMatch(/another server, or under a key/);
  });
});

describe('without being asked, the page gets a session', () => {
  const later = Date.parse(old.expiresAt) + 1;
  test.each([
    ['when there is none', { ...state, session: undefined }, later, true],
    ['not while one is valid', state, later - 2, false],
    ['not in silence, when a step was judged with the one that expired', state, later, false],
    [
      'when the one that expired was used for nothing',
      { ...state, steps: { bucket: passed(['bucketName']) } },
      later,
      true,
    ],
  ])('%s', (_, given, now, wanted) => {
    expect(needsSession(definitions, given as GuideState, now)).toBe(wanted);
  });
  test('only where an input is issued', () => {
    const { bucketName } = definitions;
    expect(needsSession({ bucketName } as PageInputs, { inputs: {}, steps: {} }, later)).toBe(
      false,
    );
  });
});
