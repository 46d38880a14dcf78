import { expect, test, vi } from 'vitest';
import createStopping from './stopping.ts';

test('what is under way is told once why it ends, who comes late at once, and who has ended never', () => {
  const stopping = createStopping();
  const [first, second, third] = [vi.fn(), vi.fn(), vi.fn()];
  stopping.whenEnding(first);
  stopping.whenEnding(second)();
  stopping.end();
  stopping.end();
  stopping.whenEnding(third);
  expect([first, second, third].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
  expect(third.mock.calls[0]?.[0].problem).toMatchObject({ status: 503 });
});
