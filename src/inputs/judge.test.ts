import { describe, expect, test } from 'vitest';
import { type InputDefinition, isOnPath } from './define-input.ts';
import { defaultOf, isFile, isSecret, validateInput, validateInputs } from './kinds.ts';

const texts = { label: 'Label', help: 'Help.' };
const options = ['compute', 'storage', 'network'].map((value) => ({ value, label: value }));
const choices: InputDefinition = { kind: 'choices', ...texts, options };
const choice: InputDefinition = { kind: 'choice', ...texts, options };

describe('choices', () => {
  test.each([
    ['network,compute', 'compute,network'],
    [' storage , compute ', 'compute,storage'],
    ['compute,compute', 'compute'],
    ['none', 'none'],
    ['compute,storage,network', 'compute,storage,network'],
  ])('%j is %j: the same choice is the same value', (raw, value) => {
    expect(validateInput(choices, raw)).toEqual({ ok: true, value });
  });
  test.each([
    ['computer', /There is no computer to choose\. Known: compute, storage and network\./],
    ['compute,none', /There is no none to choose/],
    ['compute,,storage', /There is no {2}to choose/],
    ['toString', /There is no toString/],
    ['', /Fill this in/],
  ])('%j is refused', (raw, message) => {
    const result = validateInput(choices, raw);
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(message) });
  });
  test('before anything is chosen: the suggestion, or none; a choice has its first option; others have nothing', () => {
    expect(defaultOf(choices)).toBe('none');
    expect(defaultOf({ ...choices, suggestion: 'compute,storage' })).toBe('compute,storage');
    expect(defaultOf(choice)).toBe('compute');
    expect(defaultOf({ kind: 'iam-role-name', ...texts, suggestion: 'Spot' })).toBeUndefined();
    expect(
      validateInputs({ one: choice, many: { ...choices, suggestion: 'network,compute' } }, {})
        .values,
    ).toEqual({
      ...{ one: 'compute', many: 'compute,network' },
    });
  });
});

describe('the longest value', () => {
  const told = (kind: InputDefinition['kind'], length: number) => {
    const result = validateInput({ kind, ...texts }, 'x'.repeat(length));
    return !result.ok && result.message.includes('characters long');
  };
  test.each([
    ['iam-role-name', 2048],
    ['gcp-key-file', 8192],
    ['azure-client-secret', 256],
  ] as const)('of %s has %i characters', (kind, longest) => {
    expect(told(kind, longest)).toBe(false);
    expect(told(kind, longest + 1)).toBe(true);
  });
  test('a kind with long values is a file, and secrets are what they are', () => {
    expect([isFile('gcp-key-file'), isFile('azure-client-secret'), isFile('choices')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([
      isSecret('gcp-key-file'),
      isSecret('azure-client-secret'),
      isSecret('choice'),
      isSecret('external-id'),
    ]).toEqual([true, true, false, false]);
  });
});

describe('paths', () => {
  const when = { agreement: ['ea', 'mca'], currency: ['eur'] };
  test.each([
    [{ agreement: 'ea', currency: 'eur' }, true],
    [{ agreement: 'mca', currency: 'eur' }, true],
    [{ agreement: 'ea', currency: 'usd' }, false],
    [{ agreement: 'mosp', currency: 'eur' }, false],
    [{ agreement: 'ea' }, false],
    [{}, false],
  ])('%j: %s', (values, onPath) => {
    expect(isOnPath(when, values as Record<string, string>)).toBe(onPath);
  });
  test('what has no condition is on every path', () => {
    expect(isOnPath(undefined, {})).toBe(true);
  });
  test('what stands in the fields of another path is neither a value nor wrong', () => {
    const agreement = {
      kind: 'choice' as const,
      ...texts,
      options: [
        { value: 'ea', label: 'EA' },
        { value: 'mca', label: 'MCA' },
      ],
    };
    const definitions: Record<string, InputDefinition> = {
      clientId: { kind: 'azure-client-id', ...texts, when: { agreement: ['ea'] } },
      roleName: { kind: 'azure-role-name', ...texts, when: { agreement: ['mca'] } },
      agreement,
    };
    const raw = { clientId: 'nonsense', roleName: '  Spot ' };
    const ea = validateInputs(definitions, raw);
    expect([ea.values, Object.keys(ea.errors), ea.notes]).toEqual([
      { agreement: 'ea' },
      ['clientId'],
      {},
    ]);
    const mca = validateInputs(definitions, { ...raw, agreement: 'mca' });
    expect([mca.values, mca.errors]).toEqual([{ agreement: 'mca', roleName: 'Spot' }, {}]);
  });
});

test('JSON on one line ends with the brackets of a placeholder, and is none', () => {
  const keyFile: InputDefinition = { kind: 'gcp-key-file', ...texts };
  expect(validateInput(keyFile, '{"installed":{"client_id":"x"}}')).toMatchObject({ ok: true });
  expect(validateInput(keyFile, '{{keyFile}}')).toMatchObject({
    ok: false,
    message: expect.stringContaining('placeholder'),
  });
});
