import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { asEvidence } from '../collectors/kernel/as-evidence.ts';
import { defineEvidence } from './define-evidence.ts';
import { findNextPage, joinPages } from './pages.ts';
import { parsePasted } from './parse-pasted.ts';

const kind = defineEvidence({
  id: 'azure/test-list',
  title: 'the list',
  schema: z.object({ value: z.array(z.object({ id: z.string() })) }),
  inputs: [],
  command: 'az rest --url https://management.azure.com/list',
  absentCodes: [],
  permissions: [],
});

const page = (ids: string[], next?: object) =>
  JSON.stringify({ value: ids.map((id) => ({ id })), ...next });
const nextLink = 'https://management.azure.com/list?$skiptoken=abc';

describe('a list that goes on', () => {
  test.each([
    { nextLink },
    { '@odata.nextLink': nextLink },
    { NextToken: 'eyJ' },
    { nextPageToken: 'Cg' },
    { Marker: 'AAA', IsTruncated: true },
    { IsTruncated: true },
  ])('%j is half a list, pasted or collected', (next) => {
    const pasted = parsePasted(kind, page(['a'], next));
    expect(pasted).toMatchObject({ ok: false, message: /first page of a longer list/ });
    expect(asEvidence(kind, JSON.parse(page(['a'], next))).status).toBe('unreachable');
    expect(asEvidence({ ...kind, judgesPages: true }, JSON.parse(page(['a'], next))).status).toBe(
      'found',
    );
  });
  test.each([
    {},
    { nextLink: null },
    { nextLink: '' },
    { IsTruncated: false },
    { NextToken: null },
  ])('%j is the whole of it', (next) => {
    expect(parsePasted(kind, page(['a'], next)).ok).toBe(true);
    expect(asEvidence(kind, JSON.parse(page(['a'], next))).status).toBe('found');
  });
  test('says where the rest is', () => {
    const pasted = parsePasted(kind, page(['a'], { nextLink }));
    expect(pasted.ok ? '' : pasted.message).toContain(nextLink);
  });
});

describe('pages that were pasted one after the other', () => {
  const read = (...pages: string[]) => {
    const pasted = parsePasted(kind, pages.join('\n'));
    if (!pasted.ok) return pasted.message;
    return pasted.evidence.status === 'found'
      ? pasted.evidence.value.value.map(({ id }) => id).join()
      : pasted.evidence.status;
  };
  test('are one list', () => {
    expect(read(page(['a'], { nextLink }), page(['b'], { nextLink }), page(['c']))).toBe('a,b,c');
  });
  test('are half a list while the last one goes on', () => {
    expect(read(page(['a'], { nextLink }), page(['b'], { nextLink }))).toMatch(/first page/);
  });
  test('are only those that go on: of two whole lists the last one counts', () => {
    expect(read(page(['a']), page(['b']))).toBe('b');
    expect(read(page(['a'], { nextLink }), page(['b']), page(['c']))).toBe('c');
  });
});

test('joining keeps what only one page has', () => {
  expect(
    joinPages([
      { value: [1], other: [2], nextLink },
      { value: [3], count: 1 },
    ]),
  ).toEqual({
    value: [1, 3],
    other: [2],
    count: 1,
  });
  expect(findNextPage([{ nextLink }])).toBeUndefined();
});
