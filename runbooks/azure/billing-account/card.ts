import { defineCard } from '../../define-card.ts';

export default defineCard({
  product: 'Eco',
  title: 'Azure billing account',
  text: 'Reader roles on your bill: Enterprise Agreement, Microsoft Customer Agreement or pay-as-you-go.',
  instead: {
    text: 'For Elastigroup and Ocean, connect a subscription.',
    id: 'azure/subscription',
  },
  answers: [
    {
      use: 'eco',
      note: 'The guide asks which agreement you have, can find it out, and shows only what is for yours.',
    },
  ],
});
