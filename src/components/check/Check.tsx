import { useId, useState } from 'react';
import { isOnPath } from '../../inputs/define-input.ts';
import type { PageInput } from '../../page/guide-data.ts';
import { vantages as allVantages, type Vantage, vantageLabel } from '../../providers/vantages.ts';
import { focusInput, useGuide } from '../guide/context.ts';
import { useStep } from '../step/Step.tsx';
import styles from './check.module.css';
import { Outcome } from './Outcome.tsx';
import { PasteFields } from './PasteFields.tsx';
import { formatWhen } from './time.ts';
import { useVerification } from './use-verification.ts';
import { VantageChoice } from './VantageChoice.tsx';

/**
 * The widget of a step: looks into the reader's account and says what is right and what is wrong.
 */
export function Check() {
  const view = useStep();
  const { steps, values, secrets, definitions, state, store, vantages, provider } = useGuide();
  const step = steps.find((candidate) => candidate.id === view.id);
  const { verification, unreadable, run, stop, apiStatus } = useVerification(view.id);
  const [own, setOwn] = useState<Vantage>();
  const [pasted, setPasted] = useState<Record<string, string>>({});
  const [asked, setAsked] = useState(false);
  const titleId = useId();
  if (!step) return null;

  // While the API is asked, the likely answer is shown, so that nothing moves when it comes.
  const loading = apiStatus.phase === 'loading';
  const offered: Vantage[] =
    apiStatus.phase === 'ready' ? vantages[apiStatus.status.mode] : ['pasted'];
  const known = allVantages.filter((one) =>
    Object.values(vantages).some((some) => some.includes(one)),
  );
  const preferred = own ?? (step.vantage === 'spot' ? 'spot' : (state.vantage ?? 'reader'));
  const fallback: Vantage = offered.find((one) => one === 'reader') ?? offered[0] ?? 'pasted';
  const vantage = loading || offered.includes(preferred) ? preferred : fallback;
  const choose = (chosen: Vantage) => {
    setOwn(chosen);
    // Pasting is a way out, not a habit: it is not carried over to other steps.
    if (chosen !== 'pasted') store.update((before) => ({ ...before, vantage: chosen }));
  };
  const pasting = vantage === 'pasted' && own === 'pasted';
  const nothingPasted =
    pasting &&
    step.evidence.length > 0 &&
    Object.values(pasted).every((text) => text.trim() === '');
  const all = { ...values, ...secrets };
  const missing = step.inputs.filter(
    (name) => !all[name] && isNeeded(definitions[name], { vantage, values }),
  );
  const running = verification.phase === 'running';
  const check = () => {
    setAsked(true);
    if (vantage === 'pasted' && !pasting) return setOwn('pasted');
    // Judging nothing would only take a verdict away that is there.
    if (missing.length > 0 || nothingPasted) return;
    void run({ vantage, pasted: vantage === 'pasted' ? pasted : {} });
  };
  const paste = (id: string, text: string) => setPasted((before) => ({ ...before, [id]: text }));

  return (
    <section
      className={styles.check}
      aria-label={`Check of step ${view.number}: ${view.title}`}
      data-testid={`check-${step.id}`}
    >
      <div className={styles.top}>
        <div className={styles.what}>
          <p className={styles.title} id={titleId}>
            Is it right?
          </p>
          <ul className={styles.list}>
            {step.checks.map((each) => (
              <li key={each.id}>{each.title}</li>
            ))}
          </ul>
        </div>
        <button
          type="button"
          className="button-primary"
          data-testid="check"
          aria-describedby={titleId}
          onClick={running ? stop : check}
        >
          {running
            ? 'Stop'
            : vantage === 'pasted'
              ? 'Judge what I pasted'
              : view.record && view.state !== 'skipped'
                ? 'Check again'
                : 'Check my setup'}
        </button>
      </div>
      <VantageChoice
        known={known}
        offered={offered}
        chosen={vantage}
        onChoose={choose}
        apiStatus={apiStatus}
      />
      {pasting && (
        <PasteFields
          spotLabel={vantageLabel('spot', provider)}
          evidence={step.evidence}
          pasted={pasted}
          unreadable={unreadable}
          onPaste={paste}
        />
      )}
      {asked && missing.length > 0 && (
        <p className={styles.missing} role="alert">
          First fill in{' '}
          {missing.map((name, index) => (
            <span key={name}>
              {index > 0 && ', '}
              <button type="button" className="button-link" onClick={() => focusInput(name)}>
                {definitions[name]?.label ?? name}
              </button>
            </span>
          ))}
          .
        </p>
      )}
      {asked && missing.length === 0 && nothingPasted && (
        <p className={styles.missing} role="alert">
          First run at least one of the commands above, and paste what it prints below it.
        </p>
      )}
      {verification.phase === 'idle' && (
        <p className={styles.last}>
          {view.record && view.record.state !== 'skipped'
            ? `Last check, ${formatWhen(view.record.at)}: ${view.record.summary ?? ''}${view.stale ? ' A value has changed since then: check again.' : ''}`
            : 'Not checked yet.'}
        </p>
      )}
      <Outcome
        verification={verification}
        pasted={pasted}
        onPaste={paste}
        onRetry={check}
        onJudgeHere={() => {
          setOwn('pasted');
          void run({ vantage: 'pasted', pasted });
        }}
        onSend={vantage === 'pasted' ? undefined : () => void run({ vantage, pasted })}
      />
    </section>
  );
}

/**
 * Whether a check cannot begin without this input: not one of another path, and no secret where
 * nothing is sent.
 */
function isNeeded(
  definition: PageInput | undefined,
  { vantage, values }: { vantage: Vantage; values: Readonly<Record<string, string>> },
): boolean {
  if (!definition) return true;
  return isOnPath(definition.when, values) && (vantage !== 'pasted' || !definition.secret);
}
