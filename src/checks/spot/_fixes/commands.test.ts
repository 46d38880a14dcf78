import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../../../evidence/spot/_shared/envelope.ts';
import { connectAws, connectAzure, connectGcp } from './commands.ts';

const token = 'token-of-the-reader';
const secret = 'abc8Q~dEf0123456789_-.~dEf0123456789abcd';
let folder: string;

/**
 * Programs that note their arguments, which every user of a machine can read while they run, and do
 * what the last line says.
 */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'arguments-'));
  const program = (name: string, does: string) =>
    writeFileSync(
      join(folder, name),
      `#!/bin/bash\nprintf '%s ' "$0" "$@" >> ${folder}/arguments\n${does}\n`,
      { mode: 0o755 },
    );
  program('az', `echo '${secret}'`);
  program(
    'gcloud',
    `echo '{"type": "service_account", "private_key": "${secret}"}' > spot-key.json`,
  );
  program('jq', 'exec /usr/bin/jq "$@"');
  // What curl would send: the header's file, and its body.
  program(
    'curl',
    `for word in "$@"; do [[ $word != @/* ]] || cat "\${word#@}"; done; [[ "$*" != *"-d @-" ]] || cat`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const account = 'act-12ab34cd';
const application = {
  account,
  clientId: 'client',
  tenantId: 'tenant',
  subscriptionId: 'subscription',
  expirationDate: '2027-03-31',
};
test.each([
  ['asking', ask('/setup/account'), ['curl'], []],
  [
    'connecting AWS',
    connectAws({ account, role: 'arn:aws:iam::111122223333:role/SpotRole' }),
    ['curl'],
    [],
  ],
  [
    'connecting Google Cloud',
    connectGcp({ account, email: 'spot@x.iam.gserviceaccount.com', project: 'x' }),
    ['gcloud', 'jq', 'curl'],
    [secret],
  ],
  ['connecting Azure', connectAzure(application), ['az', 'jq', 'curl'], [secret]],
])(
  '%s: the token and the secret reach Spot, and are no argument of a program',
  (_, command, programs, secrets) => {
    const { stdout, stderr, status } = spawnSync('/bin/bash', ['-euo', 'pipefail', '-c', command], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: `${folder}:/usr/bin:/bin`, SPOT_TOKEN: token },
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toContain(`Authorization: Bearer ${token}`);
    for (const one of secrets) expect(stdout).toContain(one);
    const seen = readFileSync(join(folder, 'arguments'), 'utf8');
    for (const program of programs) expect(seen).toContain(join(folder, program));
    for (const one of [token, secret]) expect(seen).not.toContain(one);
  },
);
