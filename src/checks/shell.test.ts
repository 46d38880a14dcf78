import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { formatMoment, quote, writeJson } from './shell.ts';

const folder = mkdtempSync(join(tmpdir(), 'shell-words-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bash = (script: string) =>
  spawnSync('/bin/bash', ['-euo', 'pipefail', '-c', script], { cwd: folder, encoding: 'utf8' });

/** Values as somebody may have named things in their account. */
const awkward = [
  '',
  'a b',
  "it's",
  '$HOME',
  '$(id)',
  '`id`',
  'a;b',
  '*',
  '~',
  '"',
  '\\',
  'a\nb',
  '!x',
  '#x',
  'München',
];

test.each([...awkward, 'arn:aws:iam::111122223333:role/Spot', 'billing@example.com'])(
  '%j is one word of bash, and means itself',
  (value) => {
    const { stdout, status } = bash(`printf '<%s>' ${quote(value)}`);
    expect({ stdout, status }).toEqual({ stdout: `<${value}>`, status: 0 });
  },
);

test('names that need no quotes get none', () => {
  expect(quote('arn:aws:s3:::my-bucket/a_b.c')).toBe('arn:aws:s3:::my-bucket/a_b.c');
});

test('a JSON document is written as it is', () => {
  const content = { names: awkward, end: 'x\nJSON\nrm -rf /' };
  expect(bash(writeJson('a.json', content))).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8'))).toEqual(content);
});

test('a moment in words', () => {
  expect(formatMoment(new Date('2026-11-23T09:30:59.999Z'))).toBe('2026-11-23 09:30 UTC');
});
