export { authenticate, bearerToken, worldOfToken } from './authenticate.ts';
export { isBilled, requireService } from './consumer.ts';
export { isAllowed, type Target } from './evaluate.ts';
