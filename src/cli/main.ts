import { runbooks } from '../../runbooks/index.ts';
import { machineCredentials } from '../collectors/aws/machine-credentials.ts';
import { runCommandLine } from './run.ts';

const interrupted = new AbortController();
process.on('SIGINT', () => interrupted.abort(new DOMException('Interrupted.', 'AbortError')));

process.exitCode = await runCommandLine(process.argv.slice(2), {
  runbooks,
  credentials: machineCredentials,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupted.signal,
});
