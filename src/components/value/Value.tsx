import type { ReactNode } from 'react';
import { expand } from '../../inputs/expand.ts';
import { mask, missingIn, unmask } from '../code/substitute.ts';
import { focusInput, useGuide } from '../guide/context.ts';
import styles from './value.module.css';

/** The value of an input in a sentence; its label as a blank to fill while there is none. */
export function Value({ input }: { input: string }) {
  const { values, definitions } = useGuide();
  const value = values[input];
  if (value) return <code className={styles.value}>{value}</code>;
  return <Blank input={input} text={definitions[input]?.label ?? input} />;
}

/** Inline code with values in it. */
export function ValueCode({ text }: { text: string }) {
  const { values } = useGuide();
  const masked = mask(text);
  return (
    <code>
      {unmask(masked.code, masked.names, values).map((piece, index) => {
        const { input } = piece;
        if (input === undefined) return piece.text;
        return piece.filled ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity
          <span key={index} className={styles.filled}>
            {piece.text}
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity
          <Blank key={index} input={input} text={piece.text} />
        );
      })}
    </code>
  );
}

/** A link whose address needs values: as long as one is missing it leads to the field. */
export function ValueLink({ href, children }: { href: string; children: ReactNode }) {
  const { values } = useGuide();
  const [first] = missingIn(href, values);
  if (first) {
    return (
      <button
        type="button"
        className={styles.waitingLink}
        title="Needs a value: fill it in"
        onClick={() => focusInput(first)}
      >
        {children}
      </button>
    );
  }
  return (
    <a href={expandUrl(href, values)} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** Values go percent-encoded into an address; slashes of a prefix stay. */
function expandUrl(href: string, values: Readonly<Record<string, string>>): string {
  const encoded = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      encodeURIComponent(value).replaceAll('%2F', '/'),
    ]),
  );
  return expand(href, encoded);
}

function Blank({ input, text }: { input: string; text: string }) {
  return (
    <button
      type="button"
      className={styles.blank}
      data-missing={input}
      data-blank="empty"
      title="Fill in"
      suppressHydrationWarning
      onClick={() => focusInput(input)}
    >
      {text}
    </button>
  );
}
