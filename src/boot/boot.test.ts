// @vitest-environment jsdom
import { beforeEach, describe, expect, it, test } from 'vitest';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import { fillScript, hideScript } from '../components/guide/boot-scripts.ts';
import { loadRules } from '../components/guide-state/rules.ts';
import { deriveSteps } from '../page/derive-steps.ts';
import { deriveValues } from '../page/derive-values.ts';
import { type PageInputs, type PageStep, pageInputs, pageSteps } from '../page/guide-data.ts';
import { bootStyleId, empty, type GuideState, storageKey } from '../page/guide-state.ts';
import { methodKey } from '../page/method-choice.ts';
import { pathCss, whenAttributes } from '../page/path-css.ts';
import bundleBoot from './bundle.ts';

const runbooks = await loadRunbooks();

const script = await bundleBoot();
const rules = await loadRules(['aws', 'azure', 'gcp', 'spot']);

/** Runs text as the page does: with nothing around it but the window. */
const run = (text: string) => new Function(text)();

beforeEach(() => {
  localStorage.clear();
  document.getElementById(bootStyleId)?.remove();
  document.body.textContent = '';
  history.replaceState(null, '', '/');
});

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
    label: 'Role </script>',
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
  externalId: { kind: 'external-id', label: 'External ID', help: 'H.', source: 'session' },
  clientSecret: { kind: 'azure-client-secret', label: 'Secret', help: 'H.', secret: true },
};
const step = (id: string, when?: PageStep['when'], phase?: 'undo'): PageStep => ({
  id,
  title: `${id} </script>`,
  phase: phase ?? 'connect',
  vantage: 'reader',
  inputs: [],
  checks: [],
  evidence: [],
  when,
});
const steps = [
  step('a'),
  step('b', { agreement: ['ea'] }),
  step('c', { role: ['narrow'] }),
  step('d'),
  step('gone', undefined, 'undo'),
];

/** The elements of these steps as a guide has them. */
function drawSteps(all: readonly PageStep[]): void {
  for (const { id, when } of all) {
    const section = document.createElement('section');
    section.dataset.step = id;
    for (const [name, value] of Object.entries(whenAttributes(when)))
      section.setAttribute(name, value);
    section.innerHTML =
      '<div data-part="body"></div><div data-part="lock" style="display:none"></div><p data-part="skipped"></p>';
    document.body.append(section);
  }
}

/** What a page remembers, and what it shows of that before React. */
function boot(id: string, inputs: PageInputs, all: readonly PageStep[], stored: unknown): string {
  localStorage.setItem(storageKey(id), JSON.stringify(stored));
  document.getElementById(bootStyleId)?.remove();
  run(script);
  run(hideScript(id, inputs, all));
  return document.getElementById(bootStyleId)?.textContent ?? 'no style sheet';
}

/** Numbers from 0 to below 1, always the same ones. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const stepStates = ['passed', 'skipped', 'failed', 'pending', 'undetermined'] as const;

function generateState(
  random: () => number,
  inputs: PageInputs,
  all: readonly PageStep[],
): GuideState {
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  const typed = Object.entries(inputs).flatMap(([name, { options, secret }]) =>
    random() < 0.3 || secret
      ? []
      : [[name, pick([...(options ?? []).map(({ value }) => value), ' odd ', 'gone', ''])]],
  );
  const records = all.flatMap(({ id }) =>
    random() < 0.5
      ? []
      : [
          [
            id,
            {
              state: pick(stepStates),
              at: 'now',
              values: random() < 0.3 ? { [pick(Object.keys(inputs)) ?? 'x']: 'old' } : {},
            },
          ],
        ],
  );
  return { inputs: Object.fromEntries(typed), steps: Object.fromEntries(records) };
}

/** Says how the page differs from what React derives; empty when it does not. */
function differences(id: string, inputs: PageInputs, all: readonly PageStep[], state: GuideState) {
  const css = boot(id, inputs, all, state);
  const matches = (pattern: RegExp) => [...css.matchAll(pattern)].map((match) => match[1]);
  const shown = {
    paths: css.split('[data-step=')[0],
    locked: matches(/\[data-step="([\w-]+)"\]>\[data-part="lock"\]\{display:flex\}/g),
    skipped: matches(/\[data-step="([\w-]+)"\]>\[data-part="skipped"\]\{display:block\}/g),
  };
  const { values, secrets } = deriveValues(inputs, state, rules);
  const views = deriveSteps(all, state, { ...values, ...secrets });
  const idsOf = (wanted: string) =>
    views.filter((view) => view.state === wanted && view.onPath).map((view) => view.id);
  const right = {
    paths: pathCss(inputs, values),
    locked: idsOf('locked'),
    skipped: idsOf('skipped'),
  };
  return JSON.stringify(shown) === JSON.stringify(right) ? [] : [{ state, shown, right }];
}

