import { policyLimit } from '../../../providers/aws/limits.ts';
import type { AwsPlace } from '../../../providers/aws/partitions.ts';
import listSome from '../../list-some.ts';
import { moveArn } from '../_policy/arns.ts';
import { type LinkedBundle, linkedBundles, linkedIntegrations, linkedProducts } from './bundles.ts';
import { linkedReasons } from './reasons.ts';

/** What a linked account is connected for: the whole published policy, or the ticked part of it. */
export interface LinkedSelection {
  permissionSet: 'default' | 'custom';
  /** Values of `linkedProducts`; without meaning for `default`. */
  products: readonly string[];
  /** Values of `linkedIntegrations`; without meaning for `default`. */
  integrations: readonly string[];
}

/** The inputs that choose; a runbook without them takes the whole policy. */
export const selectionInputs = ['permissionSet', 'products', 'integrations'] as const;

/** Values of {@link selectionInputs}, where the runbook and the reader's path have them. */
export type SelectionInputs = Readonly<
  Partial<Record<(typeof selectionInputs)[number], string | undefined>>
>;

/**
 * What was chosen, from the values of the inputs `permissionSet`, `products` and `integrations`. A
 * runbook without these takes the whole policy.
 */
export function selectionOf({
  permissionSet,
  products,
  integrations,
}: SelectionInputs): LinkedSelection {
  const ticked = (value: string | undefined) =>
    value === undefined || value === 'none' ? [] : value.split(',').filter(Boolean);
  return {
    permissionSet: permissionSet === 'custom' ? 'custom' : 'default',
    products: ticked(products),
    integrations: ticked(integrations),
  };
}

/** The statements that a selection takes, in the published order. */
export function bundlesFor({
  permissionSet,
  products,
  integrations,
}: LinkedSelection): LinkedBundle[] {
  const chosen = new Set([...products, ...integrations]);
  return linkedBundles.filter(
    ({ askedBy }) =>
      permissionSet === 'default' ||
      askedBy.length === 0 ||
      askedBy.some((option) => chosen.has(option)),
  );
}

/**
 * Actions that may be taken out of the policy where nothing needs them: the first only writes
 * policies into roles of instance profiles, the second is needed until the first spot instance, the
 * third for Elastic Beanstalk only.
 * Source: https://github.com/spotinst/help, src/docs/faqs/README.md
 */
export const removableActions: readonly string[] = [
  'iam:PutRolePolicy',
  'iam:CreateServiceLinkedRole',
  'iam:AddRoleToInstanceProfile',
];

/** The permission policy for a selection, as it is pasted into IAM. */
export function linkedPolicyFor(selection: LinkedSelection, place: AwsPlace = {}) {
  return {
    Version: '2012-10-17',
    Statement: bundlesFor(selection).map(({ sid, actions, resource }) => ({
      Sid: sid,
      Effect: 'Allow',
      Action: [...actions],
      Resource: moveArn(resource, place),
    })),
  };
}

/** Characters of a policy as IAM counts them against {@link policyLimit}: without white space. */
export function policySize(policy: object): number {
  return JSON.stringify(policy).replace(/\s/g, '').length;
}

export interface PermissionReason {
  /** May end in a wildcard. */
  action: string;
  reason: string;
  /** It changes, creates, starts or deletes something. */
  writes: boolean;
  /**
   * Labels of the chosen products and integrations that ask for it; `Every connection` where all
   * need it.
   */
  askedBy: string[];
}

/** Why each action of a selection's policy is in it: each action once, sorted by name. */
export function permissionReasons(selection: LinkedSelection): PermissionReason[] {
  const chosen =
    selection.permissionSet === 'default'
      ? undefined
      : new Set([...selection.products, ...selection.integrations]);
  const reasons = new Map<string, PermissionReason>();
  for (const { askedBy, actions } of bundlesFor(selection)) {
    const labels =
      askedBy.length === 0
        ? ['Every connection']
        : askedBy.filter((value) => !chosen || chosen.has(value)).map(labelOf);
    for (const action of actions) {
      const known = reasons.get(action);
      if (known) known.askedBy = [...new Set([...known.askedBy, ...labels])];
      else
        reasons.set(action, {
          action,
          reason: linkedReasonFor(action) ?? '',
          writes: isWriting(action),
          askedBy: labels,
        });
    }
  }
  return [...reasons.values()].sort((a, b) =>
    a.action.toLowerCase() < b.action.toLowerCase() ? -1 : 1,
  );
}

/**
 * Why Spot asks for an action: its own words, or those of the wildcard that covers it; undefined
 * when Spot does not ask for it.
 */
export function linkedReasonFor(action: string): string | undefined {
  const wanted = action.toLowerCase();
  const names = Object.keys(linkedReasons);
  const exact = names.find((name) => name.toLowerCase() === wanted);
  const covering = names.find(
    (name) => name.endsWith('*') && wanted.startsWith(name.slice(0, -1).toLowerCase()),
  );
  const name = exact ?? covering;
  return name && linkedReasons[name];
}

/**
 * The products and integrations whose statements hold an action (or a wildcard that covers it), by
 * label; of the chosen ones.
 */
export function askersOf(action: string, selection: LinkedSelection): string[] {
  const covers = (pattern: string) =>
    pattern.endsWith('*')
      ? action.toLowerCase().startsWith(pattern.slice(0, -1).toLowerCase())
      : pattern.toLowerCase() === action.toLowerCase();
  return [
    ...new Set(
      permissionReasons(selection)
        .filter((one) => covers(one.action))
        .flatMap((one) => one.askedBy),
    ),
  ];
}

function labelOf(value: string): string {
  return (
    [...linkedProducts, ...linkedIntegrations].find((option) => option.value === value)?.label ??
    value
  );
}

/**
 * Whether an action changes something, by how AWS names actions. `BatchGet`, `Describe`, `Get`,
 * `List`, `Simulate` only read.
 */
export function isWriting(action: string): boolean {
  return !/^[^:]+:(BatchGet|Describe|get|Get|List|Simulate|Validate|RequestEnvironmentInfo|Retrieve|Confirm|DiscoverPoll|Poll)/.test(
    action,
  );
}

/** Each action with who asks for it and why. */
export function withReasons(actions: readonly string[], selection: LinkedSelection): string {
  const words = actions.slice(0, 8).map((action) => {
    const askers = askersOf(action, selection);
    return `${action} (${askers.length > 0 ? listSome(askers, 3) : 'Spot'}): ${linkedReasonFor(action) ?? 'part of the policy Spot asks for.'}`;
  });
  return [...words, ...(actions.length > 8 ? [`And ${actions.length - 8} more.`] : [])].join(' ');
}
