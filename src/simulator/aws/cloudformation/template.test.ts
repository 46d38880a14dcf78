// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes its variables this way.
import { expect, test } from 'vitest';
import { referencesIn, resolve, type Scope } from './intrinsics.ts';
import { parameterValues } from './parameters.ts';
import { capabilitiesOf, checkTemplate, missingCapabilities } from './plan.ts';
import { parseTemplate } from './template.ts';

const bucket = 'Resources:\n  B:\n    Type: AWS::S3::Bucket\n';
const messageOf = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
};

test('short tags and JSON mean the same', () => {
  const yaml = parseTemplate(
    'Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub "${AWS::AccountId}-x"\n      Tags: [{ Key: a, Value: !GetAtt C.Arn }]\n  C: { Type: AWS::S3::Bucket }\n',
  );
  const json = parseTemplate(
    JSON.stringify({
      Resources: {
        B: {
          Type: 'AWS::S3::Bucket',
          Properties: {
            BucketName: { 'Fn::Sub': '${AWS::AccountId}-x' },
            Tags: [{ Key: 'a', Value: { 'Fn::GetAtt': ['C', 'Arn'] } }],
          },
        },
        C: { Type: 'AWS::S3::Bucket' },
      },
    }),
  );
  expect(yaml).toEqual(json);
});

test('a policy version stays text', () => {
  const template = parseTemplate(
    'Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: { Version: 2012-10-17 }\n',
  );
  expect(template.resources.R?.Properties.AssumeRolePolicyDocument).toEqual({
    Version: '2012-10-17',
  });
});

test.each([
  ['Resources: [', 'Template format error: YAML not well-formed. (line 1, column 13)'],
  ['just text', 'Template format error: unsupported structure.'],
  ['Description: x', 'Template format error: At least one Resources member must be defined.'],
  [`${bucket}Resourcez: {}`, 'Invalid template property or properties [Resourcez]'],
  [
    'Resources:\n  B: { Properties: {} }',
    'Template format error: [/Resources/B] Every Resources object must contain a Type member.',
  ],
  [
    'Resources:\n  my-b: { Type: AWS::S3::Bucket }',
    'Template format error: Resources name my-b is non alphanumeric.',
  ],
  [`${bucket}    Depends: C`, "Invalid template resource property 'Depends'"],
  [
    'Resources:\n  L: { Type: AWS::Lambda::Function }',
    'Template format error: Unrecognized resource types: [AWS::Lambda::Function]',
  ],
  [
    `${bucket}    DependsOn: C`,
    'Template format error: Unresolved resource dependencies [C] in the Resources block of the template',
  ],
  [
    `${bucket}    Properties: { BucketName: !Ref Name }`,
    'Template format error: Unresolved resource dependencies [Name] in the Resources block of the template',
  ],
  [
    `${bucket}Outputs: { O: { Value: !Sub "\${X.Arn}" } }`,
    'Template format error: Unresolved resource dependencies [X] in the Outputs block of the template',
  ],
])('%j is refused', (text, message) => {
  expect(messageOf(() => checkTemplate(parseTemplate(text), 'us-east-1'))).toBe(message);
});

test('a report definition exists in us-east-1 only', () => {
  const template = parseTemplate('Resources: { R: { Type: AWS::CUR::ReportDefinition } }');
  expect(() => checkTemplate(template, 'us-east-1')).not.toThrow();
  expect(messageOf(() => checkTemplate(template, 'eu-west-1'))).toMatch(
    /Unrecognized resource types: \[AWS::CUR::ReportDefinition\]/,
  );
});

test('what is not simulated is refused loudly, not ignored', () => {
  expect(messageOf(() => parseTemplate(`${bucket}Transform: AWS::Serverless-2016-10-31`))).toMatch(
    /does not know the template section Transform/,
  );
  expect(
    messageOf(() => parseTemplate(`${bucket}Outputs: { O: { Value: x, Export: { Name: y } } }`)),
  ).toMatch(/does not know exports/);
  expect(messageOf(() => resolve({ 'Fn::GetAZs': '' }, scope()))).toMatch(
    /does not know Fn::GetAZs/,
  );
});

const roles = (properties: string) =>
  parseTemplate(
    `Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties: { AssumeRolePolicyDocument: {}${properties} }`,
  );

test('capabilities follow from IAM resources and whether they choose a name', () => {
  expect(capabilitiesOf(parseTemplate(bucket), 'us-east-1').capabilities).toEqual([]);
  expect(missingCapabilities(roles(''), 'us-east-1', [])).toEqual(['CAPABILITY_IAM']);
  expect(missingCapabilities(roles(''), 'us-east-1', ['CAPABILITY_NAMED_IAM'])).toEqual([]);
  expect(missingCapabilities(roles(', RoleName: x'), 'us-east-1', ['CAPABILITY_IAM'])).toEqual([
    'CAPABILITY_NAMED_IAM',
  ]);
  expect(
    missingCapabilities(roles(', RoleName: x'), 'us-east-1', [
      'CAPABILITY_IAM',
      'CAPABILITY_NAMED_IAM',
    ]),
  ).toEqual([]);
});

function scope(text = bucket): Scope {
  return {
    template: parseTemplate(text),
    parameters: { Name: 'n', List: ['a', 'b'] },
    pseudo: { 'AWS::AccountId': '111122223333' },
    resource: (id) =>
      id === 'B' ? { ref: 'my-bucket', attributes: { Arn: 'arn:aws:s3:::my-bucket' } } : undefined,
  };
}