describe('before the first paint a guide shows what React will show', () => {
  it.each<Record<string, string>>([
    {},
    { agreement: 'ea', role: 'narrow' },
    { agreement: 'mca' },
    { agreement: 'mosp', role: 'narrow' },
    { agreement: 'gone' },
  ])('on the path of %j', (inputs) => {
    expect(differences('azure/x', definitions, steps, { ...empty, inputs })).toEqual([]);
  });

  test('in five hundred generated states', () => {
    const random = generator(7);
    const found = Array.from({ length: 500 }, () =>
      differences('azure/x', definitions, steps, generateState(random, definitions, steps)),
    ).flat();
    expect(found).toEqual([]);
  });

  test.each(Object.keys(runbooks))('in forty generated states of %s', (id) => {
    const runbook = runbooks[id]!;
    const random = generator(id.length);
    const [inputs, all] = [pageInputs(runbook), pageSteps(runbook)];
    const found = Array.from({ length: 40 }, () =>
      differences(id, inputs, all, generateState(random, inputs, all)),
    ).flat();
    expect(found).toEqual([]);
  });

  it.each(['{', '[]', 'null', '"x"', '{"inputs":[],"steps":7}'])(
    'when %s is stored, as when nothing is',
    (text) => {
      const fresh = boot('azure/x', definitions, steps, {});
      localStorage.setItem(storageKey('azure/x'), text);
      document.getElementById(bootStyleId)?.remove();
      run(hideScript('azure/x', definitions, steps));
      expect(document.getElementById(bootStyleId)?.textContent).toBe(fresh);
    },
  );

  it('hides and shows the very elements of the page', () => {
    drawSteps(steps);
    boot('azure/x', definitions, steps, {
      inputs: { agreement: 'mca', role: 'narrow' },
      steps: { a: { state: 'skipped', at: 'now', values: {} } },
    });
    const displays = (id: string) =>
      ['', '>[data-part="body"]', '>[data-part="skipped"]'].map(
        (part) =>
          getComputedStyle(document.querySelector(`[data-step="${id}"]${part}`) as Element).display,
      );
    expect(displays('a')).toEqual(['block', 'block', 'block']);
    expect(displays('b')[0]).toBe('none');
    expect(displays('c')).toEqual(['block', 'block', 'block']);
    expect(displays('d')[1]).toBe('none');
    expect(displays('gone')[1]).toBe('block');
  });
});

describe('blanks in sentences', () => {
  const blank = (name: string) =>
    `<button data-blank="empty" data-missing="${name}">${name}</button>`;
  const texts = () =>
    [...document.querySelectorAll('button')].map(
      ({ textContent, dataset }) => `${dataset.blank}: ${textContent}`,
    );

  it('are filled with what the reader typed, on the reader’s path, and with nothing secret', () => {
    document.body.innerHTML = ['name', 'products', 'externalId', 'clientSecret', 'other']
      .map(blank)
      .join('');
    boot('azure/x', definitions, steps, {
      inputs: { agreement: 'mca', name: ' spot ', clientSecret: 'planted', externalId: 'typed' },
      session: { session: 't', externalId: 'issued', expiresAt: '' },
    });
    run(fillScript);
    expect(texts()).toEqual([
      'filled: spot',
      'filled: b',
      'filled: issued',
      'empty: clientSecret',
      'empty: other',
    ]);
    document.body.innerHTML = blank('name');
    boot('azure/x', definitions, steps, { inputs: { agreement: 'ea', name: 'spot' } });
    run(fillScript);
    expect(texts()).toEqual(['empty: name']);
  });

  it('stay what they are where nothing was said before', () => {
    document.body.innerHTML = blank('name');
    run(script);
    run(fillScript);
    expect(texts()).toEqual(['empty: name']);
  });
});

describe('the method', () => {
  const shown = () => {
    run(script);
    return document.documentElement.dataset.method;
  };

  it('is that of the address, else the kept one, else the first', () => {
    expect(shown()).toBe('console');
    localStorage.setItem(methodKey, 'script');
    expect(shown()).toBe('script');
    history.replaceState(null, '', '/?method=cli');
    expect(shown()).toBe('cli');
    history.replaceState(null, '', '/?method=dance');
    expect(shown()).toBe('script');
    localStorage.setItem(methodKey, 'dance');
    expect(shown()).toBe('console');
  });
});

it('fits into a page: no end of a script in it, nothing that needs eval, and little', () => {
  expect(script).not.toMatch(/<\/|<!--|\beval\b|new Function/);
  expect(hideScript('x', definitions, steps)).not.toContain('<');
  expect(script.length).toBeLessThan(5_000);
});

it('does without storage', () => {
  const storage = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  try {
    run(script);
    run(hideScript('azure/x', definitions, steps));
  } finally {
    Object.defineProperty(globalThis, 'localStorage', storage!);
  }
  expect(document.getElementById(bootStyleId)?.textContent).toContain('[data-step="d"]');
});
