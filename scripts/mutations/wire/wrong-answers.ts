import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { type Answer, signInHost, signInPage } from '../../lib/wire.ts';
import { changeIdentifier } from '../operators.ts';

/** One way of answering a call wrongly. */
export interface WrongAnswer {
  /** The whole answer, one field of it, or who it is about. */
  about: 'answer' | 'field' | 'identity';
  /** The field with `[]` for any index; `(answer)` for all of it. */
  field: string;
  operator: string;
  answer: Answer;
}

const wholeAnswer = '(answer)';

/** Without them nobody knows whether a list is whole. */
const pagingFields = /^(IsTruncated|KeyCount)$/;

export const isPagingField = (field: string): boolean =>
  pagingFields.test(field.split('.').at(-1) ?? '');

/**
 * All wrong answers to a call, by its right one. `names` are values of inputs by name. A refusal is
 * replaced as a whole and in its parts, not by one about another name: whoever asks knows what they
 * asked.
 */
export function wrongAnswersTo(
  right: Answer,
  names: Readonly<Record<string, string>>,
): WrongAnswer[] {
  const isXml = right.text.trimStart().startsWith('<');
  const isRefusal = right.status >= 400;
  const fields = isXml ? changeXml(right.text) : changeJson(right.text);
  const made = [
    ...wholeAnswers(right, isXml),
    ...fields.map(
      ({ text, ...where }): WrongAnswer => ({
        about: 'field',
        ...where,
        answer: { ...right, text },
      }),
    ),
    ...(isRefusal ? [] : ofAnother(right, names)),
  ];
  return made.filter(({ answer }) => answer.text !== right.text || answer.status !== right.status);
}

function wholeAnswers(right: Answer, isXml: boolean): WrongAnswer[] {
  const { text } = right;
  const ok = { ...right, status: 200 };
  const answers: Record<string, Answer> = {
    '{}': { ...ok, text: '{}' },
    '[]': { ...ok, text: '[]' },
    null: { ...ok, text: 'null' },
    'nothing, 204': { ...ok, status: 204, text: '' },
    'nothing, 200': { ...ok, text: '' },
    'cut off': { ...right, text: text.slice(0, Math.floor(text.length / 2)) },
    'web page, 200': signInPage,
    'web page, 502': { ...signInPage, status: 502 },
    'web page of another type, 200': { ...ok, text: signInPage.text },
    'redirect to a sign-in page': {
      ...signInPage,
      status: 302,
      headers: { ...signInPage.headers, location: `https://${signInHost}/login` },
    },
  };
  if (isXml) {
    const root = /<(?!\?)[^>]*>/.exec(text)?.[0] ?? '<Root>';
    const name = /^<([\w:.-]+)/.exec(root)?.[1] ?? 'Root';
    answers['the root alone'] = { ...ok, text: `${root}</${name}>` };
  }
  if (right.status >= 400) {
    answers['nothing, as refusal'] = { ...right, text: '' };
    answers['{}, as refusal'] = { ...right, text: '{}' };
    answers['web page, as refusal'] = { ...signInPage, status: right.status };
  }
  return Object.entries(answers).map(([operator, answer]) => ({
    about: 'answer',
    field: wholeAnswer,
    operator,
    answer,
  }));
}

