import { defineCard } from '../../define-card.ts';

export default defineCard({
  product: 'First',
  title: 'Create your organization',
  text: 'Sign up, create the Spot account that your cloud account will be connected to.',
  stage: 'before',
});
