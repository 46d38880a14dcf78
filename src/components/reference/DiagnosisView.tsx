import type { DiagnosisPage } from './diagnosis-page.ts';
import type { Links } from './links.ts';
import { providerNames, severityNames } from './names.ts';

/** The page of one diagnosis: symptom, cause, fix, who can fix it, how people get there. */
export default function DiagnosisView({ page, links }: { page: DiagnosisPage; links: Links }) {
  const { finding, provider, check, causes, places } = page;
  return (
    <>
      <p className="reference-trail">
        <a href={links.index}>All diagnoses</a> · {providerNames[provider]}
      </p>
      <h1>{finding.title}</h1>
      <p className="reference-code">
        <code>{finding.code}</code>{' '}
        <span data-severity={finding.severity}>{severityNames[finding.severity]}</span>
      </p>
      <p>{finding.explanation}</p>
      <h2 id="symptom">What the check sees</h2>
      <p>It checks that this is true: {check}.</p>
      <p className="reference-example">
        Account numbers, names and times are examples, from a simulated account in which this is
        wrong.
      </p>
      <dl className="reference-compare">
        <div>
          <dt>In the account</dt>
          <dd data-side="observed">{finding.observed}</dd>
        </div>
        <div>
          <dt>Expected</dt>
          <dd data-side="expected">{finding.expected}</dd>
        </div>
      </dl>
      <h2 id="cause">How people get there</h2>
      <ul>
        {causes.map((cause) => (
          <li key={cause}>{cause}</li>
        ))}
      </ul>
      <Fix fix={finding.fix} />
      <h2 id="where">Where it is checked</h2>
      <ul>
        {places.map(({ runbook, title, step, stepTitle }) => {
          const href = links.step(runbook, step);
          const text = `${title}: ${stepTitle}`;
          return <li key={`${runbook}#${step}`}>{href ? <a href={href}>{text}</a> : text}</li>;
        })}
      </ul>
    </>
  );
}

function Fix({ fix }: { fix: DiagnosisPage['finding']['fix'] }) {
  return (
    <>
      <h2 id="fix">How to fix it</h2>
      <p>{fix.summary}</p>
      <p>
        <strong>Who can do it:</strong> {fix.who ?? 'you, with the rights that the guide names'}.
      </p>
      {fix.commands.length > 0 && (
        <p className="reference-example">
          With the example’s values. The check prints these commands with your own: copy them from
          there.
        </p>
      )}
      {fix.commands.map((command) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area has to be reachable by keyboard
        <pre key={command} tabIndex={0}>
          <code>{command}</code>
        </pre>
      ))}
      {fix.send && (
        <>
          <h3>Send them this</h3>
          <blockquote>{fix.send}</blockquote>
        </>
      )}
      {fix.console !== undefined && fix.console.length > 0 && (
        <>
          <h3>In the console</h3>
          <ol>
            {fix.console.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
