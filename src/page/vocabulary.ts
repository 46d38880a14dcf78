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
