import { diagnosis } from '../../define-check.ts';

/** How something is given to Spot. */
export interface Wanted {
  account: string;
  /** The command that gives it. */
  command: string;
  /** The same in Spot's console. */
  console: readonly string[];
}

/** Where Spot's console takes what was made in the cloud. */
export const wizard = (what: string): string[] => [
  'In Spot, choose the account at the top left.',
  'Go on with the wizard that is still open, or open Settings > General Details > My Spot Account.',
  `Enter ${what} and choose Connect.`,
];

/** The account is there, and holds nothing: the same whatever the cloud. */
export const nothingConnected = diagnosis<Wanted>({
  code: 'SPOT-CONNECT-001',
  severity: 'fail',
  title: 'The Spot account is connected to nothing yet',
  explain: () =>
    'What you made in the cloud is there, but nobody has given it to Spot: the wizard was closed before Connect, or it ended with an error.',
  observed: ({ account }) => `${account} holds no credentials`,
  expected: () => 'the credentials that you made for it',
  fix: ({ command, console }) => ({
    summary: 'Connect it, in the wizard or with this command.',
    commands: [command],
    console,
  }),
});

/** What every check of a connection waits for. */
export const first = ['spot/organization', 'spot/account'] as const;
