import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import role from '../../../evidence/aws/role.ts';
import roleStackEvents from '../../../evidence/aws/role-stack-events.ts';
import spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import { defineCheck } from '../../define-check.ts';
import { createRole } from '../_role/fixes.ts';
import { trustDiagnoses } from '../_trust/diagnoses.ts';
import { judgeTrust } from '../_trust/judge.ts';
import { eco, findParty } from '../_trust/party.ts';

export default defineCheck({
  id: 'aws/eco-role',
  title: 'The role trusts Spot Eco, and only with your external ID',
  needs: {},
  mayUse: { role, assumption: spotAssumption, stack: roleStackEvents, identity: callerIdentity },
  inputs: ['accountId', 'roleName', 'externalId', 'bucketName'],
  optionalInputs: ['spotAccountId'],
  diagnoses: trustDiagnoses,
  assess(evidence, inputs, judge) {
    const party = findParty(eco, inputs);
    judgeTrust(evidence, { ...inputs, party, createRole: () => createRole(inputs) }, judge);
  },
});
