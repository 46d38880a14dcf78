import type { DiagnosisPage } from './diagnosis-page.ts';

/** Names of the groups, in the order of the index. */
export const providerNames: Readonly<Record<DiagnosisPage['provider'], string>> = {
  aws: 'AWS',
  gcp: 'Google Cloud',
  azure: 'Azure',
  spot: 'Spot',
};

export const severityNames: Readonly<Record<DiagnosisPage['finding']['severity'], string>> = {
  fail: 'Wrong',
  warning: 'Warning',
};
