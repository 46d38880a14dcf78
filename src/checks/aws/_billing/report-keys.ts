import type { Actual } from '../_policy/arn-patterns.ts';
import { testObjectName } from './documents.ts';

/** Which report is delivered, and when. */
export interface Delivery {
  reportPrefix: string;
  reportName: string;
  /** Now; without it the files of a month are only known as a pattern. */
  now?: Date;
}

/**
 * Files of a bucket that a report is made of: `certain` are those without which there is none,
 * `possible` are all that AWS writes for reports of any form.
 */
export interface ReportKeys {
  certain: Actual[];
  possible: Actual[];
}

/**
 * Keys of the report that Eco needs (Parquet, for Athena, overwriting), in this month and the next.
 * Sources: https://docs.aws.amazon.com/cur/latest/userguide/understanding-report-versions.html,
 * https://docs.aws.amazon.com/cur/latest/userguide/cur-ate-manual.html
 */
export function reportKeys({ reportPrefix, reportName, now }: Delivery): ReportKeys {
  const folder = `${reportPrefix}/${reportName}`;
  const months = now ? [monthOf(now, 0), monthOf(now, 1)] : [unknownMonth];
  const certain = months.flatMap(({ partition, period }) => [
    `${folder}/${reportName}/${partition}/${reportName}-00001.snappy.parquet`,
    `${folder}/${period}/${reportName}-Manifest.json`,
  ]);
  const endings = ['parquet', 'json', 'sql', 'yml', 'csv', 'csv.gz', 'csv.zip'];
  return {
    certain: certain.map((text) => ({ text, isPattern: now === undefined })),
    possible: endings.map((ending) => ({ text: `${folder}/*.${ending}`, isPattern: true })),
  };
}

/** The same with the file by which AWS tries whether it may write, beside the prefix. */
export function writtenKeys(delivery: Delivery): ReportKeys {
  const { certain, possible } = reportKeys(delivery);
  return { certain: [{ text: testObjectName }, ...certain], possible };
}

const unknownMonth = { partition: 'year=????/month=*', period: '????????-????????' };

function monthOf(now: Date, later: number): { partition: string; period: string } {
  const first = (months: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1));
  const [start, end] = [first(later), first(later + 1)];
  const day = (date: Date) => date.toISOString().slice(0, 10).replaceAll('-', '');
  return {
    partition: `year=${start.getUTCFullYear()}/month=${start.getUTCMonth() + 1}`,
    period: `${day(start)}-${day(end)}`,
  };
}
