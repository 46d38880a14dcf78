import { describe, expect, test } from 'vitest';
import dialects from '../../src/providers/dialects.ts';
import { everyObstacle, meetAny } from '../../src/providers/obstacles.ts';
import aws from './texts/aws.ts';
import azure from './texts/azure.ts';
import gcp from './texts/gcp.ts';
import spot from './texts/spot.ts';
import terminal from './texts/terminal.ts';

describe.each(Object.entries({ aws, azure, gcp, spot, terminal }))('%s', (id, texts) => {
  const provider = id === 'terminal' ? undefined : (id as 'aws');
  test.each(texts.filter(({ named }) => !named.includes(' ')))('$text', ({ text, named }) => {
    expect(meetAny(provider, text)?.obstacle.id).toBe(named);
    // The words say the same with other line ends, colours, and a prompt before them.
    expect(meetAny(provider, `~ $ some command\r\n${text}\r\n~ $ `)?.obstacle.id).toBe(named);
  });
});

test.each([...dialects.azure.obstacles, ...dialects.gcp.obstacles].map(({ id }) => id))(
  'there is a text for %s',
  (id) => {
    expect([...azure, ...gcp].some(({ named }) => named === id)).toBe(true);
  },
);

describe('obstacles', () => {
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
