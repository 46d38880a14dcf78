import type { Obstacle } from '../obstacle.ts';
import words from '../words.ts';

const curl = 'https://curl.se/libcurl/c/libcurl-errors.html';

/** What stands between a terminal and the clouds: names, proxies, certificates. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'terminal/proxy-sign-in',
    says: words(
      /HTTP code 407|407 Proxy Authentication Required|Received HTTP code 407 from proxy/i,
    ),
    whose: 'terminal',
    title: 'The proxy of your company wants a sign-in',
    todo: 'Ask whoever runs it how programs sign in (HTTPS_PROXY with user and password, mostly). Or use a cloud shell in the browser.',
    source: 'https://everything.curl.dev/usingcurl/proxies/auth.html',
  },
  {
    id: 'terminal/proxy-refuses',
    says: words(
      /Received HTTP code \d{3} from proxy after CONNECT|CONNECT tunnel failed, response \d{3}|Tunnel connection failed: 403|(?:Could not resolve|Couldn't resolve) proxy|curl: \(5\) |ProxyError\(|Unable to connect to proxy/i,
    ),
    whose: 'terminal',
    title: 'The proxy that the terminal uses lets nothing through to this address, or is not there',
    todo: 'See HTTPS_PROXY: correct it, or ask whoever runs the proxy to let the host in the message through. Or use a cloud shell in the browser.',
    source: curl,
  },
  {
    id: 'terminal/revocation-unchecked',
    says: words(/unable to check revocation|\(0x8009201[23]\)/i),
    whose: 'terminal',
    title: 'Windows cannot ask whether the certificate was withdrawn: a proxy in between, mostly',
    todo: 'Use a cloud shell in the browser, or ask whoever runs your network to let the asking through (CRL and OCSP). Do not switch the asking off: it would trust a certificate that was withdrawn.',
    source: 'https://github.com/curl/curl/issues/3727',
  },
  {
    id: 'terminal/old-tls',
    says: words(
      /wrong version number|unsupported protocol|tlsv1 alert protocol version|sslv3 alert handshake failure|curl: \(35\) |SSL_ERROR_SYSCALL|SSL routines/i,
    ),
    whose: 'terminal',
    title:
      'The connection broke off while it was being encrypted: an old program, or a proxy in between',
    todo: 'Use a cloud shell in the browser; or update the program, and see whether HTTPS_PROXY begins with http:// where the proxy wants that.',
    source: curl,
  },
  {
    id: 'terminal/untrusted-connection',
    says: words(
      /SSL certificate problem|CERTIFICATE_VERIFY_FAILED|unable to get local issuer certificate|self[- ]signed certificate|curl: \((?:51|60|77|83|91)\) |certificate (?:has expired|is not trusted)|x509: certificate signed by unknown authority/i,
    ),
    whose: 'terminal',
    title:
      'The terminal does not trust the connection: a proxy of your company, mostly, shows a certificate of its own',
    todo: 'Use a cloud shell in the browser. Or ask whoever runs your network for its root certificate, and name its file in SSL_CERT_FILE (curl: --cacert). Do not switch the check off (-k): it would give your token to whoever is in between.',
    source: curl,
  },
  {
    id: 'terminal/no-name',
    says: words(
      /Could not resolve host|Couldn't resolve host|Temporary failure in name resolution|Name or service not known|nodename nor servname provided|getaddrinfo (?:failed|ENOTFOUND|EAI_AGAIN)|NameResolutionError|The remote name could not be resolved/i,
    ),
    whose: 'terminal',
    title: 'The terminal cannot find the address: no network, a VPN that ended, or a mistyped name',
    todo: 'See whether the name in the message is the one of the page, and whether a browser on the same machine opens it. Then run the command again, or use a cloud shell.',
    source: curl,
  },
  {
    id: 'terminal/timeout',
    says: words(
      /Connection timed out|Operation timed out|curl: \(28\) |ETIMEDOUT|ConnectTimeoutError|timed out after \d{1,9} milliseconds|The operation has timed out/i,
    ),
    whose: 'terminal',
    title: 'Nothing answered in time: a firewall in between, mostly',
    todo: 'Run the command again. If it stays, use a cloud shell in the browser, or ask whoever runs your network to let the host in the message through (port 443).',
    source: curl,
  },
  {
    id: 'terminal/no-connection',
    says: words(
      /Failed to connect to|Couldn't connect to server|Connection refused|No route to host|Network is unreachable|ECONNREFUSED|Connection reset by peer|ECONNRESET|curl: \((?:7|52|55|56)\) |Unable to connect to the remote server|Remote end closed connection/i,
    ),
    whose: 'terminal',
    title:
      'The terminal finds the address and gets no connection: a firewall or a proxy in between',
    todo: 'Run the command again. If it stays, see HTTPS_PROXY (env | grep -i proxy), or use a cloud shell in the browser.',
    source: curl,
  },
];

export default obstacles;
