import { awsKinds } from '../../inputs/aws.ts';
import { crossCheck } from '../../inputs/cross-check.ts';
import type { PageRules } from '../../page/derive-values.ts';

/** In one module, so that what both need is in one chunk. */
export const awsRules: PageRules = { kinds: awsKinds, crossCheck };
