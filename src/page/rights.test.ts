import { expect, test } from 'vitest';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import { teaRunbook } from '../remark/testing/runbook.ts';
import { rightsNamed, rightsTable } from './rights.ts';

const runbooks = await loadRunbooks();

test('steps first, then what only some need, the checks, undoing and fixes', () => {
  const rights = (...actions: string[]) => [{ actions }];
  const table = rightsTable({
    rights: [{ only: 'terminal', actions: ['tea:Sit'], note: ', or `Guest`' }],
    steps: {
      boil: {
        title: 'Boil water',
        checks: [],
        rights: [
          ...rights('tea:Boil'),
          { only: 'fixes', actions: ['tea:Cool'] },
          { only: 'console', actions: ['tea:See'] },
          { label: 'The pot', condition: 'if it is yours', actions: ['tea:Lift'] },
        ],
      },
      undo: { title: 'Wash up', phase: 'undo', checks: [], rights: rights('tea:Wash') },
      pour: {
        title: 'Pour',
        checks: teaRunbook.steps.pour?.checks ?? [],
        rights: [
          { actions: ['tea:Pour', 'tea:Pour'] },
          { only: 'checks', actions: ['tea:Look'] },
          { only: 'checks', label: 'The pot, if it is yours', actions: ['tea:Weigh'] },
          { only: 'console', actions: ['tea:See', 'tea:Touch'] },
          { label: 'The pot', condition: 'if it is yours', actions: ['tea:Tilt'] },
        ],
      },
    },
  });
  expect(table.map(({ label, actions }) => `${label}: ${actions.join(' ')}`)).toEqual([
    'The terminal: tea:Sit',
    'Boil water: tea:Boil',
    'The pot, if it is yours: tea:Lift tea:Weigh tea:Tilt',
    'Pour: tea:Pour',
    'By clicking, in addition: tea:See tea:Touch',
    'The checks: tea:ShowLid',
    'Wash up: tea:Wash',
    'To run fixes that a check prints: tea:Cool',
  ]);
  expect(table[0]?.note).toBe(', or `Guest`');
});

test('what the checks read is listed unless a step takes it, or the runbook says otherwise', () => {
  const { steps } = teaRunbook;
  const boil = { title: 'Boil water', checks: [], rights: [{ actions: ['tea:ShowLid'] }] };
  expect(rightsNamed({ steps: { ...steps, boil } })).toEqual(['tea:ShowLid', 'tea:Pour']);
  expect(rightsNamed({ steps, checksRead: [] })).toEqual(['tea:Boil', 'tea:Pour']);
});

test.each(Object.values(runbooks))('$id says what its reader needs', (runbook) => {
  expect(rightsNamed(runbook)).not.toEqual([]);
  for (const { actions } of rightsTable(runbook)) expect(actions).not.toEqual([]);
});
