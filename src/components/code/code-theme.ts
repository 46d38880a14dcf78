import type { PrismTheme } from 'prism-react-renderer';

/** Colours are CSS variables, so that one rendering serves the light and the dark page. */
export const codeTheme: PrismTheme = {
  plain: {},
  styles: [
    { types: ['comment'], style: { color: 'var(--code-comment)' } },
    { types: ['string', 'attr-value', 'scalar'], style: { color: 'var(--code-string)' } },
    {
      types: ['property', 'atrule', 'key', 'parameter', 'assign-left', 'variable'],
      style: { color: 'var(--code-name)' },
    },
    { types: ['keyword', 'builtin', 'shebang'], style: { color: 'var(--code-keyword)' } },
    { types: ['number', 'boolean', 'constant'], style: { color: 'var(--code-number)' } },
    { types: ['function', 'tag'], style: { color: 'var(--code-function)' } },
  ],
};
