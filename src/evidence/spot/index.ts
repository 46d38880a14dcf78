export * from './accounts.ts';
export * from './credentials.ts';
