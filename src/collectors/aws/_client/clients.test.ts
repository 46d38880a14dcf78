import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, test, vi } from 'vitest';
import { createAwsClients } from './clients.ts';

test('a proxy that never answers keeps no connection of a call that was stopped', async () => {
  const open = new Set<Socket>();
  const silent = createServer((socket) => {
    open.add(socket);
    socket.resume();
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
  });
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  const clients = createAwsClients(
    async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' }),
    {
      requestTimeoutMs: 500,
    },
  );
  const leaving = new AbortController();
  const call = clients.sts.send(new GetCallerIdentityCommand({}), { abortSignal: leaving.signal });
  await vi.waitFor(() => expect(open.size).toBe(1), 5_000);
  leaving.abort();
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  clients.close();
  await vi.waitFor(() => expect(open.size).toBe(0), 5_000);
  silent.close();
  vi.unstubAllEnvs();
});
