import { type ErrorText, textsFrom } from '../error-text.ts';

/** Spot's envelope of a refusal, as curl prints it. */
const answer = (code: number, method: string, url: string, message: string) =>
  `${JSON.stringify({
    request: { id: '4a6c', url, method, timestamp: '2026-11-28T13:45:00.000Z' },
    response: {
      errors: [{ code: String(code), message }],
      status: { code, message: message },
    },
  })}\ncurl: (22) The requested URL returned error: ${code}`;

/** The same as `jq` prints it. */
const pretty = (code: number, method: string, url: string, message: string) =>
  JSON.stringify(
    {
      request: { id: '4a6c', url, method },
      response: { status: { code, message }, errors: [{ code, message }] },
    },
    undefined,
    2,
  );

/** What Spot’s API and console say. The texts of its refusals are not public, so only envelope and status are real here. */
const texts: readonly ErrorText[] = [
  ...textsFrom('F-034', [
    [answer(401, 'GET', '/setup/account', 'Unauthorized'), 'spot/token-refused'],
    [
      pretty(401, 'GET', '/setup/account', 'Unauthorized'),
      'spot/token-refused or spot/accounts found',
    ],
    ['curl: (22) The requested URL returned error: 401', 'spot/token-refused'],
    ['curl: (22) The requested URL returned error: 400', 'spot/refused-input'],
    [answer(403, 'GET', '/setup/account', 'Forbidden'), 'spot/token-may-not'],
    [pretty(403, 'POST', '/setup/account', 'Forbidden'), 'spot/token-may-not'],
    ['bash: SPOT_TOKEN: unbound variable', 'spot/no-token'],
  ]),
  ...textsFrom('F-035', [
    [answer(429, 'GET', '/setup/account', 'Rate limit exceeded'), 'spot/rate-limited'],
    [
      '{"request":{"url":"/setup/account"},"response":{"data":"Rate limit exceeded"}}',
      'spot/rate-limited',
    ],
  ]),
  ...textsFrom('https://docs.spot.io/administration/api/', [
    [
      'HTTP/2 429\nX-RateLimit-Limit: 100\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 40',
      'spot/rate-limited',
    ],
  ]),
  ...textsFrom('F-004', [
    [
      answer(400, 'POST', '/setup/credentials/aws?accountId=act-12345678', 'Bad Request'),
      'spot/role-refused',
    ],
    [
      pretty(400, 'POST', '/setup/credentials/aws?accountId=act-12345678', 'Bad Request'),
      'spot/role-refused',
    ],
  ]),
  ...textsFrom('F-095', [
    [
      answer(400, 'POST', '/gcp/setup/credentials?accountId=act-12345678', 'Bad Request'),
      'spot/key-refused',
    ],
  ]),
  ...textsFrom('F-143', [
    [
      answer(400, 'POST', '/azure/setup/credentials?accountId=act-12345678', 'Bad Request'),
      'spot/azure-refused',
    ],
  ]),
  ...textsFrom('F-125', [
    [
      pretty(
        400,
        'POST',
        '/azure/setup/credentials/validation?accountId=act-12345678',
        'Bad Request',
      ),
      'spot/azure-refused',
    ],
  ]),
  ...textsFrom('F-148', [
    [answer(400, 'DELETE', '/setup/account/act-12345678', 'Bad Request'), 'spot/default-account'],
    [pretty(400, 'DELETE', '/setup/account/act-12345678', 'Bad Request'), 'spot/default-account'],
  ]),
  ...textsFrom('F-150', [
    [answer(400, 'POST', '/setup/account', 'Bad Request'), 'spot/name-without-letter'],
    [pretty(400, 'POST', '/setup/organization', 'Bad Request'), 'spot/name-without-letter'],
  ]),
  ...textsFrom('F-072', [
    [answer(404, 'POST', '/cloudBilling/v1/setup/account', 'Not Found'), 'spot/product-refused'],
    [answer(422, 'POST', '/cbi/v1/setup/account', 'Unprocessable Entity'), 'spot/product-refused'],
  ]),
  ...textsFrom('F-068', [
    [
      '{"items":[{"id":"s3","description":"The path can be listed","status":"failed","validationInfo":"no objects"}]}',
      'spot/validation-failed',
    ],
  ]),
  ...textsFrom('F-069', [
    [
      '{"items":[{"id":"s3","validationInfo":"the region is another one","status":"failed"}]}',
      'spot/validation-failed',
    ],
  ]),
  ...textsFrom('F-149', [
    [
      '{"statusSummary":"partiallyConnected","status":[{"statistics":{"failedResourceTypes":["RDS"]}}]}',
      'spot/partly-connected',
    ],
    ['"statusSummary": "notConnected"', 'spot/not-connected'],
  ]),
  ...textsFrom('https://docs.spot.io/api/', [
    [
      answer(404, 'GET', '/setup/credentials/aws?accountId=act-0', 'Not Found'),
      'spot/account-unknown',
    ],
    [answer(503, 'GET', '/setup/account', 'Service Unavailable'), 'spot/own-fault'],
  ]),
  ...textsFrom('F-064', [['Invalid ARN', 'spot/invalid-arn']]),
  ...textsFrom('F-065', [['No access to S3 bucket', 'spot/no-bucket-access']]),
  ...textsFrom('F-062', [['S3 bucket no longer exists', 'spot/bucket-gone']]),
  ...textsFrom('F-061', [['No new data in S3 bucket for over 48 hours', 'spot/no-new-data']]),
  ...textsFrom('F-060', [['We were not able to access data in the S3 bucket', 'spot/no-data-yet']]),
  ...textsFrom('F-067', [['No CE access', 'spot/no-cost-explorer']]),
  ...textsFrom('F-055', [
    ['Failure to retrieve data. Expecting parquet format', 'spot/not-parquet'],
  ]),
  ...textsFrom('F-142', [
    [
      'Tenant Id in request does not match tenant id where Eco Azure App was consented',
      'spot/other-tenant',
    ],
    ['Permission is not valid for billing admin', 'spot/azure-permission-invalid'],
  ]),
  ...textsFrom('F-020', [
    [
      "Can't Spin Instances: UnauthorizedOperation: You are not authorized to perform this operation. Encoded authorization failure message: T-kSWIRFn32_fxSgyNzoE36avE5lRaRniAjDs",
      'aws/encoded-message',
    ],
  ]),
  ...textsFrom('https://curl.se/libcurl/c/libcurl-errors.html', [
    ['curl: (6) Could not resolve host: api.spotinst.io', 'spot/unreachable'],
    [
      "curl: (7) Failed to connect to api.spotinst.io port 443 after 2 ms: Couldn't connect to server",
      'spot/unreachable',
    ],
    [
      'curl: (60) SSL certificate problem: self-signed certificate in certificate chain\nMore details here: https://curl.se/docs/sslcerts.html',
      'terminal/untrusted-connection',
    ],
    ['curl: command not found', 'terminal/no-program'],
  ]),
];

export default texts;
