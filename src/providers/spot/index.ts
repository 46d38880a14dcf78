import { defineProvider } from '../define-provider.ts';

/** Spot itself: what it knows of the accounts that were connected. */
export default defineProvider({
  id: 'spot',
  label: 'Spot',
  console: 'Spot console',
  commandLine: 'Terminal',
  vantages: {
    reader: {
      hint: 'Looks with the credentials of the machine that runs this page: SPOT_TOKEN for Spot, and those of your cloud. It only reads.',
    },
    spot: {
      label: 'With your Spot token',
      hint: 'Asks Spot with your Spot token. It only reads.',
    },
  },
});
