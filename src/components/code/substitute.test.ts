import { describe, expect, it } from 'vitest';
import { mask, missingIn, unmask } from './substitute.ts';

const code = 'aws s3 ls s3://{{bucketName}}/{{reportPrefix}}/{{bucketName}}';

describe('placeholders in highlighted code', () => {
  it('are one character each, the same for the same input', () => {
    const masked = mask(code);
    expect(masked.names).toEqual(['bucketName', 'reportPrefix']);
    expect(masked.code).toBe('aws s3 ls s3://\ue000/\ue001/\ue000');
  });

  it('come back as values, or as blanks to fill', () => {
    const { code: masked, names } = mask('a {{bucketName}} b {{reportPrefix}}');
    expect(unmask(masked, names, { bucketName: 'my-bucket' })).toEqual([
      { text: 'a ' },
      { text: 'my-bucket', input: 'bucketName', filled: true },
      { text: ' b ' },
      { text: 'reportPrefix', input: 'reportPrefix', filled: false },
    ]);
  });

  it('leave other text alone', () => {
    expect(unmask('$HOME {x} ✓', [], {})).toEqual([{ text: '$HOME {x} ✓' }]);
  });

  it('say which values are missing', () => {
    expect(missingIn(code, { bucketName: 'x' })).toEqual(['reportPrefix']);
  });
});
