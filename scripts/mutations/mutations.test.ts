import { describe, expect, it } from 'vitest';
import { defineHarmless, joinHarmless, type Survivor, sortSurvivors } from './harmless-fields.ts';
import { mutationsOf } from './operators.ts';
import setUp from './testing.ts';
import { tryMutations } from './try-mutations.ts';

const fieldsOf = (survivors: readonly Survivor[]) => [...new Set(survivors.map((s) => s.field))];

describe('tryMutations', () => {
  it('finds nothing but what no check could see, where the check looks at everything', () => {
    const { survivors, mutations, caught } = tryMutations(
      setUp(({ Owner, Size }) => Owner === '111122223333' && Size === 7),
    );
    expect(fieldsOf(survivors)).toEqual(['Table.Note']);
    expect(mutations).toBe(caught + survivors.length);
  });

  it('finds the field to which an evaluator is blind', () => {
    const { survivors } = tryMutations(setUp(({ Size }) => Size === 7));
    expect(fieldsOf(survivors)).toContain('Table.Owner');
    expect(fieldsOf(survivors)).toContain('(everywhere) Table.Owner');
    expect(fieldsOf(survivors)).not.toContain('Table.Size');
    expect(fieldsOf(survivors)).not.toContain('Table.Name');
    expect(fieldsOf(survivors)).not.toContain('(everywhere) tableName');
  });

  it('tries each operator once for each field when it is short', () => {
    const healthy = setUp(() => true);
    const all = tryMutations(healthy);
    const short = tryMutations(healthy, { short: true });
    expect(fieldsOf(short.survivors)).toEqual(fieldsOf(all.survivors));
  });
});

describe('sortSurvivors', () => {
  const survivor: Survivor = {
    runbook: 'aws/tables',
    path: '',
    step: 'table',
    kind: 'aws/table',
    field: 'Table.Note',
    operator: 'removed',
  };

  it('takes a reason for its field alone', () => {
    const harmless = defineHarmless({ 'aws/table': { 'Table.Note': 'words for people' } });
    const other = { ...survivor, field: 'Table.Owner' };
    expect(sortSurvivors([survivor, other], harmless)).toEqual({
      explained: [survivor],
      unexplained: [other],
      stale: [],
    });
  });

  it('takes a reason for its operators and its runbooks alone', () => {
    const only = defineHarmless({ 'aws/table': { 'Table.Note': { why: '…', only: ['removed'] } } });
    const changed = { ...survivor, operator: 'emptied' };
    expect(sortSurvivors([survivor, changed], only).unexplained).toEqual([changed]);
    const elsewhere = defineHarmless({
      'aws/table': { 'Table.Note': { why: '…', in: ['aws/x'] } },
    });
    expect(sortSurvivors([survivor], elsewhere)).toMatchObject({
      unexplained: [survivor],
      stale: ['aws/table Table.Note (aws/x)'],
    });
  });
  it('for another name holds where the name looks like a word', () => {
    const named = defineHarmless({
      'aws/table': { 'Table.Note': { why: '…', only: ['other name'] } },
    });
    const as = (operator: string) => ({ ...survivor, operator });
    const kept = [as('other name'), as('other word'), as('unknown word')];
    expect(sortSurvivors(kept, named)).toMatchObject({ unexplained: [], stale: [] });
    expect(sortSurvivors([as('opposite')], named).unexplained).toHaveLength(1);
  });

  it('takes a reason for all below a field, and for nothing beside it', () => {
    const harmless = defineHarmless({ 'aws/table': { 'Table.**': 'nobody reads it' } });
    const of = (field: string) => ({ ...survivor, field });
    const below = [of('Table'), of('Table.Note.Text'), of('Table[].Note'), of('Table[]')];
    const beside = [of('Tables'), of('TableName'), of('Other.Table.Note')];
    expect(sortSurvivors([...below, ...beside], harmless)).toMatchObject({
      explained: below,
      unexplained: beside,
      stale: [],
    });
  });

  it('covers an identifier in several places only where nothing below them is read', () => {
    const everywhere = (...places: string[]) => ({
      ...survivor,
      field: '(everywhere) Table.Owner',
      operator: 'another one',
      places,
    });
    const harmless = defineHarmless({
      'aws/table': { 'Table.Owner': '…', 'Table.Arn': '…', 'Meta.**': '…', 'Tags.**': '…' },
    });
    const covered = [everywhere('Table.Owner'), everywhere('Meta.By', 'Tags[].Value')];
    const open = [
      everywhere('Table.Owner', 'Table.Arn'),
      everywhere('Meta.By', 'Table.Owner'),
      everywhere('Meta.By', 'Table.Name'),
      everywhere(),
    ];
    expect(sortSurvivors([...covered, ...open], harmless)).toMatchObject({
      explained: covered,
      unexplained: open,
    });
  });

  it('names operators and runbooks that a reason needs not be restricted to', () => {
    const harmless = defineHarmless({
      'aws/table': {
        'Table.Note': { why: '…', only: ['removed', 'null'], in: ['aws/tables', 'aws/x'] },
      },
    });
    expect(sortSurvivors([survivor], harmless).stale).toEqual([
      'aws/table Table.Note (null)',
      'aws/table Table.Note (aws/x)',
    ]);
  });

  it('names a reason that nothing needs', () => {
    const harmless = defineHarmless({ 'aws/table': { 'Table.Size': 'any size will do' } });
    expect(sortSurvivors([], harmless).stale).toEqual(['aws/table Table.Size']);
  });
});