/** Each identifier of the inputs changed wherever it stands. */
function ofAnother(right: Answer, names: Readonly<Record<string, string>>): WrongAnswer[] {
  const values = new Map(Object.entries(names).map(([name, value]) => [value, name]));
  return [...values]
    .filter(([value]) => right.text.toLowerCase().includes(value.toLowerCase()))
    .map(([value, name]) => {
      const pattern = new RegExp(value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'), 'gi');
      const text = right.text.replace(pattern, () => changeIdentifier(value));
      return {
        about: 'identity',
        field: `(everywhere) ${name}`,
        operator: 'another one',
        answer: { ...right, text },
      };
    });
}

interface Changed {
  field: string;
  operator: string;
  text: string;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Each field of the outermost object removed; each list removed, and emptied. */
function changeJson(text: string): Changed[] {
  let whole: Json;
  try {
    whole = JSON.parse(text) as Json;
  } catch {
    return [];
  }
  const changed: Changed[] = [];
  const tried = new Set<string>();
  const walk = (value: Json, field: string, put: (value: Json | undefined) => Json) => {
    const change = (operator: string, made: Json | undefined) => {
      const key = `${field} ${operator}`;
      if (field === '' || tried.has(key)) return;
      tried.add(key);
      changed.push({ field, operator, text: JSON.stringify(put(made)) });
    };
    const isList = Array.isArray(value);
    if (isList || !/[.[]/.test(field)) change('removed', undefined);
    if (isList) {
      change('emptied', []);
      value.forEach((item, index) => {
        walk(item, `${field}[]`, (made) =>
          put(
            value.flatMap((one, at) => (at !== index ? [one] : made === undefined ? [] : [made])),
          ),
        );
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) {
        walk(item, field ? `${field}.${name}` : name, (made) => {
          const { [name]: _, ...rest } = value;
          return put(made === undefined ? rest : { ...value, [name]: made });
        });
      }
    }
  };
  walk(whole, '', (made) => made ?? {});
  return changed.filter(({ field }) => !field.startsWith('[]') || field === '[]');
}

interface Element {
  [name: string]: Element[] | unknown;
}

const xml = { preserveOrder: true, ignoreAttributes: false, parseTagValue: false } as const;
const metadata = new Set(['ResponseMetadata', 'RequestId', 'HostId']);

const nameOf = (element: Element): string =>
  Object.keys(element).find((name) => name !== ':@') ?? '';
const childrenOf = (element: Element): Element[] => {
  const children = element[nameOf(element)];
  return Array.isArray(children) ? (children as Element[]) : [];
};

/** The same of XML: a list is what has members, or what stands several times in a row. */
function changeXml(text: string): Changed[] {
  const parser = new XMLParser(xml);
  const builder = new XMLBuilder(xml);
  const tree = (): Element[] => parser.parse(text) as Element[];
  const changed: Changed[] = [];
  const paths: { path: string[]; isList: boolean; isTop: boolean }[] = [];
  const seen = new Set<string>();
  const walk = (element: Element, path: string[], depth: number) => {
    for (const child of childrenOf(element)) {
      const name = nameOf(child);
      if (name === '#text' || metadata.has(name)) continue;
      const isMember = name === 'member';
      const next = isMember ? path : [...path, name];
      const key = next.join('.');
      const names = childrenOf(child).map(nameOf);
      const isList =
        names.includes('member') ||
        (names.length > 0 && `${names[0]}s` === name) ||
        childrenOf(element).filter((one) => nameOf(one) === name).length > 1;
      if (!isMember && !seen.has(key)) {
        seen.add(key);
        paths.push({ path: next, isList, isTop: depth === 0 });
      }
      walk(child, next, isMember || /Result$/.test(name) ? depth : depth + 1);
    }
  };
  const root = tree().find((element) => !nameOf(element).startsWith('?'));
  if (!root) return [];
  walk(root, [], 0);
  for (const { path, isList, isTop } of paths) {
    if (isTop || isList) changed.push(edit(path, 'removed'));
    if (isList) changed.push(edit(path, 'emptied'));
  }
  return changed;

  function edit(path: readonly string[], operator: 'removed' | 'emptied'): Changed {
    const whole = tree();
    const visit = (element: Element, [name, ...rest]: readonly string[]): void => {
      const children = childrenOf(element);
      for (const child of [...children]) {
        if (nameOf(child) === 'member') visit(child, [name as string, ...rest]);
        if (nameOf(child) !== name) continue;
        if (rest.length > 0) visit(child, rest);
        else if (operator === 'removed') children.splice(children.indexOf(child), 1);
        else child[name] = [];
      }
    };
    for (const element of whole) visit(element, path);
    const field = path.filter((name) => !/Result$/.test(name) || path.length === 1).join('.');
    return { field, operator, text: builder.build(whole) as string };
  }
}
