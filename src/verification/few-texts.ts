import { z } from 'zod';

/** More than any guide has inputs, or facts that can be pasted. */
const most = 100;

/**
 * Schema of a body's texts by name, of at most `longest` characters each. How many there are is
 * looked at first: thousands of wrong ones would make as many complaints, each of which takes time.
 */
export function fewTexts(longest: number) {
  const texts = z.record(z.string().max(100), z.string().max(longest));
  return z.preprocess((value, context) => {
    if (typeof value !== 'object' || value === null || Object.keys(value).length <= most)
      return value;
    context.addIssue({
      code: 'custom',
      message: `Too many: at most ${most} are read`,
      fatal: true,
    });
    return z.NEVER;
  }, texts);
}
