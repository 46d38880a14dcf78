import { diagnosis } from '../../define-check.ts';

/** The ways in which `azure/denials` fails, and their words. */
const diagnoses = {
  denied: diagnosis<{ name: string; scope: string; actions: string[]; id: string }>({
    code: 'AZ-DENY-001',
    severity: 'fail',
    title: 'A deny assignment takes away what the role allows',
    explain: () =>
      'A deny assignment wins over every role. Azure makes them for deployment stacks, managed applications and blueprints; nobody can remove one by hand, only change what made it.',
    observed: ({ name, scope, actions }) =>
      `“${name}” at ${scope} denies ${actions.slice(0, 4).join(', ')}${actions.length > 4 ? ` and ${actions.length - 4} more` : ''}`,
    expected: () => 'no deny assignment that covers the app',
    fix: ({ name }) => ({
      summary: `Have the app excluded from “${name}”, or the deny settings of the stack or blueprint that made it lifted.`,
      commands: [],
      console: [
        'Open Subscriptions > your subscription > Access control (IAM) > Deny assignments, and open it: the description says what made it.',
      ],
      who: 'whoever manages the deployment stack, managed application or blueprint',
    }),
  }),
  policyLimits: diagnosis<{ name: string; allowed: string[] }>({
    code: 'AZ-DENY-002',
    severity: 'warning',
    title: 'An Azure Policy limits what may be made',
    explain: () =>
      'Spot works within it: whatever the policy forbids fails with RequestDisallowedByPolicy when Spot tries to start it. Choose what it allows, give the machines the tags that it demands, or have the policy changed.',
    observed: ({ name, allowed }) =>
      `“${name}”${allowed.length > 0 ? `: ${allowed.slice(0, 6).join(', ')}` : ''}`,
    expected: () => 'no policy against the machines that Spot will start',
    fix: ({ name }) => ({
      summary: `Compare “${name}” with the machines that Spot shall use. If it refuses some, have it changed, or this subscription left out of it. An exemption is not seen here: with one this warning stays, and is none.`,
      commands: [],
      console: ['Open Policy > Assignments, and open it: its parameters say what is allowed.'],
      who: 'whoever manages Azure Policy in your company',
    }),
  }),
};

export default diagnoses;
