import { describe, expect, it } from 'vitest';
import { AwsError } from '../service.ts';
import { noSuchBucket, permanentRedirect } from './errors.ts';
import { readAddress } from './requests.ts';
import { s3Wire } from './wire.ts';

describe('addresses', () => {
  it.each([
    [
      'https://spot-cur.s3.us-east-1.amazonaws.com/a/b',
      { region: 'us-east-1', bucket: 'spot-cur', key: 'a/b' },
    ],
    [
      'https://spot-cur.s3.amazonaws.com/',
      { region: 'us-east-1', bucket: 'spot-cur', key: undefined },
    ],
    [
      'https://spot.cur.s3.eu-west-1.amazonaws.com/a%20b',
      { region: 'eu-west-1', bucket: 'spot.cur', key: 'a b' },
    ],
    [
      'https://s3.eu-west-1.amazonaws.com/spot-cur/a',
      { region: 'eu-west-1', bucket: 'spot-cur', key: 'a' },
    ],
    [
      'https://s3.amazonaws.com/spot-cur',
      { region: 'us-east-1', bucket: 'spot-cur', key: undefined },
    ],
    ['https://s3.amazonaws.com/', { region: 'us-east-1', bucket: undefined, key: undefined }],
    [
      'https://spot-cur.s3.dualstack.us-west-2.amazonaws.com/',
      { region: 'us-west-2', bucket: 'spot-cur', key: undefined },
    ],
    [
      'https://spot-cur.s3.cn-north-1.amazonaws.com.cn/',
      { region: 'cn-north-1', bucket: 'spot-cur', key: undefined },
    ],
    [
      'https://s3.us-gov-west-1.amazonaws.com/b',
      { region: 'us-gov-west-1', bucket: 'b', key: undefined },
    ],
  ])('%s', (url, address) => {
    expect(readAddress(new URL(url))).toEqual(address);
  });

  it.each([
    'https://s3.us-east-9.amazonaws.com/',
    'https://sts.amazonaws.com/',
    'https://s3.cn-north-1.amazonaws.com/',
    'https://s3.example.com/',
  ])('%s is nobody’s of S3', (url) => {
    expect(readAddress(new URL(url))).toBeUndefined();
  });
});

function parse(
  method: string,
  url: string,
  options: { headers?: Record<string, string>; body?: string } = {},
) {
  const request = new Request(url, { method, headers: options.headers });
  return s3Wire.parse(request, new URL(url), new TextEncoder().encode(options.body ?? ''));
}

describe('requests', () => {
  const bucket = 'https://spot-cur.s3.us-east-1.amazonaws.com';

  it.each([
    ['GET', 'https://s3.us-east-1.amazonaws.com/?x-id=ListBuckets', 'ListBuckets'],
    ['PUT', bucket, 'CreateBucket'],
    ['GET', `${bucket}/?list-type=2&prefix=a`, 'ListObjectsV2'],
    ['GET', `${bucket}/?policy`, 'GetBucketPolicy'],
    ['DELETE', `${bucket}/?publicAccessBlock`, 'DeletePublicAccessBlock'],
    ['GET', `${bucket}/key?x-id=GetObject`, 'GetObject'],
    ['GET', `${bucket}/?lifecycle`, 'GET lifecycle of a bucket'],
    ['POST', `${bucket}/key?uploads`, 'POST uploads of an object'],
    ['GET', `${bucket}/key?versionId=1`, 'GET versionId of an object'],
  ])('%s %s is %s', (method, url, operation) => {
    expect(parse(method, url).operation).toBe(operation);
  });

  it('carry objects in chunks with checksums', () => {
    const headers = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'content-type': 'text/plain',
    };
    const body =
      '5\r\nhello\r\n6;chunk-signature=0\r\n world\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n';
    const { input } = parse('PUT', `${bucket}/key`, { headers, body });
    expect(new TextDecoder().decode(input.Body as Uint8Array)).toBe('hello world');
    expect(input.ContentType).toBe('text/plain');
  });

  it.each([
    ['PUT', '?publicAccessBlock', ''],
    ['PUT', '?versioning', '<VersioningConfiguration><Status>Enabled</VersioningConfiguration>'],
    ['PUT', '?tagging', '<Nonsense/>'],
    ['POST', '?delete', 'text'],
  ])('%s %s with the body "%s" is malformed', (method, query, body) => {
    const malformed = () => parse(method, `${bucket}/${query}`, { body });
    expect(malformed).toThrow(AwsError);
    expect(malformed).toThrow(expect.objectContaining({ code: 'MalformedXML', status: 400 }));
  });
});

describe('answers', () => {
  it('name an error with its details and the request', async () => {
    const response = s3Wire.failure(noSuchBucket('a&b'), 'REQUEST', 'GetBucketPolicy');
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(
      /<Error><Code>NoSuchBucket<\/Code><Message>The specified bucket does not exist<\/Message><BucketName>a&amp;b<\/BucketName><RequestId>REQUEST<\/RequestId><HostId>.+<\/HostId><\/Error>/,
    );
  });

  it('to HEAD are bare', async () => {
    const response = s3Wire.failure(noSuchBucket('a'), 'REQUEST', 'HeadBucket');
    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  it('tell where a bucket of another region is', async () => {
    const response = s3Wire.failure(
      permanentRedirect('spot-cur', 'eu-west-1'),
      'REQUEST',
      'GetBucketPolicy',
    );
    expect(response.status).toBe(301);
    expect(response.headers.get('x-amz-bucket-region')).toBe('eu-west-1');
    const text = await response.text();
    expect(text).toContain('<Endpoint>spot-cur.s3.eu-west-1.amazonaws.com</Endpoint>');
    expect(text).not.toContain('BucketRegion');
  });
});
