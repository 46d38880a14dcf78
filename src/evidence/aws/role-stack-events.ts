import { defineStackEvents } from './_shared/stack-events.ts';

/** Name of the stack that the guide deploys for the role. */
export const roleStackName = 'spot-eco-role';

/**
 * What happened in the stack that makes the role, newest first. Absent: the role was made by hand.
 */
export default defineStackEvents({
  id: 'aws/role-stack-events',
  title: 'the events of the role stack',
  stackName: roleStackName,
});
