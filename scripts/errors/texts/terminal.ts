import type { ErrorText } from '../error-text.ts';

/** What shells, terminals and the programs around a command line say. */
const texts: readonly ErrorText[] = [
  {
    text: "jq: error: syntax error, unexpected INVALID_CHARACTER, expecting end of file (Windows cmd shell quoting issues?) at <top-level>, line 1:\n'.private_key\njq: 1 compile error",
    from: 'https://github.com/jqlang/jq/issues/538',
    named: 'terminal/jq-quotes',
  },
];

export default texts;
