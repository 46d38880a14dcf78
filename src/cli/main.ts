import { loadRunbooks } from '../../runbooks/workflows.ts';
import { findMachineCredentials } from '../collectors/index.ts';
import { exitCodes } from './context.ts';
import { end, watchPrograms } from './end.ts';
import { runCommandLine } from './run.ts';

const interrupted = new AbortController();
process.on('SIGINT', () => interrupted.abort(new DOMException('Interrupted.', 'AbortError')));

// `… | head` closes the pipe early: what is left to say has no reader, and the verdict is still the
// exit status.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exit(exitCodes.couldNotLook);
  });
}

watchPrograms();
const exitCode = await runCommandLine(process.argv.slice(2), {
  runbooks: await loadRunbooks(),
  credentials: findMachineCredentials,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupted.signal,
});
await end(exitCode, [process.stdout, process.stderr]);
