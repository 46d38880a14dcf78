import clsx from 'clsx';
import { Highlight } from 'prism-react-renderer';
import { useMemo, useState } from 'react';
import { expand, placeholdersIn } from '../../inputs/expand.ts';
import { parseCodeMeta } from '../../page/code-meta.ts';
import { focusInput, useMaybeGuide } from '../guide/context.ts';
import type { GuideTexts } from '../texts/use-texts.ts';
import { CopyButton } from './CopyButton.tsx';
import styles from './code.module.css';
import { codeTheme } from './code-theme.ts';
import { OutputField } from './OutputField.tsx';
import { mask, missingIn, unmask } from './substitute.ts';

interface CodeBlockProps {
  code: string;
  language?: string;
  metastring?: string;
}

const none: Record<string, string> = {};
const longLines = 30;
const languageNames: Record<string, string> = {
  bash: 'Shell',
  json: 'JSON',
  yaml: 'YAML',
  text: 'Text',
};

/**
 * Code with the reader's values in it. What is copied is what is shown; while a value is missing,
 * copying asks for it instead.
 */
export function CodeBlock({ code: source, language = 'text', metastring }: CodeBlockProps) {
  const guide = useMaybeGuide();
  const texts = guide?.texts;
  const code = useMemo(() => expand(source.replace(/\n$/, ''), wordsOf(texts)), [source, texts]);
  const { meta } = useMemo(() => parseCodeMeta(metastring, ['title', 'output']), [metastring]);
  const masked = useMemo(() => mask(code), [code]);
  const values = guide?.values ?? none;
  const missing = missingIn(code, values).filter((name) => guide?.definitions[name]);
  const unmade = placeholdersIn(source).some((name) => texts?.[name]?.own === false);
  const [asked, setAsked] = useState(false);
  const long = code.split('\n').length > longLines;
  const [whole, setWhole] = useState(false);
  const missingLabels = missing.map((name) => guide?.definitions[name]?.label ?? name);
  const refuse = () => {
    setAsked(true);
    if (missing[0]) focusInput(missing[0]);
  };
  return (
    <div
      className={styles.block}
      data-language={language}
      data-testid="code"
      aria-busy={unmade || undefined}
    >
      <div className={styles.head}>
        <span className={styles.title}>{meta.title ?? languageNames[language] ?? language}</span>
        <CopyButton
          text={expand(code, values)}
          label={meta.title ? `Copy: ${meta.title}` : 'Copy'}
          {...(unmade
            ? { onRefuse: refuse, title: unmadeWords }
            : missing.length > 0
              ? { onRefuse: refuse, title: `Fill in first: ${missingLabels.join(', ')}` }
              : {})}
        />
      </div>
      <Highlight theme={codeTheme} code={masked.code} language={language}>
        {({ tokens, getTokenProps }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area has to be reachable by keyboard
          <pre className={clsx(styles.pre, long && !whole && styles.folded)} tabIndex={0}>
            <code>
              {tokens.map((line, lineIndex) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
                <span key={lineIndex} className={styles.line}>
                  {line.map((token, tokenIndex) => {
                    // An empty line is its line break: the renderer's own style for it would
                    // swallow the break.
                    // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no other identity
                    if (token.empty) return <span key={tokenIndex}>{'\n'}</span>;
                    const { children, className: _class, ...props } = getTokenProps({ token });
                    return (
                      // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no other identity
                      <span key={tokenIndex} {...props}>
                        <Pieces text={String(children)} names={masked.names} values={values} />
                      </span>
                    );
                  })}
                  {line.some((token) => token.empty) ? null : '\n'}
                </span>
              ))}
            </code>
          </pre>
        )}
      </Highlight>
      {long && (
        <button
          type="button"
          className={styles.fold}
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? 'Show less' : `Show all ${code.split('\n').length} lines`}
        </button>
      )}
      <p className={styles.missing} role="status">
        {asked && unmade && unmadeWords}
        {asked &&
          !unmade &&
          missing.length > 0 &&
          `Not copied yet. Fill in first: ${missingLabels.join(', ')}.`}
      </p>
      {meta.output && guide && <OutputField name={meta.output} />}
    </div>
  );
}

const unmadeWords =
  'Not copied: this text is not made for your choices yet. Wait a moment; if it stays so, reload the page.';

function wordsOf(texts: GuideTexts | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(texts ?? {}).map(([name, { text }]) => [name, text]));
}

function Pieces({
  text,
  names,
  values,
}: {
  text: string;
  names: readonly string[];
  values: Readonly<Record<string, string>>;
}) {
  return unmask(text, names, values).map((piece, index) => {
    if (piece.input === undefined) return piece.text;
    if (piece.filled) {
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity
        <span key={index} className={styles.value}>
          {piece.text}
        </span>
      );
    }
    const { input } = piece;
    return (
      <button
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity
        key={index}
        type="button"
        className={styles.blank}
        data-missing={input}
        title="Fill in"
        onClick={() => focusInput(input)}
      >
        {piece.text}
      </button>
    );
  });
}
