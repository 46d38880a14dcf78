import { defineCard } from '../../define-card.ts';

export default defineCard({
  product: 'Elastigroup, Ocean',
  title: 'Azure subscription',
  text: 'An app registration, a secret and a custom role on one subscription.',
  instead: { text: 'For Eco, connect the billing account.', id: 'azure/billing-account' },
  answers: [{ use: 'servers' }],
});
