import { expect, test } from 'vitest';
import { problem, serve } from './testing.ts';

test('a page of another site cannot move the demo, with what a browser sends unasked', async () => {
  const { app } = serve();
  app.post('/demo/reset', (c) => c.text('done'));
  const reset = (site?: string) =>
    app.request('/demo/reset', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'text/plain', ...(site ? { 'sec-fetch-site': site } : {}) },
    });
  expect(await problem(reset('cross-site'))).toMatchObject({
    status: 403,
    type: expect.stringContaining('wrong-origin'),
  });
  // A site with hot reload stands on another port, which is the same site; terminals say nothing of
  // it.
  for (const site of ['same-origin', 'same-site', undefined])
    expect((await reset(site)).status).toBe(200);
});
