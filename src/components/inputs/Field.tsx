import { useId } from 'react';
import { expand, placeholdersIn } from '../../inputs/expand.ts';
import { CopyButton } from '../code/CopyButton.tsx';
import { useGuide } from '../guide/context.ts';
import styles from './inputs.module.css';

/** One input with its label, help and judgement. `issued`: the server made the value, it is shown and not typed. */
export function Field({ name, issued }: { name: string; issued: boolean }) {
  const { definitions, raw, values, errors, notes, store } = useGuide();
  const id = useId();
  const definition = definitions[name];
  if (!definition) return null;
  const text = raw[name] ?? '';
  const error = errors[name];
  const note = notes[name];
  const set = (value: string) => store.update((state) => ({ ...state, inputs: { ...state.inputs, [name]: value } }));
  const describedBy = `${id}-help ${id}-message`;

  if (definition.kind === 'choice') {
    return (
      <fieldset className={styles.field} data-wide="true">
        <legend className={styles.label}>{definition.label}</legend>
        <div className={styles.options}>
          {definition.options?.map((option) => (
            <label key={option.value} className={styles.option}>
              <input
                type="radio"
                name={`${id}-${name}`}
                value={option.value}
                data-input={name}
                checked={text === option.value}
                onChange={() => set(option.value)}
              />
              <span>{option.label}</span>
            </label>
          ))}
        </div>
        <p className={styles.help} id={`${id}-help`}>
          {definition.help}
        </p>
      </fieldset>
    );
  }

  const suggestion = definition.suggestion && expand(definition.suggestion, values);
  const usable = suggestion && placeholdersIn(suggestion).length === 0 && text === '' ? suggestion : undefined;
  const message = error ?? note;
  return (
    <div className={styles.field} data-state={error ? 'wrong' : values[name] ? 'right' : 'empty'}>
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
          aria-describedby={describedBy}
          onChange={(event) => set(event.target.value)}
        />
        {issued && text && <CopyButton text={text} label={`Copy ${definition.label}`} />}
        {!issued && usable && (
          <button type="button" className={styles.suggest} data-testid={`suggest-${name}`} onClick={() => set(usable)}>
            Use <code>{usable}</code>
          </button>
        )}
      </div>
      <p className={styles.help} id={`${id}-help`}>
        {issued ? 'Issued by Spot for you alone. It goes into the trust policy of the role.' : definition.help}
      </p>
      <p className={styles.message} id={`${id}-message`} aria-live="polite" data-kind={error ? 'error' : 'note'}>
        {message}
      </p>
    </div>
  );
}
