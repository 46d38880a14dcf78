import { defineCard } from '../../define-card.ts';

export default defineCard({
  product: 'Elastigroup, Ocean',
  title: 'Google Cloud project, automatically',
  text: 'One script in Cloud Shell creates the service account, its role and its key.',
  answers: [{ use: 'servers', have: 'automatic' }],
});
