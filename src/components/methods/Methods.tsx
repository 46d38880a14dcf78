import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useId,
  useMemo,
} from 'react';
import styles from './methods.module.css';
import { chooseMethod, useMethodChoice } from './use-method-choice.ts';

interface MethodInfo {
  id: string;
  label: string;
  /** Choices for which this one's panel is shown (a group need not have every method). */
  shownFor: string[];
}

const GroupContext = createContext<{ group: string; methods: MethodInfo[]; chosen: string }>({
  group: '',
  methods: [],
  chosen: '',
});

/**
 * Ways through a step as tabs; the choice is the same for all groups. All panels are in the page,
 * style sheets hide the others.
 */
export function Methods({ methods: json, children }: { methods: string; children: ReactNode }) {
  const methods = useMemo(() => JSON.parse(json) as MethodInfo[], [json]);
  const group = useId();
  const chosen = useMethodChoice();
  const shown = methods.findIndex((method) => method.shownFor.includes(chosen));
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step
      ? methods[(shown + step + methods.length) % methods.length]
      : { Home: methods[0], End: methods.at(-1) }[event.key];
    if (!next) return;
    event.preventDefault();
    chooseMethod(next.id);
    document.getElementById(`${group}-tab-${next.id}`)?.focus();
  };
  const value = useMemo(() => ({ group, methods, chosen }), [group, methods, chosen]);
  return (
    <GroupContext value={value}>
      <div className={styles.methods}>
        <div
          role="tablist"
          tabIndex={-1}
          aria-label="How you want to do it"
          className={styles.tabs}
          onKeyDown={move}
        >
          {methods.map((method, index) => (
            <button
              key={method.id}
              type="button"
              role="tab"
              id={`${group}-tab-${method.id}`}
              className={styles.tab}
              data-shown-for={method.shownFor.join(' ')}
              data-testid={`method-${method.id}`}
              aria-selected={index === shown}
              aria-controls={`${group}-panel-${method.id}`}
              tabIndex={index === shown ? 0 : -1}
              onClick={() => chooseMethod(method.id)}
            >
              {method.label}
            </button>
          ))}
        </div>
        {children}
      </div>
    </GroupContext>
  );
}

export function Method({ id, children }: { id: string; children: ReactNode }) {
  const { group, methods } = useContext(GroupContext);
  const method = methods.find((candidate) => candidate.id === id);
  return (
    <div
      role="tabpanel"
      id={`${group}-panel-${id}`}
      aria-labelledby={`${group}-tab-${id}`}
      className={styles.panel}
      data-method-panel={id}
      data-shown-for={method?.shownFor.join(' ')}
    >
      <p className={styles.name}>{method?.label}</p>
      {children}
    </div>
  );
}
