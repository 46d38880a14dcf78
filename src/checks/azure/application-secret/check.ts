import application from '../../../evidence/azure/application.ts';
import clientSecret from '../../../evidence/azure/client-secret.ts';
import { type Diagnosis, defineCheck, diagnosis, type Judge } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { dayOf, newSecret } from '../_fixes/commands.ts';
import { type Credential, chosenSecret, daysApart, daysLeft, isLive } from './choice.ts';

interface SecretData {
  clientId: string;
  expirationDate: string;
}

/**
 * The portal offers no longer life. Source: Microsoft Learn, "Add credentials to an application".
 */
const longestDays = 732;
const soonDays = 30;
/** Two at a time is how a secret is renewed. */
const usualSecrets = 2;

/**
 * A day that a new secret may well live to: what was typed, if that is a usable one, else a year
 * from now.
 */
export function goodDay(typed: string, now: Date): string {
  const days = (Date.parse(`${typed}T00:00:00Z`) - now.getTime()) / 86_400_000;
  return days > soonDays && days < longestDays
    ? typed
    : new Date(now.getTime() + 365 * 86_400_000).toISOString().slice(0, 10);
}

const makeInConsole = [
  'Open Microsoft Entra ID > App registrations > your app > Certificates & secrets > New client secret.',
  'Choose when it expires, choose Add, and copy the Value at once: it is shown only now. Not the Secret ID.',
];

/** Something that a new secret mends. */
function mendedByNewSecret<D extends SecretData & { newDay: string }>(
  definition: Omit<Diagnosis<D>, 'fix'>,
): Diagnosis<D> {
  return diagnosis<D>({
    ...definition,
    fix: ({ clientId, newDay }) => ({
      summary: `Make a new secret. The command prints its Value: put it into the field “Client secret”, ${newDay} into “The secret expires on”, and both into Spot. What exists stays.`,
      commands: [newSecret(clientId, newDay)],
      console: makeInConsole,
    }),
  });
}

const check = defineCheck({
  id: 'azure/application-secret',
  title: 'The app has a client secret that lives long enough and ends on the day you typed',
  needs: { app: application },
  mayUse: { typed: clientSecret },
  inputs: ['clientId', 'expirationDate'],
  after: ['azure/application'],
  diagnoses: {
    none: mendedByNewSecret<SecretData & { newDay: string }>({
      code: 'AZ-SECRET-001',
      severity: 'fail',
      title: 'The app has no client secret',
      explain: () =>
        'Spot proves with a secret that it is the app. There is none: none was made yet, or all were deleted.',
      observed: () => 'no client secret',
      expected: () => 'one that is valid',
    }),
    expired: mendedByNewSecret<SecretData & { newDay: string; ended: string; name: string }>({
      code: 'AZ-SECRET-002',
      severity: 'fail',
      title: 'The client secret has expired',
      explain: () =>
        'Microsoft Entra refuses it with AADSTS7000222. Spot is disconnected and manages nothing any more until it gets a new one.',
      observed: ({ name, ended }) => `${name} ended on ${ended}`,
      expected: () => 'a secret that is valid',
    }),
    endsSoon: mendedByNewSecret<SecretData & { newDay: string; days: number; ends: string }>({
      code: 'AZ-SECRET-003',
      severity: 'warning',
      title: 'The client secret ends soon',
      explain: ({ ends }) =>
        `Spot works until ${ends}, and is then disconnected. Make the next secret now, give it to Spot, and delete the old one after that.`,
      observed: ({ days, ends }) => `${days} days left, until ${ends}`,
      expected: () => `more than ${soonDays} days left`,
    }),
    livesTooLong: mendedByNewSecret<SecretData & { newDay: string; ends: string }>({
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
    notOfThisApp: mendedByNewSecret<SecretData & { newDay: string; hint: string; hints: string[] }>(
      {
        code: 'AZ-SECRET-006',
        severity: 'fail',
        title: 'The client secret that you typed is not one of this app',
        explain: () =>
          'Microsoft Entra shows how each secret begins, and none of this app begins like yours. It is of another app, was deleted, or somebody renewed it with a command that deletes all others (az ad app credential reset without --append). Microsoft Entra refuses it with AADSTS7000215.',
        observed: ({ hint }) => `begins with ${hint}`,
        expected: ({ hints }) => `begins with ${hints.join(' or ')}`,
      },
    ),
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
          'Delete those that nobody uses. Spot keeps working with the one that you typed; find out first whether another program uses one of the others.',
        commands: others.map(
          ({ keyId }) => `az ad app credential delete --id ${clientId} --key-id ${quote(keyId)}`,
        ),
        console: [
          'Open Microsoft Entra ID > App registrations > your app > Certificates & secrets, and delete what is not needed.',
        ],
      }),
    }),
  },
  assess({ app, typed }, { clientId, expirationDate }, judge) {
    if (!app) return judge.cannotTell('There is no app of this client ID; see the step before.');
    const data = { clientId, expirationDate, newDay: goodDay(expirationDate, judge.now) };
    const credentials = app.passwordCredentials;
    if (credentials.length === 0) return judge.found('none', data);
    const hint = typed.status === 'found' ? typed.value.hint : undefined;
    const chosen = chosenSecret(credentials, { ...(hint ? { hint } : {}), day: expirationDate });
    if (!chosen) {
      const hints = credentials
        .filter((credential) => isLive(credential, judge.now))
        .map((credential) => credential.hint ?? '…');
      return judge.found('notOfThisApp', {
        ...data,
        hint: hint ?? '',
        hints: hints.length > 0 ? hints : ['another secret: none is valid now'],
      });
    }
    judgeSecret(chosen.credential, data, judge);
    judgeOthers(credentials, chosen, data, judge);
  },
});

type Verdict = Judge<typeof check.diagnoses>;

function judgeSecret(
  credential: Credential,
  data: SecretData & { newDay: string },
  judge: Verdict,
) {
  const ends = dayOf(credential.endDateTime);
  const starts = Date.parse(credential.startDateTime ?? '');
  const days = daysLeft(credential, judge.now);
  if (!isLive(credential, judge.now)) {
    return judge.found('expired', {
      ...data,
      ended: ends,
      name: credential.displayName ? `“${credential.displayName}”` : 'the secret',
    });
  }
  if (starts > judge.now.getTime())
    judge.pending('The secret is right, and begins later.', new Date(starts));
  if (daysApart(data.expirationDate, credential.endDateTime) > 1)
    judge.found('dateDiffers', { ...data, ends });
  if (days < soonDays)
    judge.found('endsSoon', { ...data, newDay: goodDay('', judge.now), days, ends });
  if (days > longestDays)
    judge.found('livesTooLong', { ...data, newDay: goodDay('', judge.now), ends });
}

function judgeOthers(
  credentials: readonly Credential[],
  { credential, sure }: { credential: Credential; sure: boolean },
  data: SecretData,
  judge: Verdict,
) {
  const live = credentials.filter((one) => isLive(one, judge.now));
  if (live.length <= usualSecrets || !sure) return;
  const others = live
    .filter((one) => one !== credential)
    .map(({ keyId, displayName }) => ({ keyId, name: displayName ?? keyId }));
  judge.found('tooMany', { ...data, others, count: live.length });
}

export default check;
