import type { InputDefinition } from '../../src/inputs/define-input.ts';

/** Inputs that both runbooks of Spot itself have. */
export const spotAccountId: InputDefinition = {
  kind: 'spot-account-id',
  label: 'Spot account ID',
  help: 'Begins with act-. In the Spot console: Settings > General Details > My Spot Account > Cloud Account ID.',
  placeholder: 'act-1a2b3c4d',
};

/** Asked for where an account is seen to be gone: in every other organization it is missing too. */
export const spotOrganizationId: InputDefinition = {
  kind: 'spot-organization-id',
  label: 'Spot organization ID',
  help: 'Only to delete the Spot account, so that it is seen in which organization it is gone. In the Spot console: Settings > General Details > My Organization.',
  placeholder: '606079812345',
};

export const cloudAccountId: InputDefinition = {
  kind: 'cloud-account-id',
  label: 'Account in the cloud',
  help: 'The AWS account ID (12 digits), the Google Cloud project ID, or the Azure subscription ID.',
  placeholder: '111122223333',
};
