import type { Evidence } from '../../../evidence/define-evidence.ts';
import { permissionsNeeded, takingOver } from '../../../evidence/gcp/_shared/spot-permissions.ts';
import keyFile from '../../../evidence/gcp/key-file.ts';
import spotGrants from '../../../evidence/gcp/spot-grants.ts';
import spotSignIn from '../../../evidence/gcp/spot-sign-in.ts';
import spotZones from '../../../evidence/gcp/spot-zones.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import {
  consolePage,
  emailOf,
  enableApis,
  grant,
  keyInConsole,
  memberOf,
} from '../_fixes/commands.ts';

interface Data {
  projectId: string;
  serviceAccountId: string;
  roleChoice: string;
}

const wait =
  'If it was granted less than seven minutes ago, wait that long and check again: Google needs time to spread it.';
const askReader =
  'Check the step of the role with your own credentials: it sees the cause and prints what mends it.';

/**
 * From Spot's eyes the custom role itself cannot be seen, so only the simple grant has a command.
 */
const grantEditor = ({ projectId, serviceAccountId, roleChoice }: Data) =>
  roleChoice === 'custom'
    ? []
    : [grant(projectId, memberOf({ projectId, serviceAccountId }), 'roles/editor')];

export default defineCheck({
  id: 'gcp/spot-access',
  title: 'With this key, Spot can sign in and do its work',
  needs: { signIn: spotSignIn },
  mayUse: { grants: spotGrants, zones: spotZones, file: keyFile },
  inputs: ['projectId', 'serviceAccountId', 'roleChoice'],
  diagnoses: {
    keyRejected: diagnosis<Data & { description: string }>({
      code: 'GCP-SPOT-001',
      severity: 'fail',
      title: 'Google rejects the key',
      explain: () =>
        'Google answers alike for three causes: the key was deleted, it is disabled or has expired, or the private key in the file was changed. The check of the step of the key, with your own credentials, tells them apart.',
      observed: ({ description }) => description,
      expected: () => 'an access token',
      fix: (data) => ({
        // Which of the causes it is decides what mends it; with ten keys there is no room for a new
        // one.
        summary:
          'Check the step of the key with your own credentials: it sees the cause and prints what mends it. A new key mends all of them, where the account has fewer than ten.',
        commands: [],
        console: keyInConsole(data),
      }),
    }),
    accountRejected: diagnosis<Data & { description: string }>({
      code: 'GCP-SPOT-002',
      severity: 'fail',
      title: 'Google does not let the service account of this key sign in',
      explain: () => 'It was deleted, or it is disabled. Google gives the same answer for both.',
      observed: ({ description }) => description,
      expected: () => 'an access token',
      fix: () => ({
        summary:
          'Check the step of the service account with your own credentials: it sees which of the two it is, and prints what mends it.',
        commands: [],
      }),
    }),
    mayNothing: diagnosis<Data>({
      code: 'GCP-SPOT-003',
      severity: 'fail',
      title: 'Spot can sign in, but may do nothing in this project',
      explain: ({ projectId }) =>
        `The service account has no role in ${projectId}, or none that holds. ${wait}`,
      observed: () => 'none of the permissions that Spot needs',
      expected: ({ roleChoice }) =>
        roleChoice === 'custom'
          ? 'those of the custom role and of Service Account User'
          : 'those of Editor',
      fix: (data) => ({
        summary: data.roleChoice === 'custom' ? askReader : 'Grant Editor in the project.',
        commands: grantEditor(data),
        console: [`Open ${consolePage('iam-admin/iam', data.projectId)}`],
      }),
    }),
    lacks: diagnosis<Data & { missing: readonly string[] }>({
      code: 'GCP-SPOT-004',
      severity: 'fail',
      title: 'Spot may do part of its work only',
      explain: () =>
        `Its role is another one, lacks permissions, or a deny policy of the organization takes some away. ${wait}`,
      observed: ({ missing }) =>
        `without ${missing.slice(0, 12).join(', ')}${missing.length > 12 ? ` and ${missing.length - 12} more` : ''}`,
      expected: ({ roleChoice }) =>
        roleChoice === 'custom'
          ? 'those of the custom role and of Service Account User'
          : 'those of Editor',
      fix: (data) => ({
        summary: data.roleChoice === 'custom' ? askReader : 'Grant Editor in the project.',
        commands: grantEditor(data),
        console: [`Open ${consolePage('iam-admin/iam', data.projectId)}`],
      }),
    }),
    mayTakeOver: diagnosis<Data & { extra: readonly string[] }>({
      code: 'GCP-SPOT-007',
      severity: 'warning',
      title: 'With this key one could take over the project',
      explain: () =>
        'Google says that the key has these permissions in the project, by whatever role, custom role, group, folder or organization. Spot needs none of them, and whoever gets hold of the key could use them to give themselves any other.',
      observed: ({ extra }) => extra.join(', '),
      expected: () => 'none of them',
      fix: () => ({
        summary: 'Find the role that brings them, and take it away from the service account.',
        commands: [],
        console: [
          'Open IAM & Admin > Policy Analyzer and ask which role gives the service account these permissions.',
        ],
        who: 'someone with the role Project IAM Admin, or an administrator of the organization',
      }),
    }),
    apiOff: diagnosis<Data & { api: string; message: string }>({
      code: 'GCP-SPOT-005',
      severity: 'fail',
      title: 'An API that Spot calls is off',
      explain: () =>
        'Google refuses every call to an API that is off, whatever the role. It may have been switched off after the connection was made.',
      observed: ({ message }) => message,
      expected: ({ api }) => `${api} is on`,
      fix: ({ projectId, api }) => ({
        summary: 'Switch it on.',
        commands: [enableApis(projectId, [api])],
        console: [`Open ${consolePage(`apis/library/${api}`, projectId)} and choose Enable.`],
      }),
    }),
    billingOff: diagnosis<Data & { message: string }>({
      code: 'GCP-SPOT-006',
      severity: 'fail',
      title: 'Google refuses Spot because billing is off',
      explain: () => 'Compute Engine works only in projects with an open billing account.',
      observed: ({ message }) => message,
      expected: () => 'billing is on',
      fix: ({ projectId }) => ({
        summary: 'Link an open billing account.',
        commands: [],
        console: [
          `Open ${consolePage('billing/linkedaccount', projectId)} and choose Link a billing account.`,
        ],
        who: 'someone with the roles Project Billing Manager and Billing Account User',
      }),
    }),
  },
  assess({ signIn, grants, zones, file }, inputs, judge) {
    if (!signIn) return judge.cannotTell('Whether Spot can sign in was not seen.');
    if (!signIn.signedIn) {
      const { error, description: words } = signIn;
      const description = `${error}: ${words}`;
      if (/signature/i.test(words)) return judge.found('keyRejected', { ...inputs, description });
      if (/account (not found|disabled)|disabled/i.test(words))
        return judge.found('accountRejected', { ...inputs, description });
      return judge.cannotTell(
        `Google refused the sign-in: ${description}. “iat and exp” in it means that the clock of the machine that asked is wrong.`,
      );
    }
    const off = [grants, zones].flatMap((one) => disabledApi(one));
    const [refused] = off;
    if (refused) return judge.found('apiOff', { ...inputs, ...refused });
    if (zones.status === 'denied' && zones.code === 'BILLING_DISABLED')
      judge.found('billingOff', { ...inputs, message: zones.message });

    if (grants.status !== 'found') {
      return judge.cannotTell(
        `What Spot may do in ${inputs.projectId} was not seen: ${grants.status === 'absent' ? '' : grants.message}`,
      );
    }
    const held = new Set(grants.value.permissions);
    const missing = permissionsNeeded(inputs.roleChoice).filter((one) => !held.has(one));
    const extra = takingOver.filter((one) => held.has(one));
    if (extra.length > 0) judge.found('mayTakeOver', { ...inputs, extra });
    if (held.size === 0) judge.found('mayNothing', inputs);
    else if (missing.length > 0) judge.found('lacks', { ...inputs, missing });
    else if (zones.status === 'unreachable' || zones.status === 'notCollected')
      judge.cannotTell(`Reading zones did not work out: ${zones.message}`);
    else if (zones.status === 'denied' && zones.code !== 'BILLING_DISABLED') {
      judge.cannotTell(
        `Spot has every permission, yet Google refuses to show the zones: ${zones.message}`,
      );
    }
    if (file.status === 'found' && file.value.project_id !== inputs.projectId) {
      judge.cannotTell(
        `The key is of ${file.value.project_id}, not of ${inputs.projectId}: Spot would connect that project. See the step of the key.`,
      );
    } else if (file.status === 'found' && file.value.client_email !== emailOf(inputs)) {
      judge.cannotTell(
        `The key is of ${file.value.client_email}, not of ${emailOf(inputs)}: Spot would work as that one. See the step of the key.`,
      );
    }
  },
});

/** The API that a refusal names as being off. */
function disabledApi(evidence: Evidence): { api: string; message: string }[] {
  if (evidence.status !== 'denied' || evidence.code !== 'SERVICE_DISABLED') return [];
  const api =
    /\/apis\/api\/([a-z]+\.googleapis\.com)/.exec(evidence.message)?.[1] ??
    /([a-z]+\.googleapis\.com)/.exec(evidence.message)?.[1];
  return [
    {
      api: api ?? 'compute.googleapis.com',
      message: evidence.message.split('. Enable it')[0] as string,
    },
  ];
}
