import { describe, expect, it } from 'vitest';
import type { InputKind } from './define-input.ts';
import type { InputResult } from './input-rule.ts';
import { crossCheck, validateInput, validateInputs } from './kinds.ts';

const definition = (kind: InputKind) => ({ kind, label: 'Label', help: 'See the console.' });
const judge = (kind: InputKind, raw: string): InputResult => validateInput(definition(kind), raw);
const messageOf = (kind: InputKind, raw: string) => {
  const result = judge(kind, raw);
  return result.ok ? `accepted as ${result.value}` : result.message;
};

describe('what every kind cleans', () => {
  it.each([
    ['plain', '111122223333', undefined],
    ['blanks', '  111122223333\n', 'Took blanks away.'],
    ['a non-breaking space', '111122223333\u00A0', 'Took blanks away.'],
    ['a zero-width space', '1111\u200B22223333', 'Took invisible characters away.'],
    ['quotes', '"111122223333"', 'Took quotes away.'],
    ['typographic quotes', '“111122223333”', 'Took quotes away.'],
    [
      'dashes as the console prints them',
      '1111-2222-3333',
      'Took the dashes and blanks out: AWS commands want the 12 digits alone.',
    ],
    [
      'both',
      ' 1111-2222-3333',
      'Took blanks away. Took the dashes and blanks out: AWS commands want the 12 digits alone.',
    ],
  ])('%s', (_, raw, note) => {
    expect(judge('aws-account-id', raw)).toEqual({
      ok: true,
      value: '111122223333',
      ...(note ? { note } : {}),
    });
  });
  it('asks for a value where there is none, with its help', () => {
    expect(messageOf('external-id', ' \u00A0')).toBe('Fill this in. See the console.');
  });
  it('refuses a placeholder of the guide', () => {
    expect(messageOf('s3-bucket-name', 'spot-cur-{{accountId}}')).toContain('placeholder');
  });
});

