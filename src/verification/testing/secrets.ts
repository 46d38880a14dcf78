import type { Runbook } from '../../../runbooks/define-runbook.ts';
import { defineCheck, diagnosis } from '../../checks/define-check.ts';
import type { Collectors } from '../../collectors/define-collector.ts';
import clientSecret from '../../evidence/azure/client-secret.ts';
import spotSignIn from '../../evidence/azure/spot-sign-in.ts';
import keyFile from '../../evidence/gcp/key-file.ts';

/**
 * For tests only: a runbook that takes secrets, values that can be searched for, and collectors
 * that give away whatever they get.
 */

const wrong = (code: string) =>
  diagnosis<{ what: string }>({
    ...{
      code,
      severity: 'fail',
      title: 'Wrong',
      explain: ({ what }) => what,
      observed: ({ what }) => what,
    },
    ...{
      expected: () => 'otherwise',
      fix: ({ what }) => ({ summary: what, commands: [`echo ${what}`], console: [what] }),
    },
  });

const typed = defineCheck({
  id: 'test/typed',
  title: 'The secret is whole',
  needs: { secret: clientSecret },
  mayUse: { key: keyFile },
  inputs: [],
  diagnoses: { short: wrong('TEST-SECRET-001') },
  assess({ secret }, _, judge) {
    if (secret) judge.found('short', { what: secret.hint });
  },
});

const signedIn = defineCheck({
  id: 'test/signed-in',
  title: 'Spot can sign in',
  needs: { signIn: spotSignIn },
  inputs: ['tenantId'],
  diagnoses: { refused: wrong('TEST-SECRET-002') },
  assess({ signIn }, _, judge) {
    if (signIn?.outcome === 'refused') judge.found('refused', { what: signIn.message });
  },
});

const input = { label: 'Label', help: 'For tests.' };

/** Takes a key file and a client secret, and has a step that only Spot's eyes decide. */
export const secretRunbook: Runbook = {
  id: 'test/secrets',
  title: 'A runbook that takes secrets',
  provider: 'azure',
  minutes: 5,
  inputs: {
    tenantId: { kind: 'azure-tenant-id', ...input },
    clientId: { kind: 'azure-client-id', ...input },
    clientSecret: { kind: 'azure-client-secret', ...input },
    keyFile: { kind: 'gcp-key-file', ...input },
  },
  steps: {
    secret: { title: 'Secret', checks: [typed] },
    connect: { title: 'Connect', checks: [signedIn], vantage: 'spot' },
  },
};

const keyLines = ['MIIEvMARKERkeylineone0123456789abcdef', 'MARKERkeylinetwo0123456789abcdef0123'];
const privateKey = `-----BEGIN PRIVATE KEY-----\n${keyLines.join('\n')}\n-----END PRIVATE KEY-----\n`;

export const secretInputs = {
  tenantId: '66666666-7777-4888-9999-aaaaaaaaaaaa',
  clientId: 'bbbbbbbb-cccc-4ddd-aeee-ffffffffffff',
  clientSecret: 'abc8Q~MARKERsecret0123456789abcdefghijkl',
  keyFile: JSON.stringify(
    { type: 'service_account', private_key_id: '0123abcd', private_key: privateKey },
    null,
    2,
  ),
};

/** What must be nowhere: the secrets, in one piece and in parts. */
export const markers = [secretInputs.clientSecret, ...keyLines, 'MARKER'];

/**
 * Collectors that put all inputs, and the private key, into every answer, as a cloud may that
 * quotes what it was sent.
 */
export function quotingCollectors(): Collectors & { given: Record<string, string>[] } {
  const given: Record<string, string>[] = [];
  return {
    given,
    async collect(kind, { inputs, waiting }) {
      given.push({ ...inputs });
      const quoted = `refused: ${Object.values(inputs).join(' ')} ${privateKey}`;
      waiting(quoted, 1_000);
      if (kind.id === clientSecret.id)
        return { status: 'found', value: { hint: quoted, length: 40 } };
      if (kind.id === spotSignIn.id)
        return {
          status: 'found',
          value: { outcome: 'refused', code: 'AADSTS7000215', message: quoted },
        };
      return { status: 'unreachable', message: quoted };
    },
    close: () => undefined,
  };
}
