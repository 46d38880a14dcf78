import spotPermissions from '../../../evidence/azure/spot-permissions.ts';
import spotReads from '../../../evidence/azure/spot-reads.ts';
import spotSignIn from '../../../evidence/azure/spot-sign-in.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import { type Diagnosis, defineCheck, diagnosis, type Judge } from '../../define-check.ts';
import { writeJson } from '../../shell.ts';
import { assignRole, newSecret } from '../_fixes/commands.ts';
import { missingActions } from '../_rbac/actions.ts';
import { cliRoleDefinitionFor } from '../_role/documents.ts';
import { spotActions } from '../_role/spot-role.ts';
import { goodDay } from '../application-secret/check.ts';
import { registerProviders } from '../resource-providers/check.ts';

type Reads = typeof spotReads extends EvidenceKind<infer T> ? T : never;

interface AccessData {
  tenantId: string;
  clientId: string;
  subscriptionId: string;
  roleName: string;
  expirationDate: string;
  newDay: string;
  /** In Azure's words. */
  message: string;
}

const observed = ({ message }: AccessData) => message;
const inOwnEyes =
  'If it goes on after that, check the steps before with your own credentials: they see what Spot cannot.';

/** A secret that Microsoft Entra does not take. */
function secretRefused(
  definition: Pick<Diagnosis<AccessData>, 'code' | 'title' | 'explain'>,
): Diagnosis<AccessData> {
  return diagnosis<AccessData>({
    ...definition,
    severity: 'fail',
    observed,
    expected: () => 'a secret of this app that is valid',
    fix: ({ clientId, newDay }) => ({
      summary: `Make a new secret. The command prints its Value: put it into the field “Client secret”, and ${newDay} into “The secret expires on”.`,
      commands: [newSecret(clientId, newDay)],
      console: [
        'Open Microsoft Entra ID > App registrations > your app > Certificates & secrets > New client secret.',
        'Copy the Value, not the Secret ID: it is shown only now.',
      ],
    }),
  });
}

/** A value of the page that is wrong. */
function valueRefused(
  definition: Pick<Diagnosis<AccessData>, 'code' | 'title' | 'explain' | 'expected'> & {
    console: string[];
    summary: string;
  },
) {
  const { console, summary, ...words } = definition;
  return diagnosis<AccessData>({
    ...words,
    severity: 'fail',
    observed,
    fix: () => ({ summary, commands: [], console }),
  });
}

