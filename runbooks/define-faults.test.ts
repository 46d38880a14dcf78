import { expect, expectTypeOf, test } from 'vitest';
import { Simulator } from '../src/simulator/index.ts';
import type { LinkedInputs } from './aws/_linked/worlds.ts';
import { defineVariants, readInput, valuesOf } from './define-faults.ts';

const inputs: { projectId: string; keyFile?: string } = { projectId: 'shop-prod' };

test('the inputs of a world are those of its runbook: no other name compiles', () => {
  expectTypeOf<LinkedInputs['roleName']>().toEqualTypeOf<string>();
  expectTypeOf<LinkedInputs['roleArn']>().toEqualTypeOf<string | undefined>();
  // @ts-expect-error: the runbook has no such input
  type _Misspelt = LinkedInputs['roleNmae'];
});

test('an input that is missing is said, and not taken for empty', () => {
  expect(readInput({ inputs }, 'projectId')).toBe('shop-prod');
  expect(() => readInput({ inputs }, 'keyFile')).toThrow('no value of the input keyFile');
});

test('the product gets the inputs that have a value', () => {
  expect(valuesOf({ inputs: { ...inputs, keyFile: undefined } })).toEqual(inputs);
});

test('a variant is a world with options of its own, which is changed then', () => {
  const build = (simulator: Simulator, role: string) => ({
    world: simulator.createWorld(),
    inputs: { role },
    reader: {},
    spot: {},
    limitReader: () => undefined,
  });
  const variant = defineVariants(build)('name', 'Title', 'one', (subject) => {
    subject.inputs.role += ', changed';
  });
  expect(variant).toMatchObject({ name: 'name', title: 'Title' });
  expect(variant.build(new Simulator()).inputs).toEqual({ role: 'one, changed' });
});
