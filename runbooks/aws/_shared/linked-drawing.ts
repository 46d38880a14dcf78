import { linkedAccountsAccount } from '../../../src/spot.ts';
import { drawChain } from '../../define-drawing.ts';

/** Spot assumes one role, and only with the external ID. */
export default drawChain({
  description: `Spot's AWS account ${linkedAccountsAccount} may assume one role in your AWS account, and only with your external ID. With the role it starts, changes and stops what you hand over to Elastigroup and Ocean, within the policy shown on this page.`,
  owner: 'Your AWS account',
  spot: { title: 'Spot', detail: linkedAccountsAccount },
  identity: { title: 'The role', detail: 'with one policy' },
  resources: { title: 'EC2 and more', detail: 'what you hand over' },
  enters: ['assumes it, only', 'with your', 'external ID'],
  does: ['starts, stops,', 'reads'],
});
