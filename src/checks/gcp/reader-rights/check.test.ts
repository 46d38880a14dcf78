import { describe, expect, it } from 'vitest';
import gcpProject from '../../../../runbooks/gcp/project/runbook.ts';
import gcpProjectManual from '../../../../runbooks/gcp/project-manual/runbook.ts';
import { defineReaderRights } from '../../../evidence/gcp/reader-rights.ts';
import { codes, prints } from '../../testing.ts';
import { denied, look } from '../testing.ts';

const checkOf = ({ steps }: typeof gcpProject) => {
  const check = steps.project?.checks.find(({ id }) => id === 'gcp/reader-rights');
  if (!check) throw new Error('The guide does not check its reader’s rights.');
  return check;
};
const readerRightsCheck = checkOf(gcpProjectManual);
const askedOfReader: readonly string[] = readerRightsCheck.needs.rights?.asked ?? [];
const readerRights = defineReaderRights(askedOfReader);

const without = (...missing: string[]) =>
  prints(readerRights, { permissions: askedOfReader.filter((one) => !missing.includes(one)) });

describe('gcp/reader-rights', () => {
  it('passes with all', () => expect(look(readerRightsCheck).status).toBe('pass'));
  it('001: says where, what and which role to ask for', () => {
    const result = look(readerRightsCheck, without('iam.serviceAccountKeys.create'));
    expect(codes(result)).toEqual(['GCP-READER-001']);
    expect(result.status).toBe('warning');
    expect(result.findings[0]?.explanation).toContain(
      'creating its key (iam.serviceAccountKeys.create)',
    );
    expect(result.findings[0]?.fix.summary).toContain('Service Account Key Admin');
  });
  it('asks for the right to make roles only on the path that makes one', () => {
    expect(look(readerRightsCheck, without('iam.roles.create')).status).toBe('pass');
    expect(
      codes(look(readerRightsCheck, without('iam.roles.create'), { roleChoice: 'custom' })),
    ).toEqual(['GCP-READER-001']);
  });
  it('001: somebody without any right, to whom Google answers with nothing', () => {
    expect(codes(look(readerRightsCheck, prints(readerRights, {})))).toEqual(['GCP-READER-001']);
  });
  it('asks for the same in both guides', () => {
    expect(askedOfReader).toHaveLength(14);
    expect(checkOf(gcpProject).needs.rights?.asked).toEqual(askedOfReader);
    const custom = { roleChoice: 'custom' };
    for (const check of [readerRightsCheck, checkOf(gcpProject)]) {
      expect(codes(look(check, without('iam.roles.get'), custom))).toEqual(['GCP-READER-001']);
      expect(look(check, without('iam.roles.get')).status).toBe('pass');
      for (const { roleChoice } of [custom, { roleChoice: 'editor' }])
        expect(
          codes(look(check, without('resourcemanager.projects.setIamPolicy'), { roleChoice })),
        ).toEqual(['GCP-READER-001']);
    }
  });
  it('is undetermined when it cannot be asked', () => {
    expect(look(readerRightsCheck, { [readerRights.id]: denied() })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });
});
