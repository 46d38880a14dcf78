import { expect, test } from 'vitest';
import { wrongAnswersTo } from './wrong-answers.ts';

const headers = { 'content-type': 'application/json' };
const changedIn = (text: string, names: Record<string, string> = {}, status = 200) =>
  wrongAnswersTo({ status, headers, text }, names);
const fieldsIn = (text: string) =>
  changedIn(text)
    .filter(({ about }) => about === 'field')
    .map(({ field, operator, answer }) => [field, operator, answer.text]);

test('of JSON each outermost field is removed, and each list removed and emptied', () => {
  expect(fieldsIn('{"a":{"b":1,"c":[{"d":[2]}]},"e":3}')).toEqual([
    ['a', 'removed', '{"e":3}'],
    ['a.c', 'removed', '{"a":{"b":1},"e":3}'],
    ['a.c', 'emptied', '{"a":{"b":1,"c":[]},"e":3}'],
    ['a.c[].d', 'removed', '{"a":{"b":1,"c":[{}]},"e":3}'],
    ['a.c[].d', 'emptied', '{"a":{"b":1,"c":[{"d":[]}]},"e":3}'],
    ['e', 'removed', '{"a":{"b":1,"c":[{"d":[2]}]}}'],
  ]);
});

test('of XML the same, below the result of the call', () => {
  const text =
    '<AResponse><AResult><Names><member>x</member></Names><IsTruncated>false</IsTruncated></AResult></AResponse>';
  expect(fieldsIn(text)).toEqual([
    ['AResult', 'removed', '<AResponse></AResponse>'],
    [
      'Names',
      'removed',
      '<AResponse><AResult><IsTruncated>false</IsTruncated></AResult></AResponse>',
    ],
    [
      'Names',
      'emptied',
      '<AResponse><AResult><Names></Names><IsTruncated>false</IsTruncated></AResult></AResponse>',
    ],
    [
      'IsTruncated',
      'removed',
      '<AResponse><AResult><Names><member>x</member></Names></AResult></AResponse>',
    ],
  ]);
});

test('the whole is replaced, and a refusal by other refusals too, but not by one of another name', () => {
  const operators = (status: number) =>
    changedIn('{"name":"bucket-one"}', { bucketName: 'bucket-one' }, status).map(
      ({ operator }) => operator,
    );
  expect(operators(200)).toEqual(
    expect.arrayContaining(['{}', 'nothing, 204', 'cut off', 'web page, 502', 'another one']),
  );
  expect(operators(404)).toContain('web page, as refusal');
  expect(operators(404)).not.toContain('another one');
});
