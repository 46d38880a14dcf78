import { expect, test } from 'vitest';
import { AwsError, type AwsService } from '../service.ts';
import buildXml from './build-xml.ts';
import { membersOf, parseFields, queryWire } from './query.ts';

const service: AwsService = {
  name: 'x',
  protocol: 'query',
  model: 'https://x/',
  regionOf: () => undefined,
  operations: {},
};
const wire = queryWire(service);

test('lists and structures are read from dotted names', () => {
  const fields = new URLSearchParams([
    ['Action', 'Do'],
    ['Version', '2010-05-08'],
    ['Name', 'a b'],
    ['Tags.member.2.Key', 'second'],
    ['Tags.member.1.Key', 'first'],
    ['Tags.member.1.Value', ''],
    ['Tags.member.10.Key', 'tenth'],
    ['Names.member.1', 'x'],
    ['Outer.Inner.Leaf', 'y'],
    ['__proto__.polluted', 'z'],
  ]);
  const input = parseFields(fields);
  expect(input).toMatchObject({
    Name: 'a b',
    Tags: [{ Key: 'first', Value: '' }, { Key: 'second' }, { Key: 'tenth' }],
    Names: ['x'],
    Outer: { Inner: { Leaf: 'y' } },
  });
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});

test('a GET request carries the same in its query string', () => {
  const request = new Request('https://x/?Action=Do&Name=a%2Bb');
  expect(wire.parse(request, new URL(request.url), new Uint8Array())).toEqual({
    operation: 'Do',
    input: { Name: 'a+b' },
  });
});

test('a request without an action is refused', () => {
  const request = new Request('https://x/');
  expect(() => wire.parse(request, new URL(request.url), new Uint8Array())).toThrow(AwsError);
});

test('outputs become XML', () => {
  const output = {
    Text: 'a<b>&"c"',
    List: ['x', { Key: 'k' }],
    Empty: [],
    Missing: undefined,
    Null: null,
    No: false,
    Zero: 0,
    At: new Date(1_700_000_000_000),
  };
  expect(buildXml(membersOf(output))).toBe(
    '<Text>a&lt;b&gt;&amp;&quot;c&quot;</Text><List><member>x</member><member><Key>k</Key></member></List><Empty></Empty><No>false</No><Zero>0</Zero><At>2023-11-14T22:13:20Z</At>',
  );
});

test('what XML cannot hold is replaced', () => {
  expect(buildXml({ A: 'a\u0000b\u0008c\uffffd\ud800e' })).toBe(
    '<A>a\ufffdb\ufffdc\ufffdd\ufffde</A>',
  );
  expect(buildXml({ A: '\t\n\r😀é' })).toBe('<A>\t\n&#xD;😀é</A>');
});

test('errors say whose fault it is', async () => {
  const sender = await wire
    .failure(new AwsError('NoSuchEntity', 404, 'none <here>'), 'id', 'Do')
    .text();
  expect(sender).toBe(
    '<ErrorResponse xmlns="https://x/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>none &lt;here&gt;</Message></Error><RequestId>id</RequestId></ErrorResponse>',
  );
  const receiver = wire.failure(new AwsError('ServiceFailure', 500, 'x'), 'id', 'Do');
  expect([receiver.status, await receiver.text()]).toEqual([
    500,
    expect.stringContaining('<Type>Receiver</Type>'),
  ]);
});
