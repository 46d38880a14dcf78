import type { Fault } from '../../../define-faults.ts';
import type { SubscriptionWorld } from '../worlds.ts';

/**
 * A fault that is seen at Spot's own step alone, so that the fix which Spot's eyes print is proven
 * too.
 */
export default function seenBySpot({
  code,
  ...rest
}: Omit<Fault<SubscriptionWorld>, 'expected' | 'step'> & {
  code: string;
}): Fault<SubscriptionWorld> {
  return { ...rest, step: 'connect', expected: { reader: [], spot: [code] } };
}
