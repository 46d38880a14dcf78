import askFirst from '../../ask-first.ts';
import { type Diagnosis, diagnosis, type Fix } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { soonDays } from '../_app/secret-days.ts';
import type { SecretPolicy } from '../_app/secret-policy.ts';
import { newSecret } from '../_fixes/commands.ts';

export interface SecretData {
  clientId: string;
  expirationDate: string;
}

const makeInConsole = [
  'Open Microsoft Entra ID > App registrations > your app > Certificates & secrets > New client secret.',
  'Choose when it expires, choose Add, and copy the Value at once: it is shown only now. Not the Secret ID.',
];

/** Something that a new secret fixes. */
function newSecretDiagnosis<D extends SecretData & { newDay: string; policy?: SecretPolicy }>(
  definition: Omit<Diagnosis<D>, 'fix'>,
): Diagnosis<D> {
  return diagnosis<D>({
    ...definition,
    fix: (data) => (data.policy?.forbidsNew ? askForSecret(data) : makeSecret(data)),
  });
}

const makeSecret = ({ clientId, newDay }: SecretData & { newDay: string }): Fix => ({
  summary: `Make a new secret. The command prints its Value: put it into the field “Client secret”, ${newDay} into “The secret expires on”, and both into Spot. What exists stays.`,
  commands: [newSecret(clientId, newDay)],
  console: makeInConsole,
});

/** An app management policy is the company's: nobody goes around it. */
const askForSecret = ({ clientId }: SecretData): Fix =>
  askFirst({
    summary: 'A new secret is needed, and your directory forbids new ones. Ask for an exception.',
    who: 'a Cloud Application Administrator or Security Administrator of the directory',
    send: `Spot signs in to our Azure with a client secret of the application ${clientId}, and our app management policy forbids new secrets (CredentialTypeNotAllowedAsPerAppPolicy). Please exempt this application with an app management policy of its own, or tell us which other way you allow.`,
    console: [
      'Open Microsoft Entra ID > Enterprise applications > Application policies: “Block password addition” is on.',
    ],
  });

