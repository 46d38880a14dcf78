import { defineCard } from '../../define-card.ts';

export default defineCard({
  product: 'Afterwards',
  title: 'Finish, renew, disconnect',
  text: 'What appears when, further accounts, a new secret before the old one ends, and the way out.',
  stage: 'after',
});
