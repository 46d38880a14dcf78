import { defineStackEvents } from './_shared/stack-events.ts';

/** Name of the stack that the guide deploys for bucket, policy and report. */
export const billingStackName = 'spot-eco-billing';

/**
 * What happened in the stack that makes bucket, policy and report, newest first. Absent: deployed
 * some other way.
 */
export default defineStackEvents({
  id: 'aws/billing-stack-events',
  title: 'the events of the billing stack',
  stackName: billingStackName,
});
