import { useId } from 'react';
import { takesSecrets, useApiStatus } from '../api/status.ts';
import { useGuide } from '../guide/context.ts';
import styles from './code.module.css';

/** Below a command that prints the value of an input: the place to paste it. */
export function OutputField({ name }: { name: string }) {
  const { definitions, raw, errors, notes, values, secrets, store } = useGuide();
  const status = useApiStatus();
  const id = useId();
  const definition = definitions[name];
  if (!definition) return null;
  const { secret } = definition;
  if (secret && !takesSecrets(status))
    return (
      <p className={styles.output}>Keep what it prints: you paste it in Spot, and nowhere else.</p>
    );
  const message = errors[name] ?? notes[name];
  return (
    <div
      className={styles.output}
      data-state={errors[name] ? 'wrong' : values[name] || secrets[name] ? 'right' : 'empty'}
    >
      <label htmlFor={id}>
        Paste what it prints <span className={styles.outputName}>{definition.label}</span>
      </label>
      <input
        id={id}
        type={secret ? 'password' : 'text'}
        data-testid={`output-${name}`}
        value={raw[name] ?? ''}
        placeholder={definition.placeholder ?? ''}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={errors[name] ? true : undefined}
        aria-describedby={`${id}-message`}
        onChange={(event) => {
          const value = event.target.value;
          store.update((state) => ({ ...state, inputs: { ...state.inputs, [name]: value } }));
        }}
      />
      <p id={`${id}-message`} aria-live="polite" data-kind={errors[name] ? 'error' : 'note'}>
        {message}
      </p>
    </div>
  );
}
