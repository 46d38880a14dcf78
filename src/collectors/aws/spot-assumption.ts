import spotAssumption from '../../evidence/aws/spot-assumption.ts';
import { notLooked } from '../kernel/not-looked.ts';
import { defineAwsCollector } from './_client/context.ts';

/**
 * Known without a call of its own: the session that every look of Spot's begins with was opened, or
 * was not.
 */
export default defineAwsCollector({
  kind: spotAssumption,
  collect: async (_, { assumption }) =>
    (await assumption?.()) ?? notLooked('Only Spot can try this.'),
});
