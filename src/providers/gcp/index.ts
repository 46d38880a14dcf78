import { defineProvider } from '../define-provider.ts';

/** Google Cloud. */
export default defineProvider({
  id: 'gcp',
  label: 'Google Cloud',
  console: 'Google Cloud console',
  commandLine: 'gcloud',
  vantages: {
    reader: {
      hint: 'Looks with the Google Cloud credentials of the machine that runs this page (gcloud auth application-default login). It only reads.',
    },
    spot: {
      label: 'With the key',
      hint: 'Looks with the key file that you give to Spot, exactly as Spot will. It only reads.',
    },
  },
});
