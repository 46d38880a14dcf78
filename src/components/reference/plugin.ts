import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { DiagnosisPage, Reference } from './diagnosis-page.ts';
import makeLinks from './links.ts';
import loadTsx from './load-tsx.ts';
import type { ReferenceProps } from './Reference.tsx';

/** What `scripts/` makes before Docusaurus runs: the simulator has no business in the build. */
const made = '.spot/reference.json';

/**
 * Docusaurus plugin: `/reference`, and `/reference/<code>` for each diagnosis, of findings that were
 * made before.
 */
export function referencePages({ siteDir, baseUrl }: LoadContext): Plugin {
  const guides = findGuides(join(siteDir, 'docs'));
  const links = makeLinks(baseUrl, guides);
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
      const addPage = async (path: string, name: string, page: ReferenceProps) =>
        actions.addRoute({
          path,
          component: '@site/src/components/reference/Reference.tsx',
          modules: { page: await actions.createData(`${name}.json`, JSON.stringify(page)) },
          exact: true,
        });
      const rows = pages.map(({ finding: { code, title, severity }, provider }) => ({
        code,
        title,
        severity,
        provider,
      }));
      await addPage(links.index, 'index', {
        title: 'Reference',
        description: 'Everything that a check of a guide can find, with its cause and its fix.',
        baseUrl,
        guides: [],
        content: { rows },
      });
      if (process.env.NODE_ENV === 'production') return;
      for (const page of pages) {
        const { code } = page.finding;
        const content = { diagnosis: page };
        await addPage(links.diagnosis(code), code, { ...headOf(page), baseUrl, guides, content });
      }
    },
    async postBuild({ content, outDir }) {
      loadTsx();
      const { default: renderStaticPage } = await import('./render-static-page.tsx');
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
          renderStaticPage(shell, {
            ...headOf(page),
            page,
            links,
            path: links.diagnosis(page.finding.code),
          }),
        );
      }
    },
  };
}

function headOf({ finding: { code, title, explanation } }: DiagnosisPage) {
  return { title: `${title} (${code})`, description: explanation };
}

/** Ids of the runbooks that have a page: `aws/management-account`. */
function findGuides(docs: string): string[] {
  return readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.mdx'))
    .map((path) => path.slice(0, -'.mdx'.length));
}
