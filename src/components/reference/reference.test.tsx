import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadContext } from '@docusaurus/types';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import DiagnosisView from './DiagnosisView.tsx';
import type { DiagnosisPage } from './diagnosis-page.ts';
import makeLinks from './links.ts';
import { referencePages } from './plugin.ts';
import ReferenceIndex from './ReferenceIndex.tsx';
import renderStaticPage from './render-static-page.tsx';

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
      commands: ['tea close --pot "x" && echo <done>', 'echo $1'],
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
const links = makeLinks('/', ['aws/tea']);

it('says symptom, cause, fix, who and where, and escapes all of it', () => {
  const html = renderToStaticMarkup(<DiagnosisView page={page} links={links} />);
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
  const row = { code: 'TEA-001', title: 'Lid', severity: 'fail', provider: 'aws' } as const;
  const html = renderToStaticMarkup(<ReferenceIndex rows={[row]} links={links} />);
  expect(html).toContain('href="/reference/TEA-001"');
  expect(html).toContain('id="aws"');
  expect(html).not.toContain('id="gcp"');
});

it('is a document in the clothes of the site, without its scripts', () => {
  const shell =
    '<!doctype html><html lang="en"><head><title data-rh="true">Reference | Spot</title><meta data-rh=true property=og:title content="Reference"><meta name="description" content=old>' +
    '<link rel="canonical" href="https://x.example/reference"><script src="/a.js" defer></script><script>theme()</script></head><body><a href="/reference">R</a><main class="reference">index</main></body></html>';
  const head = { title: 'Lid ($&)', description: 'Cold "tea"', path: '/reference/TEA-001' };
  const content = renderToStaticMarkup(<DiagnosisView page={page} links={links} />);
  expect(renderStaticPage(shell, { ...head, page, links })).toBe(
    '<!doctype html><html data-plain lang="en"><head><title>Lid ($&amp;)</title><meta data-rh=true property=og:title content="Lid ($&amp;)"><meta name="description" content="Cold &quot;tea&quot;">' +
      `<link rel="canonical" href="https://x.example/reference/TEA-001"><script>theme()</script></head><body><a href="/reference">R</a><main class="reference">${content}</main></body></html>`,
  );
  expect(() => renderStaticPage('<main>', { ...head, page, links })).toThrow(
    /no <main class="reference">/,
  );
});

it('cannot be built before its findings are made, and says what makes them', async () => {
  const siteDir = mkdtempSync(join(tmpdir(), 'spot-reference-'));
  mkdirSync(join(siteDir, 'docs'));
  try {
    const plugin = referencePages({ siteDir, baseUrl: '/' } as LoadContext);
    expect(() => plugin.loadContent?.()).toThrow(
      'There is no .spot/reference.json, which the reference pages show. Start Docusaurus with npm start or npm run build: they make it first.',
    );
  } finally {
    rmSync(siteDir, { recursive: true });
  }
});
