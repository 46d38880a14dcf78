import { defineCard } from '../../define-card.ts';

export default defineCard({
  product: 'Elastigroup, Ocean',
  title: 'AWS account, automatically',
  text: 'CloudFormation creates the role and its policy from one template.',
  instead: { text: 'For Eco, connect the management account.', id: 'aws/management-account' },
  answers: [{ use: 'servers', have: 'automatic' }],
});
