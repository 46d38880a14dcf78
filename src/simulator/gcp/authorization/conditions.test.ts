import { expect, test } from 'vitest';
import { evaluateCondition, isExpression } from './conditions.ts';

const context = {
  now: Date.parse('2026-06-01T12:00:00Z'),
  resource: {
    name: 'projects/my-project',
    type: 'cloudresourcemanager.googleapis.com/Project',
    service: 'cloudresourcemanager.googleapis.com',
  },
};

test.each([
  ['request.time < timestamp("2027-01-01T00:00:00Z")', true],
  ['request.time < timestamp("2026-06-01T12:00:00Z")', false],
  ['request.time >= timestamp("2026-06-01T12:00:00Z")', true],
  ["resource.name == 'projects/my-project'", true],
  ['resource.name.startsWith("projects/other")', false],
  [
    'resource.name.startsWith("projects/my") && resource.type == "cloudresourcemanager.googleapis.com/Project"',
    true,
  ],
  [
    'resource.name.endsWith("x") || !(resource.service != "cloudresourcemanager.googleapis.com")',
    true,
  ],
  ['resource.type in ["a", "cloudresourcemanager.googleapis.com/Project"]', true],
  ['resource.name.contains("proj") && resource.name.matches("^projects/")', true],
  ['false || true && false', false],
  ['request.time.getHours("Europe/Berlin") == 14', true],
  ['request.time.getHours("Europe/Berlin") == 12', false],
  // What is not understood decides nothing.
  ['resource.matchTag("123/env", "prod")', undefined],
  ['has(request.auth.claims)', undefined],
  ['resource.name', undefined],
  ['true true', undefined],
  ['((', undefined],
  ['"a" < 1', undefined],
  ['timestamp("soon") > request.time', undefined],
])('%s is %s', (expression, expected) => {
  expect(evaluateCondition(expression, context)).toBe(expected);
});

test('what is no expression is told from what is not understood', () => {
  expect(isExpression('request.time.getHours("Europe/Berlin") < 18')).toBe(true);
  for (const expression of ['', '((', 'a)(', 'request.time < §'])
    expect(isExpression(expression)).toBe(false);
});
