import type { Evidence } from '../../evidence/define-evidence.ts';

/** Evidence that nobody looked for, and why. */
export const notLooked = (message: string): Evidence<never> => ({
  status: 'notCollected',
  message,
});

/** No collector looks at this kind. */
export const unknownKind = notLooked('This version has no way to look at it by itself.');
