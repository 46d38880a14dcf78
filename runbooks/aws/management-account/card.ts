import { defineCard } from '../../define-card.ts';

export default defineCard({
  product: 'Eco',
  title: 'AWS management account',
  text: 'A Cost and Usage Report, a bucket for it, and a read-only role.',
  afterwards: 'up to 24 hours until AWS delivers the first report',
  instead: {
    text: 'For Elastigroup and Ocean, connect the account that runs the servers.',
    id: 'aws/linked-account',
  },
  answers: [
    { use: 'eco', have: 'payer' },
    {
      use: 'eco',
      have: 'reseller',
      note: 'Choose “Account of a customer of a reseller (MSP)” as the kind of account in the guide, and go on in your own account.',
    },
    {
      use: 'eco',
      have: 'member',
      note: 'Eco reads the bill of the whole organization, so it is connected in the account that pays. Send this link to an administrator of that account: a member account cannot do it.',
    },
  ],
});
