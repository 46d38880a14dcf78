import askFirst from '../../ask-first.ts';
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
    fix: ({ name, scope, actions }) =>
      askFirst({
        summary: `Ask for an exception for the app from “${name}”.`,
        who: 'whoever manages the deployment stack, managed application or blueprint that made it',
        send: `The deny assignment “${name}” at ${scope} refuses the application of Spot ${actions.slice(0, 4).join(', ')}${actions.length > 4 ? ` and ${actions.length - 4} actions more` : ''}. Please exclude its service principal in the deny settings, or tell us what Spot may do instead.`,
        console: [
          'Open Subscriptions > your subscription > Access control (IAM) > Deny assignments, and open it: the description says what made it.',
        ],
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
    fix: ({ name }) =>
      askFirst({
        summary: `Compare “${name}” with the machines that Spot shall use. If it refuses none of them, leave it. An exemption is not seen here: with one this warning stays, and is none. Else ask.`,
        who: 'whoever manages Azure Policy in your company',
        send: `Spot shall start virtual machines for us in this subscription, and the policy assignment “${name}” refuses some of them. Which sizes, types and tags may it use, or can what Spot makes be exempted?`,
        console: ['Open Policy > Assignments, and open it: its parameters say what is allowed.'],
      }),
  }),
};

export default diagnoses;
