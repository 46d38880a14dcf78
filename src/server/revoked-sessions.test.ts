import { mkdtempSync, rmSync, unwatchFile, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import readRevokedSessions from './revoked-sessions.ts';

const folder = mkdtempSync(join(tmpdir(), 'spot-revoked-'));
const file = join(folder, 'revoked');
afterAll(() => {
  unwatchFile(file);
  rmSync(folder, { recursive: true });
});
const [one, two, three] = ['0123456789abcdef', 'fedcba9876543210', '00000000000000ff'] as const;

function open(text: string) {
  const lines: string[] = [];
  writeFileSync(file, text);
  const revoked = readRevokedSessions({
    ids: [three],
    file,
    logger: pino({ base: undefined }, { write: (line: string) => void lines.push(line) }),
  });
  return { revoked, lines, has: () => [one, two, three].map((id) => revoked.has(id)) };
}

test('the file is read at the start and again, with remarks and any line ends', () => {
  const { revoked, has } = open(`# of 28 November\n${one} # abuse\r\n\n`);
  expect(has()).toEqual([true, false, true]);
  writeFileSync(file, `${one}\n${two}\n`);
  revoked.read();
  expect(has()).toEqual([true, true, true]);
  writeFileSync(file, '');
  revoked.read();
  expect(has()).toEqual([false, false, true]);
});

test('a file that is gone takes nothing back, and a line that is no id hinders no other; both are logged', () => {
  const { revoked, has, lines } = open(`${one}\nnonsense\n${two}\n`);
  expect(has()).toEqual([true, true, true]);
  expect(lines.join('')).toContain('"lines":1');
  expect(lines.join('')).not.toContain('nonsense');
  rmSync(file);
  revoked.read();
  expect(has()).toEqual([true, true, true]);
  expect(lines.at(-1)).toContain('ENOENT');
});

test('a file that cannot be read at the start is no start', () => {
  expect(() =>
    readRevokedSessions({ file: join(folder, 'nothing'), logger: pino({ level: 'silent' }) }),
  ).toThrow(/ENOENT/);
});
