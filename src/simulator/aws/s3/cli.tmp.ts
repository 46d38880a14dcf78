import { mkdtempSync } from 'node:fs';
import { Simulator } from '/work/main/src/simulator/index.ts';
import { startProxy } from '/work/main/src/simulator/proxy.ts';
import { environmentFor, runScript } from '/work/main/src/simulator/command-line.ts';
import { createAccount, createAdministrator } from '/work/main/src/simulator/aws/seed.ts';
const sim = new Simulator(); const world = sim.createWorld();
createAccount(world, { id: '111122223333' }); const credentials = createAdministrator(world, '111122223333');
const proxy = await startProxy(sim); const home = mkdtempSync('/tmp/home-');
const environment = environmentFor({ proxy, credentials, home });
const run = async (script: string) => { const r = await runScript(script.replaceAll(/^(?=aws)/gm, 'echo "\$ next"; '), { environment, timeoutMs: 300000 }); console.log(script, '\n=>', r.exitCode, r.stdout, r.stderr, r.durationMs); };
const B='spot-cur-111122223333';
await run(`aws s3api create-bucket --bucket ${B} --region us-east-1`);
await run(`aws s3api create-bucket --bucket ${B}-ie --region us-east-1 --create-bucket-configuration LocationConstraint=eu-west-1
aws s3api head-bucket --bucket ${B}-ie
aws s3api get-bucket-location --bucket ${B}-ie
aws s3api get-bucket-policy --bucket ${B}-ie || true
aws s3api get-bucket-location --bucket ${B}
aws s3api put-public-access-block --bucket ${B} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
aws s3api get-public-access-block --bucket ${B}
aws s3api get-bucket-encryption --bucket ${B}
aws s3api list-buckets
aws s3 ls
aws s3api list-objects-v2 --bucket ${B} --prefix x/ --max-items 200 --output json
echo "---"
`);
await run(`cat > p.json <<'P'
{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"billingreports.amazonaws.com"},"Action":["s3:GetBucketAcl","s3:GetBucketPolicy"],"Resource":"arn:aws:s3:::${B}","Condition":{"StringEquals":{"aws:SourceArn":"arn:aws:cur:us-east-1:111122223333:definition/*","aws:SourceAccount":"111122223333"}}},
 {"Effect":"Allow","Principal":{"Service":"billingreports.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::${B}/*","Condition":{"StringEquals":{"aws:SourceArn":"arn:aws:cur:us-east-1:111122223333:definition/*","aws:SourceAccount":"111122223333"}}}]}
P
aws s3api put-bucket-policy --bucket ${B} --policy file://p.json
aws s3api get-bucket-policy --bucket ${B} --query Policy --output text
aws cur put-report-definition --region us-east-1 --report-definition '{"ReportName":"spotinst-cur-report","TimeUnit":"HOURLY","Format":"Parquet","Compression":"Parquet","AdditionalSchemaElements":["RESOURCES"],"S3Bucket":"${B}","S3Prefix":"spotinst_eco","S3Region":"us-east-1","AdditionalArtifacts":["ATHENA"],"RefreshClosedReports":true,"ReportVersioning":"OVERWRITE_REPORT"}'
aws cur describe-report-definitions --region us-east-1
aws s3 ls s3://${B}/ --recursive`);
world.clock.advance(24*3600e3);
await run(`aws cur describe-report-definitions --region us-east-1
aws s3 ls s3://${B}/spotinst_eco/ --recursive --summarize
aws ce get-cost-and-usage --time-period Start=$(date -d '-3 days' +%F),End=$(date -d '-2 days' +%F) --granularity DAILY --metrics UnblendedCost --region us-east-1
echo hello > f.txt
aws s3 cp f.txt "s3://${B}/a b/f.txt"
aws s3 cp "s3://${B}/a b/f.txt" -
aws s3api head-object --bucket ${B} --key "a b/f.txt"
aws s3api list-object-versions --bucket ${B} --max-items 1
aws s3api put-bucket-encryption --bucket ${B} --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"arn:aws:kms:us-east-1:111122223333:key/1"}}]}'
aws s3api put-bucket-tagging --bucket ${B} --tagging 'TagSet=[{Key=a,Value=b}]'
aws s3api get-bucket-tagging --bucket ${B}
aws cur delete-report-definition --report-name spotinst-cur-report --region us-east-1
aws s3 rm s3://${B}/spotinst_eco --recursive
aws s3 rb s3://${B} --force
aws s3api head-bucket --bucket ${B} || true
aws cur put-report-definition --region us-east-1 --report-definition '{"ReportName":"r","TimeUnit":"HOURLY","Format":"textORcsv","Compression":"Parquet","AdditionalSchemaElements":["RESOURCES"],"S3Bucket":"${B}","S3Prefix":"spotinst_eco","S3Region":"us-east-1"}' || true
aws s3api create-bucket --bucket ${B}x --region us-east-1 --create-bucket-configuration LocationConstraint=us-east-1 || true
aws s3api create-bucket --bucket ${B}x --region eu-west-1 || true`);
await proxy.stop(); process.exit(0);
