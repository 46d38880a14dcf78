import { z } from 'zod';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { defineCheck } from '../../src/checks/define-check.ts';
import { defineEvidence } from '../../src/evidence/define-evidence.ts';
import type { Healthy } from './gather-healthy.ts';

const shape = z.object({
  Name: z.string(),
  Owner: z.string(),
  Size: z.number(),
  Keys: z.array(z.string()).optional(),
});

type Table = z.infer<typeof shape>;

const table = defineEvidence({
  id: 'aws/table',
  title: 'the table',
  schema: z.object({ Table: shape }),
  inputs: ['tableName'],
  command: 'aws dynamodb describe-table --table-name {{tableName}} --output json',
  absentCodes: [],
  permissions: [],
});

/** A set-up with one check, which looks at the fields that `sees` looks at. */
export default function setUp(
  sees: (table: Table, inputs: { tableName: string }) => boolean,
  { Name = 'orders-7', ...more }: Partial<Table> & Record<string, unknown> = {},
): Healthy {
  const check = defineCheck({
    id: 'aws/table',
    title: 'The table is there',
    needs: { table },
    inputs: ['tableName'],
    diagnoses: {
      wrong: {
        code: 'AWS-TABLE-001',
        severity: 'fail',
        title: '',
        explain: () => '',
        observed: () => '',
        expected: () => '',
        fix: () => ({ summary: '', commands: [] }),
      },
    },
    assess({ table }, inputs, judge) {
      if (table?.Table.Name !== inputs.tableName || !sees(table.Table, inputs))
        judge.found('wrong', {});
    },
  });
  const runbook = {
    id: 'aws/tables',
    inputs: { tableName: { kind: 'iam-role-name', label: 'Table' } },
    steps: { table: { title: 'Table', checks: [check] } },
  } as unknown as Runbook;
  return {
    runbook,
    path: '',
    phase: 'connect',
    steps: ['table'],
    inputs: { tableName: Name },
    now: new Date('2026-11-01T00:00:00Z'),
    texts: {
      'aws/table': JSON.stringify({
        Table: { Name, Owner: '111122223333', Size: 7, Note: 'made by hand', ...more },
      }),
    },
  };
}
