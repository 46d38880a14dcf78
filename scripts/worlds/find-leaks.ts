import type { Runbook } from '../../runbooks/define-runbook.ts';
import { isSecret } from '../../src/inputs/kinds.ts';
import type { Look } from './look-in-process.ts';

/** Only here is a secret handed in; of a key file, not even here: it signs. */
const signIn = 'login.microsoftonline.com';

/**
 * Where a look sent or said a secret that it must not. `handedIn`: whether one was sent at all; where none was, nothing was put to the
 * proof.
 */
export default function findLeaks(
  runbook: Runbook,
  inputs: Readonly<Record<string, string>>,
  { evidence, events, sent }: Look,
): { leaks: string[]; handedIn: boolean } {
  const said = [...Object.entries(evidence), ...events].map((one) => JSON.stringify(one));
  const leaks: string[] = [];
  let handedIn = false;
  for (const secret of secretsIn(runbook, inputs)) {
    const written = JSON.stringify(secret).slice(1, -1);
    for (const text of said)
      if (text.includes(secret) || text.includes(written))
        leaks.push(`said: ${text.slice(0, 200)}`);
    const hosts = sent.filter(({ text }) => text.includes(secret)).map(({ host }) => host);
    if (hosts.length > 0) handedIn = true;
    for (const host of new Set(hosts))
      if (host !== signIn || secret.length > 64) leaks.push(`sent to ${host}`);
  }
  return { leaks, handedIn };
}

/**
 * The secrets among the inputs, the lines of private keys, and what other files that people take
 * for a key file hold.
 */
function secretsIn(
  { inputs: definitions }: Runbook,
  inputs: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(inputs)
    .filter(([name]) => definitions[name] && isSecret(definitions[name].kind))
    .flatMap(([, value]) => [
      ...[value, ...value.split(/\\n|\n/).filter((line) => /^[\w+/=]{40,}$/.test(line))],
      ...[...value.matchAll(/"(?:client_secret|refresh_token)":\s*"([^"]+)"/g)].map(
        ([, text]) => text as string,
      ),
    ])
    .filter((text) => text.length >= 16);
}
