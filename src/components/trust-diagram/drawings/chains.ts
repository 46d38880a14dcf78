import { linkedAccountsAccount } from '../../../spot.ts';
import { drawChain } from '../drawing.ts';

export const awsLinked = drawChain({
  description: `Spot's AWS account ${linkedAccountsAccount} may assume one role in your AWS account, and only with your external ID. With the role it starts, changes and stops what you hand over to Elastigroup and Ocean, within the policy shown on this page.`,
  owner: 'Your AWS account',
  spot: { title: 'Spot', detail: linkedAccountsAccount },
  identity: { title: 'The role', detail: 'with one policy' },
  resources: { title: 'EC2 and more', detail: 'what you hand over' },
  enters: ['assumes it, only', 'with your', 'external ID'],
  does: ['starts, stops,', 'reads'],
});

export const gcpKey = drawChain({
  description:
    'Spot holds a key of one service account in your Google Cloud project, and signs in as it. The service account has one role on this project, and no other project knows it. Deleting the key ends the access.',
  owner: 'Your Google Cloud project',
  spot: { title: 'Spot', detail: 'holds the key' },
  identity: { title: 'Service account', detail: 'with one role' },
  resources: { title: 'The project', detail: 'Compute Engine' },
  enters: ['signs in', 'with the key'],
  does: ['starts, stops,', 'reads'],
});

export const azureApp = drawChain({
  description:
    'Spot holds a client secret of one app registration in your Microsoft Entra tenant, and signs in as its service principal. The service principal has one custom role on one subscription. When the secret expires or is deleted, the access ends.',
  owner: 'Your Azure tenant',
  spot: { title: 'Spot', detail: 'holds the secret' },
  identity: { title: 'Service principal', detail: 'with a custom role' },
  resources: { title: 'Subscription', detail: 'virtual machines' },
  enters: ['signs in with', 'the secret'],
  does: ['starts, stops,', 'reads'],
});

export const azureBilling = drawChain({
  description:
    'Spot holds a client secret of one app registration in your Microsoft Entra tenant, and signs in as its service principal. The service principal may read billing data, costs and reservations. It can change and buy nothing. When the secret expires or is deleted, the access ends.',
  owner: 'Your Azure tenant',
  spot: { title: 'Spot Eco', detail: 'holds the secret' },
  identity: { title: 'Service principal', detail: 'with reader roles' },
  resources: { title: 'Billing account', detail: 'costs, reservations' },
  enters: ['signs in with', 'the secret'],
  does: ['only reads'],
});
