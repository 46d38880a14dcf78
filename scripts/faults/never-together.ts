/** Faults that can be put into one world and are not both wrong there, with the reason. */
const neverTogether: readonly (readonly [one: string, other: string, why: string])[] = [
  ['signed-in-as-root', 'reports-hidden', 'No policy takes a right from the root user.'],
  ['signed-in-as-root', 'buckets-hidden', 'No policy takes a right from the root user.'],
  ['signed-in-as-root', 'bucket-policy-hidden', 'No policy takes a right from the root user.'],
  ['member-account', 'payer-chosen-as-customer', 'A member is what a customer of a reseller is.'],
  [
    'bucket-denies-role',
    'role-arn-without-path',
    'A Deny that names the role without its path is about another role.',
  ],
  [
    'billing-reader-is-no-global-administrator',
    'billing-elevation-left-on',
    'Who has elevated access needs no role that lets them elevate it.',
  ],
  ['project-hidden', 'reader-is-editor', 'Who may edit the project sees it.'],
  [
    'keys-forbidden',
    'keys-of-earlier-attempts',
    'A policy on new keys forbids none that is there.',
  ],
  [
    'keys-forbidden-managed',
    'keys-of-earlier-attempts',
    'A policy on new keys forbids none that is there.',
  ],
  [
    'keys-forbidden-twice',
    'keys-of-earlier-attempts',
    'A policy on new keys forbids none that is there.',
  ],
];

/** Why two faults cannot both be wrong in one world; undefined when they can. */
export default function whyNotTogether(one: string, other: string): string | undefined {
  return neverTogether.find((pair) => pair.includes(one) && pair.includes(other))?.[2];
}
