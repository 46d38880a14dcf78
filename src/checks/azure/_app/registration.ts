import application from '../../../evidence/azure/application.ts';
import type directoryObject from '../../../evidence/azure/directory-object.ts';
import type servicePrincipal from '../../../evidence/azure/service-principal.ts';
import tenant from '../../../evidence/azure/tenant.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { diagnosis, type Judge } from '../../define-check.ts';
import { isElsewhere } from './directory.ts';

export const openApp = 'Open Microsoft Entra ID > App registrations > All applications > your app.';

/** Ways in which the registration of an app can be wrong, whatever Spot uses it for. */
export const registrationDiagnoses = {
  notFound: diagnosis<{ clientId: string }>({
    code: 'AZ-APP-001',
    severity: 'fail',
    title: 'No app has this client ID',
    explain: () =>
      'The directory that you are signed in to has no app registration of this client ID, and nothing else with this ID as its object ID. Either it was deleted, which “Deleted applications” shows for 30 days, or it is in another directory, or the ID is mistyped.',
    observed: ({ clientId }) => `no app ${clientId}`,
    expected: () => 'the application (client) ID of the app for Spot',
    fix: () => ({
      summary:
        'Copy the application (client) ID of your app into the field. If there is no app yet, register it as this step says.',
      commands: [],
      console: [
        openApp,
        'Copy the Application (client) ID from its Overview.',
        'App registrations > Deleted applications lists those that were deleted; Restore brings one back.',
      ],
    }),
  }),
  objectIdOfApp: diagnosis<{ clientId: string; right: string; name: string }>({
    code: 'AZ-APP-002',
    severity: 'fail',
    title: 'This is the object ID of the app, not its client ID',
    explain: ({ name }) =>
      `The Overview of “${name}” shows three IDs that look alike. Spot signs in with the application (client) ID, the first of them.`,
    observed: ({ clientId }) => `${clientId}, the object ID`,
    expected: ({ right }) => right,
    fix: ({ right }) => ({
      summary: `Put ${right} into the field “Application (client) ID”. Nothing in Azure has to change.`,
      commands: [],
    }),
  }),
  objectIdOfPrincipal: diagnosis<{ clientId: string; right: string; name: string }>({
    code: 'AZ-APP-003',
    severity: 'fail',
    title: 'This is the object ID of the enterprise application, not the client ID',
    explain: ({ name }) =>
      `“${name}” has an object ID as enterprise application (service principal). Roles are given to that one; Spot signs in with the application (client) ID.`,
    observed: ({ clientId }) => `${clientId}, the object ID of the service principal`,
    expected: ({ right }) => right,
    fix: ({ right }) => ({
      summary: `Put ${right} into the field “Application (client) ID”. Nothing in Azure has to change.`,
      commands: [],
    }),
  }),
  foreign: diagnosis<{ clientId: string; owner: string }>({
    code: 'AZ-APP-004',
    severity: 'fail',
    title: 'The app belongs to another directory',
    explain: () =>
      'Your directory knows it only as an enterprise application: somebody else registered it and keeps its secrets. Spot needs an app of your own, so that you decide about its secret.',
    observed: ({ owner }) => `registered in ${owner}`,
    expected: () => 'registered in your directory',
    fix: () => ({
      summary:
        'Register an app of your own, as this step says, and put its client ID into the field.',
      commands: [],
      console: ['Open Microsoft Entra ID > App registrations > New registration.'],
    }),
  }),
  managedIdentity: diagnosis<{ clientId: string; name: string }>({
    code: 'AZ-APP-008',
    severity: 'fail',
    title: 'This is a managed identity, and Spot cannot sign in as one',
    explain: ({ name }) =>
      `“${name}” belongs to a resource of Azure, and only that signs in with it: it has no app registration and no secret. Spot needs an app of its own.`,
    observed: ({ clientId, name }) => `${clientId}, the managed identity “${name}”`,
    expected: () => 'the application (client) ID of an app registration',
    fix: () => ({
      summary: 'Register an app, as this step says, and put its client ID into the field.',
      commands: [],
      console: ['Open Microsoft Entra ID > App registrations > New registration.'],
    }),
  }),
  openToOthers: diagnosis<{ clientId: string; audience: string }>({
    code: 'AZ-APP-005',
    severity: 'warning',
    title: 'The app is open to other directories',
    explain: () =>
      'Spot works. But an administrator of any other directory could let this app in there, with your secret. Spot needs it in yours only.',
    observed: ({ audience }) => audience,
    expected: () => 'AzureADMyOrg (single tenant)',
    fix: ({ clientId }) => ({
      summary: 'Limit the app to your own directory.',
      commands: [`az ad app update --id ${clientId} --sign-in-audience AzureADMyOrg`],
      console: [
        openApp,
        'Choose Authentication > Supported account types > Accounts in this organizational directory only, then Save.',
      ],
    }),
  }),
  disabledByMicrosoft: diagnosis<{ clientId: string; status: string }>({
    code: 'AZ-APP-007',
    severity: 'fail',
    title: 'Microsoft has disabled the app',
    explain: () =>
      'Microsoft switches an app off when it looks abused, or breaks the terms of service. Nobody can sign in with it, however right the secret is. It may mean that the secret was stolen: find out first.',
    observed: ({ status }) => status,
    expected: () => 'not disabled',
    fix: () => ({
      summary:
        'Find out why, with Microsoft Support. If the app stays disabled, register another one as this step says.',
      commands: [],
      console: [openApp, 'Its Overview shows the banner with the reason.'],
      who: 'Microsoft Support',
    }),
  }),
};

