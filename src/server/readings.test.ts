import { describe, expect, test } from 'vitest';
import { readingSchema } from '../verification/reading.ts';
import { simulateAws } from '../verification/testing/aws-world.ts';
import { problem, startOver, wanted } from './testing.ts';

const { healthy } = simulateAws();
const { runbook, inputs } = wanted;

describe('POST /v1/readings', () => {
  test('says what a text is, and asks no cloud', async () => {
    const { post, world } = startOver(healthy());
    const answer = await post('/v1/readings', {
      runbook,
      inputs,
      text: 'bash: aws: command not found',
    });
    expect(answer.status).toBe(200);
    expect(readingSchema.parse(await answer.json())).toMatchObject({
      runbook,
      pieces: [{ what: 'obstacle', id: 'aws/no-cli', whose: 'terminal' }],
    });
    expect(world.calls).toEqual([]);
  });
  test.each([
    ['an unknown runbook', { runbook: 'aws/nothing', inputs, text: '' }, 404],
    ['no text', { runbook, inputs }, 422],
    ['values that cannot be right', { runbook, inputs: { accountId: '1' }, text: '' }, 422],
    ['more than anybody pastes', { runbook, inputs, text: 'x'.repeat(262_145) }, 422],
  ])('refuses %s', async (_, body, status) => {
    expect((await problem(startOver(healthy()).post('/v1/readings', body))).status).toBe(status);
  });
});
