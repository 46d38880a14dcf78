import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { addressBlock, clientAddress, siteOf } from './client-address.ts';

describe('one client', () => {
  test.each([
    '203.0.113.7',
    ' 203.0.113.7 ',
    '203.0.113.7:51234',
    '"203.0.113.7:51234"',
    '::ffff:203.0.113.7',
    '::FFFF:cb00:7107',
    '[::ffff:203.0.113.7]:443',
    'for=203.0.113.7',
    'For="203.0.113.7:8080";proto=https;by=10.0.0.1',
    'proto=https; for=203.0.113.7',
  ])('an address, however it is written: %s', (told) => {
    expect(addressBlock(told)).toBe('203.0.113.7');
  });
  test.each([
    '2001:db8:1:2::1',
    '2001:DB8:1:2:aaaa:bbbb:cccc:dddd',
    '[2001:db8:1:2::1]',
    '[2001:db8:1:2::1]:443',
    '"[2001:db8:1:2::1]:443"',
    'for="[2001:db8:1:2::1]:443";proto=https',
    '2001:db8:1:2::1%eth0',
    '2001:db8:1:2:0:0:0:1:443',
    '2001:0db8:0001:0002:0000:0000:0000:0001',
  ])('a network of IPv6, however it is written: %s', (told) => {
    expect(addressBlock(told)).toBe('2001:db8:1:2::/64');
  });
  test.each([
    '',
    'unknown',
    '_hidden',
    '1.2.3',
    '999.1.1.1',
    '01.2.3.4',
    '1.2.3.4:x',
    '1.2.3.4:123456',
    '2001:db8:::1',
    '[2001:db8::1',
    'g::1',
    "' OR 1=1",
    'x'.repeat(10_000),
    `1.2.3.4${' '.repeat(10_000)}5`,
    'for=;for=1.2.3.4',
  ])('junk is nobody new: %s', (told) => {
    expect(addressBlock(told)).toBe('unknown');
  });
  test('others are others', () => {
    const clients = ['203.0.113.7', '203.0.113.8', '2001:db8::1', '2001:db8:0:1::1', 'junk'];
    expect(new Set(clients.map(addressBlock)).size).toBe(5);
  });
});

test('networks of IPv6 that one site has are one site', () => {
  expect(siteOf(addressBlock('2001:db8:1:2::1'))).toBe('2001:db8:1::/48');
  expect(siteOf(addressBlock('2001:db8:1:ffff::1'))).toBe('2001:db8:1::/48');
  expect(siteOf(addressBlock('2001:db8:2:2::1'))).toBe('2001:db8:2::/48');
  for (const none of ['203.0.113.7', 'junk']) expect(siteOf(addressBlock(none))).toBeUndefined();
});

describe('behind proxies', () => {
  const app = new Hono();
  app.get('/:proxies', (c) => c.text(clientAddress(c, Number(c.req.param('proxies')))));
  const ask = async (proxies: number, headers: Record<string, string>) =>
    (await app.request(`/${proxies}`, { headers })).text();
  test('the one counts that the outermost trusted proxy saw, and nothing that its client said', async () => {
    const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.7:51234, 10.0.0.1' };
    expect(await ask(2, headers)).toBe('203.0.113.7');
    expect(await ask(1, headers)).toBe('10.0.0.1');
    expect(await ask(9, headers)).toBe('unknown');
  });
  test('ports that change make no new clients', async () => {
    const clients = [];
    for (let port = 50_000; port < 50_050; port++)
      clients.push(await ask(1, { 'x-forwarded-for': `203.0.113.7:${port}` }));
    expect(new Set(clients)).toEqual(new Set(['203.0.113.7']));
  });
  test('Forwarded is read only where nothing else is told', async () => {
    const forwarded = 'for=6.6.6.6, for="[2001:db8::1]:443";proto=https';
    expect(await ask(1, { forwarded })).toBe('2001:db8:0:0::/64');
    expect(await ask(1, { forwarded, 'x-forwarded-for': '203.0.113.7' })).toBe('203.0.113.7');
    expect(await ask(1, { forwarded: 'for="6.6.6.6, for=203.0.113.7' })).toBe('203.0.113.7');
  });
});
