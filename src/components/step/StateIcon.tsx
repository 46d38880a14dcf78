import type { Tone } from './state-words.ts';

const paths: Record<Tone, string> = {
  pass: 'M4.5 8.3l2.4 2.4 4.6-5',
  fail: 'M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6',
  warning: 'M8 4.4v4.4M8 11.4v.2',
  pending: 'M8 4.6V8l2.3 1.6',
  undetermined: 'M6.2 6.3c.2-2.2 3.6-2.2 3.6 0 0 1.3-1.8 1.4-1.8 2.8M8 11.5v.2',
  open: '',
  locked: 'M5.6 7.6V6.4a2.4 2.4 0 014.8 0v1.2M5 7.6h6v3.8H5z',
  skipped: 'M4.6 5l3 3-3 3M8.4 5l3 3-3 3',
};

/** A sign for a state; its word stands beside it, so it is hidden from screen readers. */
export function StateIcon({ tone }: { tone: Tone }) {
  return (
    <svg
      className={`tone tone-${tone}`}
      viewBox="0 0 16 16"
      width="18"
      height="18"
      aria-hidden="true"
    >
      <circle cx="8" cy="8" r="7" className="tone-disc" />
      <path
        d={paths[tone]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="tone-sign"
      />
    </svg>
  );
}
