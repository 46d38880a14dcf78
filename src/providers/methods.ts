/** Ways through a step that a guide can show, in the order of their tabs. */
export const methods = ['console', 'cli', 'cloudformation', 'script'] as const;
export type Method = (typeof methods)[number];

export function isMethod(id: string | null | undefined): id is Method {
  return methods.includes(id as Method);
}

/**
 * The method that counts where the reader chose `chosen`, which a group of methods may not have: its own, else the command line or a script (a stack is commands too), else the first.
 */
export function panelFor(chosen: Method, available: readonly Method[]): Method | undefined {
  if (available.includes(chosen)) return chosen;
  if (chosen === 'console') return available[0];
  return (['cli', 'script'] as const).find((method) => available.includes(method)) ?? available[0];
}
