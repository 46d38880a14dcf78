import { expect, test } from 'vitest';
import resourceProviders from '../../../evidence/azure/resource-providers.ts';
import { codes, prints } from '../../testing.ts';
import { spotProviders } from '../_role/resource-providers.ts';
import { denied, look } from '../testing.ts';
import resourceProvidersCheck from './check.ts';

const states = (changes: Record<string, string>) =>
  prints(resourceProviders, {
    value: spotProviders.map(({ namespace }) => ({
      namespace: namespace.toLowerCase(),
      registrationState: changes[namespace] ?? 'Registered',
    })),
  });

test('all registered passes, however the names are written', () => {
  expect(look(resourceProvidersCheck, states({})).status).toBe('pass');
});

test('those that are missing are named, and only they are registered', () => {
  const result = look(
    resourceProvidersCheck,
    states({ 'Microsoft.Compute': 'NotRegistered', 'Microsoft.Insights': 'notregistered' }),
  );
  expect(codes(result)).toEqual(['AZ-RP-001']);
  expect(result.findings[0]?.fix.commands[0]).toContain(
    'for namespace in Microsoft.Compute Microsoft.Insights; do',
  );
});

test('a list without them, or a word that is not known, says nothing', () => {
  const { 'azure/resource-providers': whole } = states({});
  const value = whole?.status === 'found' ? (whole.value as { value: object[] }).value : [];
  for (const seen of [
    prints(resourceProviders, { value: [] }),
    prints(resourceProviders, { value: value.slice(1) }),
    states({ 'Microsoft.Storage': 'Suspended' }),
  ])
    expect(look(resourceProvidersCheck, seen)).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
});

test('registering is not yet, however the word is written', () => {
  for (const state of ['Registering', 'registering'])
    expect(look(resourceProvidersCheck, states({ 'Microsoft.Network': state }))).toMatchObject({
      status: 'pending',
      findings: [],
    });
});

test.each(['Unregistered', 'Unregistering'])(
  'what somebody took away is asked about (%s)',
  (state) => {
    const result = look(resourceProvidersCheck, states({ 'Microsoft.Network': state }));
    expect(codes(result)).toEqual(['AZ-RP-002']);
    expect(result.findings[0]).toMatchObject({
      observed: `Microsoft.Network is ${state}`,
      fix: { commands: [], send: expect.stringMatching(/\S/) },
    });
  },
);

test('refused is not missing', () => {
  expect(look(resourceProvidersCheck, denied(resourceProviders)).status).toBe('undetermined');
});
