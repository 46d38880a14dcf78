import http from 'node:http';

let taken = false;

/**
 * Corporate machines reach the clouds through HTTPS_PROXY only, which fetch() reads when it is told to.
 * Older Node cannot be told.
 */
export function takeProxyOfMachine(): void {
  if (taken) return;
  taken = true;
  const { setGlobalProxyFromEnv } = http as { setGlobalProxyFromEnv?: () => unknown };
  setGlobalProxyFromEnv?.();
}
