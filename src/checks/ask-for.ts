import { actionsRefused, type Refused } from './foresee.ts';

/**
 * What a reader sends to whoever can give rights: who asks, where, for what, and what for.
 *
 * @example
 * askFor({ who: 'alice@example.com', where: 'project my-project', refused })
 */
export default function askFor({
  who,
  where,
  refused,
  please,
}: {
  /** Where it is known; else the sender's address says it. */
  who?: string;
  /** `AWS account 111122223333` */
  where: string;
  refused: readonly Refused[];
  /** Default: `Please give me`. */
  please?: string;
}): string {
  const what = refused.map(({ step }) => `“${step}”`).join(', ');
  return `${who ? `I am ${who}, and I` : 'I'} connect ${where} to Spot (spot.io). ${please ?? 'Please give me'} ${actionsRefused(refused).join(', ')} in ${where}: without that I am refused at ${what} of Spot’s guide. You may take it back when I am done.`;
}
