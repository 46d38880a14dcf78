import { defineCard } from '../../define-card.ts';

export default defineCard({
  product: 'Elastigroup, Ocean',
  title: 'AWS account, step by step',
  text: 'You create the policy and the role, and tick what Spot may do.',
  instead: { text: 'For Eco, connect the management account.', id: 'aws/management-account' },
  answers: [{ use: 'servers', have: 'manual' }],
});
