import type { Unseen } from '../../checks/report.ts';
import styles from './check.module.css';
import { PasteField } from './PasteFields.tsx';

const reasons: Record<Unseen['reason'], string> = {
  denied: 'Access denied',
  unreachable: 'No answer',
  notCollected: 'Not looked at',
  cannotTell: 'Cannot tell',
  blocked: 'Waits for another check',
};

interface UnseenViewProps {
  unseen: Unseen;
  pasted: Readonly<Record<string, string>>;
  onPaste: (id: string, text: string) => void;
  onJudgeHere: () => void;
  onSend: (() => void) | undefined;
}

/** Something that could not be looked at, why, and how the reader can show it. */
export function UnseenView({ unseen, pasted, onPaste, onJudgeHere, onSend }: UnseenViewProps) {
  const { evidence, command } = unseen;
  const text = evidence ? (pasted[evidence] ?? '') : '';
  return (
    <div className={styles.unseen} data-testid="unseen" data-evidence={evidence}>
      <p>
        <strong>
          {reasons[unseen.reason]}: {unseen.title}.
        </strong>{' '}
        {unseen.message}
      </p>
      {/* Where nothing is sent, the same field already stands above. */}
      {evidence && command && onSend && (
        <details>
          <summary>Show it yourself</summary>
          <PasteField
            title={unseen.title}
            command={command}
            text={text}
            onPaste={(value) => onPaste(evidence, value)}
            testId={`unseen-paste-${evidence}`}
          />
          <div className={styles.pasteActions}>
            <button
              type="button"
              className="button-quiet"
              disabled={text.trim() === ''}
              data-testid="judge-here"
              onClick={onJudgeHere}
            >
              Judge it in this browser
            </button>
            <button
              type="button"
              className="button-quiet"
              disabled={text.trim() === ''}
              data-testid="send-pasted"
              onClick={onSend}
            >
              Check again with it
            </button>
          </div>
          <p className={styles.note}>
            The first keeps it here: nothing leaves this browser. The second sends it to the
            verification API for this one check, which combines it with what it sees itself, and
            keeps nothing.
          </p>
        </details>
      )}
    </div>
  );
}
