import { defineStackEvents } from './_shared/stack-events.ts';
import { linkedStackName } from './linked-stack.ts';

/** What happened in the stack that makes policy and role, newest first. */
export default defineStackEvents({
  id: 'aws/linked-stack-events',
  title: 'the events of the stack',
  stackName: linkedStackName,
  vantages: ['reader', 'pasted'],
});
