import { type CompletedRequest, getLocal, type Mockttp } from 'mockttp';
import { certificateAuthority } from './certificates.ts';

/** Whatever answers requests in place of the cloud. */
export interface SimulatedCloud {
  handle(request: Request): Promise<Response>;
}

export interface HttpsProxy {
  port: number;
  /** `http://127.0.0.1:PORT`, the value of HTTPS_PROXY. */
  url: string;
  /** Certificate (PEM) that clients must trust, the value of AWS_CA_BUNDLE. */
  caPath: string;
  /**
   * The same after the system's certificates, the value of SSL_CERT_FILE, REQUESTS_CA_BUNDLE and
   * CURL_CA_BUNDLE.
   */
  bundlePath: string;
  stop(): Promise<void>;
}

/** A response to one of these carries no body; Node's Response refuses one. */
const bodiless = new Set([204, 205, 304]);

/**
 * An HTTPS proxy on 127.0.0.1 that brings real command-line tools, with real host names, to
 * `cloud.handle()`. Every host ends here: nothing passes through. When `handle()` rejects, the
 * connection is closed, as by a host that is down.
 */
export async function startProxy(
  cloud: SimulatedCloud,
  options: {
    folder?: string;
    port?: number;
    /** Adds rules for hosts that misbehave, which go before the cloud; see mockttp. */
    addRules?: (server: Mockttp) => Promise<unknown>;
  } = {},
): Promise<HttpsProxy> {
  const { keyPath, certPath, bundlePath } = await certificateAuthority(options.folder);
  const server = getLocal({
    https: { keyPath, certPath },
    http2: false,
    recordTraffic: false,
    suggestChanges: false,
  });
  await server.start(options.port);
  await options.addRules?.(server);
  await server.forAnyRequest().thenCallback(async (incoming) => {
    const response = await cloud.handle(requestOf(incoming)).catch(() => undefined);
    return response ? answerOf(response, incoming.method) : 'close';
  });
  return {
    port: server.port,
    url: `http://127.0.0.1:${server.port}`,
    caPath: certPath,
    bundlePath,
    stop: () => server.stop(),
  };
}

function requestOf(incoming: CompletedRequest): Request {
  const body =
    incoming.method === 'GET' || incoming.method === 'HEAD'
      ? null
      : new Uint8Array(incoming.body.buffer);
  return new Request(incoming.url, {
    method: incoming.method,
    headers: incoming.rawHeaders,
    body,
    redirect: 'manual',
  });
}

/** A response in mockttp's terms; its own type is not exported. */
type Answer = { statusCode: number; headers: Record<string, string | string[]>; rawBody: Buffer };

async function answerOf(response: Response, method: string): Promise<Answer> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of response.headers) {
    const earlier = headers[name];
    headers[name] = earlier === undefined ? value : [earlier, value].flat();
  }
  const body = Buffer.from(await response.arrayBuffer());
  // mockttp drops Node's own framing headers as soon as any header is given.
  if (method !== 'HEAD' && !bodiless.has(response.status))
    headers['content-length'] = String(body.length);
  if (!headers.date) headers.date = new Date().toUTCString();
  return {
    statusCode: response.status,
    headers,
    rawBody: method === 'HEAD' ? Buffer.alloc(0) : body,
  };
}
