import { describe, expect, it, vi } from 'vitest';
import { deriveSteps, forget, skipTo } from '../../page/derive-steps.ts';
import { deriveValues } from '../../page/derive-values.ts';
import type { PageInputs, PageStep } from '../../page/guide-data.ts';
import { empty, type GuideState, parseState, storageKey } from '../../page/guide-state.ts';
import { loadRules } from './rules.ts';
import { createGuideStore, type StoreEnvironment } from './store.ts';

function environment() {
  const data = new Map<string, string>();
  const tabs = new Set<() => void>();
  const one: StoreEnvironment = {
    storage: {
      getItem: (key) => data.get(key) ?? null,
      setItem: (key, value) => void data.set(key, value),
      removeItem: (key) => void data.delete(key),
    },
    onChange: (_key, listener) => {
      tabs.add(listener);
      return () => tabs.delete(listener);
    },
  };
  return { one, data, tabs };
}

describe('the store', () => {
  it('survives a reload', () => {
    const { one } = environment();
    createGuideStore('aws/x', one).update((state) => ({
      ...state,
      inputs: { accountId: '111122223333' },
    }));
    expect(createGuideStore('aws/x', one).get().inputs).toEqual({ accountId: '111122223333' });
  });

  it('keeps runbooks apart', () => {
    const { one } = environment();
    createGuideStore('aws/x', one).update((state) => ({ ...state, inputs: { a: '1' } }));
    expect(createGuideStore('aws/y', one).get()).toEqual(empty);
  });

  it('follows another tab, and stops when nobody listens', () => {
    const { one, data, tabs } = environment();
    const store = createGuideStore('aws/x', one);
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    data.set(storageKey('aws/x'), JSON.stringify({ inputs: { a: '2' }, steps: {} }));
    for (const changed of tabs) changed();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.get().inputs).toEqual({ a: '2' });
    stop();
    expect(tabs.size).toBe(0);
  });

  it('renders the empty state on the server, whatever is stored', () => {
    const { one, data } = environment();
    data.set(storageKey('aws/x'), JSON.stringify({ inputs: { a: '2' }, steps: {} }));
    expect(createGuideStore('aws/x', one).getServer()).toBe(empty);
  });

  it('works where storage throws', () => {
    const forbidden = () => {
      throw new Error('SecurityError');
    };
    const store = createGuideStore('aws/x', {
      storage: { getItem: forbidden, setItem: forbidden, removeItem: forbidden },
      onChange: () => () => {},
    });
    store.update((state) => ({ ...state, inputs: { a: '3' } }));
    expect(store.get().inputs).toEqual({ a: '3' });
  });

  it('clears', () => {
    const { one, data } = environment();
    const store = createGuideStore('aws/x', one);
    store.update((state) => ({ ...state, inputs: { a: '1' } }));
    store.clear();
    expect(store.get()).toEqual(empty);
    expect(data.size).toBe(0);
  });

  it.each(['{', '[]', 'null', '"x"', '{"inputs":[],"steps":7}'])(
    'reads %s as an empty state',
    (text) => {
      const state = parseState(text);
      expect(state.inputs).toEqual({});
      expect(state.steps).toEqual({});
    },
  );
});

const rules = await loadRules(['aws']);
const definitions: PageInputs = {
  kind: {
    kind: 'choice',
    label: 'Kind',
    help: 'Which.',
    options: [
      { value: 'payer', label: 'Payer' },
      { value: 'msp', label: 'MSP' },
    ],
  },
  accountId: { kind: 'aws-account-id', label: 'Account', help: 'Twelve digits.' },
  externalId: { kind: 'external-id', label: 'External ID', help: 'Of Spot.', source: 'session' },
};

describe('values', () => {
  it('cleans, defaults choices, and prefers the external ID of the session', () => {
    const derived = deriveValues(
      definitions,
      {
        inputs: { accountId: ' 1111-2222-3333 ', externalId: 'typed-one' },
        steps: {},
        session: { session: 't', externalId: 'issued-one', expiresAt: '' },
      },
      rules,
    );
    expect(derived.values).toEqual({
      kind: 'payer',
      accountId: '111122223333',
      externalId: 'issued-one',
    });
    expect(derived.notes.accountId).toBeTruthy();
  });

  it('gives no value for what is wrong', () => {
    const derived = deriveValues(definitions, { inputs: { accountId: '123' }, steps: {} }, rules);
    expect(derived.values.accountId).toBeUndefined();
    expect(derived.errors.accountId).toMatch(/12/);
  });

  it('counts as typed until the rules are loaded', () => {
    const derived = deriveValues(
      definitions,
      { inputs: { accountId: ' 123 ' }, steps: {} },
      undefined,
    );
    expect(derived).toMatchObject({ values: { kind: 'payer', accountId: '123' }, errors: {} });
  });
});

const step = (id: string, phase: 'connect' | 'undo' = 'connect'): PageStep => ({
  id,
  title: id.toUpperCase(),
  phase,
  vantage: 'reader',
  inputs: ['accountId'],
  checks: [],
  evidence: [],
});
const steps = [step('a'), step('b'), step('c'), step('undo', 'undo')];
const record = (state: 'passed' | 'failed' | 'pending', values = {}) =>
  ({ state, at: 'now', values }) as const;
const states = (state: Partial<GuideState>, values = {}) =>
  deriveSteps(steps, { ...empty, ...state }, values).map((view) => view.state);

describe('steps', () => {
  it('opens the first, and undoing', () =>
    expect(states({})).toEqual(['open', 'locked', 'locked', 'open']));

  it('opens the next one after a pass and while only the cloud is waited for, not after a failure', () => {
    expect(states({ steps: { a: record('passed') } })).toEqual([
      'passed',
      'open',
      'locked',
      'open',
    ]);
    expect(states({ steps: { a: record('pending') } })).toEqual([
      'pending',
      'open',
      'locked',
      'open',
    ]);
    expect(states({ steps: { a: record('failed') } })).toEqual([
      'failed',
      'locked',
      'locked',
      'open',
    ]);
  });

  it('asks for another check when a value of a passed step changed, and takes that back with the value', () => {
    const progress = { steps: { a: record('passed', { accountId: '1' }) } };
    expect(deriveSteps(steps, { ...empty, ...progress }, { accountId: '2' })[0]).toMatchObject({
      state: 'open',
      stale: true,
    });
    expect(states(progress, { accountId: '2' })[1]).toBe('open');
    expect(states(progress, { accountId: '1' })[0]).toBe('passed');
  });

  it('marks what was jumped over as skipped, keeps what passed, and can take it back', () => {
    const jumped = skipTo(steps, 'c', 'now')({ ...empty, steps: { a: record('passed') } });
    expect(states(jumped)).toEqual(['passed', 'skipped', 'open', 'open']);
    expect(states(forget('b')(jumped))).toEqual(['passed', 'open', 'locked', 'open']);
  });

  it('says what a locked step waits for', () => {
    expect(deriveSteps(steps, empty, {})[1]?.waitsFor).toEqual({ id: 'a', title: 'A', number: 1 });
  });
});
