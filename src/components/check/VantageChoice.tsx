import { useId } from 'react';
import { type ApiStatus, refreshStatus } from '../api/status.ts';
import styles from './check.module.css';
import type { Vantage } from './use-verification.ts';

const words: Record<Vantage, { label: string; hint: string }> = {
  reader: { label: 'With my credentials', hint: 'Looks with the AWS credentials this server was started with. It only reads.' },
  spot: { label: 'As Spot', hint: 'Looks with what Spot has: the role you create, and your external ID. It only reads.' },
  pasted: {
    label: 'I paste the output',
    hint: 'You run read-only commands and paste what they print. It is judged in this browser; nothing leaves it.',
  },
};
const demoHints: Partial<Record<Vantage, string>> = { reader: 'Looks as the reader of the simulated account. It only reads.' };
const order: Vantage[] = ['reader', 'spot', 'pasted'];

interface VantageChoiceProps {
  offered: readonly Vantage[];
  chosen: Vantage;
  onChoose: (vantage: Vantage) => void;
  apiStatus: ApiStatus;
}

/** Whose eyes look. All three are drawn from the start, so that nothing moves when the API says which it offers. */
export function VantageChoice({ offered, chosen, onChoose, apiStatus }: VantageChoiceProps) {
  const name = useId();
  return (
    <fieldset className={styles.vantage}>
      <legend className="visually-hidden">Who looks</legend>
      <div className={styles.vantages}>
        {order.map((vantage) => (
          <label key={vantage} className={styles.vantageOption} data-off={!offered.includes(vantage) || undefined}>
            <input
              type="radio"
              name={name}
              value={vantage}
              data-testid={`vantage-${vantage}`}
              checked={chosen === vantage}
              disabled={!offered.includes(vantage)}
              onChange={() => onChoose(vantage)}
            />
            {words[vantage].label}
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
          (apiStatus.status.mode === 'demo' && demoHints[chosen]) || words[chosen].hint
        )}
      </p>
    </fieldset>
  );
}
