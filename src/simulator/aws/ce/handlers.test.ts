import { GetCostAndUsageCommand, GetDimensionValuesCommand } from '@aws-sdk/client-cost-explorer';
import { describe, expect, it } from 'vitest';
import { costExplorerFor, simulateAws } from '../s3/testing.ts';
import { own, refusal, userWith } from '../testing.ts';
import { costExplorer } from './handlers.ts';

const aws = simulateAws();
const day = (daysAgo: number) =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
const TimePeriod = { Start: day(3), End: day(1) };
const ask = (change: Record<string, unknown> = {}) =>
  new GetCostAndUsageCommand({
    TimePeriod,
    Granularity: 'DAILY',
    Metrics: ['UnblendedCost'],
    ...change,
  } as never);

describe('GetCostAndUsage', () => {
  it('gives an amount for every day, the same each time', async () => {
    const { administrator } = aws.start();
    const client = costExplorerFor(administrator);
    const { ResultsByTime } = await client.send(ask());
    expect(ResultsByTime?.map((result) => result.TimePeriod)).toEqual([
      { Start: day(3), End: day(2) },
      { Start: day(2), End: day(1) },
    ]);
    expect(Number(ResultsByTime?.[0]?.Total?.UnblendedCost?.Amount)).toBeGreaterThan(0);
    expect((await client.send(ask())).ResultsByTime).toEqual(ResultsByTime);
  });

  it('groups by service so that the parts make up the whole', async () => {
    const { administrator } = aws.start();
    const client = costExplorerFor(administrator);
    const whole = (await client.send(ask())).ResultsByTime?.[0]?.Total?.UnblendedCost?.Amount;
    const { ResultsByTime } = await client.send(
      ask({ GroupBy: [{ Type: 'DIMENSION', Key: 'SERVICE' }] }),
    );
    const parts =
      ResultsByTime?.[0]?.Groups?.map(({ Metrics }) => Number(Metrics?.UnblendedCost?.Amount)) ??
      [];
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(Number(whole));
  });

  it('cuts at the borders of months', async () => {
    const { administrator } = aws.start();
    const month = (back: number) => {
      const now = new Date();
      return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1))
        .toISOString()
        .slice(0, 10);
    };
    const { ResultsByTime } = await costExplorerFor(administrator).send(
      ask({ TimePeriod: { Start: month(4), End: month(2) }, Granularity: 'MONTHLY' }),
    );
    expect(ResultsByTime?.map((result) => [result.TimePeriod?.Start, result.Estimated])).toEqual([
      [month(4), false],
      [month(3), false],
    ]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'a period that ends before it begins',
      { TimePeriod: { Start: day(1), End: day(3) } },
      'before end date',
    ],
    ['dates of another form', { TimePeriod: { Start: '01/02/2026', End: day(1) } }, 'Invalid date'],
    ['a past too far away', { TimePeriod: { Start: day(600), End: day(1) } }, '14 months'],
    ['the future', { TimePeriod: { Start: day(-2), End: day(-3) } }, 'in the future'],
    ['another granularity', { Granularity: 'YEARLY' }, "Value 'YEARLY' at 'granularity'"],
    ['no metrics', { Metrics: undefined }, "Value null at 'metrics'"],
    ['another metric', { Metrics: ['Cost'] }, "Value 'Cost' at 'metrics'"],
  ])('refuses %s', async (_name, change, message) => {
    const { administrator } = aws.start();
    const refused = await refusal(costExplorerFor(administrator).send(ask(change)));
    expect(refused).toMatchObject({ code: 'ValidationException', status: 400 });
    expect(refused.message).toContain(message);
  });

  it('is loud about what it does not simulate', async () => {
    const { administrator } = aws.start();
    const filtered = ask({ Filter: { Dimensions: { Key: 'REGION', Values: ['us-east-1'] } } });
    expect(await refusal(costExplorerFor(administrator).send(filtered))).toMatchObject({
      code: 'NotSimulated',
      status: 501,
    });
  });
});

it('knows services and accounts as dimensions', async () => {
  const { administrator } = aws.start();
  const { DimensionValues } = await costExplorerFor(administrator).send(
    new GetDimensionValuesCommand({ TimePeriod, Dimension: 'LINKED_ACCOUNT' }),
  );
  expect(DimensionValues).toEqual([{ Value: own, Attributes: {} }]);
});

describe.each([
  ['GetCostAndUsage', ask()],
  ['GetDimensionValues', new GetDimensionValuesCommand({ TimePeriod, Dimension: 'SERVICE' })],
])('%s', (name, command) => {
  const startWith = (change: object) => {
    const started = aws.start();
    Object.assign(started.world.aws.accounts.get(own) ?? {}, change);
    return costExplorerFor(started.administrator).send(command as never);
  };

  it(`takes ce:${name}`, async () => {
    const { world } = aws.start();
    const retired = userWith(world, own, 'retired', {
      Effect: 'Allow',
      Action: 'aws-portal:*',
      Resource: '*',
    });
    const { code, status, message } = await refusal(
      costExplorerFor(retired).send(command as never),
    );
    expect({ code, status }).toEqual({ code: 'AccessDeniedException', status: 400 });
    expect(message).toContain(`because no identity-based policy allows the ce:${name} action`);
  });

  it('is refused while IAM has no access to billing', async () => {
    expect(await refusal(startWith({ billingAccessForIam: false }))).toMatchObject({
      code: 'AccessDeniedException',
      status: 400,
    });
  });

  it('has no data at first', async () => {
    expect(await refusal(startWith({ costExplorer: 'noData' }))).toMatchObject({
      code: 'DataUnavailableException',
      status: 400,
    });
  });

  it('is not enabled before Cost Explorer was opened', async () => {
    expect(await refusal(startWith({ costExplorer: 'never' }))).toEqual({
      code: 'AccessDeniedException',
      status: 400,
      message: 'User not enabled for cost explorer access',
    });
  });
});

it('answers in us-east-1 only', () => {
  expect(costExplorer.regionOf(new URL('https://ce.us-east-1.amazonaws.com/'))).toBe('us-east-1');
  expect(costExplorer.regionOf(new URL('https://ce.eu-west-1.amazonaws.com/'))).toBeUndefined();
});
