import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateInput } from '../../src/inputs/kinds.ts';
import type { Healthy } from './gather-healthy.ts';
import { changeIdentifier, type Json, readJson } from './operators.ts';

/** A set-up under other names. */
export interface Renamed {
  inputs: Record<string, string>;
  texts: Record<string, string>;
  /** How many names and numbers are other ones. */
  count: number;
  /** Inputs for which there is no other value of their kind. */
  notRenamed: string[];
}

/** Inputs that name nothing. */
const noNames: readonly string[] = ['choice', 'choices', 'date'];

/** Numbers and identifiers that clouds give, by their format. */
const formats: readonly RegExp[] = [
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi,
  /\b(?:AROA|AIDA|ANPA|AKIA|ASIA)[A-Z0-9]{17}\b/g,
  /\bo-[a-z0-9]{10,32}\b/g,
  /\bact-[0-9a-f]{8}\b/g,
  /\b[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}\b/g,
  /(?<![\w-])[0-9a-f]{32,64}(?![\w-])/g,
  /(?<![\w.-])\d{10,22}(?![\w.-])/g,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  /(?<=:(?:user|role|policy)\/)[\w+=.@-]+/g,
];

/** Fields whose values people choose. */
const nameFields: readonly string[] = [
  'PolicyName',
  'RoleName',
  'SourcePolicyId',
  'Sid',
  'ReportName',
  'S3Bucket',
  'Name',
  'name',
  'displayName',
  'roleName',
  'title',
  'userPrincipalName',
];

/**
 * Renames everything, in the inputs and in every text alike: what the inputs name, and what the
 * evidence alone names. What the product's own texts hold is Spot's or the cloud's, and stays.
 */
export function renameEverything(healthy: Healthy): Renamed {
  const own = Object.entries(healthy.inputs).filter(
    ([name]) => !noNames.includes(healthy.runbook.inputs[name]?.kind ?? 'choice'),
  );
  const others = new Map<string, string>();
  const notRenamed: string[] = [];
  // The longer ones are made of the shorter ones: the role's ARN of its account and its name.
  for (const [name, value] of own.sort(([, a], [, b]) => a.length - b.length)) {
    const other = findOther(healthy, name, value, renameIn(value, others));
    if (other === undefined) notRenamed.push(name);
    else others.set(value, other);
  }
  for (const value of namesIn(Object.values(healthy.texts)))
    if (!others.has(value) && renameIn(value, others) === value)
      others.set(value, otherName(value));
  const renameEach = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, renameIn(text, others)]));
  return {
    inputs: renameEach(healthy.inputs),
    texts: renameEach(healthy.texts),
    count: others.size,
    notRenamed,
  };
}

/**
 * The set-up with another value of one input alone, wherever it stands. One that is made of other inputs
 * cannot change alone: it would contradict them.
 */
export function renameOne(healthy: Healthy, name: string): Renamed | undefined {
  const value = healthy.inputs[name] ?? '';
  if (noNames.includes(healthy.runbook.inputs[name]?.kind ?? 'choice')) return undefined;
  const isOfOthers = Object.entries(healthy.inputs).some(
    ([one, part]) => one !== name && part.length >= 4 && part !== value && value.includes(part),
  );
  if (isOfOthers) return undefined;
  const other = findOther(healthy, name, value, value);
  if (other === undefined) return undefined;
  const renameEach = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [key, text.replaceAll(value, other)]),
    );
  const [inputs, texts] = [renameEach(healthy.inputs), renameEach(healthy.texts)];
  return { inputs, texts, count: 1, notRenamed: [] };
}

/** Another value of an input that its rule accepts as it is; `renamed` is what its parts make of it. */
function findOther(
  { runbook }: Healthy,
  name: string,
  value: string,
  renamed: string,
): string | undefined {
  return [
    ...(renamed === value ? [] : [renamed]),
    otherName(value),
    changeIdentifier(value),
    `${value}-2`,
    `acme-${value}`,
  ].find((candidate) => {
    const definition = runbook.inputs[name];
    const judged = definition && validateInput(definition, candidate);
    return candidate !== value && judged?.ok && judged.value === candidate;
  });
}

/** Another name of the same format. Of a UUID the first part: others tell its version. */
function otherName(value: string): string {
  if (/^[0-9a-f]{8}-/i.test(value)) return `${shiftHex(value.slice(0, 8))}${value.slice(8)}`;
  if (/^[0-9a-f]{32,}$/.test(value)) return shiftHex(value);
  if (/^act-[0-9a-f]{8}$/.test(value)) return `act-${shiftHex(value.slice(4))}`;
  if (/^[0-9A-F]{6}-/.test(value)) return value.replace(/\d/g, (digit) => `${9 - Number(digit)}`);
  if (/^(?:AROA|AIDA|ANPA|AKIA|ASIA)/.test(value))
    return value.slice(0, 4) + value.slice(4).replace(/[A-Y]/g, (letter) => next(letter));
  return changeIdentifier(value);
}

const next = (letter: string) => String.fromCharCode(letter.charCodeAt(0) + 1);

const shiftHex = (text: string) =>
  text.replace(/[0-9a-f]/gi, (digit) => {
    const other = ((Number.parseInt(digit, 16) + 5) % 16).toString(16);
    return digit === digit.toLowerCase() ? other : other.toUpperCase();
  });

/** Names and numbers that stand in texts, but for those of the product itself. */
function namesIn(texts: readonly string[]): string[] {
  const names = new Set<string>();
  for (const text of texts) {
    const value = readJson(text);
    for (const format of formats) for (const name of text.match(format) ?? []) names.add(name);
    if (value !== undefined) collectNames(value, names);
  }
  return [...names].filter((name) => !isOfProduct(name)).sort((a, b) => a.length - b.length);
}

function collectNames(value: Json, names: Set<string>): void {
  if (Array.isArray(value)) for (const entry of value) collectNames(entry, names);
  else if (typeof value === 'object' && value !== null)
    for (const [field, inner] of Object.entries(value)) {
      if (typeof inner !== 'string') collectNames(inner, names);
      else if (nameFields.includes(field) && /^[\w .+=@-]{3,}$/.test(inner)) names.add(inner);
    }
}

/** Whether the product's own source holds it. Numbers of examples are nobody's: 111122223333. */
function isOfProduct(name: string): boolean {
  if (/^(?:(\d)\1{3}){3}$/.test(name)) return false;
  productText ??= globSync(['src/**/*.ts', 'runbooks/**/runbook.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    exclude: (path) => /simulator|testing|\.test\.ts$/.test(String(path)),
  })
    .map((path) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8'))
    .join('\n');
  return /\.googleapis\.com|\.gserviceaccount\.com$/.test(name) || productText.includes(name);
}

let productText: string | undefined;

/** Replaces whole words, the longest first. */
function renameIn(text: string, others: ReadonlyMap<string, string>): string {
  if (others.size === 0) return text;
  const names = [...others.keys()].sort((a, b) => b.length - a.length);
  const pattern = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return text.replace(
    new RegExp(`(?<![A-Za-z0-9])(?:${pattern})(?![A-Za-z0-9])`, 'g'),
    (name) => others.get(name) ?? name,
  );
}
