/**
 * A server with everything wrong that the fuzzer looks for, each at an address of its own, and nothing wrong at
 * `/healthz`.
 */
import '../target/watch-loop.ts';
import { createServer } from 'node:http';

const wrong: Readonly<Record<string, () => [status: number, body: string, type?: string]>> = {
  '/healthz': () => [200, '{}'],
  '/right': () => [404, '{"status":404,"detail":"Nothing here."}', 'application/problem+json'],
  '/busy': () => [503, '{"status":503,"detail":"Later."}', 'application/problem+json'],
  '/500': () => [500, '{"status":500,"detail":"Sorry."}', 'application/problem+json'],
  '/plain': () => [400, 'No.', 'text/plain'],
  '/other-status': () => [400, '{"status":404,"detail":"No."}', 'application/problem+json'],
  '/huge': () => [200, 'x'.repeat(3_000_000)],
  '/block': () => {
    const { user } = process.threadCpuUsage();
    while (process.threadCpuUsage().user - user < 400_000);
    return [200, '{}'];
  },
  '/unhandled': () => {
    void Promise.reject(new Error('nobody took it'));
    return [200, '{}'];
  },
};

createServer((request, response) => {
  const path = request.url ?? '';
  if (path === '/crash') process.exit(7);
  if (path === '/hang-up') return request.socket.destroy();
  if (path.startsWith('/log')) console.log(path);
  const [status, body, type = 'application/json'] = wrong[path]?.() ?? [200, '{}'];
  request.resume().on('end', () => {
    response.writeHead(status, {
      'content-type': type,
      ...(path === '/busy' ? { 'retry-after': '3' } : {}),
    });
    response.end(body);
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
