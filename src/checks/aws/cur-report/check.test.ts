import { describe, expect, it } from 'vitest';
import bucketEncryption from '../../../evidence/aws/bucket-encryption.ts';
import bucketLocation from '../../../evidence/aws/bucket-location.ts';
import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import ownedBuckets from '../../../evidence/aws/owned-buckets.ts';
import reportDefinitions from '../../../evidence/aws/report-definitions.ts';
import reportObjects from '../../../evidence/aws/report-objects.ts';
import { codes, prints } from '../../testing.ts';
import { reportDefinitionFor } from '../_billing/documents.ts';
import { absent, denied, inputs, look, report } from '../testing.ts';
import curReport from './check.ts';

const reports = (...ReportDefinitions: object[]) =>
  prints(reportDefinitions, { ReportDefinitions });
const noFiles = prints(reportObjects, {});
const versioned = { ReportVersioning: 'CREATE_NEW_REPORT' };

/** The JSON that the first command of a fix writes, and the command after it. */
function printed(result: ReturnType<typeof look>) {
  const [, json, command] =
    /<<'JSON'\n([\s\S]*)\nJSON\n(.*)$/.exec(result.findings[0]?.fix.commands[0] ?? '') ?? [];
  return { definition: JSON.parse(json ?? 'null'), command };
}

