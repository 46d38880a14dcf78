import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineCheck } from '../src/checks/define-check.ts';
import { defineEvidence } from '../src/evidence/define-evidence.ts';
import { defineDocuments, defineRunbook } from './define-runbook.ts';
import { loadRunbooks } from './workflows.ts';

const runbooks = await loadRunbooks();

test.each(Object.values(runbooks))('$id: help calls steps by their titles', (runbook) => {
  const titles = Object.values(runbook.steps).map(({ title }) => title);
  const named = Object.values(runbook.inputs).flatMap(({ help }) =>
    [...help.matchAll(/step “([^”]+)”/g)].map(([, title]) => title),
  );
  for (const title of named) expect(titles).toContain(title);
});

test.each(Object.values(runbooks))('$id: no two steps on one path share a title', (runbook) => {
  const titles = Object.values(runbook.steps).map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

describe('what names an input that the runbook does not have does not compile', () => {
  const inputs = {
    roleName: { kind: 'iam-role-name', label: 'Role', help: 'Any.' },
  } as const;
  const lid = (name: 'roleName' | 'bucketName') =>
    defineEvidence({
      id: 'aws/lid',
      title: 'the lid',
      schema: z.object({}),
      inputs: [name],
      command: '',
      absentCodes: [],
      permissions: [],
    });
  const shared = { id: 'aws/lid', title: 'The lid is on', needs: {}, diagnoses: {}, assess() {} };
  const byName = defineCheck({ ...shared, inputs: ['roleName'] });
  const byBucket = defineCheck({ ...shared, inputs: ['bucketName'] });
  const byEvidence = defineCheck({ ...shared, needs: { lid: lid('bucketName') }, inputs: [] });
  const write = (steps: Parameters<typeof defineRunbook<typeof inputs>>[0]['steps']) =>
    defineRunbook({ title: 'Lids', minutes: 1, inputs, steps });

  test('a check, the evidence of a check, and the path of a step', () => {
    expect(write({ lid: { title: 'Put it on', checks: [byName] } }).inputs).toBe(inputs);
    // @ts-expect-error: the runbook has no bucketName
    write({ lid: { title: 'Put it on', checks: [byBucket] } });
    // @ts-expect-error: nor can its evidence be gathered
    write({ lid: { title: 'Put it on', checks: [byEvidence] } });
    // @ts-expect-error: nobody can be on this path
    write({ lid: { title: 'Put it on', checks: [], when: { bucketName: ['a'] } } });
  });

  test('a document, and a text', () => {
    const documents = defineDocuments<{ inputs: typeof inputs }>()({
      right: ({ roleName = '' }) => roleName,
      // @ts-expect-error: the runbook has no bucketName
      wrong: ({ bucketName = '' }) => bucketName,
    });
    expect(documents.right({ roleName: 'SpotRole' })).toBe('SpotRole');
  });
});
