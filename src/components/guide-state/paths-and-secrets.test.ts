import { describe, expect, it, vi } from 'vitest';
import { deriveSteps, skipTo } from '../../page/derive-steps.ts';
import { deriveValues } from '../../page/derive-values.ts';
import type { PageInputs, PageStep } from '../../page/guide-data.ts';
import { empty, type GuideState, storageKey, withoutSecrets } from '../../page/guide-state.ts';
import { makeTexts } from '../../page/make-texts.ts';
import { whenAttributes } from '../../page/path-css.ts';
import { isThisMachine } from '../api/status.ts';
import { neededSecrets } from '../check/use-verification.ts';
import { loadRules } from './rules.ts';
import { createGuideStore, type StoreEnvironment } from './store.ts';

const secret = 'aB3~cD4.eF5_gH6-iJ7kL8mN9oP0qR1sT2uV3wX4';
const rules = await loadRules(['aws', 'azure']);
const option = (value: string) => ({ value, label: value.toUpperCase() });
const definitions: PageInputs = {
  agreement: {
    kind: 'choice',
    label: 'Agreement',
    help: 'H.',
    options: [option('ea'), option('mca'), option('mosp')],
  },
  role: {
    kind: 'choice',
    label: 'Role',
    help: 'H.',
    options: [option('wide'), option('narrow')],
    when: { agreement: ['ea', 'mca'] },
  },
  products: {
    kind: 'choices',
    label: 'Products',
    help: 'H.',
    options: [option('a'), option('b')],
    suggestion: 'b',
  },
  name: { kind: 'iam-role-name', label: 'Name', help: 'H.', when: { agreement: ['mca'] } },
  clientSecret: { kind: 'azure-client-secret', label: 'Secret', help: 'H.', secret: true },
};
const step = (id: string, when?: PageStep['when'], inputs: string[] = []): PageStep => ({
  ...{
    id,
    title: id.toUpperCase(),
    phase: 'connect',
    vantage: 'reader',
    inputs,
    checks: [],
    evidence: [],
  },
  ...(when ? { when } : {}),
});
const steps = [
  step('a'),
  step('b', { agreement: ['ea'] }),
  step('c', { role: ['narrow'] }),
  step('d'),
];

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

