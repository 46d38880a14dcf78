import { defineCard } from '../../define-card.ts';

export default defineCard({
  product: 'Elastigroup, Ocean',
  title: 'Google Cloud project, step by step',
  text: 'The same by clicking in the Google Cloud console.',
  answers: [{ use: 'servers', have: 'manual' }],
});
