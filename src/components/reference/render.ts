import type { DiagnosisPage } from './diagnosis-page.ts';

/** Names of the groups, in the order of the index. */
const providers = { aws: 'AWS', gcp: 'Google Cloud', azure: 'Azure', spot: 'Spot' } as const;
const severities = { fail: 'Wrong', warning: 'Warning' } as const;

/** Text as HTML. */
export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] as string,
  );
}

/** Joins pieces of HTML; values in between are escaped unless they are HTML already. */
function html(
  pieces: TemplateStringsArray,
  ...values: (string | readonly Html[] | Html | undefined)[]
): Html {
  const text = (value: (typeof values)[number]): string => {
    if (value === undefined) return '';
    if (typeof value === 'string') return escapeHtml(value);
    return 'html' in value ? value.html : value.map((one) => one.html).join('');
  };
  return { html: pieces.reduce((whole, piece, index) => whole + text(values[index - 1]) + piece) };
}
interface Html {
  html: string;
}

/** Pages of the site as they are linked from here. */
export interface Links {
  /** Address of a guide's step; undefined when the site has no such guide. */
  step(runbook: string, step: string): string | undefined;
  diagnosis(code: string): string;
  index: string;
}

/** The page of one diagnosis: symptom, cause, fix, who can fix it, how people get there. */
export function renderDiagnosis(
  { finding, provider, check, causes, places }: DiagnosisPage,
  links: Links,
): string {
  const { fix } = finding;
  const steps = places.map(({ runbook, title, step, stepTitle }) => {
    const href = links.step(runbook, step);
    return html`<li>${href ? html`<a href="${href}">${title}: ${stepTitle}</a>` : html`${title}: ${stepTitle}`}</li>`;
  });
  return html`
<p class="reference-trail"><a href="${links.index}">All diagnoses</a> · ${providers[provider]}</p>
<h1>${finding.title}</h1>
<p class="reference-code"><code>${finding.code}</code> <span data-severity="${finding.severity}">${severities[finding.severity]}</span></p>
<p>${finding.explanation}</p>
<h2 id="symptom">What the check sees</h2>
<p>It checks that this is true: ${check}.</p>
<p class="reference-example">Account numbers, names and times are examples, from a simulated account in which this is wrong.</p>
<dl class="reference-compare">
<div><dt>In the account</dt><dd data-side="observed">${finding.observed}</dd></div>
<div><dt>Expected</dt><dd data-side="expected">${finding.expected}</dd></div>
</dl>
<h2 id="cause">How people get there</h2>
<ul>${causes.map((cause) => html`<li>${cause}</li>`)}</ul>
<h2 id="fix">How to mend it</h2>
<p>${fix.summary}</p>
<p><strong>Who can do it:</strong> ${fix.who ?? 'you, with the rights that the guide names'}.</p>
${fix.commands.length > 0 ? html`<p class="reference-example">With the example’s values. The check prints these commands with your own: copy them from there.</p>` : undefined}
${fix.commands.map((command) => html`<pre tabindex="0"><code>${command}</code></pre>`)}
${fix.console?.length ? html`<h3>In the console</h3><ol>${fix.console.map((line) => html`<li>${line}</li>`)}</ol>` : undefined}
<h2 id="where">Where it is checked</h2>
<ul>${steps}</ul>
`.html;
}

/** The index of all diagnoses by provider. */
export function renderIndex(pages: readonly DiagnosisPage[], links: Links): string {
  const groups = Object.entries(providers).flatMap(([provider, name]) => {
    const own = pages.filter((page) => page.provider === provider);
    if (own.length === 0) return [];
    const rows = own.map(
      ({ finding }) =>
        html`<tr><td><a href="${links.diagnosis(finding.code)}"><code>${finding.code}</code></a></td><td>${finding.title}</td><td data-severity="${finding.severity}">${severities[finding.severity]}</td></tr>`,
    );
    return [
      html`<h2 id="${provider}">${name} <span class="reference-count">${String(own.length)}</span></h2><table><thead><tr><th>Code</th><th>What is wrong</th><th>Severity</th></tr></thead><tbody>${rows}</tbody></table>`,
    ];
  });
  return html`
<h1>Everything that a check can find</h1>
<p>Each way of being wrong has a code that stays the same. Its page says what the check sees, how people get there, how to mend it, and who can. A guide’s check shows the code beside what it found.</p>
${groups}
`.html;
}
