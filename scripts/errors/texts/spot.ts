import type { ErrorText } from '../error-text.ts';

/** What Spot, its console and its command line say. */
const texts: readonly ErrorText[] = [
  {
    text: 'curl: (6) Could not resolve host: api.spotinst.io',
    from: 'https://curl.se/libcurl/c/libcurl-errors.html',
    named: 'spot/unreachable',
  },
];

export default texts;
