import { diagnosis } from '../../define-check.ts';
import { nothingConnected, type Wanted } from '../_connection/connection.ts';
import { refusals } from '../_connection/refusals.ts';

/** The ways in which `spot/connected-azure` fails, and their words. */
const diagnoses = {
  tokenRefused: refusals.tokenRefused,
  notAdmin: refusals.notAdmin,
  nothing: nothingConnected,
  otherApplication: diagnosis<
    Wanted & { held: string; own: string; wrong: readonly string[]; slip: string }
  >({
    code: 'SPOT-CONNECT-004',
    severity: 'fail',
    title: 'Spot holds another Azure application, directory or subscription',
    explain: ({ wrong, slip }) =>
      `What differs is the ${wrong.join(' and the ')}.${slip || ` ${wrong.length === 1 ? 'It is' : 'They are'} not what the fields at the top of the page say: correct whichever is wrong.`}`,
    observed: ({ held }) => held,
    expected: ({ own }) => own,
    fix: ({ command, console }) => ({
      summary: 'Give Spot the application again, with a new secret.',
      commands: [command],
      console,
    }),
  }),
  dateMissing: diagnosis<Wanted>({
    code: 'SPOT-CONNECT-005',
    severity: 'fail',
    title: 'Spot does not know when the Azure secret ends',
    explain: () =>
      'Since April 2025 Spot wants the date. Connections that scripts made before have none, so nobody is warned before the secret ends.',
    observed: () => 'no expiration date in Spot',
    expected: () => 'the day on which the secret ends',
    fix: ({ command, console }) => ({
      summary: 'Give Spot a new secret together with its date.',
      commands: [command],
      console,
    }),
  }),
  datePast: diagnosis<Wanted & { date: string }>({
    code: 'SPOT-CONNECT-006',
    severity: 'fail',
    title: 'The Azure secret that Spot holds has ended',
    explain: () =>
      'The subscription is disconnected: Spot no longer manages anything in it until it gets a new secret.',
    observed: ({ date }) => `expiration date in Spot: ${date}`,
    expected: () => 'a date in the future',
    fix: ({ command, console }) => ({
      summary: 'Give Spot a new secret.',
      commands: [command],
      console,
    }),
  }),
  dateNear: diagnosis<Wanted & { date: string; days: number }>({
    code: 'SPOT-CONNECT-007',
    severity: 'warning',
    title: 'The Azure secret that Spot holds ends soon',
    explain: () =>
      'On that day the subscription disconnects by itself. A new secret can be added beside the old one at any time before.',
    observed: ({ date, days }) =>
      `expiration date in Spot: ${date}, in ${days} ${days === 1 ? 'day' : 'days'}`,
    expected: () => 'more than 30 days to go',
    fix: ({ command, console }) => ({
      summary: 'Give Spot a new secret.',
      commands: [command],
      console,
    }),
  }),
};

export default diagnoses;
