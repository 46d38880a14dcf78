import type { CheckResult } from '../../src/checks/report.ts';
import { expand } from '../../src/inputs/expand.ts';
import type { Healthy } from './gather-healthy.ts';
import { StepJudge } from './judge-texts.ts';
import { type LegitimateChange, legitimateChanges, legitimateTexts } from './legitimate.ts';
import { type Json, readJson } from './operators.ts';
import { renameEverything, renameOne } from './rename.ts';

/** A right set-up that was judged otherwise than it was before. */
export interface FalseRed {
  runbook: string;
  path: string;
  step: string;
  what: string;
  /** What the checks say whose status is another one. */
  checks: string[];
}

/** The set-up in another legitimate form. */
interface Variant {
  what: string;
  form?: Form;
  inputs?: Record<string, string>;
  texts: Record<string, string>;
}

export interface TriedHarmless {
  tried: number;
  /** Names and numbers that were other ones. */
  renamed: number;
  /** Forms that something had: what none has proves nothing. */
  forms: readonly Form[];
  falseReds: FalseRed[];
}

/**
 * Tries what must not change a verdict: other names, another order, unknown fields, other legitimate
 * values, other forms of the same text. Every check of every step must say the same.
 */
export function tryHarmless(healthy: Healthy): TriedHarmless {
  const falseReds: FalseRed[] = [];
  const { runbook, path } = healthy;
  const everything = renameEverything(healthy);
  for (const name of everything.notRenamed)
    falseReds.push({
      runbook: runbook.id,
      path,
      step: healthy.phase,
      what: `${name} could not be renamed`,
      checks: [`no other value like ${healthy.inputs[name]} is accepted`],
    });
  const judges = healthy.steps.map((step) => new StepJudge(healthy, step));
  const before = judges.map((judge) => judge.judge(judge.read(healthy.texts)));
  const variants = [
    { what: 'everything has other names', ...everything },
    ...Object.keys(healthy.inputs).flatMap((name) => {
      const renamed = renameOne(healthy, name);
      return renamed ? [{ what: `${name} is another one everywhere`, ...renamed }] : [];
    }),
    ...variantsOf(healthy, judges),
  ];
  for (const variant of variants)
    for (const [index, judge] of judges.entries()) {
      const checks = changedBy(judge, variant, before[index] ?? []);
      if (checks.length === 0) continue;
      const { step } = judge;
      const what = `${variant.what}${blame(judge, variant, before[index] ?? [])}`;
      falseReds.push({ runbook: runbook.id, path, step, what, checks });
    }
  return {
    tried: variants.length * judges.length,
    renamed: everything.count,
    forms: variants.flatMap((variant) => ('form' in variant && variant.form ? [variant.form] : [])),
    falseReds,
  };
}

function changedBy(judge: StepJudge, variant: Variant, before: readonly CheckResult[]): string[] {
  const { inputs = judge.healthy.inputs, texts } = variant;
  const now = judge.judge(judge.read(texts, inputs), { inputs });
  return now
    .filter(({ status }, index) => status !== before[index]?.status)
    .map(
      ({ id, status, findings, unseen }) =>
        `${id} is ${status}: ${[...findings.map(({ code }) => code), ...unseen.map(({ message }) => message.slice(0, 160))].join(', ')}`,
    );
}

/** The kinds of evidence of which this form alone changes what is said. */
function blame(judge: StepJudge, variant: Variant, before: readonly CheckResult[]): string {
  if (variant.inputs) return '';
  const { texts } = judge.healthy;
  const kinds = judge.kinds
    .map(({ id }) => id)
    .filter((id) => {
      const text = variant.texts[id];
      if (text === undefined || text === texts[id]) return false;
      return changedBy(judge, { ...variant, texts: { ...texts, [id]: text } }, before).length > 0;
    });
  return kinds.length > 0 ? ` (${kinds.join(', ')})` : '';
}

/** All other forms that change any text. */
function variantsOf(healthy: Healthy, judges: readonly StepJudge[]): Variant[] {
  const commands = new Map(
    judges.flatMap(({ kinds }) =>
      kinds.map(({ id, command }) => [id, expand(command, healthy.inputs)] as const),
    ),
  );
  const change = (form: Form, of: ChangeText): Variant[] => {
    const { what, provider, kinds } = form;
    const isOf = (kind: string) =>
      (kinds?.includes(kind) ?? true) &&
      (provider === undefined || kind.startsWith(`${provider}/`));
    const texts = Object.fromEntries(
      Object.entries(healthy.texts).map(([kind, text]) => [
        kind,
        isOf(kind) ? of(text, commands.get(kind) ?? '') : text,
      ]),
    );
    const isSame = Object.entries(texts).every(([kind, text]) => text === healthy.texts[kind]);
    return isSame ? [] : [{ what, form, texts }];
  };
  const orders: LegitimateChange[] = [
    { what: 'lists and fields in reverse order', why: 'no order is promised', change: reorder },
    { what: 'lists begin at their second entry', why: 'no order is promised', change: rotateLists },
    { what: 'unknown fields', why: 'clouds add fields', change: addFields },
  ];
  return [
    ...[...orders, ...legitimateChanges].flatMap((one) =>
      change(one, (text) => changeJson(text, one.change)),
    ),
    ...change({ what: 'in one line' }, (text) => changeJson(text, (value) => value, 0)),
    ...legitimateTexts.flatMap((one) => change(one, one.change)),
  ];
}

type Form = Pick<LegitimateChange, 'what' | 'provider' | 'kinds'>;
type ChangeText = (text: string, command: string) => string;

function changeJson(text: string, change: (value: Json) => Json, indent = 4): string {
  const value = readJson(text);
  return value === undefined ? text : `${JSON.stringify(change(value), null, indent)}\n`;
}

function reorder(value: Json): Json {
  if (Array.isArray(value)) return value.map(reorder).reverse();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([field, inner]) => [field, reorder(inner)] as const)
      .reverse(),
  );
}

function rotateLists(value: Json): Json {
  if (Array.isArray(value)) return [...value.slice(1), ...value.slice(0, 1)].map(rotateLists);
  return mapObject(value, rotateLists);
}

/** Fields that nobody knows in every object; the grammar of policy documents allows none. */
function addFields(value: Json): Json {
  if (Array.isArray(value)) return value.map(addFields);
  if (typeof value !== 'object' || value === null || 'Statement' in value) return value;
  return {
    xAddedFirst: null,
    ...(mapObject(value, addFields) as object),
    xAddedLater: { note: ['new'] },
  };
}

function mapObject(value: Json, change: (inner: Json) => Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
}
