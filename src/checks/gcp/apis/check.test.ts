import { describe, expect, it } from 'vitest';
import project from '../../../evidence/gcp/project.ts';
import serviceAccount from '../../../evidence/gcp/service-account.ts';
import services from '../../../evidence/gcp/services.ts';
import { codes, prints } from '../../testing.ts';
import { commands, denied, look } from '../testing.ts';
import apis, { requiredApis } from './check.ts';

const on = (...names: string[]) =>
  prints(
    services,
    names.map((name) => ({ config: { name }, state: 'ENABLED' })),
  );
const all = [...Object.keys(requiredApis), 'container.googleapis.com'];

/** Nobody has made the service account yet. */
const before = prints(serviceAccount, []);

describe('gcp/apis', () => {
  it('passes when all are on', () => expect(look(apis).status).toBe('pass'));

  it('001: names those that are off and enables just them', () => {
    const some = on(...all.filter((name) => !/^(iam|compute)\./.test(name)));
    const result = look(apis, { ...before, ...some });
    expect(codes(result)).toEqual(['GCP-API-001']);
    expect(commands(result)).toEqual([
      'gcloud services enable compute.googleapis.com iam.googleapis.com --project=shop-prod-482913',
    ]);
  });

  it('001 and 002: nothing is on', () =>
    expect(codes(look(apis, { ...before, ...prints(services, []) }))).toEqual([
      'GCP-API-001',
      'GCP-API-002',
    ]));

  it('003: what is off though the account is there may have been switched off: it asks', () => {
    const result = look(apis, on(...all.filter((name) => !name.startsWith('monitoring.'))));
    expect(codes(result)).toEqual(['GCP-API-003']);
    expect(commands(result)).toEqual([]);
    expect(result.findings[0]?.fix.console?.join()).toContain(
      'If they agree: gcloud services enable monitoring.googleapis.com --project=shop-prod-482913',
    );
  });

  it('002: only Kubernetes Engine is off, a warning', () => {
    const result = look(apis, on(...Object.keys(requiredApis)));
    expect(codes(result)).toEqual(['GCP-API-002']);
    expect(result.status).toBe('warning');
  });

  it('does not count one that is listed as off', () => {
    const listed = all.map((name) => ({
      config: { name },
      state: name.startsWith('iam.') ? 'DISABLED' : 'ENABLED',
    }));
    expect(codes(look(apis, { ...before, ...prints(services, listed) }))).toEqual(['GCP-API-001']);
  });

  it('cannot tell from a state that is neither on nor off', () => {
    const listed = all.map((name) => ({
      config: { name },
      state: name.startsWith('iam.') ? 'STATE_UNSPECIFIED' : 'ENABLED',
    }));
    expect(look(apis, prints(services, listed))).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });

  it('cannot tell from the APIs of another project, or of two', () => {
    const of = (...numbers: string[]) =>
      prints(
        services,
        all.map((name, at) => ({
          ...{ config: { name }, state: 'ENABLED' },
          parent: `projects/${numbers[at % numbers.length]}`,
        })),
      );
    const hidden = { [project.id]: denied() };
    expect(look(apis, of('123456789012')).status).toBe('pass');
    expect(look(apis, { ...of('999999999999'), ...hidden }).status).toBe('pass');
    expect(look(apis, of('999999999999')).status).toBe('undetermined');
    expect(look(apis, { ...of('123456789012', '999999999999'), ...hidden }).status).toBe(
      'undetermined',
    );
  });

  it('is pending while the IAM API is on and still refuses', () => {
    expect(look(apis, { [serviceAccount.id]: denied('SERVICE_DISABLED') })).toMatchObject({
      status: 'pending',
      pending: { until: '2026-11-23T12:05:00.000Z' },
    });
  });
});
