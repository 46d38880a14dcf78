import { useEffect, useState } from 'react';
import { api } from '../api/client.ts';
import styles from './openapi.module.css';
import { type OpenApiDocument, type Operation, operationsOf } from './read-document.ts';

type Loaded =
  | { phase: 'loading' }
  | { phase: 'ready'; document: OpenApiDocument }
  | { phase: 'failed'; message: string };

/** The API's own OpenAPI document, as the server behind this page gives it. */
export function OpenApi() {
  const [loaded, setLoaded] = useState<Loaded>({ phase: 'loading' });
  useEffect(() => {
    const controller = new AbortController();
    api('/v1/openapi.json', { signal: controller.signal })
      .then((response) => response.json())
      .then((document: OpenApiDocument) => setLoaded({ phase: 'ready', document }))
      .catch((error: unknown) => {
        if (!controller.signal.aborted)
          setLoaded({
            phase: 'failed',
            message:
              error instanceof SyntaxError
                ? 'There is no verification API behind this page.'
                : String(error instanceof Error ? error.message : error),
          });
      });
    return () => controller.abort();
  }, []);
  return (
    <main className={styles.page}>
      <h1>Verification API</h1>
      <p className={styles.lead}>
        What the checks on this site call. It reads cloud accounts and never writes to them. A
        verification answers with server-sent events or with one JSON document, by the{' '}
        <code>Accept</code> header; errors are problem details (RFC 9457).
      </p>
      {loaded.phase === 'loading' && <p role="status">Reading the API's own description …</p>}
      {loaded.phase === 'failed' && (
        <p className={styles.note} role="status">
          {loaded.message} Its description is at <code>/v1/openapi.json</code> wherever it runs;{' '}
          <code>npm start</code> runs it on your machine.
        </p>
      )}
      {loaded.phase === 'ready' && (
        <>
          <p className={styles.version}>
            {loaded.document.info.title} {loaded.document.info.version} ·{' '}
            <a href="/v1/openapi.json">openapi.json</a>
          </p>
          {operationsOf(loaded.document).map((operation) => (
            <OperationView key={operation.id} operation={operation} />
          ))}
        </>
      )}
    </main>
  );
}

function OperationView({ operation }: { operation: Operation }) {
  return (
    <section className={styles.operation} id={operation.id}>
      <h2>
        <span className={styles.method} data-method={operation.method}>
          {operation.method}
        </span>
        <code>{operation.path}</code>
      </h2>
      {operation.summary && <p>{operation.summary}</p>}
      {operation.description && <p className={styles.description}>{operation.description}</p>}
      {operation.fields.length > 0 && (
        <div className={styles.scroll}>
          <table>
            <thead>
              <tr>
                <th>Field</th>
                <th>Type</th>
                <th>Meaning</th>
              </tr>
            </thead>
            <tbody>
              {operation.fields.map((field) => (
                <tr key={field.name}>
                  <td>
                    <code>{field.name}</code>
                    {field.required && <span className={styles.required}> required</span>}
                  </td>
                  <td>{field.type}</td>
                  <td>{field.description}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ul className={styles.responses}>
        {operation.responses.map((response) => (
          <li key={response.status}>
            <code>{response.status}</code> {response.description}{' '}
            <span className={styles.types}>{response.types.join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
