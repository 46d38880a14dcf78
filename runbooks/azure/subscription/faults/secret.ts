import { addSecret, createApplication } from '../../../../src/simulator/azure/seed.ts';
import { type Fault, readInput } from '../../../define-faults.ts';
import { day, formatDay, hour } from '../../../time.ts';
import { deleteSecrets, findApplication, findSecret, takePrintedSecret } from '../../_world/app.ts';
import { ask, typed } from '../../_world/reasons.ts';
import type { SubscriptionWorld } from '../worlds.ts';
import seenBySpot from './seen-by-spot.ts';

/** The day on which the secret ends, and what the reader typed of it. */
function endIn(subject: SubscriptionWorld, days: number): void {
  const endAt = subject.world.clock.now() + days * day;
  findSecret(subject).endAt = endAt;
  subject.inputs.expirationDate = formatDay(endAt);
}

/**
 * The new secret, with the day that the fix names: a year from now. The world's clock is an hour
 * ahead of the real one.
 */
function takeSecretAndDay(inputs: SubscriptionWorld['inputs'], printed: readonly string[]): void {
  takePrintedSecret(inputs, printed);
  inputs.expirationDate = formatDay(Date.now() + hour + 365 * day);
}

/** The secret ended ten days ago. */
function expire(subject: SubscriptionWorld): void {
  findSecret(subject).startAt = subject.world.clock.now() - 400 * day;
  endIn(subject, -10);
}

/** Cut off when it was copied: its beginning is right. */
function cutOff(subject: SubscriptionWorld): void {
  subject.inputs.clientSecret = readInput(subject, 'clientSecret').slice(0, -3);
}

/** The directory limits secrets, and the reader has a role that shows it. */
function limitSecrets(
  { tenant, reader }: SubscriptionWorld,
  limits: Partial<SubscriptionWorld['tenant']['appManagementPolicy']>,
): void {
  Object.assign(tenant.appManagementPolicy, { isEnabled: true }, limits);
  const user = tenant.users.get(reader.azure.objectId);
  if (!user) throw new Error('The reader is no user of the directory; they cannot see its policy.');
  user.directoryRoles.push('Cloud Application Administrator');
}

