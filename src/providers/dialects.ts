import aws from './aws/dialect.ts';
import azure from './azure/dialect.ts';
import type { Dialect } from './dialect.ts';
import gcp from './gcp/dialect.ts';
import type { Provider } from './index.ts';
import spot from './spot/dialect.ts';

/**
 * How each provider's command line speaks. Not in the records, as those come with every page and
 * these only when somebody pastes.
 */
const dialects: Readonly<Record<Provider, Dialect>> = { aws, gcp, azure, spot };

export default dialects;
