import type { Runbook } from '../../../runbooks/define-runbook.ts';
import type { Vantage } from './use-vantage.ts';

type Provider = Runbook['provider'];

const spotLabels: Record<Provider, string> = {
  aws: 'As Spot',
  gcp: 'With the key',
  azure: 'With the secret',
  spot: 'With your Spot token',
};
const spotHints: Record<Provider, string> = {
  aws: 'Looks with what Spot has: the role you create, and your external ID. It only reads.',
  gcp: 'Looks with the key file that you give to Spot, exactly as Spot will. It only reads.',
  azure: 'Looks with the client secret that you give to Spot, exactly as Spot will. It only reads.',
  spot: 'Asks Spot with your Spot token. It only reads.',
};
const readerHints: Record<Provider, string> = {
  aws: 'Looks with the AWS credentials this server was started with. It only reads.',
  gcp: 'Looks with the Google Cloud credentials of the machine that runs this page (gcloud auth application-default login). It only reads.',
  azure:
    'Looks with the Azure credentials of the machine that runs this page (az login). It only reads.',
  spot: 'Looks with the credentials of the machine that runs this page: SPOT_TOKEN for Spot, and those of your cloud. It only reads.',
};

/** What a choice of eyes is called, for this provider. */
export function vantageLabel(vantage: Vantage, provider: Provider): string {
  if (vantage === 'spot') return spotLabels[provider];
  return vantage === 'reader' ? 'With my credentials' : 'I paste the output';
}

/** One sentence on what a choice does. */
export function vantageHint(vantage: Vantage, provider: Provider, isDemo: boolean): string {
  if (vantage === 'spot') return spotHints[provider];
  if (vantage === 'reader')
    return isDemo
      ? 'Looks as the reader of the simulated account. It only reads.'
      : readerHints[provider];
  return 'You run read-only commands and paste what they print. It is judged in this browser; nothing leaves it.';
}
