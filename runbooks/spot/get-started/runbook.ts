import account from '../../../src/checks/spot/account/check.ts';
import disconnected from '../../../src/checks/spot/disconnected/check.ts';
import organization from '../../../src/checks/spot/organization/check.ts';
import type { Rights } from '../../../src/checks/step-rights.ts';
import { defineRunbook } from '../../define-runbook.ts';
import { cloudAccountId, spotAccountId, spotOrganizationId } from '../inputs.ts';

const admin: Rights = {
  label: 'Listing, creating and deleting Spot accounts',
  actions: ['Organization admin'],
  note: 'in Spot. Whoever signs up first is one',
};

export default defineRunbook({
  title: 'Create your Spot organization and choose what to connect',
  minutes: 5,
  inputs: {
    product: {
      kind: 'choice',
      label: 'What you want to use',
      help: 'Elastigroup and Ocean run your servers and containers. Eco plans what you commit to buy.',
      options: [
        {
          value: 'servers',
          label: 'Elastigroup or Ocean',
          help: 'Spot starts and stops servers for you.',
        },
        {
          value: 'eco',
          label: 'Eco',
          help: 'Spot reads your bill, and plans Savings Plans and reservations.',
        },
      ],
    },
    cloud: {
      kind: 'choice',
      label: 'Where your servers run',
      help: 'One Spot account is for one account in one cloud. Begin with one; further ones are added the same way.',
      options: [
        { value: 'aws', label: 'AWS' },
        { value: 'gcp', label: 'Google Cloud' },
        { value: 'azure', label: 'Microsoft Azure' },
      ],
    },
    cloudAccountId,
    spotAccountName: {
      kind: 'spot-account-name',
      label: 'Name of the Spot account',
      help: 'Shown in Spot. Needs at least one letter.',
      placeholder: 'aws-111122223333',
      suggestion: '{{cloud}}-{{cloudAccountId}}',
    },
    spotAccountId,
    spotOrganizationId,
  },
  methods: ['console', 'cli'],
  steps: {
    organization: { title: 'Sign up, and get a token', checks: [organization] },
    account: { title: 'Create the Spot account', checks: [account], rights: [admin] },
    undo: {
      title: 'Delete the Spot account again',
      checks: [disconnected],
      phase: 'undo',
      rights: [admin],
    },
  },
});
