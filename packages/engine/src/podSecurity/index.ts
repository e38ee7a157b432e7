export * from './podSecurity';
