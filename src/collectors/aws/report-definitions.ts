import { DescribeReportDefinitionsCommand } from '@aws-sdk/client-cost-and-usage-report-service';
import reportDefinitions from '../../evidence/aws/report-definitions.ts';
import { read } from './_client/classify.ts';
import { defineAwsCollector } from './_client/context.ts';
import { readPages } from './_client/pages.ts';

/** AWS allows ten reports in an account, five on a page. */
export default defineAwsCollector({
  kind: reportDefinitions,
  collect: (kind, { clients, call }) =>
    read(kind, async () => {
      const ReportDefinitions = await readPages(20, async (NextToken) => {
        const page = await call((options) =>
          clients.cur.send(new DescribeReportDefinitionsCommand({ NextToken }), options),
        );
        return { items: page.ReportDefinitions ?? [], next: page.NextToken };
      });
      return { ReportDefinitions };
    }),
});
