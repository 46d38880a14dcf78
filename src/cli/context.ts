import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Propagation } from '../collectors/define-collector.ts';
import type { ProviderCredentials } from '../collectors/index.ts';
import type { StandardInput } from './read-stdin.ts';

/** A place to write to; colours only where it is a terminal that wants them (NO_COLOR, TERM). */
interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  hasColors?(): boolean;
}

export interface CommandLineContext {
  runbooks: Readonly<Record<string, Runbook>>;
  /** Called only when a verification looks by itself. */
  credentials: () => ProviderCredentials;
  stdin: StandardInput;
  stdout: Output;
  stderr: Output;
  /** Aborts on Ctrl-C. */
  signal: AbortSignal;
  now?: () => Date;
  propagation?: Propagation;
}

/** What the program's exit status says. */
export const exitCodes = {
  pass: 0,
  fail: 1,
  couldNotLook: 2,
  badInput: 3,
  interrupted: 130,
} as const;
