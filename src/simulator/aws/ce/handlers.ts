import { accountsBilledTo } from '../organization.ts';
import { globalHost } from '../partitions.ts';
import type { AwsService, Call, Operation } from '../service.ts';
import type { AwsAccount } from '../state.ts';
import * as errors from './errors.ts';
import { costOf, cut, type Granularity, type Period, services } from './state.ts';

const metrics = [
  'AmortizedCost',
  'BlendedCost',
  'NetAmortizedCost',
  'NetUnblendedCost',
  'NormalizedUsageAmount',
  'UnblendedCost',
  'UsageQuantity',
];
const granularities: readonly string[] = ['DAILY', 'MONTHLY', 'HOURLY'];

interface CostInput {
  TimePeriod?: Partial<Period>;
  Granularity?: string;
  Metrics?: string[];
  GroupBy?: { Type?: string; Key?: string }[];
  Filter?: unknown;
}

interface DimensionInput {
  TimePeriod?: Partial<Period>;
  Dimension?: string;
  Filter?: unknown;
}

function operation<Input extends { TimePeriod?: Partial<Period> }>(
  name: string,
  run: (input: Input, call: Call, period: Period) => Record<string, unknown>,
): Operation {
  return {
    permissions: () => [{ action: `ce:${name}`, resource: '*' }],
    run(input: Input, call: Call) {
      if (call.account.costExplorer === 'never') throw errors.notEnabled();
      const period = periodOf(input.TimePeriod, call);
      if (call.account.costExplorer === 'noData') throw errors.dataUnavailable();
      return run(input, call, period);
    },
  } as unknown as Operation;
}

/** Simulated Cost Explorer: it answers in one region for its whole partition, where it exists. */
export const costExplorer: AwsService = {
  name: 'ce',
  protocol: 'json',
  model: 'AWSInsightsIndexService',
  regionOf: (url) => globalHost('ce', url),
  operations: {
    GetCostAndUsage: operation<CostInput>('GetCostAndUsage', (input, call, period) => {
      if (!granularities.includes(input.Granularity ?? ''))
        throw missing('granularity', input.Granularity, granularities);
      if (!input.Metrics?.length) throw missing('metrics', undefined, metrics);
      for (const metric of input.Metrics)
        if (!metrics.includes(metric)) throw missing('metrics', metric, metrics);
      if (input.Filter !== undefined) throw errors.notSimulated('filters');
      const group = groupOf(input.GroupBy);
      const wanted = input.Metrics;
      const results = cut(period, input.Granularity as Granularity).map((TimePeriod) => ({
        TimePeriod,
        Total: group ? {} : amounts(wanted, totalOf(billed(call), TimePeriod)),
        Groups:
          group?.(call).map(({ key, cost }) => ({
            Keys: [key],
            Metrics: amounts(wanted, cost(TimePeriod)),
          })) ?? [],
        // The bill of a month is final some days after its end.
        Estimated: Date.parse(TimePeriod.End) > call.world.clock.now() - 5 * 86_400_000,
      }));
      return {
        ...(input.GroupBy ? { GroupDefinitions: input.GroupBy } : {}),
        ResultsByTime: results,
        DimensionValueAttributes: [],
      };
    }),

    GetDimensionValues: operation<DimensionInput>('GetDimensionValues', (input, call) => {
      if (input.Filter !== undefined) throw errors.notSimulated('filters');
      const found: Record<string, readonly string[]> = {
        SERVICE: services,
        LINKED_ACCOUNT: billed(call).map(({ id }) => id),
      };
      const values = found[input.Dimension ?? ''];
      if (input.Dimension === undefined) throw missing('dimension', undefined, Object.keys(found));
      if (!values) throw errors.notSimulated(`the dimension ${input.Dimension}`);
      return {
        DimensionValues: values.map((Value) => ({ Value, Attributes: {} })),
        ReturnSize: values.length,
        TotalSize: values.length,
      };
    }),
  },
};

function periodOf(given: Partial<Period> | undefined, call: Call): Period {
  const { Start, End } = given ?? {};
  if (Start === undefined || End === undefined) throw missing('timePeriod', undefined, []);
  for (const date of [Start, End]) {
    if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/.test(date) || Number.isNaN(Date.parse(date))) {
      throw errors.validation(`Invalid date: '${date}'. Dates are written YYYY-MM-DD.`);
    }
  }
  if (Date.parse(Start) >= Date.parse(End))
    throw errors.validation('Start date (and hour) should be before end date (and hour)');
  const now = new Date(call.world.clock.now());
  if (Date.parse(Start) < Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 14, 1)) {
    throw errors.validation('You haven’t enabled historical data beyond 14 months');
  }
  if (Date.parse(Start) > now.getTime())
    throw errors.validation('Start date (and hour) should not be in the future');
  return { Start, End };
}

function missing(member: string, value: string | undefined, allowed: readonly string[]) {
  const constraint =
    value === undefined
      ? 'Member must not be null'
      : `Member must satisfy enum value set: [${allowed.join(', ')}]`;
  return errors.validation(
    `1 validation error detected: Value ${value === undefined ? 'null' : `'${value}'`} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

type Group = { key: string; cost: (period: Period) => number };

function groupOf(groupBy: CostInput['GroupBy']): ((call: Call) => Group[]) | undefined {
  if (!groupBy || groupBy.length === 0) return undefined;
  const [{ Type, Key } = {}, ...others] = groupBy;
  if (others.length === 0 && Type === 'DIMENSION' && Key === 'SERVICE') {
    return (call) =>
      services.map((service) => ({
        key: service,
        cost: (period) => costOfAll(billed(call), service, period),
      }));
  }
  if (others.length === 0 && Type === 'DIMENSION' && Key === 'LINKED_ACCOUNT') {
    return (call) =>
      billed(call).map((account) => ({
        key: account.id,
        cost: (period) => totalOf([account], period),
      }));
  }
  throw errors.notSimulated(
    `grouping by ${groupBy.map((group) => `${group.Type} ${group.Key}`).join(' and ')}`,
  );
}

/** A management account sees the costs of its members too. */
function billed({ world, account }: Call): AwsAccount[] {
  return accountsBilledTo(world.aws, account.id).flatMap((id) => world.aws.accounts.get(id) ?? []);
}

function costOfAll(accounts: AwsAccount[], service: string, period: Period): number {
  return accounts.reduce((sum, account) => sum + costOf(account, service, period), 0);
}

function totalOf(accounts: AwsAccount[], period: Period): number {
  return services.reduce((sum, service) => sum + costOfAll(accounts, service, period), 0);
}

function amounts(wanted: readonly string[], cost: number) {
  return Object.fromEntries(
    wanted.map((metric) => [
      metric,
      { Amount: cost.toFixed(10), Unit: /Usage/.test(metric) ? 'N/A' : 'USD' },
    ]),
  );
}
