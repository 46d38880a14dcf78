/** Ways through a step that a guide can show, in the order of their tabs. */
export const methods = ['console', 'cli', 'cloudformation'] as const;
export type Method = (typeof methods)[number];

export const methodLabels: Record<Method, string> = { console: 'Console', cli: 'AWS CLI', cloudformation: 'CloudFormation' };

/** Containers of this project, and the admonitions Docusaurus handles. */
export const guideContainers = ['step', 'methods', 'method'] as const;
export const admonitions = ['note', 'tip', 'info', 'warning', 'danger', 'caution', 'important', 'secondary', 'success'] as const;
export const guideLeaves = ['check', 'inputs', 'permissions', 'trust-diagram'] as const;

/** Languages that look like a shell but that nothing runs. */
export const shellLookalikes = ['sh', 'shell', 'console', 'zsh', 'shell-session', 'ps1', 'powershell', 'cmd', 'bat'] as const;

export function isMethod(id: string | null | undefined): id is Method {
  return methods.includes(id as Method);
}

/**
 * For each method, whose panel is shown when the reader chose it and this group may not have it:
 * its own, else the command line (a stack is commands too), else the first.
 */
export function panelFor(chosen: Method, available: readonly Method[]): Method | undefined {
  if (available.includes(chosen)) return chosen;
  if (chosen !== 'console' && available.includes('cli')) return 'cli';
  return available[0];
}
