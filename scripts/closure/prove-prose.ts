import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findUnusedParts } from '../../src/remark/parts.ts';
import { measureSharedProse } from '../lib/shared-prose.ts';
import type { Ledger } from './ledger.ts';

const docs = new URL('../../docs', import.meta.url).pathname;

/** Share of a guide's characters, 0 to 1, that may stand in another one too. */
const mostShared = 0.1;

/** Characters below which a page is a first draft: all of it is what every guide has. */
const draftLength = 1_500;

/** What two guides share stands once, in a part that both include, and every part is included. */
export function proveProse(ledger: Ledger, ids: readonly string[]): void {
  const texts = ids.map((id) => [id, readFileSync(join(docs, `${id}.mdx`), 'utf8')] as const);
  for (const [id, { share, length, runs }] of Object.entries(
    measureSharedProse(Object.fromEntries(texts)),
  )) {
    const [longest] = runs;
    ledger.need(
      share < mostShared || length < draftLength,
      `${Math.round(share * 100)}% of docs/${id}.mdx stands in another guide too: move it into docs/_parts and include it, first “${longest?.text.slice(0, 80)}…” (also in ${longest?.also})`,
    );
  }
  for (const part of findUnusedParts(docs))
    ledger.need(false, `docs/_parts/${part} is included nowhere: include it, or delete it`);
}
