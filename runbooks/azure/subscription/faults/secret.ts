import { addSecret, createApplication } from '../../../../src/simulator/azure/seed.ts';
import type { PasswordCredential } from '../../../../src/simulator/azure/state.ts';
import { applicationOf, type SubscriptionWorld } from '../healthy.ts';
import { seenBySpot } from './app.ts';
import { type AzureFault, day, newSecretTyped, typed } from './changes.ts';

/** The only secret of the app. */
function secretOf(subject: SubscriptionWorld): PasswordCredential {
  const [credential] = applicationOf(subject).passwordCredentials;
  if (!credential) throw new Error('The healthy world has no secret; it cannot be changed.');
  return credential;
}

const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The day on which the secret ends, and what the reader typed of it. */
function endsIn(subject: SubscriptionWorld, days: number): void {
  const endAt = subject.world.clock.now() + days * day;
  secretOf(subject).endAt = endAt;
  subject.inputs.expirationDate = isoDay(endAt);
}

/** A year from now, which the fix names. The world's clock is an hour ahead of the real one. */
const aYearFromNow = () => isoDay(Date.now() + 3_600_000 + 365 * day);
const newSecretAndDay = (inputs: Record<string, string>, printed: readonly string[]) => ({
  ...newSecretTyped(inputs, printed),
  expirationDate: aYearFromNow(),
});

const expire = (subject: SubscriptionWorld) => {
  const credential = secretOf(subject);
  credential.startAt = subject.world.clock.now() - 400 * day;
  endsIn(subject, -10);
};

/** Cut off when it was copied: its beginning is right. */
const cutOff = ({ inputs }: SubscriptionWorld) => {
  inputs.clientSecret = (inputs.clientSecret as string).slice(0, -3);
};

export const secretFaults: readonly AzureFault[] = [
  {
    name: 'no-secret',
    title: 'The app has no secret',
    breaks(subject) {
      applicationOf(subject).passwordCredentials = [];
    },
    expected: { reader: ['AZ-SECRET-001'], spot: ['AZ-SIGNIN-001'] },
    inputsAfterFix: newSecretTyped,
  },
  {
    name: 'secret-expired',
    title: 'The secret has expired',
    catalogue: 'F-107',
    breaks: expire,
    expected: { reader: ['AZ-SECRET-002'], spot: ['AZ-SIGNIN-002'] },
    inputsAfterFix: newSecretAndDay,
  },
  {
    name: 'secret-ends-soon',
    title: 'The secret ends in two weeks',
    breaks: (subject) => endsIn(subject, 14),
    expected: { reader: ['AZ-SECRET-003'], spot: [] },
    inputsAfterFix: newSecretAndDay,
  },
  {
    name: 'secret-for-decades',
    title: "The secret lives until 2099, as Spot's Terraform module makes it",
    breaks(subject) {
      secretOf(subject).endAt = Date.parse('2099-01-01T00:00:00Z');
      subject.inputs.expirationDate = '2099-01-01';
    },
    expected: { reader: ['AZ-SECRET-004'], spot: [] },
    inputsAfterFix: newSecretAndDay,
  },
  {
    name: 'expiry-typed-too-late',
    title: 'The day that was typed is later than the end of the secret',
    catalogue: 'F-125',
    breaks(subject) {
      subject.inputs.expirationDate = isoDay(secretOf(subject).endAt + 60 * day);
    },
    expected: { reader: ['AZ-SECRET-005'], spot: [] },
    noCommand: typed,
  },
  {
    name: 'expiry-typed-too-early',
    title: 'The day that was typed is past, while the secret is good',
    catalogue: 'F-125',
    breaks(subject) {
      subject.inputs.expirationDate = isoDay(subject.world.clock.now() - 30 * day);
    },
    expected: { reader: ['AZ-SECRET-005'], spot: [] },
    noCommand: typed,
  },
  {
    name: 'day-and-month-swapped',
    title: 'Day and month of the expiry were swapped',
    catalogue: 'F-125',
    breaks(subject) {
      secretOf(subject).endAt = Date.parse(
        `${new Date(subject.world.clock.now() + 300 * day).getUTCFullYear()}-11-05T00:00:00Z`,
      );
      const credential = secretOf(subject);
      if (credential.endAt < subject.world.clock.now() + 60 * day) credential.endAt += 365 * day;
      const [year, month, date] = isoDay(credential.endAt).split('-');
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
    inputsAfterFix: newSecretTyped,
  },
  {
    name: 'secret-reset-without-append',
    title: 'A colleague renewed the secret with a command that deletes the others',
    catalogue: 'F-118',
    breaks(subject) {
      const app = applicationOf(subject);
      app.passwordCredentials = [];
      addSecret(subject.world, app, { displayName: 'backup' });
    },
    expected: { reader: ['AZ-SECRET-006'], spot: ['AZ-SIGNIN-001'] },
    inputsAfterFix: newSecretTyped,
  },
  {
    name: 'too-many-secrets',
    title: 'The app has three valid secrets',
    breaks(subject) {
      const app = applicationOf(subject);
      for (const name of ['first try', 'second try'])
        addSecret(subject.world, app, { displayName: name });
    },
    expected: { reader: ['AZ-SECRET-007'], spot: [] },
  },
  {
    name: 'secret-cut-off',
    title: 'The end of the secret was lost when it was copied',
    catalogue: 'F-106',
    breaks: cutOff,
    expected: { reader: [], spot: ['AZ-SIGNIN-001'] },
    inputsAfterFix: newSecretTyped,
  },
  seenBySpot({
    name: 'secret-expired-seen-by-spot',
    title: 'Spot is refused because the secret has expired',
    catalogue: 'F-107',
    code: 'AZ-SIGNIN-002',
    breaks: expire,
    inputsAfterFix: newSecretAndDay,
  }),
];
