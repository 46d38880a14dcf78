import { describe, expect, test } from 'vitest';
import { everyObstacle, meetAny } from '../../src/providers/obstacles.ts';
import countSteps from '../../src/providers/testing/count-steps.ts';
import { hostileBeginnings } from './hostile-texts.ts';
import aws from './texts/aws.ts';
import azure from './texts/azure.ts';
import gcp from './texts/gcp.ts';
import spot from './texts/spot.ts';
import terminal from './texts/terminal.ts';

/** The obstacles that a text is; what a guide judges is proven where the guides are read. */
const namesIn = (named: string) => named.split(' or ').filter((one) => !one.includes(' '));

describe.each(Object.entries({ aws, azure, gcp, spot, terminal }))('%s', (id, texts) => {
  const provider = id === 'terminal' ? undefined : (id as 'aws');
  const met = texts.filter(({ named }) => namesIn(named).length > 0);
  test.each(met)('$text', ({ text, named }) => {
    const names = namesIn(named);
    expect(names).toContain(meetAny(provider, text)?.obstacle.id);
    // The words say the same with other line ends, colours, and a prompt before them.
    expect(names).toContain(meetAny(provider, `~ $ some command\r\n${text}\r\n~ $ `)?.obstacle.id);
  });
});

/** The alternatives of a pattern, outside of groups. */
function alternativesOf(source: string): string[] {
  const alternatives = [''];
  let depth = 0;
  for (const [part] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[\s\S]/g)) {
    if (part === '(') depth += 1;
    if (part === ')') depth -= 1;
    if (part === '|' && depth === 0) alternatives.push('');
    else alternatives[alternatives.length - 1] += part;
  }
  return alternatives;
}

/** Providers whose obstacles each have a text that is known to be real. */
const proven = /^(?:aws|spot|terminal)\//;

describe('obstacles', () => {
  test('are met by a text each', () => {
    const met = new Set(
      [...aws, ...azure, ...gcp, ...spot, ...terminal].flatMap(({ named }) => namesIn(named)),
    );
    expect(everyObstacle.map(({ id }) => id).filter((id) => !met.has(id))).toEqual([]);
  });
  test.each(everyObstacle.filter(({ id }) => proven.test(id)))(
    '$id has a text for each way in which it is said',
    ({ says }) => {
      const texts = [...aws, ...azure, ...gcp, ...spot, ...terminal].map(({ text }) => text);
      const ways = alternativesOf(says.source).map((way) => new RegExp(way, says.flags));
      expect(ways.filter((way) => !texts.some((text) => way.test(text)))).toEqual([]);
    },
  );
  test('have names of their own', () => {
    const ids = everyObstacle.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
  test.each(everyObstacle)(
    '$id says what it is, what to do, and where that is known from',
    (obstacle) => {
      expect(obstacle.title).toMatch(/^[A-Za-z“].*[^.]$/s);
      expect(obstacle.source).toMatch(/^https:\/\//);
      expect(obstacle.whose === 'company').toBe(obstacle.guardrail !== undefined);
      expect(obstacle.todo ?? obstacle.guardrail).toBeDefined();
    },
  );
});

describe('a hostile text', () => {
  test.each(hostileBeginnings(2_000))(
    'made of the beginning of $id takes some steps for each of its characters',
    ({ says, texts }) => {
      // The most that any takes is 62; what this guards against takes thousands, or millions.
      for (const text of texts) expect(countSteps(says, text)).toBeLessThan(100 * text.length);
    },
  );
});
