import { describe, expect, it } from 'vitest';
import gcpProject from '../../../../runbooks/gcp/project/runbook.ts';
import gcpProjectManual from '../../../../runbooks/gcp/project-manual/runbook.ts';
import customRole from '../../../evidence/gcp/custom-role.ts';
import { defineReaderRights } from '../../../evidence/gcp/reader-rights.ts';
import { codes, prints } from '../../testing.ts';
import { absent, denied, look } from '../testing.ts';

const checkOf = ({ steps }: typeof gcpProject) => {
  const check = steps.project?.checks.find(({ id }) => id === 'gcp/reader-rights');
  if (!check) throw new Error('The guide does not check its reader’s rights.');
  return check;
};
const readerRightsCheck = checkOf(gcpProjectManual);
const askedBy = (...checks: ReturnType<typeof checkOf>[]): string[] =>
  checks.flatMap(({ needs }) => (needs.rights as { asked?: string[] }).asked ?? []);
const readerRights = defineReaderRights(askedBy(readerRightsCheck));

const without = (...missing: string[]) =>
  prints(readerRights, {
    permissions: askedBy(readerRightsCheck, checkOf(gcpProject)).filter(
      (one) => !missing.includes(one),
    ),
  });

describe('gcp/reader-rights', () => {
  it('passes with all', () => expect(look(readerRightsCheck, without()).status).toBe('pass'));
  it('001: says where, what and which role to ask for', () => {
    const result = look(readerRightsCheck, without('iam.serviceAccountKeys.create'));
    expect(codes(result)).toEqual(['GCP-READER-001']);
    expect(result.status).toBe('warning');
    expect(result.findings[0]?.explanation).toContain(
      '“Create its key”: iam.serviceAccountKeys.create',
    );
    expect(result.findings[0]?.fix.summary).toContain('Service Account Key Admin');
    expect(result.findings[0]?.fix.send).toBe(
      'I connect the Google Cloud project shop-prod-482913 to Spot (spot.io). Please give the Google account that I write from iam.serviceAccountKeys.create in the Google Cloud project shop-prod-482913: without that I am refused at “Create its key” of Spot’s guide. You may take it back when I am done.',
    );
  });
  it('asks for the right to make roles only on the path that makes one', () => {
    expect(look(readerRightsCheck, without('iam.roles.create')).status).toBe('pass');
    const custom = { roleChoice: 'custom' };
    const noRole = { ...without('iam.roles.create'), [customRole.id]: absent() };
    expect(codes(look(readerRightsCheck, noRole, custom))).toEqual(['GCP-READER-001']);
    // Where the role is there already, nobody has to make it.
    expect(look(readerRightsCheck, without('iam.roles.create'), custom).status).toBe('pass');
  });
  it('somebody without any right, to whom Google answers with nothing', () => {
    expect(codes(look(readerRightsCheck, prints(readerRights, {})))).toEqual([
      'GCP-READER-001',
      'GCP-READER-002',
      'GCP-READER-003',
    ]);
  });
  it('002: what gcloud takes and clicking does not', () => {
    const result = look(readerRightsCheck, without('serviceusage.operations.get'));
    expect(codes(result)).toEqual(['GCP-READER-002']);
    expect(result.findings[0]?.explanation).toMatch(
      /^With gcloud .* With Google Cloud console it will not\.$/,
    );
    const by = (method: string) =>
      look(readerRightsCheck, without('serviceusage.operations.get'), { method });
    expect(by('console').status).toBe('pass');
    expect(codes(by('cli'))).toEqual(['GCP-READER-001']);
  });
  it('003: what only a check reads, in both guides', () => {
    const custom = { roleChoice: 'custom' };
    for (const check of [readerRightsCheck, checkOf(gcpProject)]) {
      expect(codes(look(check, without('orgpolicy.policy.get'), custom))).toEqual([
        'GCP-READER-003',
      ]);
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
