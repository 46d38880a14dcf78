import { type DragEvent, useId, useState } from 'react';
import { takesSecrets, useApiStatus } from '../api/status.ts';
import styles from './inputs.module.css';
import { useInput } from './use-input.ts';

/**
 * A value that opens an account. It stays in this page's memory: it is stored nowhere, shown
 * nowhere, and sent only to an API on the reader's own machine. Where the page has no such API
 * there is no field.
 */
export function SecretField({ name }: { name: string }) {
  const status = useApiStatus();
  const { definition } = useInput(name);
  const id = useId();
  if (status.phase === 'loading' || !takesSecrets(status)) {
    return (
      <section
        className={styles.secret}
        aria-labelledby={`${id}-label`}
        data-testid={`no-secret-${name}`}
      >
        <p className={styles.label} id={`${id}-label`}>
          {definition.label}
        </p>
        <p className={styles.refused}>
          {status.phase === 'loading'
            ? 'Asking the verification API where it runs …'
            : 'Do not type it here: it opens your account, and this page is not served from your own machine. You give it to Spot in its own console. To check it, choose “I paste the output” at a step: the commands there print everything but the secret. Or run this page yourself, from its repository, with MODE=local npm run serve: then the secret never leaves your machine.'}
        </p>
      </section>
    );
  }
  return definition.file ? <KeyFile name={name} id={id} /> : <Password name={name} id={id} />;
}

const keeping =
  'Kept in memory until you leave this page. It is not stored, and goes into no command.';

function Password({ name, id }: { name: string; id: string }) {
  const { definition, text, error, note, right, set } = useInput(name);
  return (
    <div className={styles.secret} data-state={error ? 'wrong' : right ? 'right' : 'empty'}>
      <label className={styles.label} htmlFor={id}>
        {definition.label}
      </label>
      <div className={styles.control}>
        <input
          id={id}
          type="password"
          data-input={name}
          data-testid={`input-${name}`}
          className={styles.input}
          value={text}
          placeholder={definition.placeholder ?? ''}
          spellCheck={false}
          autoComplete="off"
          data-1p-ignore="true"
          data-lpignore="true"
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-help ${id}-message`}
          onChange={(event) => set(event.target.value)}
        />
        {text && (
          <button type="button" className="button-quiet" onClick={() => set('')}>
            Forget
          </button>
        )}
      </div>
      <p className={styles.help} id={`${id}-help`}>
        {definition.help} {keeping}
      </p>
      <Judgement id={id} error={error} note={note} right={right} />
    </div>
  );
}

/** A key file is dropped, chosen or pasted; then only what it is shows, not what is in it. */
function KeyFile({ name, id }: { name: string; id: string }) {
  const { definition, text, error, note, right, set } = useInput(name);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => {
    // A key file has a few thousand characters; whatever is much larger is not one, and the
    // validator says so of its beginning.
    if (file) void file.slice(0, 100_000).text().then(set);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a button beside it that does the same
    <div
      className={styles.secret}
      data-state={error ? 'wrong' : right ? 'right' : 'empty'}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label className={styles.label} htmlFor={id}>
        {definition.label}
      </label>
      {text === '' ? (
        <div className={styles.drop}>
          <textarea
            id={id}
            rows={2}
            data-input={name}
            data-testid={`input-${name}`}
            className={styles.input}
            value=""
            placeholder="Drop the file here, or paste what is in it"
            spellCheck={false}
            autoComplete="off"
            aria-describedby={`${id}-help ${id}-message`}
            onChange={(event) => set(event.target.value)}
          />
          <label className="button-quiet">
            Choose the file
            <input
              type="file"
              className="visually-hidden"
              accept=".json,application/json,.txt"
              onChange={(event) => {
                take(event.target.files?.[0]);
                event.target.value = '';
              }}
            />
          </label>
        </div>
      ) : (
        <div className={styles.control}>
          <span className={styles.taken}>{`${text.length} characters, not shown`}</span>
          <button
            type="button"
            id={id}
            data-input={name}
            className="button-quiet"
            onClick={() => set('')}
          >
            Forget
          </button>
        </div>
      )}
      <p className={styles.help} id={`${id}-help`}>
        {definition.help} {keeping}
      </p>
      <Judgement id={id} error={error} note={note} right={right} />
    </div>
  );
}

function Judgement({
  id,
  error,
  note,
  right,
}: {
  id: string;
  error: string | undefined;
  note: string | undefined;
  right: boolean;
}) {
  return (
    <p
      className={styles.message}
      id={`${id}-message`}
      aria-live="polite"
      data-kind={error ? 'error' : 'note'}
      data-testid="secret-note"
    >
      {error ?? note ?? (right ? 'This has the right shape.' : '')}
    </p>
  );
}
