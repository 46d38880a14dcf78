import { renderToStaticMarkup } from 'react-dom/server';
import DiagnosisView from './DiagnosisView.tsx';
import type { DiagnosisPage } from './diagnosis-page.ts';
import type { Links } from './links.ts';

interface StaticPage {
  title: string;
  description: string;
  page: DiagnosisPage;
  links: Links;
  /** Path from the root of the site. */
  path: string;
}

/**
 * A page without scripts, in the clothes of a built one: its head, bar and foot with another title
 * and content. Only the scripts within the page stay, which choose the colours before the first
 * paint.
 *
 * Each route of Docusaurus weighs on every page of the site; a few hundred pages that nobody
 * navigates between are better as plain documents.
 */
export default function renderStaticPage(
  shell: string,
  { page, links, path, ...head }: StaticPage,
): string {
  // React escapes what it renders, in text as in attributes.
  const title = renderToStaticMarkup(head.title);
  const description = renderToStaticMarkup(head.description);
  const html = renderToStaticMarkup(<DiagnosisView page={page} links={links} />);
  const main = /<main class="?reference"?>[\s\S]*<\/main>/;
  if (!main.test(shell))
    throw new Error(
      'The built index of the reference has no <main class="reference">: src/components/reference/Reference.tsx changed.',
    );
  return shell
    .replace(/<script[^>]*\ssrc=[^>]*><\/script>/g, '')
    .replace(
      /<link[^>]*\srel="?(?:preload|prefetch|modulepreload)"?[^>]*\sas="?script"?[^>]*>/g,
      '',
    )
    .replace(/<title[^>]*>[\s\S]*?<\/title>/, () => `<title>${title}</title>`)
    .replace(
      /(<meta[^>]*\s(?:name|property)="?(?:og:)?title"?[^>]*\scontent=)(?:"[^"]*"|[^\s>]+)/g,
      (_, start) => `${start}"${title}"`,
    )
    .replace(
      /(<meta[^>]*\s(?:name|property)="?(?:og:)?description"?[^>]*\scontent=)(?:"[^"]*"|[^\s>]+)/g,
      (_, start) => `${start}"${description}"`,
    )
    .replace(/(https?:\/\/[^"'\s>]*)?\/reference\/?(?=["'\s>])/g, (whole, origin) =>
      origin ? origin + path : whole,
    )
    .replace(/<html/, '<html data-plain')
    .replace(main, () => `<main class="reference">${html}</main>`);
}
