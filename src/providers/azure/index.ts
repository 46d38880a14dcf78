import { defineProvider } from '../define-provider.ts';

/** Microsoft Azure, with Microsoft Entra. */
export default defineProvider({
  id: 'azure',
  label: 'Azure',
  console: 'Azure portal',
  commandLine: 'Azure CLI',
  vantages: {
    reader: {
      hint: 'Looks with the Azure credentials of the machine that runs this page (az login). It only reads.',
    },
    spot: {
      label: 'With the secret',
      hint: 'Looks with the client secret that you give to Spot, exactly as Spot will. It only reads.',
    },
  },
});
