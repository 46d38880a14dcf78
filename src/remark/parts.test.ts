import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parseGuide } from './parse-guide.ts';
import { findUnusedParts } from './parts.ts';
import { teaRunbook } from './testing/runbook.ts';

const folder = new URL('./testing/parts', import.meta.url).pathname;
const parts = { folder, root: new URL('.', import.meta.url).pathname };
const page = (content: string) =>
  `---\ndescription: d\nrunbook: tea/make\n---\n:::::step{#boil}\n\n${content}\n\n::check\n:::::\n\n:::::step{#pour}\n::check\n:::::\n`;
const read = (content: string) => parseGuide(page(content), { 'tea/make': teaRunbook }, parts);
const boiling = '::include{part="boiling" what="water" where="stove"}';

it('is read like the page’s own words: fences are run, with parameters filled in', () => {
  const { steps, text } = read('::include{part="nested/enough"}');
  expect(steps[0]?.blocks).toEqual([
    { method: undefined, code: 'tea enough', file: 'testing/parts/nested/enough.mdx', line: 1 },
  ]);
  expect(text).toContain('tea enough');
  const [first, second] = parseGuide(page(boiling), undefined, parts).steps[0]?.blocks ?? [];
  expect(first).toMatchObject({
    method: 'cli',
    code: 'tea boil --with water --pot {{pot}}',
    file: 'testing/parts/boiling.mdx',
    line: 5,
  });
  expect(second).toMatchObject({ code: 'tea enough', file: 'testing/parts/nested/enough.mdx' });
});

it.each([
  [
    '::include{part="cold"}',
    'page:7:1: There is no part "cold". Write ::include{part="…"} with one of "boiling", "endless", "nested/back", "nested/enough", "time" or "unseen", or add it to testing/parts.',
  ],
  ['::include', 'page:7:1: This include names no part.'],
  [
    '::include{part="boiling" what="water"}',
    'page:7:1: The part "boiling" needs "where". Write where="…" into the include.',
  ],
  [
    boiling.replace('where', 'for="me" where'),
    'page:7:1: The part "boiling" has no place for "for". It takes "what" or "where".',
  ],
  [
    '::include{part="nested/enough" what="x"}',
    'page:7:1: The part "nested/enough" has no place for "what". It takes nothing but its name.',
  ],
  [
    '::include{part="endless"}',
    'testing/parts/nested/back.mdx:1:1: The part "endless" includes itself: endless, nested/back, endless. Take one of these includes out. (Included at testing/parts/endless.mdx:3.)',
  ],
  [
    boiling,
    'testing/parts/boiling.mdx:3:1: A method stands outside "methods". Put a ":::methods" with one more colon around it and its siblings. (Included at page:7.)',
  ],
  [
    '::include{part="unseen"}',
    'testing/parts/unseen.mdx:4:1: The runner of the guides does not see this bash block.',
  ],
  [
    '::include{part="unseen"}',
    'testing/parts/unseen.mdx:9:5: "{{cup}}" is not an input of "tea/make".',
  ],
  [':param[what]', 'page:7:1: ":param[…]" is not an element this site knows.'],
])('%s', (content, message) => {
  expect(() => read(content)).toThrow(message);
});

it('a part is one of those that pages include, perhaps through other parts', () => {
  const docs = mkdtempSync(path.join(tmpdir(), 'docs-'));
  mkdirSync(path.join(docs, '_parts'));
  writeFileSync(path.join(docs, '_parts/used.mdx'), '::include{part="inner"}\n');
  writeFileSync(path.join(docs, '_parts/inner.mdx'), 'Hello.\n');
  writeFileSync(path.join(docs, '_parts/left.mdx'), 'Hello.\n');
  writeFileSync(path.join(docs, 'page.mdx'), '::include{name="x" part="used"}\n');
  expect(findUnusedParts(docs)).toEqual(['left']);
});

it('every part of the site is used', () => {
  expect(findUnusedParts(new URL('../../docs', import.meta.url).pathname)).toEqual([]);
});
