import { type PrintedFix, printFixesOnce } from '../../checks/printed-fixes.ts';
import type { CheckResult } from '../../checks/report.ts';
import { cloudNow, useApiStatus } from '../api/status.ts';
import { StateIcon } from '../step/StateIcon.tsx';
import { toneWords } from '../step/state-words.ts';
import styles from './check.module.css';
import { FindingView } from './FindingView.tsx';
import { formatWhen, relative } from './time.ts';
import { UnseenView } from './UnseenView.tsx';
import { type EvidenceLine, outcome, type Verification } from './verification-state.ts';

interface OutcomeProps {
  verification: Verification;
  pasted: Readonly<Record<string, string>>;
  onPaste: (id: string, text: string) => void;
  onRetry: () => void;
  /** Judges what was pasted in the browser. */
  onJudgeHere: () => void;
  /** Sends what was pasted with the next check; undefined where nothing is sent at all. */
  onSend: (() => void) | undefined;
}

/**
 * All that a verification says, as it comes. The live region holds one sentence; the rest is read
 * at leisure.
 */
export function Outcome({ verification, onRetry, ...paste }: OutcomeProps) {
  const { phase, evidence, results, open, status, refusal, waiting } = verification;
  const said =
    phase === 'running'
      ? (waiting ?? 'Looking …')
      : phase === 'done' && status
        ? outcome(results, status)
        : (refusal?.title ?? '');
  const tone = phase === 'done' ? status : undefined;
  const fixes = printFixesOnce(results.flatMap(({ findings }) => findings));
  return (
    <>
      <p
        className={styles.said}
        role="status"
        data-testid="check-status"
        data-status={tone ?? phase}
        data-tone={tone ?? phase}
      >
        {phase === 'running' && <span className="spinner" aria-hidden="true" />}
        {tone && <StateIcon tone={tone} />}
        {phase === 'refused' && <StateIcon tone="undetermined" />}
        {tone && <strong>{toneWords[tone]}. </strong>}
        <span>{said}</span>
      </p>
      {refusal && (
        <div className={styles.refusal}>
          <p>{refusal.detail}</p>
          {refusal.unreachable && (
            <p>
              Nothing was judged. You can still choose “I paste the output”: that works without the
              API.
            </p>
          )}
          <button type="button" className="button-quiet" data-testid="retry" onClick={onRetry}>
            Try again
          </button>
        </div>
      )}
      {phase === 'running' && evidence.length > 0 && (
        <ul className={styles.evidence} aria-label="What is being looked at">
          {evidence.map((line) => (
            <EvidenceRow key={line.id} line={line} />
          ))}
        </ul>
      )}
      {(results.length > 0 || open.length > 0) && (
        <ul className={styles.results}>
          {results.map((result) => (
            <ResultRow
              key={result.id}
              result={result}
              fixes={fixes.filter(({ finding }) => result.findings.includes(finding))}
              {...paste}
            />
          ))}
          {open.map((check) => (
            <li key={check.id} className={styles.result}>
              <p className={styles.resultTitle}>
                <StateIcon tone="open" /> {check.title}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const evidenceWords: Record<EvidenceLine['status'], string> = {
  looking: 'looking',
  found: 'seen',
  absent: 'is not there',
  denied: 'access denied',
  unreachable: 'no answer',
  notCollected: 'not looked at',
};

function EvidenceRow({ line }: { line: EvidenceLine }) {
  return (
    <li data-status={line.status}>
      <span>{line.title}</span>
      <span className={styles.evidenceWord} title={line.message}>
        {evidenceWords[line.status]}
      </span>
    </li>
  );
}

type PasteHandlers = Pick<OutcomeProps, 'pasted' | 'onPaste' | 'onJudgeHere' | 'onSend'>;

interface Row extends PasteHandlers {
  result: CheckResult;
  fixes: readonly PrintedFix[];
}

function ResultRow({ result, fixes, ...paste }: Row) {
  const status = useApiStatus();
  return (
    <li
      className={styles.result}
      data-testid="result"
      data-check={result.id}
      data-status={result.status}
    >
      <p className={styles.resultTitle}>
        <StateIcon tone={result.status} />
        <span>
          {result.title}
          <span className={styles.resultWord}> {toneWords[result.status]}</span>
        </span>
      </p>
      {result.pending && (
        <p className={styles.pending}>
          {result.pending.message} Until {formatWhen(result.pending.until)} at the latest (
          {relative(new Date(result.pending.until), cloudNow(status))}). You can go on meanwhile;
          come back and check again.
        </p>
      )}
      {fixes.map((fix) => (
        <FindingView key={fix.finding.code + fix.finding.observed} {...fix} />
      ))}
      {result.unseen.map((unseen) => (
        <UnseenView
          key={(unseen.evidence ?? '') + unseen.title + unseen.message}
          unseen={unseen}
          {...paste}
        />
      ))}
    </li>
  );
}
