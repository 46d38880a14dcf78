import account from '../../../src/checks/spot/account/check.ts';
import connectedAws from '../../../src/checks/spot/connected-aws/check.ts';
import connectedAzure from '../../../src/checks/spot/connected-azure/check.ts';
import connectedGcp from '../../../src/checks/spot/connected-gcp/check.ts';
import disconnected from '../../../src/checks/spot/disconnected/check.ts';
import organization from '../../../src/checks/spot/organization/check.ts';
import type { Circumstance, Rights } from '../../../src/checks/step-rights.ts';
import servicePrincipal from '../../../src/evidence/azure/service-principal.ts';
import { formatArn } from '../../../src/providers/aws/partitions.ts';
import { defineRunbook } from '../../define-runbook.ts';
import { cloudAccountId, spotAccountId, spotOrganizationId } from '../inputs.ts';

const on = (...clouds: string[]) => ({ cloud: clouds });

const admin: Rights = { label: 'Spot', actions: ['Organization admin'] };

/** Before this guide comes that of the cloud. */
const elsewhere =
  'This guide looks into Spot alone. The guide of the cloud, which comes before it, makes the same with the same rights.';

/** Who owns the application is not looked at by this guide. */
const ofSomebodyElse: Circumstance = {
  id: 'application-of-somebody-else',
  says: 'where somebody else owns the application',
  shownBy: servicePrincipal,
  holds: () => undefined,
};

export default defineRunbook({
  title: 'Finish in Spot, and look after the connection',
  minutes: 5,
  inputs: {
    cloud: {
      kind: 'choice',
      label: 'What you connected',
      help: 'Only what is for your cloud is shown below.',
      options: [
        { value: 'aws', label: 'AWS linked account' },
        { value: 'gcp', label: 'Google Cloud project' },
        { value: 'azure', label: 'Azure subscription' },
      ],
    },
    spotAccountId,
    cloudAccountId,
    spotOrganizationId,
    roleArn: {
      kind: 'iam-role-arn',
      label: 'Role ARN',
      help: 'Of the role that you made for Spot. At the top of the role in the IAM console.',
      placeholder: formatArn({
        service: 'iam',
        account: '111122223333',
        resource: 'role/Spot-Role',
      }),
      when: on('aws'),
    },
    serviceAccountEmail: {
      kind: 'gcp-service-account-email',
      label: 'Service account',
      help: 'E-mail address of the service account that you made for Spot.',
      placeholder: 'spotinst-role-1a2b3c4d@my-project.iam.gserviceaccount.com',
      when: on('gcp'),
    },
    tenantId: {
      kind: 'azure-tenant-id',
      label: 'Directory (tenant) ID',
      help: 'In the Azure portal: Microsoft Entra ID > Overview.',
      placeholder: '8f2c1d90-1111-4222-8333-444455556666',
      when: on('azure'),
    },
    clientId: {
      kind: 'azure-client-id',
      label: 'Application (client) ID',
      help: 'Of the application that you made for Spot: App registrations > the application > Overview.',
      placeholder: '5d0b7a3e-1111-4222-8333-444455556666',
      when: on('azure'),
    },
    expirationDate: {
      kind: 'date',
      label: 'Day on which the new secret ends',
      help: 'At most two years from today, as YYYY-MM-DD. Put it into your calendar.',
      placeholder: '2028-11-20',
      when: on('azure'),
    },
  },
  methods: ['console', 'cli'],
  steps: {
    token: {
      title: 'Get a token',
      checks: [organization],
    },
    'connect-aws': {
      title: 'Connect the role',
      checks: [account, connectedAws],
      rights: [admin],
      when: on('aws'),
    },
    'connect-gcp': {
      title: 'Connect the key',
      checks: [account, connectedGcp],
      when: on('gcp'),
      rights: [
        admin,
        {
          only: 'cli',
          label: 'Google Cloud, with the commands',
          actions: ['iam.serviceAccountKeys.create'],
          note: 'on the project',
          unforeseen: elsewhere,
        },
      ],
    },
    'connect-azure': {
      title: 'Connect the application, or renew its secret',
      checks: [account, connectedAzure],
      rights: [
        admin,
        {
          only: 'cli',
          label: 'Azure, with the commands',
          actions: ['microsoft.directory/applications/credentials/update'],
          note: ', which the role Cloud Application Administrator has. Whoever owns the application does not need it',
          sometimes: ofSomebodyElse,
          unforeseen: elsewhere,
        },
      ],
      when: on('azure'),
    },
    disconnect: {
      title: 'Delete the Spot account',
      checks: [disconnected],
      phase: 'undo',
      rights: [admin],
    },
  },
});
