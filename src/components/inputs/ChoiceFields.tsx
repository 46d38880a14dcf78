import { useId } from 'react';
import styles from './inputs.module.css';
import { tick, tickedIn } from './ticked.ts';
import { useInput } from './use-input.ts';

/** One of several options. */
export function ChoiceField({ name }: { name: string }) {
  const { definition, text, set } = useInput(name);
  return (
    <Options
      name={name}
      type="radio"
      chosen={[text]}
      options={definition.options ?? []}
      onChoose={(value) => set(value)}
    />
  );
}

/** Any number of options. */
export function ChoicesField({ name }: { name: string }) {
  const { definition, text, set } = useInput(name);
  const options = definition.options ?? [];
  return (
    <Options
      name={name}
      type="checkbox"
      chosen={tickedIn(text)}
      options={options}
      onChoose={(value, on) => set(tick(options, text, value, on))}
    />
  );
}

interface OptionsProps {
  name: string;
  type: 'radio' | 'checkbox';
  chosen: readonly string[];
  options: readonly { value: string; label: string; help?: string }[];
  onChoose: (value: string, on: boolean) => void;
}

function Options({ name, type, chosen, options, onChoose }: OptionsProps) {
  const { definition } = useInput(name);
  const id = useId();
  return (
    <fieldset className={styles.field} aria-describedby={`${id}-help`}>
      <legend className={styles.label}>{definition.label}</legend>
      <div
        className={styles.options}
        data-many={options.some((option) => option.help) || undefined}
      >
        {options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input
              type={type}
              name={`${id}-${name}`}
              value={option.value}
              data-input={name}
              data-testid={`option-${name}-${option.value}`}
              checked={chosen.includes(option.value)}
              onChange={(event) => onChoose(option.value, event.target.checked)}
            />
            <span>
              {option.label}
              {option.help && <span className={styles.optionHelp}>{option.help}</span>}
            </span>
          </label>
        ))}
      </div>
      <p className={styles.help} id={`${id}-help`}>
        {definition.help}
      </p>
    </fieldset>
  );
}
