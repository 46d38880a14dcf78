import type { StepView } from '../../page/derive-steps.ts';
import { focusInput, useGuide } from '../guide/context.ts';
import styles from './check.module.css';
import { formatWhen } from './time.ts';

/** What has to be filled in first, each with a way to its field. */
export function MissingInputs({ names }: { names: readonly string[] }) {
  const { definitions } = useGuide();
  return (
    <p className={styles.missing} role="alert">
      First fill in{' '}
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <button type="button" className="button-link" onClick={() => focusInput(name)}>
            {definitions[name]?.label ?? name}
          </button>
        </span>
      ))}
      .
    </p>
  );
}

/** Judging nothing would only take a verdict away that is there. */
export function NothingPasted() {
  return (
    <p className={styles.missing} role="alert">
      First run at least one of the commands above, and paste what it prints below it.
    </p>
  );
}

/** What the step's record says, while nothing newer does. */
export function LastCheck({ view: { record, stale } }: { view: StepView }) {
  return (
    <p className={styles.last}>
      {record && record.state !== 'skipped'
        ? `Last check, ${formatWhen(record.at)}: ${record.summary ?? ''}${stale ? ' A value has changed since then: check again.' : ''}`
        : 'Not checked yet.'}
    </p>
  );
}