/**
 * Who may sign in to an app besides its own directory.
 *
 * Source: https://learn.microsoft.com/graph/api/resources/application (`signInAudience`)
 */
const openAudiences: readonly string[] = [
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
];

type ValueOf<K> = K extends EvidenceKind<infer T> ? T : never;
type Registration = ValueOf<typeof application>;

interface RegistrationEvidence {
  app: Evidence<Registration>;
  object: Evidence<ValueOf<typeof directoryObject>>;
  principal: Evidence<ValueOf<typeof servicePrincipal>>;
  own: Evidence<ValueOf<typeof tenant>>;
}

/**
 * Judges the app of a client ID: that it is there, in this directory, and open to no other.
 * The registration, where the look went that far.
 */
export function judgeRegistration(
  { app, object, principal, own }: RegistrationEvidence,
  { clientId, tenantId }: { clientId: string; tenantId: string },
  judge: Judge<typeof registrationDiagnoses>,
): Registration | undefined {
  if (isElsewhere(own, tenantId, judge)) return;
  if (own.status !== 'found' || own.value.value.length === 0)
    judge.cannotTell(
      'Which directory you are signed in to could not be seen, and so not whose app this is.',
      [tenant],
    );
  if (app.status === 'absent') {
    const owner = principal.status === 'found' ? principal.value.appOwnerOrganizationId : undefined;
    if (owner && owner.toLowerCase() !== tenantId.toLowerCase())
      return void judge.found('foreign', { clientId, owner });
    const other = object.status === 'found' ? object.value : undefined;
    if (!other?.appId) return void judge.found('notFound', { clientId });
    const ownerOfOther = other.appOwnerOrganizationId;
    if (ownerOfOther && ownerOfOther.toLowerCase() !== tenantId.toLowerCase())
      return void judge.found('foreign', { clientId, owner: ownerOfOther });
    if (/^ManagedIdentity$/i.test(other.servicePrincipalType ?? ''))
      return void judge.found('managedIdentity', { clientId, name: other.displayName ?? clientId });
    if (!/^(Application|Legacy|SocialIdp)$/i.test(other.servicePrincipalType ?? 'Application'))
      return void judge.cannotTell(
        `${clientId} is the object ID of a service principal of the type “${other.servicePrincipalType}”, and whether Spot can sign in with that is not known here. Use an app registration.`,
      );
    const found = { clientId, right: other.appId, name: other.displayName ?? other.appId };
    return void judge.found(
      other['@odata.type']?.match(/servicePrincipal$/i) ? 'objectIdOfPrincipal' : 'objectIdOfApp',
      found,
    );
  }
  if (app.status !== 'found')
    return void judge.cannotTell('The app registration could not be looked at.', [application]);
  const { signInAudience, disabledByMicrosoftStatus: disabled } = app.value;
  if (disabled && /^Disabled/i.test(disabled))
    judge.found('disabledByMicrosoft', { clientId, status: disabled });
  else if (disabled && disabled !== 'NotDisabled')
    judge.cannotTell(
      `Microsoft calls the app “${disabled}”, and what that means is not known here.`,
    );
  if (!signInAudience)
    judge.cannotTell('Microsoft Entra did not say whether the app is open to other directories.', [
      application,
    ]);
  else if (openAudiences.includes(signInAudience))
    judge.found('openToOthers', { clientId, audience: signInAudience });
  else if (signInAudience !== 'AzureADMyOrg')
    judge.cannotTell(
      `Microsoft Entra says that the app is for “${signInAudience}”, and whether that is your directory alone is not known here.`,
    );
  return app.value;
}
