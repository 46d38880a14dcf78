import { expect, test } from 'vitest';
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
