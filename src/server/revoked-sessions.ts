import { readFileSync, watchFile } from 'node:fs';
import type { Logger } from 'pino';
import { type RevokedSessions, sessionIdForm } from './sessions.ts';

/** Milliseconds between two looks at the file. */
const intervalMs = 5_000;

/**
 * Which sessions an operator has revoked: the `ids`, those in `file` (one a line; `#` begins a
 * remark), and all that were issued before `notBefore`. The file is read again when it changes. A
 * file that is gone then, or a line that is no id, revokes nothing and takes nothing back: it is
 * logged. Throws when the file cannot be read at first.
 */
export default function readRevokedSessions({
  ids = [],
  file,
  notBefore,
  logger,
}: {
  ids?: readonly string[];
  file?: string;
  notBefore?: number;
  logger: Logger;
}): RevokedSessions & { read: () => void } {
  const fixed = new Set(ids);
  let listed = new Set<string>();
  const read = () => {
    if (file === undefined) return;
    const lines = readFileSync(file, 'utf8')
      .split(/\r?\n/)
      .map((line) => line.replace(/#.*/, '').trim())
      .filter(Boolean);
    const known = lines.filter((line) => sessionIdForm.test(line));
    listed = new Set(known);
    logger.info({ revoked: listed.size }, 'revoked sessions');
    if (known.length < lines.length)
      logger.error({ lines: lines.length - known.length }, 'lines that are no id of a session');
  };
  const readAgain = () => {
    try {
      read();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      logger.error({ code }, 'the revoked sessions cannot be read: the earlier ones stay so');
    }
  };
  read();
  if (file !== undefined) watchFile(file, { interval: intervalMs, persistent: false }, readAgain);
  return { notBefore, has: (id) => fixed.has(id) || listed.has(id), read: readAgain };
}
