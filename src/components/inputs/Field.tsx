import { useId } from 'react';
import { expand, placeholdersIn } from '../../inputs/expand.ts';
import { whenAttributes } from '../../page/path-css.ts';
import { whenWords } from '../../page/paths.ts';
import { CopyButton } from '../code/CopyButton.tsx';
import { useGuide } from '../guide/context.ts';
import { Condition } from '../paths/Condition.tsx';
import { ChoiceField, ChoicesField } from './ChoiceFields.tsx';
import styles from './inputs.module.css';
import { SecretField } from './SecretField.tsx';
import { useInput } from './use-input.ts';

interface FieldProps {
  name: string;
  /** The server made the value: it is shown and not typed. */
  issued: boolean;
}

/** One input with its label, help and judgement; on the paths that have it. */
export function Field({ name, issued }: FieldProps) {
  const { definitions } = useGuide();
  const definition = definitions[name];
  if (!definition) return null;
  const { kind, secret, when } = definition;
  const Own =
    kind === 'choice'
      ? ChoiceField
      : kind === 'choices'
        ? ChoicesField
        : secret
          ? SecretField
          : TextField;
  const wide = Own !== TextField;
  return (
    <div className={styles.place} data-wide={wide || undefined} {...whenAttributes(when)}>
      <Condition words={when && whenWords(when, definitions)} />
      <Own name={name} issued={issued} />
    </div>
  );
}

function TextField({ name, issued }: FieldProps) {
  const { values } = useGuide();
  const { definition, text, error, note, right, set } = useInput(name);
  const id = useId();
  const suggestion = definition.suggestion && expand(definition.suggestion, values);
  const usable =
    suggestion && placeholdersIn(suggestion).length === 0 && text === '' ? suggestion : undefined;
  return (
    <div className={styles.field} data-state={error ? 'wrong' : right ? 'right' : 'empty'}>
      <label className={styles.label} htmlFor={id}>
        {definition.label}
      </label>
      <div className={styles.control}>
        <input
          id={id}
          data-input={name}
          data-testid={`input-${name}`}
          className={styles.input}
          value={text}
          readOnly={issued}
          placeholder={issued ? 'Being issued …' : (definition.placeholder ?? '')}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-help ${id}-message`}
          onChange={(event) => set(event.target.value)}
        />
        {issued && text && <CopyButton text={text} label={`Copy ${definition.label}`} />}
        {!issued && usable && (
          <button
            type="button"
            className={styles.suggest}
            data-testid={`suggest-${name}`}
            onClick={() => set(usable)}
          >
            Use <code>{usable}</code>
          </button>
        )}
      </div>
      <p className={styles.help} id={`${id}-help`}>
        {issued
          ? 'Issued by Spot for you alone. It goes into the trust policy of the role.'
          : definition.help}
      </p>
      <p
        className={styles.message}
        id={`${id}-message`}
        aria-live="polite"
        data-kind={error ? 'error' : 'note'}
      >
        {error ?? note}
      </p>
    </div>
  );
}
