import type { Fault } from '../../define-faults.ts';
import type { LinkedWorld } from './worlds.ts';

/** A fault from its parts; `expected` is what each vantage finds. */
export default function fault(
  name: string,
  title: string,
  expected: { reader: readonly string[]; spot?: readonly string[] },
  breaks: Fault<LinkedWorld>['breaks'],
  more: Partial<Fault<LinkedWorld>> = {},
): Fault<LinkedWorld> {
  return { name, title, expected, breaks, ...more };
}
