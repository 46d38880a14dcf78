import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';

/** Programs that libraries started (`az`, a profile's `credential_process`), which nobody else can stop. */
const running = new Set<ChildProcess>();

/** Keeps account of the programs that are started from now on. */
export function watchPrograms(): void {
  subscribe('child_process', (message) => {
    const { process: child } = message as { process: ChildProcess };
    running.add(child);
    child.once('close', () => running.delete(child));
  });
}

/**
 * Ends this program when all that it wrote is out. By `process.exit`, since what else is under way cannot be
 * ended: a look-up of a name, a socket of a metadata server or of a library's own agent would hold the process
 * for as long as nobody answers. Programs that still run are of no use to anybody then.
 */
export async function end(
  exitCode: number,
  outputs: readonly NodeJS.WritableStream[],
): Promise<never> {
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(outputs.map((output) => new Promise((resolve) => output.write('', resolve))));
  process.exit(exitCode);
}
