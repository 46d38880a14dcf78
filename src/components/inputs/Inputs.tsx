import { useState } from 'react';
import { useApiStatus } from '../api/status.ts';
import { useGuide } from '../guide/context.ts';
import { Field } from './Field.tsx';
import styles from './inputs.module.css';

/**
 * The form of all inputs of the guide, or of those named in `only` (blank-separated). The first one
 * of a page also forgets all of them.
 */
export function Inputs({ only, first }: { only?: string; first?: boolean }) {
  const { definitions, store, runbook } = useGuide();
  const status = useApiStatus();
  const [asking, setAsking] = useState(false);
  const names = only ? only.split(' ') : Object.keys(definitions);
  const hasSecret = Object.values(definitions).some(({ secret }) => secret);
  const issued = status.phase === 'ready' && status.status.issuesExternalIds;
  return (
    <form
      className={styles.form}
      data-compact={only ? true : undefined}
      onSubmit={(event) => event.preventDefault()}
      autoComplete="off"
      noValidate
    >
      {names.map((name) => (
        <Field key={name} name={name} issued={issued && definitions[name]?.source === 'session'} />
      ))}
      {first && (
        <div className={styles.foot}>
          <span className={styles.keep}>
            Kept in this browser only, together with your progress
            {hasSecret ? '; the secret is not kept at all' : ''}.
          </span>
          {asking ? (
            <span className={styles.confirm}>
              Forget all values and progress of this guide?
              <button
                type="button"
                className="button-danger"
                data-testid="start-over-confirm"
                onClick={() => {
                  store.clear();
                  setAsking(false);
                }}
              >
                Forget
              </button>
              <button type="button" className="button-quiet" onClick={() => setAsking(false)}>
                Keep
              </button>
            </span>
          ) : (
            <button
              type="button"
              className="button-quiet"
              data-testid="start-over"
              data-runbook={runbook}
              onClick={() => setAsking(true)}
            >
              Start over
            </button>
          )}
        </div>
      )}
    </form>
  );
}
