import { expect, it } from 'vitest';
import type { DiagnosisPage } from './diagnosis-page.ts';
import { renderDiagnosis, renderIndex } from './render.ts';
import { staticPage } from './static-page.ts';

const page: DiagnosisPage = {
  finding: {
    code: 'TEA-001',
    severity: 'fail',
    title: 'The lid is <open>',
    explanation: 'The tea gets cold & bitter.',
    observed: '{"closed":false}',
    expected: 'closed',
    fix: {
      summary: 'Close it.',
      commands: ['tea close --pot "x" && echo <done>'],
      console: ['Open **Pots**.'],
      who: 'the host',
    },
  },
  provider: 'aws',
  check: 'The lid is closed',
  causes: ['Somebody looked inside.'],
  places: [
    { runbook: 'aws/tea', title: 'Make tea', step: 'boil', stepTitle: 'Boil' },
    { runbook: 'aws/unwritten', title: 'Drink', step: 'sip', stepTitle: 'Sip' },
  ],
};
const links = {
  step: (runbook: string, step: string) =>
    runbook === 'aws/tea' ? `/guides/${runbook}#${step}` : undefined,
  diagnosis: (code: string) => `/reference/${code}`,
  index: '/reference',
};

it('says symptom, cause, fix, who and where, and escapes all of it', () => {
  const html = renderDiagnosis(page, links);
  for (const text of [
    'The lid is &lt;open&gt;',
    'cold &amp; bitter',
    '{&quot;closed&quot;:false}',
    'Somebody looked inside.',
    'the host',
    'echo &lt;done&gt;',
  ])
    expect(html).toContain(text);
  expect(html).toContain('href="/guides/aws/tea#boil"');
  expect(html).not.toContain('/guides/aws/unwritten');
  expect(html).not.toContain('undefined');
});

it('lists all by provider', () => {
  const html = renderIndex([page], links);
  expect(html).toContain('href="/reference/TEA-001"');
  expect(html).toContain('id="aws"');
  expect(html).not.toContain('id="gcp"');
});

it('is a document in the clothes of the site, without its scripts', () => {
  const shell =
    '<!doctype html><html lang="en"><head><title data-rh="true">Reference | Spot</title><meta data-rh=true property=og:title content="Reference"><meta name="description" content=old>' +
    '<link rel="canonical" href="https://x.example/reference"><script src="/a.js" defer></script><script>theme()</script></head><body><a href="/reference">R</a><main class="reference">index</main></body></html>';
  const html = staticPage(shell, {
    title: 'Lid ($&)',
    description: 'Cold "tea"',
    html: '<p>$1</p>',
    path: '/reference/TEA-001',
  });
  expect(html).toBe(
    '<!doctype html><html data-plain lang="en"><head><title>Lid ($&amp;)</title><meta data-rh=true property=og:title content="Lid ($&amp;)"><meta name="description" content="Cold &quot;tea&quot;">' +
      '<link rel="canonical" href="https://x.example/reference/TEA-001"><script>theme()</script></head><body><a href="/reference">R</a><main class="reference"><p>$1</p></main></body></html>',
  );
  expect(() => staticPage('<main>', { title: '', description: '', html: '', path: '' })).toThrow(
    /no <main class="reference">/,
  );
});
