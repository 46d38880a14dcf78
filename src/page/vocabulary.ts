import providers, { type Provider } from '../providers/index.ts';

/** Ways through a step that a guide can show, in the order of their tabs. */
export const methods = ['console', 'cli', 'cloudformation', 'script'] as const;
export type Method = (typeof methods)[number];

/**
 * What the tab of a method says: each provider has its own name for its console and its command
 * line.
 */
export function methodLabel(method: Method, provider: Provider): string {
  if (method === 'console') return providers[provider].console;
  if (method === 'cli') return providers[provider].commandLine;
  return method === 'script' ? 'Script' : 'CloudFormation';
}

/** Containers of this project, and the admonitions Docusaurus handles. */
export const guideContainers = ['step', 'methods', 'method', 'when'] as const;
export const admonitions = [
  'note',
  'tip',
  'info',
  'warning',
  'danger',
  'caution',
  'important',
  'secondary',
  'success',
] as const;
export const guideLeaves = [
  'check',
  'guides',
  'include',
  'inputs',
  'permissions',
  'permission-chooser',
  'quick-create',
  'rights',
  'trust-diagram',
] as const;

/** Within a line: the value of an input; a link to a step, with its title; how long it takes. */
export const guideTexts = ['value', 'step', 'duration'] as const;

/** Languages that look like a shell but that nothing runs. */
export const shellLookalikes = [
  'sh',
  'shell',
  'console',
  'zsh',
  'shell-session',
  'ps1',
  'powershell',
  'cmd',
  'bat',
] as const;

export function isMethod(id: string | null | undefined): id is Method {
  return methods.includes(id as Method);
}

/**
 * The method whose panel a group shows when the reader chose `chosen`, which it may not have: its own, else the command line or a script (a stack is commands too), else the first.
 */
export function panelFor(chosen: Method, available: readonly Method[]): Method | undefined {
  if (available.includes(chosen)) return chosen;
  if (chosen === 'console') return available[0];
  return (['cli', 'script'] as const).find((method) => available.includes(method)) ?? available[0];
}