/** The secret, its end, and what the reader typed of it. */
export const secretFaults: readonly Fault<SubscriptionWorld>[] = [
  {
    name: 'no-secret',
    title: 'The app has no secret',
    breaks: deleteSecrets,
    expected: { reader: ['AZ-SECRET-001'], spot: ['AZ-SIGNIN-001'] },
    correctInputs: takePrintedSecret,
  },
  {
    name: 'secret-expired',
    title: 'The secret has expired',
    catalogue: 'F-107',
    breaks: expire,
    expected: { reader: ['AZ-SECRET-002'], spot: ['AZ-SIGNIN-002'] },
    correctInputs: takeSecretAndDay,
  },
  {
    name: 'secret-ends-soon',
    title: 'The secret ends in two weeks',
    breaks: (subject) => endIn(subject, 14),
    expected: { reader: ['AZ-SECRET-003'], spot: [] },
    correctInputs: takeSecretAndDay,
  },
  {
    name: 'secret-for-decades',
    title: "The secret lives until 2099, as Spot's Terraform module makes it",
    breaks(subject) {
      findSecret(subject).endAt = Date.parse('2099-01-01T00:00:00Z');
      subject.inputs.expirationDate = '2099-01-01';
    },
    expected: { reader: ['AZ-SECRET-004'], spot: [] },
    correctInputs: takeSecretAndDay,
  },
  {
    name: 'expiry-typed-too-late',
    title: 'The day that was typed is later than the end of the secret',
    catalogue: 'F-125',
    breaks(subject) {
      subject.inputs.expirationDate = formatDay(findSecret(subject).endAt + 60 * day);
    },
    expected: { reader: ['AZ-SECRET-005'], spot: [] },
    noCommand: typed,
  },
  {
    name: 'expiry-typed-too-early',
    title: 'The day that was typed is past, while the secret is good',
    catalogue: 'F-125',
    breaks(subject) {
      subject.inputs.expirationDate = formatDay(subject.world.clock.now() - 30 * day);
    },
    expected: { reader: ['AZ-SECRET-005'], spot: [] },
    noCommand: typed,
  },
  {
    name: 'day-and-month-swapped',
    title: 'Day and month of the expiry were swapped',
    catalogue: 'F-125',
    breaks(subject) {
      findSecret(subject).endAt = Date.parse(
        `${new Date(subject.world.clock.now() + 300 * day).getUTCFullYear()}-11-05T00:00:00Z`,
      );
      const credential = findSecret(subject);
      if (credential.endAt < subject.world.clock.now() + 60 * day) credential.endAt += 365 * day;
      const [year, month, date] = formatDay(credential.endAt).split('-');
      subject.inputs.expirationDate = `${year}-${date}-${month}`;
    },
    expected: { reader: ['AZ-SECRET-005'], spot: [] },
    noCommand: typed,
  },
  {
    name: 'secret-of-another-app',
    title: 'The secret of another app was copied',
    breaks({ world, tenant, inputs }) {
      inputs.clientSecret = createApplication(world, { tenant, displayName: 'Backup' }).secret;
    },
    expected: { reader: ['AZ-SECRET-006'], spot: ['AZ-SIGNIN-001'] },
    correctInputs: takePrintedSecret,
  },
  {
    name: 'secret-reset-without-append',
    title: 'A colleague renewed the secret with a command that deletes the others',
    catalogue: 'F-118',
    breaks(subject) {
      deleteSecrets(subject);
      addSecret(subject.world, findApplication(subject), { displayName: 'backup' });
    },
    expected: { reader: ['AZ-SECRET-006'], spot: ['AZ-SIGNIN-001'] },
    correctInputs: takePrintedSecret,
  },
  {
    name: 'too-many-secrets',
    title: 'The app has three valid secrets',
    breaks(subject) {
      const app = findApplication(subject);
      for (const name of ['first try', 'second try'])
        addSecret(subject.world, app, { displayName: name });
    },
    expected: { reader: ['AZ-SECRET-007'], spot: [] },
    noCommand: 'Each of the secrets works, and may be that of a program: only people know.',
  },
  {
    name: 'directory-forbids-secrets',
    title: 'The directory lets nobody make a client secret, and there is none yet',
    catalogue: 'F-124',
    breaks(subject) {
      deleteSecrets(subject);
      limitSecrets(subject, { passwordAddition: true });
    },
    expected: { reader: ['AZ-SECRET-008'] },
    noCommand: ask,
  },
  {
    name: 'directory-limits-life-of-secrets',
    title: 'The directory lets secrets live for half a year, and a later day was typed',
    catalogue: 'F-124',
    breaks(subject) {
      deleteSecrets(subject);
      limitSecrets(subject, { passwordAddition: false, maxPasswordLifetime: 'P180D' });
      subject.inputs.expirationDate = formatDay(subject.world.clock.now() + 400 * day);
    },
    expected: { reader: ['AZ-SECRET-001', 'AZ-SECRET-009'] },
    correctInputs(inputs, printed) {
      takePrintedSecret(inputs, printed);
      inputs.expirationDate = formatDay(Date.now() + hour + 180 * day);
    },
  },
  {
    name: 'secret-cut-off',
    title: 'The end of the secret was lost when it was copied',
    catalogue: 'F-106',
    breaks: cutOff,
    expected: { reader: [], spot: ['AZ-SIGNIN-001'] },
    correctInputs: takePrintedSecret,
  },
  seenBySpot({
    name: 'secret-expired-seen-by-spot',
    title: 'Spot is refused because the secret has expired',
    catalogue: 'F-107',
    code: 'AZ-SIGNIN-002',
    breaks: expire,
    correctInputs: takeSecretAndDay,
  }),
];
