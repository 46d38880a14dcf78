import { DescribeReportDefinitionsCommand } from '@aws-sdk/client-cost-and-usage-report-service';
import { reportDefinitions } from '../../evidence/aws/report-definitions.ts';
import { awsCollector } from './aws-collector.ts';
import { pages } from './pages.ts';

/** AWS allows ten reports in an account, five on a page. */
export const reportDefinitionsCollector = awsCollector(
  reportDefinitions,
  async ({ clients, call }) => {
    const ReportDefinitions = await pages(20, async (NextToken) => {
      const page = await call((options) =>
        clients.cur.send(new DescribeReportDefinitionsCommand({ NextToken }), options),
      );
      return { items: page.ReportDefinitions ?? [], next: page.NextToken };
    });
    return { ReportDefinitions };
  },
);
