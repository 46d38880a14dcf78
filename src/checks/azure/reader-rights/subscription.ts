import { spotProviders } from '../_role/resource-providers.ts';
import { readerRights } from './check.ts';

const authorization = 'Microsoft.Authorization';

export const azureReaderRightsSubscription = readerRights({
  id: 'azure/reader-rights-subscription',
  role: 'the role Owner on the subscription, or User Access Administrator together with Contributor',
  steps: [
    { step: 'Register the app', registersApp: true },
    { step: 'Create the client secret', registersApp: true },
    {
      step: 'Create the role',
      actions: [`${authorization}/roleDefinitions/write`, `${authorization}/roleDefinitions/read`],
    },
    {
      step: 'Give the role to the app',
      actions: [`${authorization}/roleAssignments/write`, `${authorization}/roleAssignments/read`],
    },
    {
      step: 'Register the resource providers',
      actions: spotProviders.map(({ namespace }) => `${namespace}/register/action`),
    },
    {
      step: 'Undo it all',
      actions: [
        `${authorization}/roleAssignments/delete`,
        `${authorization}/roleDefinitions/delete`,
      ],
    },
  ],
});
