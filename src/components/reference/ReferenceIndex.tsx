import type { DiagnosisPage } from './diagnosis-page.ts';
import type { Links } from './links.ts';
import { providerNames, severityNames } from './names.ts';

/** What the index says of a diagnosis. */
export interface IndexRow {
  code: string;
  title: string;
  severity: DiagnosisPage['finding']['severity'];
  provider: DiagnosisPage['provider'];
}

/** The index of all diagnoses by provider. */
export default function ReferenceIndex({
  rows,
  links,
}: {
  rows: readonly IndexRow[];
  links: Links;
}) {
  const groups = Object.entries(providerNames)
    .map(([id, name]) => ({ id, name, own: rows.filter(({ provider }) => provider === id) }))
    .filter(({ own }) => own.length > 0);
  return (
    <>
      <h1>Everything that a check can find</h1>
      <p>
        Each way of being wrong has a code that stays the same. Its page says what the check sees,
        how people get there, how to fix it, and who can. A guide’s check shows the code beside what
        it found.
      </p>
      {groups.map(({ id, name, own }) => (
        <section key={id}>
          <h2 id={id}>
            {name} <span className="reference-count">{own.length}</span>
          </h2>
          <table>
            <thead>
              <tr>
                <th>Code</th>
                <th>What is wrong</th>
                <th>Severity</th>
              </tr>
            </thead>
            <tbody>
              {own.map(({ code, title, severity }) => (
                <tr key={code}>
                  <td>
                    <a href={links.diagnosis(code)}>
                      <code>{code}</code>
                    </a>
                  </td>
                  <td>{title}</td>
                  <td data-severity={severity}>{severityNames[severity]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  );
}
