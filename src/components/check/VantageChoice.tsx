import { useId } from 'react';
import { type ApiStatus, refreshStatus } from '../api/status.ts';
import { useGuide } from '../guide/context.ts';
import styles from './check.module.css';
import type { Vantage } from './use-vantage.ts';
import { vantageHint, vantageLabel } from './vantage-words.ts';

interface VantageChoiceProps {
  /**
   * All that the runbook has in some mode. They are drawn from the start, so that nothing moves
   * when the API says how it runs.
   */
  known: readonly Vantage[];
  offered: readonly Vantage[];
  chosen: Vantage;
  onChoose: (vantage: Vantage) => void;
  apiStatus: ApiStatus;
}

/** Whose eyes look. */
export function VantageChoice({ known, offered, chosen, onChoose, apiStatus }: VantageChoiceProps) {
  const { provider } = useGuide();
  const name = useId();
  return (
    <fieldset className={styles.vantage}>
      <legend className="visually-hidden">Who looks</legend>
      <div className={styles.vantages}>
        {known.map((vantage) => (
          <label
            key={vantage}
            className={styles.vantageOption}
            data-off={!offered.includes(vantage) || undefined}
          >
            <input
              type="radio"
              name={name}
              value={vantage}
              data-testid={`vantage-${vantage}`}
              checked={chosen === vantage}
              disabled={!offered.includes(vantage)}
              onChange={() => onChoose(vantage)}
            />
            {vantageLabel(vantage, provider)}
          </label>
        ))}
      </div>
      <p className={styles.hint} aria-live="polite">
        {apiStatus.phase === 'unreachable' ? (
          <>
            {apiStatus.message} Pasting works without it.{' '}
            <button type="button" className="button-link" onClick={() => void refreshStatus()}>
              Try again
            </button>
          </>
        ) : apiStatus.phase === 'loading' ? (
          'Asking the verification API what it can see …'
        ) : (
          vantageHint(chosen, provider, apiStatus.status.mode === 'demo')
        )}
      </p>
    </fieldset>
  );
}
