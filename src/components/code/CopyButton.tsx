import { useEffect, useRef, useState } from 'react';
import styles from './code.module.css';

interface CopyButtonProps {
  text: string;
  label?: string;
  /** Called instead of copying; for blocks that still miss values. */
  onRefuse?: () => void;
  title?: string;
}

/** Copies exactly `text`, and says so. */
export function CopyButton({ text, label = 'Copy', onRefuse, title }: CopyButtonProps) {
  const [said, setSaid] = useState<'copied' | 'failed' | undefined>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const say = (what: 'copied' | 'failed') => {
    setSaid(what);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setSaid(undefined), 2000);
  };
  const copy = () => {
    if (onRefuse) return onRefuse();
    writeClipboard(text).then(
      () => say('copied'),
      () => say('failed'),
    );
  };
  return (
    <button
      type="button"
      className={styles.copy}
      data-testid="copy"
      data-said={said}
      aria-label={label}
      title={title}
      onClick={copy}
    >
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        {said === 'copied' ? (
          <path
            d="M3 8.5l3.2 3.2L13 4.8"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        ) : (
          <g fill="none" stroke="currentColor" strokeWidth="1.4">
            <rect x="5.2" y="5.2" width="8.3" height="8.3" rx="1.6" />
            <path d="M10.8 5V3.9A1.4 1.4 0 009.4 2.5H3.9a1.4 1.4 0 00-1.4 1.4v5.5a1.4 1.4 0 001.4 1.4H5" />
          </g>
        )}
      </svg>
      <span aria-hidden="true">
        {said === 'copied' ? 'Copied' : said === 'failed' ? 'Select it' : 'Copy'}
      </span>
      <span className="visually-hidden" aria-live="polite">
        {said === 'copied'
          ? 'Copied'
          : said === 'failed'
            ? 'Copying is not allowed here; select the text instead'
            : ''}
      </span>
    </button>
  );
}

/** The clipboard API needs HTTPS or loopback; elsewhere a selection still works. */
async function writeClipboard(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (!done) throw new Error('The browser did not copy.');
}
