import type { Obstacle } from '../../obstacle.ts';
import words from '../../words.ts';

const put =
  'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_cur_PutReportDefinition.html';

/** What the service of Cost and Usage Reports answers, and its console shows. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'aws/report-bucket-refuses',
    says: words(/Failed to verify customer bucket permission|Invalid bucket(?! name)/i),
    whose: 'set-up',
    title: 'AWS’s billing service may not write into the bucket',
    todo: 'Do the step of the bucket policy again, with the policy of the page unchanged (its bucket name and account ID have to be yours), check it, then create the report. A bucket policy of your company that lets only your own people in keeps billing out, too: its owner has to except billingreports.amazonaws.com.',
    source: 'https://docs.aws.amazon.com/cur/latest/userguide/troubleshooting.html',
  },
  {
    id: 'aws/report-exists',
    says: words(
      /DuplicateReportNameException|report with the (?:specified|same) name already exists/i,
    ),
    whose: 'set-up',
    title: 'A report of this name is there already',
    todo: 'Go on to the check of this step: it says whether its settings fit. If they do not, choose another report name on the page under Your values. Do not delete it and create it again with the same name, bucket and prefix: AWS says that the data may be damaged.',
    source: put,
  },
  {
    id: 'aws/report-limit',
    says: words(/ReportLimitReachedException/i),
    whose: 'set-up',
    title: 'The account has as many reports as AWS allows',
    todo: 'aws cur describe-report-definitions --region us-east-1 lists them. If one has the settings of the page, use that one: put its bucket, prefix and name into Your values. Otherwise ask whose the others are, and have one deleted that nobody reads.',
    source: put,
  },
  {
    id: 'aws/report-missing',
    says: words(/\(ResourceNotFoundException\) when calling the \w{1,40}Report\w{0,20} operation/i),
    whose: 'set-up',
    title: 'There is no report of this name',
    todo: 'Compare the name with Data Exports in the console. While taking down, go on: it is gone.',
    source: put,
  },
  {
    id: 'aws/report-settings',
    says: words(
      /\(ValidationException\) when calling the (?:Put|Modify)ReportDefinition operation/,
    ),
    whose: 'set-up',
    title: 'A setting of the report is not one that AWS takes',
    todo: 'Use the JSON of the page unchanged: names hold letters, digits and !-_.*’() without blanks, the prefix has no slash at its ends, S3Region is the region of the bucket (us-east-1). What cannot be changed later (hourly, resource IDs, versioning) needs a new report.',
    source: put,
  },
];

export default obstacles;