describe('secrets', () => {
  const typed = (state: GuideState): GuideState => ({
    ...state,
    inputs: { name: 'spot', clientSecret: secret },
    steps: { a: { state: 'passed', at: 'now', values: { name: 'spot', clientSecret: secret } } },
  });

  it('are in memory and never in storage, typed or judged with', () => {
    const { one, data } = environment();
    const store = createGuideStore('azure/x', one, ['clientSecret']);
    store.update(typed);
    expect(store.get().inputs.clientSecret).toBe(secret);
    expect([...data.values()].join()).toContain('spot');
    expect([...data.values()].join()).not.toContain(secret);
    expect(createGuideStore('azure/x', one, ['clientSecret']).get().inputs).toEqual({
      name: 'spot',
    });
  });

  it('are not stored from another field either, nor taken from an old storage', () => {
    const { one, data } = environment();
    const astray = 'abc8Q~dEf0123456789_-.~dEf0123456789abcd';
    const store = createGuideStore('azure/x', one);
    store.update((state) => ({
      ...state,
      inputs: { name: astray, agreement: 'ea' },
      steps: { a: { state: 'failed', at: 'now', values: { name: astray } } },
    }));
    expect(store.get().inputs.name).toBe(astray);
    expect([...data.values()].join()).toContain('"agreement":"ea"');
    expect([...data.values()].join()).not.toContain(astray);
    data.set(storageKey('azure/y'), JSON.stringify({ inputs: { name: astray }, steps: {} }));
    expect(createGuideStore('azure/y', one).get().inputs).toEqual({});
  });

  it('are sent only to check a step that looks at them, with those eyes', () => {
    const typed = { clientSecret: secret, keyFile: '{}' };
    expect(neededSecrets({ secrets: { spot: ['clientSecret'] } }, 'spot', typed)).toEqual({
      clientSecret: secret,
    });
    expect(neededSecrets({ secrets: { spot: ['clientSecret'] } }, 'reader', typed)).toEqual({});
    expect(neededSecrets({}, 'spot', typed)).toEqual({});
    expect(neededSecrets(undefined, 'spot', typed)).toEqual({});
  });

  it('are taken only where the API is on this machine', () => {
    expect(
      ['localhost', 'app.localhost', '127.0.0.1', '127.1.2.3', '[::1]'].map(isThisMachine),
    ).toEqual([true, true, true, true, true]);
    const others = [
      'spot.example.com',
      'localhost.example.com',
      '127.0.0.1.example.com',
      '10.0.0.1',
      '0.0.0.0',
      '[::2]',
      '',
    ];
    expect(others.filter(isThisMachine)).toEqual([]);
  });

  it('are forgotten when the reader leaves, with what was judged with them; the rest stays', () => {
    const { one } = environment();
    const store = createGuideStore('azure/x', one, ['clientSecret']);
    store.update(typed);
    const listener = vi.fn();
    store.subscribe(listener);
    store.forgetSecrets();
    expect(JSON.stringify(store.get())).not.toContain(secret);
    expect(store.get()).toMatchObject({
      inputs: { name: 'spot' },
      steps: { a: { state: 'passed' } },
    });
    store.forgetSecrets();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('survive what another tab writes, and are not taken from storage', () => {
    const { one, data, tabs } = environment();
    const store = createGuideStore('azure/x', one, ['clientSecret']);
    store.subscribe(() => {});
    store.update(typed);
    data.set(
      storageKey('azure/x'),
      JSON.stringify({ inputs: { name: 'other', clientSecret: 'planted' }, steps: {} }),
    );
    for (const changed of tabs) changed();
    expect(store.get().inputs).toEqual({ name: 'other', clientSecret: secret });
  });

  it('are no value that code blocks or texts could show', () => {
    const derived = deriveValues(
      definitions,
      { ...empty, inputs: { clientSecret: secret } },
      rules,
    );
    expect(derived.secrets).toEqual({ clientSecret: secret });
    expect(JSON.stringify(derived.values)).not.toContain(secret);
    const texts = makeTexts({ all: (inputs) => JSON.stringify(inputs) }, definitions, {
      ...derived.values,
      clientSecret: secret,
    });
    expect(texts.all).toContain('"name":"{{name}}"');
    expect(texts.all).not.toContain(secret);
  });

  it('are no value either while the rules are not loaded', () => {
    const derived = deriveValues(
      definitions,
      { ...empty, inputs: { clientSecret: secret } },
      undefined,
    );
    expect(JSON.stringify(derived.values)).not.toContain(secret);
  });

  it('that changed make a step stale, as other values do', () => {
    const judged = typed(empty);
    const before = deriveSteps(steps, judged, {
      agreement: 'ea',
      name: 'spot',
      clientSecret: secret,
    });
    const after = deriveSteps(steps, judged, {
      agreement: 'ea',
      name: 'spot',
      clientSecret: 'another one of the reader',
    });
    expect([before[0]?.stale, after[0]?.stale]).toEqual([false, true]);
    const left = deriveSteps(steps, withoutSecrets(judged, ['clientSecret']), {
      agreement: 'ea',
      name: 'spot',
    });
    expect(left[0]?.state).toBe('passed');
  });
});

describe('paths', () => {
  const values = (inputs: Record<string, string>) =>
    deriveValues(definitions, { ...empty, inputs }, rules).values;

  it('begin with the first option and the suggested ticks', () => {
    expect(values({})).toEqual({ agreement: 'ea', role: 'wide', products: 'b' });
    expect(values({ agreement: 'gone' }).agreement).toBe('ea');
  });

  it('drop values of other paths', () => {
    expect(values({ agreement: 'mca', name: 'spot' }).name).toBe('spot');
    expect(values({ agreement: 'mosp', name: 'spot' })).toEqual({
      agreement: 'mosp',
      products: 'b',
    });
  });

  it('number, open and skip only their own steps', () => {
    const mosp = values({ agreement: 'mosp' });
    const passed = { ...empty, steps: { a: { state: 'passed' as const, at: 'now', values: {} } } };
    expect(
      deriveSteps(steps, passed, mosp).map(({ number, onPath, state }) => [number, onPath, state]),
    ).toEqual([
      [1, true, 'passed'],
      [0, false, 'open'],
      [0, false, 'open'],
      [2, true, 'open'],
    ]);
    const ea = values({});
    expect(deriveSteps(steps, passed, ea).map(({ state }) => state)).toEqual([
      'passed',
      'open',
      'open',
      'locked',
    ]);
    expect(deriveSteps(steps, passed, ea)[3]?.waitsFor).toEqual({ id: 'b', title: 'B', number: 2 });
    const path = steps.filter((_, index) => deriveSteps(steps, empty, ea)[index]?.onPath);
    expect(Object.keys(skipTo(path, 'd', 'now')(empty).steps)).toEqual(['a', 'b']);
  });

  it('are marked on elements', () => {
    expect(whenAttributes({ accountKind: ['ea', 'mca'] })).toEqual({
      'data-when-accountkind': 'ea mca',
    });
    expect(whenAttributes(undefined)).toEqual({});
  });
});
