import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { DiagnosisPage, Reference } from './diagnosis-page.ts';
import { type Links, renderDiagnosis, renderIndex } from './render.ts';
import { staticPage } from './static-page.ts';

/** What `scripts/` makes before Docusaurus runs: the simulator has no business in the build. */
const made = '.spot/reference.json';

/**
 * Docusaurus plugin: `/reference`, and `/reference/<code>` for each diagnosis, of findings that were
 * made before.
 */
export function referencePages({ siteDir, baseUrl }: LoadContext): Plugin {
  const links: Links = {
    step: (runbook, step) =>
      existsSync(join(siteDir, 'docs', `${runbook}.mdx`))
        ? `${baseUrl}guides/${runbook}#${step}`
        : undefined,
    diagnosis: (code) => `${baseUrl}reference/${code}`,
    index: `${baseUrl}reference`,
  };
  return {
    name: 'reference-pages',
    loadContent() {
      const file = join(siteDir, made);
      if (!existsSync(file))
        throw new Error(
          `There is no ${made}, which the reference pages show. Start Docusaurus with npm start or npm run build: they make it first.`,
        );
      return JSON.parse(readFileSync(file, 'utf8')) as Reference;
    },
    async contentLoaded({ content, actions }) {
      const { pages } = content as Reference;
      const route = async (path: string, name: string, page: object) =>
        actions.addRoute({
          path,
          component: '@site/src/components/reference/Reference.tsx',
          modules: { page: await actions.createData(`${name}.json`, JSON.stringify(page)) },
          exact: true,
        });
      const description =
        'Everything that a check of a guide can find, with its cause and its fix.';
      await route(links.index, 'index', {
        title: 'Reference',
        description,
        html: renderIndex(pages, links),
      });
      if (process.env.NODE_ENV === 'production') return;
      for (const page of pages)
        await route(links.diagnosis(page.finding.code), page.finding.code, documentOf(page, links));
    },
    async postBuild({ content, outDir }) {
      const shell = readFileSync(
        [join(outDir, 'reference.html'), join(outDir, 'reference/index.html')].find(
          existsSync,
        ) as string,
        'utf8',
      );
      for (const page of (content as Reference).pages) {
        const folder = join(outDir, 'reference', page.finding.code);
        mkdirSync(folder, { recursive: true });
        writeFileSync(
          join(folder, 'index.html'),
          staticPage(shell, {
            ...documentOf(page, links),
            path: links.diagnosis(page.finding.code),
          }),
        );
      }
    },
  };
}

function documentOf(
  page: DiagnosisPage,
  links: Links,
): { title: string; description: string; html: string } {
  const { code, title, explanation } = page.finding;
  return {
    title: `${title} (${code})`,
    description: explanation,
    html: renderDiagnosis(page, links),
  };
}
