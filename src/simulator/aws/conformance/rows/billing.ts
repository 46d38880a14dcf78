import { type Row, refuses } from '../row.ts';
import { addReport, type Subject } from '../world.ts';

const put = ({ reportDefinition }: Subject, more: object = {}) => ({
  ReportDefinition: { ...reportDefinition, ...more },
});
const modify = (subject: Subject, more: object = {}) => ({
  ReportName: subject.report,
  ...put(subject, { ReportName: subject.report, ...more }),
});

export const cur: Record<string, Row> = {
  DescribeReportDefinitions: {
    input: () => ({}),
    refusals: [
      refuses('a page size that is not five', 'ValidationException', 400, () => ({
        MaxResults: 4,
      })),
    ],
  },
  PutReportDefinition: {
    input: put,
    refusals: [
      refuses('the name is taken', 'DuplicateReportNameException', 400, (subject) =>
        put(subject, { ReportName: subject.report }),
      ),
      refuses(
        'ten reports are there',
        'ReportLimitReachedException',
        400,
        (subject) => put(subject),
        {
          prepare: (world, { account, bucket }) => {
            for (let index = 0; index < 10; index++)
              addReport(world, account, `report-${index}`, bucket);
          },
        },
      ),
      refuses('a time unit that is none', 'ValidationException', 400, (subject) =>
        put(subject, { TimeUnit: 'YEARLY' }),
      ),
      refuses('settings that contradict each other', 'ValidationException', 400, (subject) =>
        put(subject, { Format: 'Parquet' }),
      ),
      refuses('a bucket that lets it not write', 'ValidationException', 400, (subject) =>
        put(subject, { S3Bucket: subject.emptyBucket }),
      ),
    ],
  },
  ModifyReportDefinition: {
    input: modify,
    refusals: [
      refuses('no such report', 'ValidationException', 400, (subject) => ({
        ...modify(subject),
        ReportName: 'none',
      })),
      refuses('another name', 'ValidationException', 400, (subject) =>
        modify(subject, { ReportName: 'renamed' }),
      ),
    ],
  },
  DeleteReportDefinition: {
    input: ({ report }) => ({ ReportName: report }),
    refusals: [
      refuses('no such report', 'ValidationException', 400, () => ({ ReportName: 'none' })),
      refuses('no name', 'ValidationException', 400, () => ({})),
    ],
  },
};

const day = (offset: number) =>
  new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const lastWeek = { Start: day(-7), End: day(0) };
const costs = (more: object = {}) => ({
  TimePeriod: lastWeek,
  Granularity: 'DAILY',
  Metrics: ['UnblendedCost'],
  ...more,
});
const services = (more: object = {}) => ({ TimePeriod: lastWeek, Dimension: 'SERVICE', ...more });

/** States of Cost Explorer that refuse every question, and periods that are none. */
const refusalsOf = (input: (more?: object) => object) => [
  refuses('nobody ever opened it', 'AccessDeniedException', 400, () => input(), {
    prepare: (_, { account }) => {
      account.costExplorer = 'never';
    },
  }),
  refuses('it has no data yet', 'DataUnavailableException', 400, () => input(), {
    prepare: (_, { account }) => {
      account.costExplorer = 'noData';
    },
  }),
  refuses('an end before the start', 'ValidationException', 400, () =>
    input({ TimePeriod: { Start: day(0), End: day(-7) } }),
  ),
  refuses('too long ago', 'ValidationException', 400, () =>
    input({ TimePeriod: { Start: day(-1000), End: day(0) } }),
  ),
  refuses('billing is closed to IAM', 'AccessDeniedException', 400, () => input(), {
    prepare: (_, { account }) => {
      account.billingAccessForIam = false;
    },
  }),
];

export const ce: Record<string, Row> = {
  GetCostAndUsage: {
    input: () => costs(),
    refusals: [
      ...refusalsOf(costs),
      refuses('a metric that is none', 'ValidationException', 400, () =>
        costs({ Metrics: ['Happiness'] }),
      ),
    ],
  },
  GetDimensionValues: { input: () => services(), refusals: refusalsOf(services) },
};
