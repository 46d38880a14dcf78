import { describe, expect, test } from 'vitest';
import { validateInput } from '../src/inputs/kinds.ts';
import { loadProofs } from './proofs.ts';

/**
 * Failures of the catalogue that no vantage can see once the commands have run, and why. What a
 * terminal or a cloud prints at the moment itself is told by the obstacles of its provider.
 */
const unseen: Readonly<Record<string, string>> = {
  'F-026':
    'The templates of these guides call no function of Spot, and a stack in another region is invisible to the command that looks in this one: the step says that there is none. The stack that Spot’s own wizard opens is told by its reason when it is pasted.',
  'F-028':
    'A template that cannot be fetched makes no stack, so nothing differs from a step that was not done; CloudFormation’s words are known when they are pasted.',
  'F-040':
    'Another region has no address for these reports: nothing was asked. This product asks in the region of the bill whatever is set; the command line’s words are known when they are pasted.',
  'F-047':
    'S3 refuses the bucket and makes none, so nothing differs from a step that was not done; its words are known when they are pasted.',
  'F-144':
    'Command lines that were broken when they were copied (a dash for two hyphens, a quote that is not closed) run nothing, so nothing differs from a step that was not done; the shell says it when they are pasted.',
  'F-146':
    'No answer of Spot says when an account was connected or whether its first data has arrived; the pages say how long that takes.',
  'F-147':
    'Spot’s list of accounts does not say which of them is the management account of the organization, so a second one is not told from a first.',
  'F-149':
    'No guide here switches Cost Intelligence on: it is chosen in Spot after the connection, and Spot’s console says which types of resources it cannot read. What an SCP denies a role is a fault of the AWS guides.',
  'F-150':
    'Spot makes no account with such a name, and the field on the page refuses it before: see below.',
};

/** Failures of this part of the catalogue, whichever way they are told. */
const numbers = [
  ...['F-026', 'F-028', 'F-040', 'F-047', 'F-050', 'F-052'],
  ...['F-086', 'F-117', 'F-120', 'F-121', 'F-124', 'F-143', 'F-144'],
  ...['F-146', 'F-147', 'F-148', 'F-149', 'F-150'],
];

test('each of these failures has a fault, or a reason why nobody can see it', async () => {
  const faults = Object.values(await loadProofs()).flatMap((proof) => proof.faults);
  const proven = new Set(faults.flatMap(({ catalogue = '' }) => catalogue.split(', ')));
  const told = (number: string) =>
    [proven.has(number) && 'a fault', number in unseen && 'a reason'].filter(Boolean).join(' and ');
  expect(numbers.map((number) => `${number}: ${told(number)}`)).toEqual(
    numbers.map((number) => `${number}: ${number in unseen ? 'a reason' : 'a fault'}`),
  );
});

describe('what the page refuses as it is typed', () => {
  test.each([
    ['F-086', 'gcp-service-account-id', 'Spotinst-role-act-550cdfc7', 'no capital letters'],
    ['F-086', 'gcp-service-account-id', 'spot', '6 to 30 characters'],
    [
      'F-086',
      'gcp-service-account-id',
      'spotinst-role-act-550cdfc7-production',
      '6 to 30 characters',
    ],
    ['F-150', 'spot-account-name', '111122223333', 'letter'],
  ] as const)('%s: %s %s', (_, kind, typed, words) => {
    const checked = validateInput({ kind, label: 'Field', help: '', placeholder: '' }, typed);
    expect(JSON.stringify(checked)).toContain(words);
  });
});