const conditional = `${bucket}Mappings: { M: { a: { b: c } } }\nConditions:\n  Yes: !Equals [!Ref Name, n]\n  No: !Not [{ Condition: Yes }]\n  Both: !And [{ Condition: Yes }, { Condition: No }]\n  Any: !Or [{ Condition: Yes }, { Condition: No }]\n`;

test.each<[unknown, unknown]>([
  [{ Ref: 'Name' }, 'n'],
  [{ Ref: 'B' }, 'my-bucket'],
  [{ 'Fn::GetAtt': 'B.Arn' }, 'arn:aws:s3:::my-bucket'],
  [
    { 'Fn::Sub': '${AWS::AccountId}-${Name}-${B.Arn}-${!aws:username}' },
    '111122223333-n-arn:aws:s3:::my-bucket-${aws:username}',
  ],
  [{ 'Fn::Sub': ['${X}/${Name}', { X: { Ref: 'B' } }] }, 'my-bucket/n'],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'Name' }]] }, 'a-n'],
  [{ 'Fn::Join': [',', { Ref: 'List' }] }, 'a,b'],
  [{ 'Fn::Select': [1, { 'Fn::Split': ['.', 'a.b.c'] }] }, 'b'],
  [{ 'Fn::FindInMap': ['M', 'a', 'b'] }, 'c'],
  [
    { a: { 'Fn::If': ['Yes', 1, 2] }, b: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] } },
    { a: 1 },
  ],
  [[{ 'Fn::If': ['Both', 1, { Ref: 'AWS::NoValue' }] }, { 'Fn::If': ['Any', 2, 3] }], [2]],
  [
    { StringEquals: { 'sts:ExternalId': { Ref: 'Name' } } },
    { StringEquals: { 'sts:ExternalId': 'n' } },
  ],
])('%j resolves', (value, expected) => {
  expect(resolve(value, scope(conditional))).toEqual(expected);
});

test.each<[unknown, string]>([
  [
    { 'Fn::GetAtt': ['B', 'Nope'] },
    'Template error: resource B does not support attribute type Nope in Fn::GetAtt',
  ],
  [{ 'Fn::FindInMap': ['M', 'x', 'b'] }, 'Template error: Unable to get mapping for M::x::b'],
  [{ 'Fn::ImportValue': 'shared' }, 'No export named shared found.'],
  [
    { 'Fn::If': ['Maybe', 1, 2] },
    'Template format error: Unresolved condition dependency Maybe in the Resources block of the template',
  ],
  [
    { 'Fn::Select': [5, ['a']] },
    'Template error: Fn::Select cannot select nonexistent value at index 5',
  ],
])('%j is refused', (value, message) => {
  expect(messageOf(() => resolve(value, scope(conditional)))).toBe(message);
});

test('references are found in every kind of function', () => {
  const value = {
    a: { Ref: 'A' },
    b: [{ 'Fn::GetAtt': ['B', 'Arn'] }],
    c: { 'Fn::Sub': ['${C.Arn}${X}${!No}', { X: { Ref: 'D' } }] },
  };
  expect(referencesIn(value)).toEqual(['A', 'B', 'C', 'D']);
});

const declared = parseTemplate(
  `${bucket}Parameters:\n  Name: { Type: String, AllowedPattern: "[a-z]+", MinLength: 3 }\n  Kind: { Type: String, Default: a, AllowedValues: [a, b] }\n  Id: { Type: String, Default: x1, AllowedPattern: "x[0-9]+", ConstraintDescription: must be an x and digits }\n  Size: { Type: Number, Default: 5, MaxValue: 9 }\n`,
);

test('parameters: given, previous, default', () => {
  const given = [
    { ParameterKey: 'Name', ParameterValue: 'abc' },
    { ParameterKey: 'Kind', UsePreviousValue: 'true' },
  ];
  expect(parameterValues(declared, given, { Kind: 'b', Size: '7' })).toEqual({
    Name: 'abc',
    Kind: 'b',
    Id: 'x1',
    Size: '5',
  });
});

test.each<[Record<string, string>, string]>([
  [{}, 'Parameters: [Name] must have values'],
  [{ Name: 'abc', Nope: '1' }, 'Parameters: [Nope] do not exist in the template'],
  [{ Name: 'ABC' }, "Parameter 'Name' must match pattern [a-z]+"],
  [{ Name: 'ab' }, "Parameter 'Name' must contain at least 3 characters"],
  [{ Name: 'abc', Kind: 'c' }, "Parameter 'Kind' must be one of AllowedValues"],
  [{ Name: 'abc', Id: 'y' }, 'Parameter Id failed to satisfy constraint: must be an x and digits'],
  [{ Name: 'abc', Size: 'big' }, "Parameter 'Size' must be a number."],
  [{ Name: 'abc', Size: '10' }, "Parameter 'Size' must be a number not greater than 9"],
])('parameters %j are refused', (values, message) => {
  const given = Object.entries(values).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }));
  expect(messageOf(() => parameterValues(declared, given, {}))).toBe(message);
});

test('a previous value that is not there cannot be used', () => {
  expect(
    messageOf(() =>
      parameterValues(declared, [{ ParameterKey: 'Name', UsePreviousValue: true }], {}),
    ),
  ).toMatch(/Cannot specify usePreviousValue/);
});
