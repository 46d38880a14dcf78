import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { putPolicy } from './aws/_role/fixes.ts';
import permissionDiagnoses from './aws/eco-role-permissions/diagnoses.ts';
import linkedRemoved from './aws/linked-removed/check.ts';
import linkedPermissionDiagnoses from './aws/linked-role-permissions/diagnoses.ts';
import { removeAssignments, takeBillingRole } from './azure/_billing/commands.ts';
import { replaceRole } from './azure/_role/documents.ts';
import application from './azure/application/check.ts';
import applicationSecret from './azure/application-secret/check.ts';
import { deleteKeys, revokeAll } from './gcp/_fixes/commands.ts';
import billing from './gcp/billing/check.ts';
import keyDiagnoses from './gcp/key/diagnoses.ts';

/**
 * Names that others chose in the reader's cloud, in the commands that the reader is to run. IAM:
 * the path of a policy may hold every printable character of ASCII (CreatePolicy, `Path`). A
 * redirect address may hold quotes. The rest has a narrower alphabet today.
 */
const evil = `$(echo\${IFS}RAN)\`echo\${IFS}RAN\`'$(echo\${IFS}RAN)'";echo\${IFS}RAN;#`;
const policy = { PolicyName: 'Admin', PolicyArn: `arn:aws:iam::111122223333:policy/${evil}/Admin` };
const account = { projectId: 'my-project', serviceAccountId: 'spotinst-role' };
const role = {
  accountId: '111122223333',
  roleName: 'Spot',
  bucketName: 'spot-cur',
  reportPrefix: 'eco',
};
const guid = '11111111-2222-4333-8444-555555555555';

/**
 * The fix's commands, and those that somebody else is to run when they agree; the data of a
 * diagnosis has more than a command shows.
 */
const fixOf = (
  found: {
    fix: (data: never) => { commands: readonly string[]; console?: readonly string[] | undefined };
  },
  data: object,
): string => {
  const { commands, console = [] } = found.fix(data as never);
  const agreed = console.flatMap((line) => /^If [^:]*: (.*)$/s.exec(line)?.[1] ?? []);
  return [...commands, ...agreed].join('\n');
};

const commands: Record<string, string> = {
  'a generous policy': fixOf(permissionDiagnoses.farTooMuch, {
    ...role,
    generous: [policy],
    hasOwn: true,
  }),
  'a generous policy of a linked account': fixOf(linkedPermissionDiagnoses.farTooMuch, {
    ...{ ...role, generous: [policy], attached: [policy] },
    selection: { permissionSet: 'default', products: [], integrations: [] },
  }),
  'a policy on a role that a stack made': fixOf(linkedRemoved.diagnoses.roleLeft, {
    ...role,
    stack: true,
    foreign: [policy.PolicyArn],
  }),
  'a policy that gets a new version': putPolicy(role, {}, policy.PolicyArn, true),
  'a redirect address': fixOf(application.diagnoses.redirectMissing, {
    clientId: guid,
    uris: [`https://a.example/${evil}`],
  }),
  'a secret': fixOf(applicationSecret.diagnoses.tooMany, {
    clientId: guid,
    others: [{ keyId: evil, name: '' }],
  }),
  'a role assignment': removeAssignments(`/subscriptions/${evil}`),
  'a role of a billing account': takeBillingRole('1234567', evil),
  'a role definition': replaceRole({
    roleName: 'Spot',
    subscriptionId: guid,
    guid: evil,
    assignableScopes: [],
  }),
  'a billing account': fixOf(billing.diagnoses.notLinked, {
    projectId: 'my-project',
    accounts: [evil],
  }),
  'a role in a policy': revokeAll(
    'my-project',
    'serviceAccount:x@my-project.iam.gserviceaccount.com',
    `projects/p/roles/${evil}`,
  ),
  'a key': deleteKeys(account, [evil]),
  'a disabled key': fixOf(keyDiagnoses.disabled, {
    ...account,
    id: evil,
    reason: 'SERVICE_ACCOUNT_KEY_DISABLE_REASON_USER_INITIATED',
  }),
};

describe('a name from the cloud is a word of the command, and runs nothing', () => {
  test.each(Object.entries(commands))('%s', (_, command) => {
    const stubs =
      'show() { printf "<%s>" "$@"; }; aws() { show "$@"; }; az() { show "$@"; }; gcloud() { show "$@"; }; cat() { :; }';
    const { stdout, stderr } = spawnSync(
      '/bin/bash',
      ['-c', `${stubs}\n${command.replaceAll(/> \S+\.json/g, '> /dev/null')}`],
      {
        encoding: 'utf8',
      },
    );
    expect(stderr).toBe('');
    expect(stdout).toContain(evil);
    expect(stdout.replaceAll(evil, '')).not.toContain('RAN');
  });
});