/** The ways in which `azure/application-secret` fails, and their words. */
const diagnoses = {
  none: newSecretDiagnosis<SecretData & { newDay: string }>({
    code: 'AZ-SECRET-001',
    severity: 'fail',
    title: 'The app has no client secret',
    explain: () =>
      'Spot proves with a secret that it is the app. There is none: none was made yet, or all were deleted.',
    observed: () => 'no client secret',
    expected: () => 'one that is valid',
  }),
  expired: newSecretDiagnosis<SecretData & { newDay: string; ended: string; name: string }>({
    code: 'AZ-SECRET-002',
    severity: 'fail',
    title: 'The client secret has expired',
    explain: () =>
      'Microsoft Entra refuses it with AADSTS7000222. Spot is disconnected and manages nothing any more until it gets a new one.',
    observed: ({ name, ended }) => `${name} ended on ${ended}`,
    expected: () => 'a secret that is valid',
  }),
  endsSoon: newSecretDiagnosis<SecretData & { newDay: string; days: number; ends: string }>({
    code: 'AZ-SECRET-003',
    severity: 'warning',
    title: 'The client secret ends soon',
    explain: ({ ends }) =>
      `Spot works until ${ends}, and is then disconnected. Make the next secret now, give it to Spot, and delete the old one after that.`,
    observed: ({ days, ends }) => `${days} days left, until ${ends}`,
    expected: () => `more than ${soonDays} days left`,
  }),
  livesTooLong: newSecretDiagnosis<SecretData & { newDay: string; ends: string }>({
    code: 'AZ-SECRET-004',
    severity: 'warning',
    title: 'The client secret lives for many years',
    explain: () =>
      'Spot works. But whoever gets hold of this secret can use it for as long as it lives, and nobody is reminded to renew it. The portal allows two years at most. After the new one works in Spot, delete this one.',
    observed: ({ ends }) => `valid until ${ends}`,
    expected: () => 'two years or less',
  }),
  dateDiffers: diagnosis<SecretData & { ends: string }>({
    code: 'AZ-SECRET-005',
    severity: 'fail',
    title: 'The day that you typed is not the day on which the secret ends',
    explain: ({ ends, expirationDate }) =>
      ends < expirationDate
        ? 'Spot reminds you by the day that you give it. With this one it would remind you after the secret has ended and Spot is disconnected.'
        : 'Spot reminds you by the day that you give it, and may take the connection for ended while the secret is still good.',
    observed: ({ expirationDate }) => expirationDate,
    expected: ({ ends }) => ends,
    fix: ({ ends }) => ({
      summary: `Put ${ends} into the field “The secret expires on”, and into Spot. Nothing in Azure has to change.`,
      commands: [],
      console: [
        'Open Microsoft Entra ID > App registrations > your app > Certificates & secrets: the day is in the column Expires.',
      ],
    }),
  }),
  notOfThisApp: newSecretDiagnosis<SecretData & { newDay: string; hint: string; hints: string[] }>({
    code: 'AZ-SECRET-006',
    severity: 'fail',
    title: 'The client secret that you typed is not one of this app',
    explain: () =>
      'Microsoft Entra shows how each secret begins, and none of this app begins like yours. It is of another app, was deleted, or somebody renewed it with a command that deletes all others (az ad app credential reset without --append). Microsoft Entra refuses it with AADSTS7000215.',
    observed: ({ hint }) => `begins with ${hint}`,
    expected: ({ hints }) => `begins with ${hints.join(' or ')}`,
  }),
  forbidden: diagnosis<SecretData>({
    code: 'AZ-SECRET-008',
    severity: 'fail',
    title: 'Your directory forbids new client secrets, and the app has none that is valid',
    explain: () =>
      'An app management policy of the directory blocks client secrets (CredentialTypeNotAllowedAsPerAppPolicy), and Spot signs in with one. A single app can be exempted; if yours is, go on.',
    observed: () => 'passwordAddition is blocked in the default app management policy',
    expected: () => 'an exemption for this app',
    fix: askForSecret,
  }),
  lifeLimited: diagnosis<SecretData & { newDay: string; mostDays: number }>({
    code: 'AZ-SECRET-009',
    severity: 'warning',
    title: 'Your directory does not let secrets live until the day that you typed',
    explain: ({ mostDays }) =>
      `An app management policy of the directory lets new secrets live for ${mostDays} days at most. A longer one is refused (CredentialInvalidLifetimeAsPerAppPolicy).`,
    observed: ({ expirationDate }) => expirationDate,
    expected: ({ newDay }) => `${newDay} or earlier`,
    fix: ({ newDay }) => ({
      summary: `Put ${newDay} into the field “The secret expires on”, and renew the secret before that day.`,
      commands: [],
      console: [
        'Open Microsoft Entra ID > Enterprise applications > Application policies: “Restrict max password lifetime” shows the limit.',
      ],
      who: 'for a longer life, a Cloud Application Administrator',
    }),
  }),
  tooMany: diagnosis<SecretData & { others: { keyId: string; name: string }[]; count: number }>({
    code: 'AZ-SECRET-007',
    severity: 'warning',
    title: 'The app has more valid secrets than it needs',
    explain: () =>
      'Each of them opens the subscription. Two are normal while one is being renewed; whatever nobody uses any more should go.',
    observed: ({ count }) => `${count} valid secrets`,
    expected: () => 'one, or two while it is renewed',
    fix: ({ clientId, others }) => ({
      summary:
        'Ask the owners of the app which of the others a program uses: that program stops when its secret is deleted. Delete the rest. Spot keeps working with the one that you typed.',
      // Each of them works, and may be somebody's.
      commands: [],
      console: [
        'Open Microsoft Entra ID > App registrations > your app > Certificates & secrets, and delete what is not needed.',
        ...others.map(
          ({ keyId, name }) =>
            `If nobody uses “${name}”: az ad app credential delete --id ${clientId} --key-id ${quote(keyId)}`,
        ),
      ],
      who: 'the owners of the app',
    }),
  }),
};

export default diagnoses;