describe.each<[InputKind, [string, string][], [string, string | RegExp][]]>([
  [
    'aws-account-id',
    [
      ['arn:aws:iam::111122223333:root', '111122223333'],
      ['https://111122223333.signin.aws.amazon.com/console', '111122223333'],
      ['000022223333', '000022223333'],
    ],
    [
      ['11122223333', 'leading zero'],
      ['1111222233334', '13 digits'],
      ['1.11122E+11', 'spreadsheet'],
      ['acme-billing', 'alias'],
      ['AKIAIOSFODNN7EXAMPLE', 'access key ID'],
      ['o-abcdefghij', 'organization'],
      ['arn:aws-us-gov:iam::111122223333:root', 'GovCloud'],
      ['arn:aws:s3:::bucket', /^This is the ARN of a bucket\./],
      ['884866656237', "Spot's own"],
      [`${'0123456789abcdef'.repeat(4)}`, 'canonical user ID'],
      ['11112222333x!', '12 digits and nothing else'],
    ],
  ],
  [
    's3-bucket-name',
    [
      ['spot-cur-111122223333', 'spot-cur-111122223333'],
      ['s3://spot-cur/', 'spot-cur'],
      ['spot-cur/', 'spot-cur'],
      ['my.bucket', 'my.bucket'],
      ['a'.repeat(63), 'a'.repeat(63)],
    ],
    [
      ['Spot-Cur', 'use spot-cur; if it exists'],
      ['spot_cur', 'Use hyphens: spot-cur'],
      ['ab', 'at least 3'],
      ['a'.repeat(64), 'this one has 64'],
      ['-spot', 'begin and end'],
      ['spot..cur', 'two dots'],
      ['192.168.0.1', 'IP address'],
      ['xn--spot', 'xn--'],
      ['spot-s3alias', 'alias of an access point'],
      ['spot cur', 'a blank'],
      ['s3://spot-cur/spotinst_eco/report', 'the folder spotinst_eco/report'],
      ['arn:aws:s3:::spot-cur/x', "only the bucket's name: spot-cur"],
      ['arn:aws:iam::111122223333:role/x', 'ARN of a role'],
      ['arn:aws-cn:s3:::spot-cur', 'China'],
      ['https://spot-cur.s3.us-east-1.amazonaws.com/', 'its name: spot-cur'],
      ['https://s3.amazonaws.com/spot-cur/a', 'its name: spot-cur'],
      [
        'https://us-east-1.console.aws.amazon.com/s3/buckets/spot-cur?region=us-east-1',
        'its name: spot-cur',
      ],
      ['https://example.com', 'web address'],
    ],
  ],
  [
    'cur-report-name',
    [
      ['a-B_c.9', 'a-B_c.9'],
      ['spotinst-cur-report', 'spotinst-cur-report'],
    ],
    [
      ['my report', 'my-report'],
      ['prefix/report', 'its last part: report'],
      ['report#1', '“#”'],
      ["o'report(1)!*", 'mean something else in a terminal'],
      ['x'.repeat(300_000), 'paste that alone'],
      ['r'.repeat(257), 'this one has 257'],
      ['arn:aws:cur:us-east-1:111122223333:definition/daily', 'its name: daily'],
      ['arn:aws:iam::111122223333:role/x', 'ARN of a role'],
    ],
  ],
  [
    's3-prefix',
    [
      ['spotinst_eco', 'spotinst_eco'],
      ['/spotinst_eco/', 'spotinst_eco'],
      ['finops/cur', 'finops/cur'],
    ],
    [
      ['/', 'must not be empty'],
      ['spotinst eco', 'Use spotinst_eco'],
      ['a//b', 'Use a/b'],
      ['a=b', '“=”'],
      ['s3://bucket/spotinst_eco/', 'Paste the folder alone: spotinst_eco'],
      ['p'.repeat(257), 'this one has 257'],
    ],
  ],
  [
    'iam-role-name',
    [
      ['SpotByNetApp_Finops_ReadOnly', 'SpotByNetApp_Finops_ReadOnly'],
      ['arn:aws:iam::111122223333:role/spot/Eco', 'Eco'],
      ['role/Eco', 'Eco'],
    ],
    [
      ['arn:aws:iam::111122223333:policy/Eco', 'ARN of a policy'],
      ['arn:aws-us-gov:iam::111122223333:role/Eco', 'GovCloud'],
      ['my role', 'a blank'],
      ['r'.repeat(65), 'this one has 65'],
      ['role/', 'missing'],
    ],
  ],
  [
    'iam-role-arn',
    [
      ['arn:aws:iam::111122223333:role/Eco', 'arn:aws:iam::111122223333:role/Eco'],
      [
        'arn:aws:iam::111122223333:role/team/spot/Eco',
        'arn:aws:iam::111122223333:role/team/spot/Eco',
      ],
    ],
    [
      ['arn:aws:iam::111122223333:policy/Eco_Policy', /ARN of a policy.*IAM > Roles/],
      ['arn:aws:iam::111122223333:user/alice', 'ARN of a user'],
      ['arn:aws:iam::111122223333:instance-profile/Eco', 'ARN of an instance profile'],
      ['arn:aws:sts::111122223333:assumed-role/Eco/session', 'assumed-role'],
      ['arn:aws:iam::111122223333:root', 'whole account'],
      [
        'arn:aws:cloudformation:us-east-1:111122223333:stack/spot-eco-role/1',
        'CloudFormation stack',
      ],
      ['arn:aws-us-gov:iam::111122223333:role/Eco', 'GovCloud'],
      ['arn:aws-cn:iam::111122223333:role/Eco', 'China'],
      ['ARN:AWS:iam::111122223333:role/Eco', 'small letters matter'],
      ['arn:aws:iam::11112222333:role/Eco', 'not 12 digits'],
      ['arn:aws:iam:us-east-1:111122223333:role/Eco', 'no region'],
      ['arn:aws:iam::111122223333:role/', 'missing at the end'],
      ['arn:aws:iam::884866656237:role/Eco', "Spot's own"],
      ['AKIAIOSFODNN7EXAMPLE', 'not an ARN'],
      ['111122223333', 'account ID'],
      ['SpotByNetApp_Finops_ReadOnly', 'arn:aws:iam::<account>:role/SpotByNetApp_Finops_ReadOnly'],
      ['https://console.aws.amazon.com/iam', 'web address'],
      ['what?', 'reads arn:aws:iam'],
    ],
  ],
  [
    'external-id',
    [
      ['spotinst:aws:extid:a1b2c3d4e5f6a7b8', 'spotinst:aws:extid:a1b2c3d4e5f6a7b8'],
      ['abc+=,.@:/-_', 'abc+=,.@:/-_'],
    ],
    [
      ['abc def', 'no blanks'],
      ['abc#def', '“#”'],
      ['a', 'at least 2'],
      ['a'.repeat(1225), 'this one has 1225'],
      ['arn:aws:iam::111122223333:role/Eco', 'This is an ARN'],
    ],
  ],
])('%s', (kind, right, wrong) => {
  it.each(right)('accepts %s as %s', (raw, value) =>
    expect(judge(kind, raw)).toMatchObject({ ok: true, value }),
  );
  it.each(wrong)('%s: %s', (raw, words) => {
    expect(judge(kind, raw).ok).toBe(false);
    if (typeof words === 'string') expect(messageOf(kind, raw)).toContain(words);
    else expect(messageOf(kind, raw)).toMatch(words);
  });
});

