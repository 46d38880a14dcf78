/** A guide as the home page offers it. */
export interface GuideCard {
  /** Of the runbook; the page is `/guides/<id>`. */
  id: string;
  provider: string;
  product: string;
  title: string;
  text: string;
  /** For whom it is the wrong one, and which is theirs. */
  instead?: { text: string; id: string };
}

const servers = 'Elastigroup, Ocean';

/** In the order of the page. */
export const guideCards: readonly GuideCard[] = [
  {
    id: 'spot/get-started',
    provider: 'Spot',
    product: 'First',
    title: 'Create your organization',
    text: 'Sign up, create the Spot account that your cloud account will be connected to. 5 minutes.',
  },
  {
    id: 'aws/linked-account',
    provider: 'AWS',
    product: servers,
    title: 'AWS account, automatically',
    text: 'CloudFormation creates the role and its policy from one template. 10 minutes.',
    instead: { text: 'For Eco, connect the management account.', id: 'aws/management-account' },
  },
  {
    id: 'aws/linked-account-manual',
    provider: 'AWS',
    product: servers,
    title: 'AWS account, step by step',
    text: 'You create the policy and the role, and tick what Spot may do. 20 minutes.',
    instead: { text: 'For Eco, connect the management account.', id: 'aws/management-account' },
  },
  {
    id: 'aws/management-account',
    provider: 'AWS',
    product: 'Eco',
    title: 'AWS management account',
    text: 'A Cost and Usage Report, a bucket for it, and a read-only role. 20 minutes, then up to 24 hours until AWS delivers the first report.',
    instead: {
      text: 'For Elastigroup and Ocean, connect the account that runs the servers.',
      id: 'aws/linked-account',
    },
  },
  {
    id: 'gcp/project',
    provider: 'Google Cloud',
    product: servers,
    title: 'Google Cloud project, automatically',
    text: 'One script in Cloud Shell creates the service account, its role and its key. 10 minutes.',
  },
  {
    id: 'gcp/project-manual',
    provider: 'Google Cloud',
    product: servers,
    title: 'Google Cloud project, step by step',
    text: 'The same by clicking in the Google Cloud console. 20 minutes.',
  },
  {
    id: 'azure/subscription',
    provider: 'Azure',
    product: servers,
    title: 'Azure subscription',
    text: 'An app registration, a secret and a custom role on one subscription. 20 minutes.',
    instead: { text: 'For Eco, connect the billing account.', id: 'azure/billing-account' },
  },
  {
    id: 'azure/billing-account',
    provider: 'Azure',
    product: 'Eco',
    title: 'Azure billing account',
    text: 'Reader roles on your bill: Enterprise Agreement, Microsoft Customer Agreement or pay-as-you-go. 30 minutes.',
    instead: {
      text: 'For Elastigroup and Ocean, connect a subscription.',
      id: 'azure/subscription',
    },
  },
  {
    id: 'spot/finish',
    provider: 'Spot',
    product: 'Afterwards',
    title: 'Finish, renew, disconnect',
    text: 'What appears when, further accounts, a new secret before the old one ends, and the way out.',
  },
];
