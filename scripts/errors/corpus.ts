import type { Provider } from '../../src/providers/index.ts';
import type { ErrorText } from './error-text.ts';
import aws from './texts/aws.ts';
import azure from './texts/azure.ts';
import gcp from './texts/gcp.ts';
import spot from './texts/spot.ts';
import terminal from './texts/terminal.ts';

/** Error texts that documentation, known failures and reports of people give, by who says them. */
const corpus: Readonly<Record<Provider | 'terminal', readonly ErrorText[]>> = {
  aws,
  azure,
  gcp,
  spot,
  terminal,
};

export default corpus;