const check = defineCheck({
  id: 'azure/spot-access',
  title: 'Spot can sign in with the secret, and see the subscription',
  needs: {},
  mayUse: { signIn: spotSignIn, reads: spotReads, permissions: spotPermissions },
  inputs: ['tenantId', 'clientId', 'subscriptionId', 'roleName', 'expirationDate'],
  diagnoses: {
    secretWrong: secretRefused({
      code: 'AZ-SIGNIN-001',
      title: 'Microsoft Entra does not know this secret',
      explain: () =>
        'It is not a secret of the app (AADSTS7000215): the Secret ID instead of the Value, one of another app, one that was deleted, or one that was cut off when copying.',
    }),
    secretExpired: secretRefused({
      code: 'AZ-SIGNIN-002',
      title: 'The secret has expired',
      explain: () =>
        'It was right, and its time is over (AADSTS7000222). Spot is disconnected until it gets a new one.',
    }),
    appUnknown: valueRefused({
      code: 'AZ-SIGNIN-003',
      title: 'The directory has no app of this client ID',
      explain: () =>
        'Microsoft Entra answers AADSTS700016: the client ID is that of something else (an object ID, say), the app was deleted, or it is in another directory than the one that you named.',
      expected: () => 'the application (client) ID of an app in this directory',
      summary: 'Compare both IDs with the Overview of the app, and correct the fields.',
      console: [
        'Open Microsoft Entra ID > App registrations > your app: the Overview has the Application (client) ID and the Directory (tenant) ID.',
      ],
    }),
    tenantUnknown: valueRefused({
      code: 'AZ-SIGNIN-004',
      title: 'There is no directory of this ID',
      explain: () =>
        'Microsoft Entra finds no directory (AADSTS90002 or AADSTS900023): the ID has a wrong character, or is the ID of something else.',
      expected: () => 'the directory (tenant) ID',
      summary: 'Copy the directory (tenant) ID into its field.',
      console: [
        'Open Microsoft Entra ID > Overview, and copy the Tenant ID.',
        'Or print it: az account show --query tenantId --output tsv',
      ],
    }),
    disabled: diagnosis<AccessData>({
      code: 'AZ-SIGNIN-005',
      severity: 'fail',
      title: 'Signing in is switched off for the app',
      explain: () => 'Somebody disabled the enterprise application (AADSTS7000112).',
      observed,
      expected: () => 'enabled for users to sign in',
      fix: ({ clientId }) => ({
        summary: 'Switch it on again, unless somebody switched it off on purpose: ask first.',
        commands: [`az ad sp update --id ${clientId} --set accountEnabled=true`],
        console: [
          'Open Microsoft Entra ID > Enterprise applications > your app > Properties, and set Enabled for users to sign in to Yes.',
        ],
      }),
    }),
    noPrincipal: diagnosis<AccessData>({
      code: 'AZ-SIGNIN-006',
      severity: 'fail',
      title: 'The app has no service principal',
      explain: () => 'The app is registered, and what signs in for it is missing (AADSTS7000229).',
      observed,
      expected: () => 'a service principal (enterprise application)',
      fix: ({ clientId }) => ({
        summary: 'Create the service principal.',
        commands: [`az ad sp create --id ${clientId}`],
      }),
    }),
    noRights: diagnosis<AccessData>({
      code: 'AZ-SPOT-001',
      severity: 'fail',
      title: 'Spot signs in, and may do next to nothing in the subscription',
      explain: () =>
        'Azure refused Spot the machines, scale sets and networks. No role is assigned to the app in this subscription, or it is assigned to a part of it only, to another object ID, or less than ten minutes ago.',
      observed,
      expected: ({ roleName }) => `“${roleName}” assigned to the app, at the subscription`,
      fix: (data) => ({
        summary: `Assign the role to the app. ${inOwnEyes}`,
        commands: [assignRole(data)],
      }),
    }),
    someRefused: diagnosis<AccessData & { refused: string[] }>({
      code: 'AZ-SPOT-002',
      severity: 'fail',
      title: 'Spot may not do all that it needs',
      explain: ({ refused }) =>
        `Spot asked for four lists and was refused ${refused.join(', ')}. The role lacks these actions.`,
      observed,
      expected: () => 'all four lists',
      fix: (data) => ({
        summary: `Give the role the guide’s whole list. It is then assignable in this subscription only; if others share it, check the step of the role with your own credentials instead. ${inOwnEyes}`,
        commands: [
          `${writeJson('spot-role.json', cliRoleDefinitionFor(data))}\naz role definition update --role-definition spot-role.json --output none`,
        ],
      }),
    }),
    subscriptionUnknown: valueRefused({
      code: 'AZ-SPOT-003',
      title: 'Azure has no subscription of this ID',
      explain: () =>
        'Spot signed in, asked for the subscription, and Azure knows none of this ID. It has a wrong character, or is the ID of something else.',
      expected: () => 'the ID of the subscription',
      summary: 'Copy the subscription ID into its field.',
      console: ['Open Subscriptions > your subscription, and copy the Subscription ID.'],
    }),
    otherTenant: valueRefused({
      code: 'AZ-SPOT-004',
      title: 'The subscription belongs to another directory than the app',
      explain: () =>
        'Spot signed in at the directory that you named, and Azure says that the subscription belongs to another one. App and subscription must be in the same directory.',
      expected: () => 'app and subscription in one directory',
      summary:
        'Compare the directory of the subscription with the directory of the app, and make the app in that of the subscription.',
      console: ['Open Subscriptions > your subscription > Overview: it names the directory.'],
    }),
    denied: valueRefused({
      code: 'AZ-SPOT-005',
      title: 'A deny assignment refuses Spot',
      explain: () =>
        'The role allows it, and a deny assignment takes it away. It wins over every role.',
      expected: () => 'no deny assignment that covers the app',
      summary: 'Have the app excluded from the deny assignment that Azure names.',
      console: [
        'Open Subscriptions > your subscription > Access control (IAM) > Deny assignments.',
      ],
    }),
    actionsMissing: diagnosis<AccessData & { missing: string[] }>({
      code: 'AZ-SPOT-007',
      severity: 'fail',
      title: 'Spot sees the subscription, and may not do its work there',
      explain: ({ missing }) =>
        `Azure says what the app may do: ${missing.length} of the ${spotActions.length} actions of the guide’s role are not in it. It has another role than that one (Reader, for example), the role itself lacks them, or it was assigned less than ten minutes ago.`,
      observed: ({ missing }) =>
        `not allowed: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}`,
      expected: ({ roleName }) => `“${roleName}” assigned to the app, at the subscription`,
      fix: (data) => ({
        summary: `Assign the guide’s role to the app. ${inOwnEyes}`,
        commands: [assignRole(data)],
      }),
    }),
    notRegistered: diagnosis<AccessData & { namespaces: string[] }>({
      code: 'AZ-SPOT-006',
      severity: 'fail',
      title: 'The subscription is not registered for what Spot asked',
      explain: () =>
        'Azure knows the right, and the subscription has never used the service: it has to be registered for it first.',
      observed,
      expected: () => 'Registered',
      fix: ({ namespaces, subscriptionId }) => ({
        summary: 'Register the resource providers.',
        commands: [registerProviders(namespaces, subscriptionId)],
      }),
    }),
  },
  assess({ signIn, reads, permissions }, inputs, judge) {
    if (signIn.status !== 'found') {
      const why =
        signIn.status === 'notCollected'
          ? 'Only Spot can try this: check as Spot.'
          : `Signing in could not be tried: ${signIn.message}`;
      return judge.cannotTell(why);
    }
    const data = { ...inputs, newDay: goodDay(inputs.expirationDate, judge.now) };
    if (signIn.value.outcome === 'refused') {
      const { code, message } = signIn.value;
      const name = refusals[code];
      if (!name)
        return judge.cannotTell(
          `Microsoft Entra refused the sign-in: ${code}: ${message} What that means for Spot is not known here; the code is explained at https://login.microsoftonline.com/error.`,
        );
      return judge.found(name, { ...data, message: `${code}: ${message}` });
    }
    if (reads.status !== 'found')
      return judge.cannotTell('Spot can sign in, but what it can read could not be tried.', [
        spotReads,
      ]);
    judgeReads(reads.value, data, judge);
    // Only where Azure refused nothing: else its refusals say more.
    if (
      permissions.status !== 'found' ||
      Object.values(reads.value).some(({ outcome }) => outcome !== 'ok')
    )
      return;
    const missing = missingActions(permissions.value.value, spotActions);
    if (missing.length > 0) judge.found('actionsMissing', { ...data, message: '', missing });
  },
});

