import regjsparser, { type RootNode } from 'regjsparser';

/**
 * How many steps a backtracking engine, as JavaScript has one, takes to search a text for a pattern: each
 * comparison of a character is one, and so is each way that is tried. Milliseconds say the same of one
 * machine on one day.
 *
 * Knows what the patterns of this project use; throws an Error for everything else.
 */
export default function countSteps(pattern: RegExp, text: string, from = 0): number {
  const run: Run = {
    text,
    steps: 0,
    groups: new Map(),
    ignoresCase: pattern.flags.includes('i'),
    isMultiline: pattern.flags.includes('m'),
    dotIsAll: pattern.flags.includes('s'),
  };
  const match = compile(parsed(pattern), run, 1);
  for (let at = from; at <= text.length; at++) {
    if (match(at, () => true)) break;
    if (pattern.sticky) break;
  }
  return run.steps;
}

type Node = RootNode<{ namedGroups: true; lookbehind: true; unicodePropertyEscape: true }>;

interface Run {
  text: string;
  steps: number;
  groups: Map<number | string, string>;
  ignoresCase: boolean;
  isMultiline: boolean;
  dotIsAll: boolean;
}

type Then = (at: number) => boolean;
type Match = (at: number, then: Then) => boolean;

const known = new Map<string, Node>();

function parsed({ source, flags }: RegExp): Node {
  const key = `${flags}/${source}`;
  const before = known.get(key);
  if (before) return before;
  const node = regjsparser.parse(source, flags.replace(/[gyd]/g, ''), {
    namedGroups: true,
    lookbehind: true,
    unicodePropertyEscape: true,
  });
  known.set(key, node);
  return node;
}

/** `step`: 1 to read on, -1 to read back, as what looks behind does. */
function compile(node: Node, run: Run, step: 1 | -1): Match {
  const single = singleOf(node, run);
  if (single)
    return (at, then) => {
      run.steps++;
      const character = run.text[step > 0 ? at : at - 1];
      return character !== undefined && single(character) && then(at + step);
    };
  switch (node.type) {
    case 'alternative': {
      const all = node.body.map((part) => compile(part, run, step));
      const parts = step > 0 ? all : all.reverse();
      const match = (index: number, at: number, then: Then): boolean => {
        const part = parts[index];
        return part ? part(at, (next) => match(index + 1, next, then)) : then(at);
      };
      return (at, then) => match(0, at, then);
    }
    case 'disjunction': {
      const ways = node.body.map((way) => compile(way, run, step));
      return (at, then) =>
        ways.some((way) => {
          run.steps++;
          return way(at, then);
        });
    }
    case 'group':
      return group(node, run, step);
    case 'quantifier':
      return repeat(node, run, step);
    case 'anchor':
      return (at, then) => {
        run.steps++;
        return holds(node.kind, at, run) && then(at);
      };
    case 'reference': {
      const name = 'name' in node && node.name ? node.name.value : node.matchIndex;
      return (at, then) => {
        const text = run.groups.get(name as never) ?? '';
        run.steps += text.length;
        return run.text.startsWith(text, at) && then(at + text.length);
      };
    }
    default:
      throw new Error(`Nobody counts the steps of a ${node.type} yet.`);
  }
}

/** Whether a character is one that a node takes, where the node takes exactly one. */
function singleOf(node: Node, run: Run): ((character: string) => boolean) | undefined {
  const source = 'raw' in node ? (node.raw as string) : '';
  const isSingle =
    node.type === 'value' ||
    node.type === 'dot' ||
    node.type === 'characterClass' ||
    node.type === 'characterClassEscape' ||
    node.type === 'unicodePropertyEscape';
  if (!isSingle) return undefined;
  const flags = `${run.ignoresCase ? 'i' : ''}${run.dotIsAll ? 's' : ''}`;
  const own = new RegExp(`^(?:${source})$`, flags);
  const answers = new Map<string, boolean>();
  return (character) => {
    const before = answers.get(character);
    if (before !== undefined) return before;
    const is = nativeTest.call(own, character);
    answers.set(character, is);
    return is;
  };
}

// Whoever counts may watch `exec`; what is asked here is none of what they count.
const nativeExec = RegExp.prototype.exec;
function nativeTest(this: RegExp, text: string): boolean {
  return nativeExec.call(this, text) !== null;
}

function holds(kind: string, at: number, { text, isMultiline }: Run): boolean {
  const isWord = (character = '') => /^\w$/.test(character);
  if (kind === 'start') return at === 0 || (isMultiline && text[at - 1] === '\n');
  if (kind === 'end') return at === text.length || (isMultiline && text[at] === '\n');
  const isBoundary = isWord(text[at - 1]) !== isWord(text[at]);
  return kind === 'boundary' ? isBoundary : !isBoundary;
}

function group(node: Node & { type: 'group' }, run: Run, step: 1 | -1): Match {
  const { behavior } = node;
  const looks = /^(?:negativeL|l)ook(ahead|behind)$/.exec(behavior)?.[1];
  const way = looks === undefined ? step : looks === 'ahead' ? 1 : -1;
  const inner = compile({ ...node, type: 'alternative', body: node.body } as Node, run, way);
  if (looks !== undefined) {
    const isWanted = !behavior.startsWith('negative');
    return (at, then) => inner(at, () => true) === isWanted && then(at);
  }
  if (behavior !== 'normal') return inner;
  const name = node.name?.value;
  return (at, then) =>
    inner(at, (end) => {
      const text = run.text.slice(Math.min(at, end), Math.max(at, end));
      if (name) run.groups.set(name, text);
      if ('matchIndex' in node) run.groups.set(node.matchIndex as number, text);
      return then(end);
    });
}

function repeat(node: Node & { type: 'quantifier' }, run: Run, step: 1 | -1): Match {
  const { min, max = Number.POSITIVE_INFINITY, greedy } = node;
  const [body] = node.body as Node[];
  const single = body && singleOf(body, run);
  if (single)
    return (at, then) => {
      let count = 0;
      const goOn = () => {
        run.steps++;
        const character = run.text[step > 0 ? at + count : at - count - 1];
        if (count >= max || character === undefined || !single(character)) return false;
        count++;
        return true;
      };
      while (greedy ? goOn() : count < min && goOn());
      if (count < min) return false;
      if (!greedy) {
        while (!then(at + step * count)) if (!goOn()) return false;
        return true;
      }
      for (; count >= min; count--) {
        run.steps++;
        if (then(at + step * count)) return true;
      }
      return false;
    };
  const once = compile(body as Node, run, step);
  const match = (count: number, at: number, then: Then): boolean => {
    run.steps++;
    const more = () =>
      count < max &&
      once(at, (next) => (next !== at || count < min) && match(count + 1, next, then));
    if (count < min) return more();
    return greedy ? more() || then(at) : then(at) || more();
  };
  return (at, then) => match(0, at, then);
}