describe('choice', () => {
  const choice = {
    ...definition('choice'),
    options: [
      { value: 'payer', label: 'A' },
      { value: 'msp-customer', label: 'B' },
    ],
  };
  it('takes an option and nothing else', () => {
    expect(validateInput(choice, 'payer')).toEqual({ ok: true, value: 'payer' });
    expect(validateInput(choice, 'other')).toEqual({
      ok: false,
      message: 'Choose one of: payer and msp-customer.',
    });
  });
});

describe('what goes into copied commands', () => {
  it.each(['$(id)', '`id`', ';id', '&id', '|id', '>f', "'x'", '"x"', 'a b', 'a\nb', '\\'])(
    'no value of any kind may hold %s',
    (harm) => {
      for (const [kind, value] of [
        ['aws-account-id', `111122223333${harm}`],
        ['s3-bucket-name', `spot-cur${harm}`],
        ['cur-report-name', `report${harm}`],
        ['s3-prefix', `spot${harm}x`],
        ['iam-role-name', `Role${harm}`],
        ['iam-role-arn', `arn:aws:iam::111122223333:role/${harm}/Role`],
        ['iam-role-arn', `arn:aws:iam::111122223333:role/Role${harm}`],
        ['external-id', `id${harm}x`],
      ] as const) {
        const result = judge(kind, value);
        expect(result.ok ? result.value : '', `${kind} ${value}`).not.toContain(harm.trim() || ' ');
      }
    },
  );
});

describe('validateInputs', () => {
  it('takes the first option of a choice that was not made', () => {
    const options = [
      { value: 'payer', label: 'A' },
      { value: 'msp-customer', label: 'B' },
    ];
    expect(validateInputs({ kind: { ...definition('choice'), options } }, {}).values).toEqual({
      kind: 'payer',
    });
    expect(
      validateInputs({ kind: { ...definition('choice'), options } }, { kind: 'msp-customer' })
        .values,
    ).toEqual({
      kind: 'msp-customer',
    });
  });

  it('sorts values, messages and notes by name, and leaves out what is empty', () => {
    const definitions = {
      accountId: definition('aws-account-id'),
      bucketName: definition('s3-bucket-name'),
      roleArn: definition('iam-role-arn'),
    };
    const { values, errors, notes } = validateInputs(definitions, {
      accountId: '1111-2222-3333',
      bucketName: 'Spot',
      roleArn: ' ',
      unknown: 'x',
    });
    expect(values).toEqual({ accountId: '111122223333' });
    expect(Object.keys(errors)).toEqual(['bucketName']);
    expect(notes.accountId).toContain('dashes');
  });
});

describe('crossCheck', () => {
  const values = {
    accountId: '111122223333',
    roleName: 'Eco',
    roleArn: 'arn:aws:iam::111122223333:role/path/Eco',
  };
  it('is content when all fit, and when there is nothing to compare', () => {
    expect(crossCheck(values)).toEqual({});
    expect(crossCheck({ accountId: '111122223333' })).toEqual({});
    expect(crossCheck({ roleArn: values.roleArn })).toEqual({});
  });
  it('names the account the role is in', () => {
    expect(crossCheck({ ...values, accountId: '444455556666' }).roleArn).toMatch(
      /in account 111122223333.*444455556666/,
    );
  });
  it('names another role', () => {
    expect(crossCheck({ ...values, roleName: 'Other' }).roleArn).toContain(
      'The role in this ARN is Eco, the role name above is Other.',
    );
  });
  it('says when only capital letters differ', () => {
    expect(crossCheck({ ...values, roleName: 'eco' }).roleArn).toContain('capital letters');
  });
});
