import { useId } from 'react';
import type { PageEvidence } from '../../page/guide-data.ts';
import { CodeBlock } from '../code/CodeBlock.tsx';
import styles from './check.module.css';

interface PasteFieldsProps {
  /** What Spot's eyes are called here. */
  spotLabel: string;
  evidence: readonly PageEvidence[];
  pasted: Readonly<Record<string, string>>;
  unreadable: Readonly<Record<string, string>>;
  onPaste: (id: string, text: string) => void;
}

/**
 * For each thing the step's checks look at: the read-only command that prints it, and the place to
 * paste that.
 */
export function PasteFields({
  spotLabel,
  evidence,
  pasted,
  unreadable,
  onPaste,
}: PasteFieldsProps) {
  if (evidence.length === 0) {
    return (
      <p className={styles.note}>
        What this step needs cannot be pasted: only Spot itself can try whether it gets in. Choose “
        {spotLabel}”.
      </p>
    );
  }
  return (
    <div className={styles.pasteFields}>
      {evidence.map((kind) => (
        <PasteField
          key={kind.id}
          title={kind.title}
          command={kind.command}
          optional={!kind.required}
          text={pasted[kind.id] ?? ''}
          error={unreadable[kind.id]}
          onPaste={(text) => onPaste(kind.id, text)}
          testId={`paste-${kind.id}`}
        />
      ))}
    </div>
  );
}

interface PasteFieldProps {
  title: string;
  command: string;
  optional?: boolean;
  text: string;
  error?: string | undefined;
  onPaste: (text: string) => void;
  testId: string;
}

export function PasteField({
  title,
  command,
  optional,
  text,
  error,
  onPaste,
  testId,
}: PasteFieldProps) {
  const id = useId();
  return (
    <div className={styles.pasteField}>
      <CodeBlock
        code={command}
        language="bash"
        metastring={`title="Shows ${title.replaceAll('"', '')}"`}
      />
      <label htmlFor={id}>
        What it prints {optional && <span className={styles.optional}>(helps, not required)</span>}
      </label>
      <textarea
        id={id}
        rows={3}
        spellCheck={false}
        autoComplete="off"
        data-testid={testId}
        value={text}
        placeholder="Paste everything, errors too"
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-error`}
        onChange={(event) => onPaste(event.target.value)}
      />
      <p id={`${id}-error`} className={styles.pasteError} role="status">
        {error}
      </p>
    </div>
  );
}