describe('aws/cur-report', () => {
  it('passes with exactly what Eco needs', () =>
    expect(look(curReport)).toMatchObject({ status: 'pass', findings: [] }));

  it('passes with more than Eco needs, among other reports', () => {
    const more = report({
      AdditionalSchemaElements: ['SPLIT_COST_ALLOCATION_DATA', 'RESOURCES'],
      ReportStatus: undefined,
    });
    expect(
      look(curReport, reports(report({ ReportName: 'other', TimeUnit: 'DAILY' }), more)).status,
    ).toBe('pass');
  });

  it('001: no report at all, with the command that makes it', () => {
    const result = look(curReport, { ...reports(), ...noFiles });
    expect(codes(result)).toEqual(['AWS-REPORT-001']);
    expect(result.findings[0]?.observed).toBe('this account has no Cost and Usage Report');
    expect(printed(result)).toEqual({
      definition: reportDefinitionFor(inputs),
      command:
        'aws cur put-report-definition --region us-east-1 --report-definition file://report.json',
    });
  });

  it('001: points at a report that fits, or else at one with a similar name', () => {
    const fitting = look(curReport, {
      ...reports(
        report({ ReportName: 'finops' }),
        report({ ReportName: 'spotinst-cur-reprot', TimeUnit: 'DAILY' }),
      ),
      ...noFiles,
    });
    expect(fitting.findings[0]?.explanation).toContain(
      'The report finops already has every setting',
    );
    const similar = look(curReport, {
      ...reports(report({ ReportName: 'spotinst-cur-reprot', TimeUnit: 'DAILY' })),
      ...noFiles,
    });
    expect(similar.findings[0]?.explanation).toContain('a report named spotinst-cur-reprot');
  });

  const exported = (name: string) =>
    [
      'data/BILLING_PERIOD=2026-11/x-00001.snappy.parquet',
      'metadata/BILLING_PERIOD=2026-11/x-Manifest.json',
    ].map((rest) => ({
      Key: `${inputs.reportPrefix}/${name}/${rest}`,
      LastModified: '2026-11-23T06:00:00+00:00',
      Size: 100,
    }));

  it('011: does not take a Data Export for an earlier report', () => {
    const beside = look(curReport, {
      ...reports(),
      ...prints(reportObjects, { Contents: exported('cur2') }),
    });
    expect(codes(beside)).toEqual(['AWS-REPORT-011']);
    expect(beside.findings[0]?.explanation).toContain('cur2');
    expect(beside.findings[0]?.explanation).not.toContain('earlier report');
    expect(printed(beside).definition.ReportName).toBe(inputs.reportName);
    const inItsPlace = look(curReport, {
      ...reports(),
      ...prints(reportObjects, { Contents: exported(inputs.reportName) }),
    });
    expect(codes(inItsPlace)).toEqual(['AWS-REPORT-011']);
    expect(inItsPlace.findings[0]?.explanation).not.toContain('earlier report');
    expect(printed(inItsPlace).definition.ReportName).toBe(`${inputs.reportName}-2`);
  });

  it.each([
    ['spotinst_eco/', /ends in a slash/, false],
    ['/spotinst_eco', /begins with a slash/, false],
    ['', /without any prefix/, false],
    ['spotinst eco', /into spotinst eco\//, false],
    ['spotinst_ceo', /swapped.*change the prefix at the top/, true],
    ['finops', /into finops\/.*change the prefix at the top/, true],
  ])('009: says of the prefix “%s” what the page takes', (S3Prefix, words, isTypable) => {
    const [finding] = look(curReport, reports(report({ S3Prefix }))).findings;
    expect(finding?.explanation).toMatch(words);
    expect(finding?.explanation.includes('top of the page')).toBe(isTypable);
  });

  it('names a slip of one letter or of capitals', () => {
    const [bucket] = look(
      curReport,
      reports(report({ S3Bucket: 'spot-cur-111122223334' })),
    ).findings;
    expect(bucket?.explanation).toContain('in one character');
    const [name] = look(curReport, {
      ...reports(report({ ReportName: 'Spotinst-CUR-report' })),
      ...noFiles,
    }).findings;
    expect(name?.explanation).toContain('in capitals only');
  });

  it('001: does not reuse a name whose files are still there', () => {
    const result = look(curReport, reports(report({ ReportName: 'spotinst-cur-report-2' })));
    expect(printed(result).definition.ReportName).toBe('spotinst-cur-report-3');
  });

  it.each<[string, object, string[]]>([
    ['daily', { TimeUnit: 'DAILY' }, ['AWS-REPORT-002']],
    ['without resource IDs', { AdditionalSchemaElements: [] }, ['AWS-REPORT-003']],
    ['in CSV', { Format: 'textORcsv', Compression: 'GZIP' }, ['AWS-REPORT-004']],
    ['without Athena', { AdditionalArtifacts: undefined }, ['AWS-REPORT-005']],
    ['for Redshift', { AdditionalArtifacts: ['REDSHIFT'] }, ['AWS-REPORT-005']],
    ['keeping versions', versioned, ['AWS-REPORT-006']],
    ['without refresh', { RefreshClosedReports: false }, ['AWS-REPORT-007']],
    ['to another bucket', { S3Bucket: 'finops' }, ['AWS-REPORT-008']],
    ['under another prefix', { S3Prefix: 'spotinst_eco/' }, ['AWS-REPORT-009']],
    ['in another region', { S3Region: 'eu-west-1' }, ['AWS-REPORT-010']],
    [
      'several at once',
      { TimeUnit: 'MONTHLY', AdditionalSchemaElements: [], RefreshClosedReports: false },
      ['AWS-REPORT-002', 'AWS-REPORT-003', 'AWS-REPORT-007'],
    ],
  ])('%s', (_, changes, expected) => {
    const result = look(curReport, reports(report(changes)));
    expect(codes(result)).toEqual(expected);
    expect(new Set(result.findings.flatMap(({ fix }) => fix.commands)).size).toBe(1);
  });

  it('a missing refresh alone is a warning', () =>
    expect(look(curReport, reports(report({ RefreshClosedReports: undefined }))).status).toBe(
      'warning',
    ));

  it.each<[string, object]>([
    ['time unit', { TimeUnit: 'DAILY' }],
    ['resource IDs', { AdditionalSchemaElements: [] }],
  ])('never edits the %s of a report that overwrites: AWS refuses', (_, changes) => {
    const { definition, command } = printed(look(curReport, reports(report(changes))));
    expect(definition.ReportName).toBe('spotinst-cur-report-2');
    expect(command).toContain('put-report-definition');
  });

  it('edits everything of a report that keeps versions', () => {
    const { definition, command } = printed(
      look(
        curReport,
        reports(report({ ...versioned, TimeUnit: 'DAILY', AdditionalSchemaElements: [] })),
      ),
    );
    expect(definition).toEqual(reportDefinitionFor(inputs));
    expect(command).toBe(
      'aws cur modify-report-definition --region us-east-1 --report-name spotinst-cur-report --report-definition file://report.json',
    );
  });

  it.each<[string, Record<string, ReturnType<typeof absent>>, string]>([
    ['no bucket', { [bucketLocation.id]: absent('NoSuchBucket') }, 'create the bucket'],
    [
      'a bucket elsewhere',
      prints(bucketLocation, { LocationConstraint: 'eu-west-1' }) as never,
      'create a bucket in us-east-1',
    ],
    [
      "a bucket of another account's",
      { ...prints(ownedBuckets, { Buckets: [] }), [bucketLocation.id]: denied } as never,
      'create a bucket of your own',
    ],
    [
      "a bucket of another account's that says where it is",
      prints(ownedBuckets, { Buckets: [{ Name: 'logs' }] }) as never,
      'create a bucket of your own',
    ],
    [
      'no bucket policy',
      { [bucketPolicy.id]: absent('NoSuchBucketPolicy') },
      'correct the bucket policy',
    ],
  ])('prints no command that AWS would refuse: %s', (_, changes, words) => {
    for (const definitions of [
      reports(),
      reports(report({ TimeUnit: 'DAILY' })),
      reports(report({ S3Bucket: 'other' })),
    ]) {
      const { fix } = look(curReport, { ...definitions, ...changes }).findings[0] ?? {};
      expect(fix?.commands).toEqual([]);
      expect(fix?.summary).toContain(words);
    }
  });

  it('prints no command that AWS would refuse for the key of the bucket', () => {
    const key = 'arn:aws:kms:us-east-1:111122223333:key/5d1f3a52-7c41-4a0e-9f0b-2b1c8e6f9d10';
    const encrypted = prints(bucketEncryption, {
      ServerSideEncryptionConfiguration: {
        Rules: [
          { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } },
        ],
      },
    });
    const refused = { ReportStatus: { lastStatus: 'ERROR_PERMISSIONS' }, TimeUnit: 'DAILY' };
    const { fix } =
      look(curReport, { ...reports(report(refused)), ...encrypted }).findings[0] ?? {};
    expect(fix?.commands).toEqual([]);
    expect(fix?.summary).toContain(key);
    // With a key that lets AWS in, the last delivery went well.
    const delivered = look(curReport, { ...reports(report({ TimeUnit: 'DAILY' })), ...encrypted });
    expect(delivered.findings[0]?.fix.commands).toHaveLength(1);
  });

  describe('012: no room for a new report', () => {
    const many = (count: number, own?: object) =>
      reports(
        ...(own ? [own] : []),
        ...Array.from({ length: count }, (_, index) =>
          report({ ReportName: `team-${index}`, S3Bucket: `team-${index}` }),
        ),
      );

    it('is said where one is missing, and nothing is printed that AWS would refuse', () => {
      const result = look(curReport, many(10));
      expect(codes(result)).toEqual(['AWS-REPORT-012', 'AWS-REPORT-001']);
      expect(result.findings.flatMap(({ fix }) => fix.commands)).toEqual([]);
      expect(result.findings[1]?.fix.summary).toContain('delete a report that nobody needs');
    });

    it('is said where the one that is there has to be replaced', () =>
      expect(codes(look(curReport, many(9, report({ TimeUnit: 'DAILY' }))))).toEqual([
        'AWS-REPORT-012',
        'AWS-REPORT-002',
      ]));

    it('does not matter where nothing new is needed, or there is room', () => {
      expect(codes(look(curReport, many(9, report())))).toEqual([]);
      expect(
        codes(look(curReport, many(9, report({ ...versioned, TimeUnit: 'DAILY' })))),
      ).not.toContain('AWS-REPORT-012');
      expect(codes(look(curReport, many(9)))).toEqual(['AWS-REPORT-001']);
    });
  });

  it('quotes a report name that the shell would read otherwise', () => {
    const name = "it's(mine)!";
    const result = look(
      curReport,
      reports(report({ ReportName: name, RefreshClosedReports: false })),
      { reportName: name },
    );
    expect(printed(result).command).toContain(`--report-name 'it'\\''s(mine)!' `);
  });

  it('cannot tell when the reports are denied, as with billing access switched off', () => {
    const result = look(curReport, { [reportDefinitions.id]: denied });
    expect(result.status).toBe('undetermined');
    expect(result.unseen[0]?.command).toContain(
      'aws cur describe-report-definitions --region us-east-1',
    );
  });

  it('says nothing about an account that it did not look into', () => {
    const elsewhere = prints(callerIdentity, {
      Account: '444455556666',
      Arn: 'arn:aws:iam::444455556666:user/a',
      UserId: 'A',
    });
    expect(look(curReport, { ...elsewhere, ...reports() })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });
});
