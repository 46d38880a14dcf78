import { createHash } from 'node:crypto';
import type { AwsAccount } from '../state.ts';

export type Granularity = 'DAILY' | 'MONTHLY' | 'HOURLY';

/**
 * A stretch of time, end excluded, as Cost Explorer writes it: `YYYY-MM-DD`, or with a time for
 * hours.
 */
export interface Period {
  Start: string;
  End: string;
}

export const services = [
  'AWS Cost Explorer',
  'Amazon Elastic Compute Cloud - Compute',
  'Amazon Simple Storage Service',
] as const;

const steps: Record<Granularity, (from: Date) => Date> = {
  HOURLY: (from) => new Date(from.getTime() + 3_600_000),
  DAILY: (from) => new Date(from.getTime() + 86_400_000),
  MONTHLY: (from) => new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1)),
};

/** Cuts a period at the borders of days, calendar months or hours. */
export function cut(period: Period, granularity: Granularity): Period[] {
  const end = new Date(period.End);
  const pieces: Period[] = [];
  const write = (date: Date) =>
    granularity === 'HOURLY'
      ? `${date.toISOString().slice(0, 19)}Z`
      : date.toISOString().slice(0, 10);
  for (let from = new Date(period.Start); from < end; ) {
    const next = steps[granularity](from);
    const to = next < end ? next : end;
    pieces.push({ Start: write(from), End: write(to) });
    from = to;
  }
  return pieces;
}

/**
 * What one service cost in one piece of time, in US dollars: made up, but the same whenever it is
 * asked.
 */
export function costOf(account: AwsAccount, service: string, period: Period): number {
  const digest = createHash('sha256')
    .update(`${account.id}/${service}/${period.Start}/${period.End}`)
    .digest();
  const days = (Date.parse(period.End) - Date.parse(period.Start)) / 86_400_000;
  return (digest.readUInt16BE(0) / 1000) * days;
}
