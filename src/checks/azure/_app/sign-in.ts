import type spotSignIn from '../../../evidence/azure/spot-sign-in.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import askFirst from '../../ask-first.ts';
import { type Diagnosis, diagnosis, type Fix, type Judge } from '../../define-check.ts';
import { newSecret } from '../_fixes/commands.ts';
import { chooseExpiry } from './secret-days.ts';

export interface SignInData {
  clientId: string;
  /** Until when a new secret may live. */
  newDay: string;
  /** In Azure's words. */
  message: string;
}

/** What Azure refused, in its own words. */
export interface Refused {
  message: string;
}

export const observed = ({ message }: Refused) => message;

/** A secret that Microsoft Entra does not take. */
function secretRefused(
  definition: Pick<Diagnosis<SignInData>, 'code' | 'title' | 'explain'>,
): Diagnosis<SignInData> {
  return diagnosis<SignInData>({
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
export function valueRefused(
  definition: Pick<Diagnosis<Refused>, 'code' | 'title' | 'explain' | 'expected'> & {
    console: string[];
    summary: string;
  },
) {
  const { console, summary, ...words } = definition;
  return diagnosis<Refused>({
    ...words,
    severity: 'fail',
    observed,
    fix: () => ({ summary, commands: [], console }),
  });
}

/** Somebody switched signing in off; whether it may be on again is for them to say. */
export const askAboutSignIn = ({ clientId }: { clientId: string }): Fix =>
  askFirst({
    summary: 'Ask who switched it off, and why.',
    who: 'whoever administers applications in your directory (Cloud Application Administrator)',
    send: `Signing in is switched off for the application ${clientId}, with which Spot works in our Azure. Was that done on purpose? If not, please enable its enterprise application for users to sign in.`,
    console: [
      'Open Microsoft Entra ID > Monitoring > Audit logs, and look for “Disable account” or “Update service principal” of the app: they name who did it.',
      'Enterprise applications > your app > Properties shows “Enabled for users to sign in”.',
    ],
    agreed: [`az ad sp update --id ${clientId} --set accountEnabled=true`],
  });

/** How Microsoft Entra refuses a sign-in: the same codes and words for every product. */
export const signInDiagnoses = {
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
      'Microsoft Entra answers AADSTS700016 for all of these: the client ID is that of something else (an object ID, say), the app was deleted, or it is in another directory than the one that you named. Spot cannot see which.',
    expected: () => 'the application (client) ID of an app in this directory',
    summary:
      'Check the step “Register the app” with your own credentials: it says which of these it is. Or compare both IDs with the Overview of the app. If they are wrong, correct the fields; if the app is gone, register it again as that step says.',
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
  disabled: diagnosis<SignInData>({
    code: 'AZ-SIGNIN-005',
    severity: 'fail',
    title: 'Signing in is switched off for the app',
    explain: () =>
      'Microsoft Entra says the same (AADSTS7000112) whether somebody of your company disabled the enterprise application, or Microsoft the app. The step “Register the app”, checked with your own credentials, says which. What Microsoft disabled, nobody here can switch on.',
    observed,
    expected: () => 'enabled for users to sign in',
    fix: askAboutSignIn,
  }),
  noPrincipal: diagnosis<SignInData>({
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
};

/** Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const refusals: Readonly<Record<string, keyof typeof signInDiagnoses>> = {
  AADSTS7000215: 'secretWrong',
  AADSTS7000222: 'secretExpired',
  AADSTS700016: 'appUnknown',
  AADSTS90002: 'tenantUnknown',
  AADSTS900023: 'tenantUnknown',
  AADSTS7000112: 'disabled',
  AADSTS7000229: 'noPrincipal',
};

type SignIn = typeof spotSignIn extends EvidenceKind<infer T> ? T : never;

/** Judges Spot's attempt to sign in. True when it got in, so that looking further means something. */
export function judgeSignIn(
  signIn: Evidence<SignIn>,
  { clientId, expirationDate }: { clientId: string; expirationDate: string },
  judge: Judge<typeof signInDiagnoses>,
): boolean {
  if (signIn.status !== 'found') {
    const why =
      signIn.status === 'notCollected'
        ? 'Only Spot can try this: check as Spot.'
        : `Signing in could not be tried: ${signIn.message}`;
    judge.cannotTell(why);
    return false;
  }
  if (signIn.value.outcome !== 'refused') return true;
  const { code, message } = signIn.value;
  const name = refusals[code];
  const newDay = chooseExpiry(expirationDate, judge.now);
  if (name) judge.found(name, { clientId, newDay, message: `${code}: ${message}` });
  else if (!judge.refusedBy(`${code}: ${message}`))
    judge.cannotTell(
      `Microsoft Entra refused the sign-in: ${code}: ${message} What that means for Spot is not known here; the code is explained at https://login.microsoftonline.com/error.`,
    );
  return false;
}