describe('defineHarmless', () => {
  it.each<[string, Record<string, string>]>([
    ['lacks the reason', { 'Table.Note': ' ' }],
    ['not for a whole answer', { '**': 'nobody reads it' }],
  ])('refuses what %s', (message, reasons) => {
    expect(() => defineHarmless({ 'aws/table': reasons })).toThrow(message);
  });

  it('keeps reasons in the list of their provider', () => {
    expect(() => joinHarmless({ gcp: { 'aws/table': { 'Table.Note': '…' } } })).toThrow(
      'aws/table stands in the list of gcp.',
    );
  });
});

describe('mutationsOf', () => {
  const operatorsOf = (value: unknown, field: string) =>
    mutationsOf(JSON.stringify(value), { provider: 'aws' })
      .filter((mutation) => mutation.field === field)
      .map(({ operator }) => operator);

  it.each<[string, unknown, string[]]>([
    ['a date', '2026-11-28T05:21:18Z', ['removed', 'emptied', 'long ago', 'far ahead', 'null']],
    ['a flag', true, ['removed', 'flipped', 'null']],
    ['a number', 7, ['removed', 'zero', 'huge', 'null']],
    ['a word', 'Enabled', ['removed', 'emptied', 'opposite', 'other word', 'unknown word', 'null']],
    [
      'an account',
      '111122223333',
      ['removed', 'emptied', 'zero', 'huge', 'other account', 'other name', 'null'],
    ],
    ['no value', null, ['removed', 'filled']],
  ])('changes %s', (_, value, operators) => {
    expect(operatorsOf({ Field: value }, 'Field')).toEqual(operators);
  });

  it('takes entries out of lists, and puts in what is of somebody else', () => {
    expect(operatorsOf({ List: [{ Id: 'a-1' }] }, 'List[]')).toEqual([
      'removed',
      'foreign one instead',
      'foreign one before',
      'foreign one after',
      'null',
      'emptied',
    ]);
  });

  it('changes JSON within a text', () => {
    const text = JSON.stringify({ Policy: '{"Statement":[{"Effect":"Allow"}]}' });
    const changed = mutationsOf(text, { provider: 'aws' }).find(
      ({ field, operator }) =>
        field === 'Policy.(json).Statement[].Effect' && operator === 'opposite',
    );
    expect(JSON.parse(changed?.text ?? '')).toEqual({
      Policy: '{"Statement":[{"Effect":"Deny"}]}',
    });
  });

  it('changes an identifier wherever it stands', () => {
    const text = JSON.stringify({
      Arn: 'arn:aws:iam::111122223333:user/a',
      Account: '111122223333',
    });
    const { text: changed = '', places } =
      mutationsOf(text, { provider: 'aws' }).find(({ field }) =>
        field.startsWith('(everywhere)'),
      ) ?? {};
    expect(places).toEqual(['Arn', 'Account']);
    expect(changed).not.toContain('111122223333');
    expect(changed.match(/444455556666/g)).toHaveLength(2);
  });

  it('changes code, operation and words of an error', () => {
    const error =
      '\nAn error occurred (NoSuchEntity) when calling the GetRole operation: No role x';
    const fields = mutationsOf(error, { provider: 'aws' }).filter((m) => m.field === '(error)');
    expect(fields.map(({ operator }) => operator)).toEqual([
      'other code',
      'other operation',
      'other words',
    ]);
  });
});