type Verdict = Judge<typeof check.diagnoses>;

/** Source: "Microsoft Entra authentication and authorization error codes". */
const refusals: Readonly<
  Record<
    string,
    'secretWrong' | 'secretExpired' | 'appUnknown' | 'tenantUnknown' | 'disabled' | 'noPrincipal'
  >
> = {
  AADSTS7000215: 'secretWrong',
  AADSTS7000222: 'secretExpired',
  AADSTS700016: 'appUnknown',
  AADSTS90002: 'tenantUnknown',
  AADSTS900023: 'tenantUnknown',
  AADSTS7000112: 'disabled',
  AADSTS7000229: 'noPrincipal',
};

const titles: Readonly<Record<keyof Reads, string>> = {
  resourceGroups: 'the resource groups',
  virtualMachines: 'the virtual machines',
  scaleSets: 'the scale sets',
  networks: 'the networks',
};

function judgeReads(reads: Reads, data: Omit<AccessData, 'message'>, judge: Verdict) {
  const all = Object.entries(reads) as [keyof Reads, Reads[keyof Reads]][];
  const by = (code: string) => all.filter(([, outcome]) => outcome.code === code);
  const first = (found: typeof all): AccessData => ({
    ...data,
    message: found[0]?.[1].message ?? 'refused',
  });

  const unknown = all.filter(([, { outcome }]) => outcome === 'absent');
  if (unknown.length > 0) return judge.found('subscriptionUnknown', first(unknown));
  if (by('InvalidAuthenticationTokenTenant').length > 0)
    return judge.found('otherTenant', first(by('InvalidAuthenticationTokenTenant')));

  const denied = by('DenyAssignmentAuthorizationFailed');
  if (denied.length > 0) judge.found('denied', first(denied));
  const refused = by('AuthorizationFailed');
  // Of resource groups Azure shows whatever a role lower down lets somebody see, without refusing
  // the list.
  if (all.every(([name, { code }]) => name === 'resourceGroups' || code === 'AuthorizationFailed'))
    return judge.found('noRights', first(refused));
  if (refused.length > 0)
    judge.found('someRefused', {
      ...first(refused),
      refused: refused.map(([name]) => titles[name]),
    });
  const unregistered = by('MissingSubscriptionRegistration');
  if (unregistered.length > 0) {
    const namespaces = unregistered.map(
      ([, { message }]) => /namespace '([\w.]+)'/.exec(message ?? '')?.[1] ?? 'Microsoft.Compute',
    );
    judge.found('notRegistered', { ...first(unregistered), namespaces: [...new Set(namespaces)] });
  }
  const told = [...denied, ...refused, ...unregistered];
  const untold = all.filter((entry) => entry[1].outcome !== 'ok' && !told.includes(entry));
  for (const [name, { message }] of untold)
    judge.cannotTell(`Whether Spot can read ${titles[name]} could not be seen: ${message}`);
}

export default check;
