/** A bucket, for tests. More resources may be appended. */
export const bucketTemplate = (name: string) => `Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties: { BucketName: ${name} }`;

/** Bucket, bucket policy and report, for tests. */
export const billingTemplate = `AWSTemplateFormatVersion: 2010-09-09
Description: Billing data
Parameters:
  BucketName:
    Type: String
Resources:
  Report:
    Type: AWS::CUR::ReportDefinition
    DependsOn: Policy
    Properties:
      ReportName: my-report
      TimeUnit: HOURLY
      Format: textORcsv
      Compression: GZIP
      AdditionalSchemaElements: [RESOURCES]
      S3Bucket: !Ref Bucket
      S3Prefix: billing
      S3Region: !Ref AWS::Region
      RefreshClosedReports: true
      ReportVersioning: CREATE_NEW_REPORT
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Ref BucketName
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        IgnorePublicAcls: true
        BlockPublicPolicy: true
        RestrictPublicBuckets: true
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: { SSEAlgorithm: AES256 }
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal: { Service: billingreports.amazonaws.com }
            Action: [s3:GetBucketAcl, s3:GetBucketPolicy]
            Resource: !GetAtt Bucket.Arn
            Condition:
              StringEquals:
                aws:SourceAccount: !Ref AWS::AccountId
                aws:SourceArn: !Sub arn:\${AWS::Partition}:cur:us-east-1:\${AWS::AccountId}:definition/*
          - Effect: Allow
            Principal: { Service: billingreports.amazonaws.com }
            Action: s3:PutObject
            Resource: !Sub \${Bucket.Arn}/*
            Condition:
              StringEquals:
                aws:SourceAccount: !Ref AWS::AccountId
                aws:SourceArn: !Sub arn:\${AWS::Partition}:cur:us-east-1:\${AWS::AccountId}:definition/*
Outputs:
  BucketArn:
    Description: The bucket
    Value: !GetAtt Bucket.Arn
`;

/** A managed policy and a role that trusts another account, for tests. */
export const roleTemplate = `Parameters:
  ExternalId:
    Type: String
    MinLength: 1
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: MyRole
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal: { AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root' }
            Action: sts:AssumeRole
            Condition: { StringEquals: { sts:ExternalId: !Ref ExternalId } }
      ManagedPolicyArns: [!Ref Policy]
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      ManagedPolicyName: MyRole_Policy
      PolicyDocument:
        Version: 2012-10-17
        Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: '*' }]
Outputs:
  RoleArn: { Value: !GetAtt Role.Arn }
`;
